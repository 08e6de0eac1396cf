"""The directory of parties: each party once, with every name and identifier that records stated for it.

What only drafts state of a party is not `public`: it serves to match parties and is not shown.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from api.models.base import Base


class Party(Base):
    """A person, a government body, a company, an organisation or a group. `sort_key` is the start of its name, folded.

    A party that was merged has the id of the other one in `merged_into`; it serves to match, and redirects there.
    """

    __tablename__ = "parties"
    __table_args__ = (Index(None, "sort_key", "id"), Index(None, "merged_into"))

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    jurisdiction: Mapped[str | None]
    name: Mapped[str]
    sort_key: Mapped[str]
    public: Mapped[bool]
    merged_into: Mapped[UUID | None]
    created_at: Mapped[datetime]


class PartyName(Base):
    """A name or alias, folded for matching. Parties with different identifiers may share one."""

    __tablename__ = "party_names"
    __table_args__ = (Index(None, "folded_name"),)

    party_id: Mapped[UUID] = mapped_column(ForeignKey("parties.id", ondelete="CASCADE"), primary_key=True)
    folded_name: Mapped[str] = mapped_column(primary_key=True)
    public: Mapped[bool]


class PartyIdentifier(Base):
    """An identifier in an external scheme (wikidata, ror, lei). Each belongs to one party.

    Another party that only drafts state may have it too: they stated it before a published record did.
    """

    __tablename__ = "party_identifiers"
    __table_args__ = (Index(None, "party_id"),)

    scheme: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)
    public: Mapped[bool]
    party_id: Mapped[UUID] = mapped_column(ForeignKey("parties.id", ondelete="CASCADE"), primary_key=True)
