"""The directory of parties: each party once, with the names and identifiers that records or administrators state.

What only drafts state of a party is not `public`: it serves to match parties and is not shown.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from api.models.base import Base

ADDED, REMOVED = "added", "removed"
"""Edits of an administrator to a name or an identifier of a party."""


class Party(Base):
    """A person, a government body, a company, an organisation or a group. `sort_key` is the start of its name, folded.

    A party that was merged has the id of the other one in `merged_into`; it serves to match, and redirects there.
    `preferred_name` and `preferred_jurisdiction` are what an administrator chose; `name` and `jurisdiction` are these,
    or else what records state. `succeeds` is the party that it came after.
    """

    __tablename__ = "parties"
    __table_args__ = (Index(None, "sort_key", "id"), Index(None, "merged_into"), Index(None, "succeeds"))

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    jurisdiction: Mapped[str | None]
    name: Mapped[str]
    sort_key: Mapped[str]
    public: Mapped[bool]
    merged_into: Mapped[UUID | None]
    created_at: Mapped[datetime]
    preferred_name: Mapped[str | None]
    preferred_jurisdiction: Mapped[str | None]
    succeeds: Mapped[UUID | None]


class PartyName(Base):
    """A name or alias, folded for matching, with its `words` for search. Parties may share one.

    An administrator's `edit` is `added`, with the name as given, or `removed`: then it neither matches nor shows,
    though a record states it.
    """

    __tablename__ = "party_names"
    __table_args__ = (Index(None, "folded_name"),)

    party_id: Mapped[UUID] = mapped_column(ForeignKey("parties.id", ondelete="CASCADE"), primary_key=True)
    folded_name: Mapped[str] = mapped_column(primary_key=True)
    public: Mapped[bool]
    words: Mapped[str | None]
    edit: Mapped[str | None]
    name: Mapped[str | None]


class PartyIdentifier(Base):
    """An identifier in an external scheme (wikidata, ror, lei). Each belongs to one party.

    Another party that only drafts state may have it too: they stated it before a published record did. `edit` is
    `added` or `removed` by an administrator.
    """

    __tablename__ = "party_identifiers"
    __table_args__ = (Index(None, "party_id"),)

    scheme: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)
    public: Mapped[bool]
    party_id: Mapped[UUID] = mapped_column(ForeignKey("parties.id", ondelete="CASCADE"), primary_key=True)
    edit: Mapped[str | None]
