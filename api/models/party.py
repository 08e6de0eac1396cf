"""The directory: each real party once, under every name and identifier it was stated with.

What only drafts say of a party is not `public`: it is matched by, and not shown.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from api.models.base import Base


class Party(Base):
    """A person, a government body, a company, an organisation or a group. Lists go by the beginning of its name.

    One that was `merged_into` another is there only to be matched by, and to lead to that one.
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
    """A name or alias, folded for matching. Two parties may share one, when their identifiers differ."""

    __tablename__ = "party_names"
    __table_args__ = (Index(None, "folded_name"),)

    party_id: Mapped[UUID] = mapped_column(ForeignKey("parties.id", ondelete="CASCADE"), primary_key=True)
    folded_name: Mapped[str] = mapped_column(primary_key=True)
    public: Mapped[bool]


class PartyIdentifier(Base):
    """An identifier in an outside scheme (wikidata, ror, lei). Each belongs to one party."""

    __tablename__ = "party_identifiers"
    __table_args__ = (Index(None, "party_id"),)

    scheme: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)
    public: Mapped[bool]
    party_id: Mapped[UUID] = mapped_column(ForeignKey("parties.id", ondelete="CASCADE"))
