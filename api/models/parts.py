"""The parts of a record, a table each. Columns named as on the wire hold what was stated; the others are derived.

Values that are only ever read with their part (evidence, identifiers, a target) are JSON beside the columns that
queries compare.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from api.models.base import Base, Json, OptionalJson, PartOfRecord


class StatedParty(PartOfRecord, Base):
    """Who takes part, as the record states it; `party_id` is the directory entry it was matched to."""

    __tablename__ = "announcement_parties"
    __table_args__ = (Index(None, "party_id"),)

    key: Mapped[str]
    name: Mapped[str]
    kind: Mapped[str]
    roles: Mapped[Json]
    jurisdiction: Mapped[str | None]
    post: Mapped[str | None]
    part_of: Mapped[str | None]
    identifiers: Mapped[Json]
    party_id: Mapped[UUID] = mapped_column(ForeignKey("parties.id"))


class AnnouncementRole(Base):
    """A role that a directory entry has in a record, found from the party."""

    __tablename__ = "announcement_roles"
    __table_args__ = (Index(None, "announcement_id"),)

    party_id: Mapped[UUID] = mapped_column(ForeignKey("parties.id"), primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)
    announcement_id: Mapped[UUID] = mapped_column(ForeignKey("announcements.id", ondelete="CASCADE"), primary_key=True)


class Commitment(PartOfRecord, Base):
    """Something promised. `due_from` and `due_to` are the first and last day that `due` can mean."""

    __tablename__ = "commitments"
    __table_args__ = (Index(None, "due_from", "id"), Index(None, "due_to", "id"))

    id: Mapped[UUID] = mapped_column(unique=True)
    key: Mapped[str]
    kind: Mapped[str]
    statement: Mapped[str]
    target: Mapped[OptionalJson]
    target_value: Mapped[Decimal | None]
    baseline: Mapped[OptionalJson]
    due: Mapped[str | None]
    due_text: Mapped[str | None]
    due_from: Mapped[date | None]
    due_to: Mapped[date | None]
    starts: Mapped[str | None]
    starts_from: Mapped[date | None]
    starts_to: Mapped[date | None]
    place: Mapped[str | None]
    parties: Mapped[Json]
    topics: Mapped[Json]
    evidence: Mapped[Json]
    status: Mapped[OptionalJson]


class Amount(PartOfRecord, Base):
    """Money that was named. `amount` is the decimal as stated, `value` the same number to compare and add up."""

    __tablename__ = "amounts"
    __table_args__ = (Index(None, "currency", "value"),)

    id: Mapped[UUID] = mapped_column(unique=True)
    key: Mapped[str]
    kind: Mapped[str]
    amount: Mapped[str]
    value: Mapped[Decimal]
    currency: Mapped[str]
    text: Mapped[str | None]
    approximate: Mapped[bool | None]
    period: Mapped[str | None]
    period_from: Mapped[date | None]
    period_to: Mapped[date | None]
    frequency: Mapped[str | None]
    stage: Mapped[str | None]
    part_of: Mapped[str | None]
    commitment: Mapped[str | None]
    payer: Mapped[str | None]
    payee: Mapped[str | None]
    purpose: Mapped[str | None]
    change: Mapped[OptionalJson]
    evidence: Mapped[Json]


class Quote(PartOfRecord, Base):
    """What somebody said."""

    __tablename__ = "quotes"

    id: Mapped[UUID] = mapped_column(unique=True)
    key: Mapped[str]
    text: Mapped[str]
    language: Mapped[str]
    speaker: Mapped[str]
    said_on: Mapped[str | None]
    said_from: Mapped[date | None]
    said_to: Mapped[date | None]
    paraphrase: Mapped[bool | None]
    translated_from: Mapped[str | None]
    about: Mapped[Json]
    evidence: Mapped[Json]


class Source(PartOfRecord, Base):
    """Where the record's facts come from."""

    __tablename__ = "sources"

    key: Mapped[str]
    kind: Mapped[str]
    url: Mapped[str | None]
    title: Mapped[str | None]
    publisher: Mapped[str | None]
    via: Mapped[str | None]
    author: Mapped[str | None]
    official: Mapped[bool | None]
    language: Mapped[str | None]
    published_on: Mapped[str | None]
    retrieved_at: Mapped[str | None]
    archived_url: Mapped[str | None]
    sha256: Mapped[str | None]


class Relation(PartOfRecord, Base):
    """How a record stands to another record, or to a document elsewhere."""

    __tablename__ = "relations"
    __table_args__ = (Index(None, "announcement"),)

    type: Mapped[str]
    announcement: Mapped[UUID | None] = mapped_column(ForeignKey("announcements.id"))
    url: Mapped[str | None]
    title: Mapped[str | None]
