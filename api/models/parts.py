"""Parts of a record, one table for each kind, and tags: values of filters that a record has many of.

Columns named as on the wire hold the payload; the others are derived. Values that are only read with their part
(evidence, identifiers, a target) are JSON.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from api.models.base import PART_INDEX_COLUMNS, PART_ORDER, Base, Json, ListedPart, OptionalJson, PartOfRecord


class StatedParty(PartOfRecord, Base):
    """A party as the record states it; `party_id` is the entry of the directory that it was matched to."""

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
    evidence: Mapped[Json]
    party_id: Mapped[UUID] = mapped_column(ForeignKey("parties.id"))


class AnnouncementRole(Base):
    """A role of a party of the directory in a record, indexed by party."""

    __tablename__ = "announcement_roles"
    __table_args__ = (Index(None, "announcement_id"),)

    party_id: Mapped[UUID] = mapped_column(ForeignKey("parties.id"), primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)
    announcement_id: Mapped[UUID] = mapped_column(ForeignKey("announcements.id", ondelete="CASCADE"), primary_key=True)


class Commitment(ListedPart, Base):
    """A commitment. `due_from` and `due_to` are the first and last day that `due` can mean.

    They are sort keys too, as `due_rising` (`date.max` if unknown) and `due_falling` (`date.min` if unknown).
    `promised_to` is the last day that the first published due date can mean; `due_moved` says that there were others.
    `lower_value` and `upper_value` are the ends of what the target can mean, far apart where it has none.
    """

    __tablename__ = "commitments"
    __table_args__ = (
        Index(None, *PART_INDEX_COLUMNS, "due_to", "due_from", "id"),
        Index(None, "jurisdiction", *PART_INDEX_COLUMNS),
        Index(None, "kind", *PART_INDEX_COLUMNS),
        Index(None, "status_code", *PART_INDEX_COLUMNS),
        Index(None, "unit", *PART_INDEX_COLUMNS),
        Index(None, "due_rising", "id", "due_to", "due_from", "state", "status_code", "jurisdiction"),
        Index(None, "due_falling", "id", "due_to", "due_from", "state", "status_code", "jurisdiction"),
        Index(None, "jurisdiction", "due_rising", "id", "due_to", "due_from", "state", "status_code"),
        Index(None, "due_to", "due_from", *PART_ORDER, "id", "state", "status_code"),
        Index(
            *(None, "due_moved", *PART_INDEX_COLUMNS),
            sqlite_where=text("due_moved = 1"),
            postgresql_where=text("due_moved"),
        ),
        Index(None, "unit", "target_value", "id", "state"),
        Index(None, "updated_at", "id", "state"),
    )

    key: Mapped[str]
    kind: Mapped[str]
    statement: Mapped[str]
    target: Mapped[OptionalJson]
    target_value: Mapped[Decimal | None]
    lower_value: Mapped[Decimal | None]
    upper_value: Mapped[Decimal | None]
    unit: Mapped[str | None]
    comparator: Mapped[str | None]
    baseline: Mapped[OptionalJson]
    due: Mapped[str | None]
    due_text: Mapped[str | None]
    due_from: Mapped[date | None]
    due_to: Mapped[date | None]
    due_rising: Mapped[date]
    due_falling: Mapped[date]
    promised_to: Mapped[date | None]
    due_moved: Mapped[bool | None]
    starts: Mapped[str | None]
    starts_from: Mapped[date | None]
    starts_to: Mapped[date | None]
    place: Mapped[str | None]
    parties: Mapped[Json]
    topics: Mapped[Json]
    evidence: Mapped[Json]
    status: Mapped[OptionalJson]
    status_code: Mapped[str | None]


class Amount(ListedPart, Base):
    """An amount of money. `amount` is the decimal as stated, `value` the same number to compare and to sum.

    `bound` is `gte` or `lte` for a limit, `range`, or NULL for one sum. `lower_value` and `upper_value` are the ends of
    what it can mean; an open one is the least or the greatest decimal. `period_year` is the year of the period, or the
    two that it has twelve months of; `fiscal_year` is the fiscal year of the record's jurisdiction that the period lies
    in. `payer_id` and `payee_id` are parties of the directory; `percent` is the change.
    """

    __tablename__ = "amounts"
    __table_args__ = (
        Index(None, *PART_INDEX_COLUMNS, "period_to", "period_from", "id"),
        Index(None, "jurisdiction", *PART_INDEX_COLUMNS),
        Index(None, "kind", *PART_INDEX_COLUMNS),
        Index(None, "stage", *PART_INDEX_COLUMNS),
        Index(None, "currency", *PART_INDEX_COLUMNS),
        Index(None, "payer_id", *PART_INDEX_COLUMNS),
        Index(None, "payee_id", *PART_INDEX_COLUMNS),
        Index(None, "currency", "value", "id", "state", "jurisdiction", "lower_value", "upper_value"),
        Index(None, "currency", "lower_value", "id", "state", "jurisdiction"),
        Index(None, "currency", "upper_value", "id", "state", "jurisdiction"),
        Index(
            *(None, "bound", "id"),
            sqlite_where=text("bound IS NOT NULL"),
            postgresql_where=text("bound IS NOT NULL"),
        ),
        Index(
            *(None, "restates", "id"),
            sqlite_where=text("restates IS NOT NULL"),
            postgresql_where=text("restates IS NOT NULL"),
        ),
        Index(None, "period_to", "period_from", *PART_ORDER, "id", "state"),
        Index(None, "updated_at", "id", "state"),
    )

    key: Mapped[str]
    kind: Mapped[str]
    amount: Mapped[str]
    value: Mapped[Decimal]
    comparator: Mapped[str | None]
    upper: Mapped[str | None]
    bound: Mapped[str | None]
    lower_value: Mapped[Decimal | None]
    upper_value: Mapped[Decimal | None]
    currency: Mapped[str]
    text: Mapped[str | None]
    approximate: Mapped[bool | None]
    price_year: Mapped[str | None]
    value_date: Mapped[str | None]
    period: Mapped[str | None]
    period_from: Mapped[date | None]
    period_to: Mapped[date | None]
    period_year: Mapped[str | None]
    fiscal_year: Mapped[str | None]
    frequency: Mapped[str | None]
    stage: Mapped[str | None]
    part_of: Mapped[str | None]
    restates: Mapped[UUID | None]
    commitment: Mapped[str | None]
    payer: Mapped[str | None]
    payee: Mapped[str | None]
    payer_id: Mapped[UUID | None]
    payee_id: Mapped[UUID | None]
    purpose: Mapped[str | None]
    change: Mapped[OptionalJson]
    percent: Mapped[Decimal | None]
    evidence: Mapped[Json]


class Quote(ListedPart, Base):
    """A quote. `said_rising` is its sort key: its first day, or the announcement's first day if that is unknown."""

    __tablename__ = "quotes"
    __table_args__ = (
        Index(None, *PART_INDEX_COLUMNS, "said_to", "said_from", "id"),
        Index(None, "jurisdiction", *PART_INDEX_COLUMNS),
        Index(None, "language", *PART_INDEX_COLUMNS),
        Index(None, "speaker_id", *PART_INDEX_COLUMNS),
        Index(None, "said_rising", "id", "state"),
        Index(None, "said_to", "said_from", *PART_ORDER, "id", "state"),
        Index(None, "updated_at", "id", "state"),
    )

    key: Mapped[str]
    text: Mapped[str]
    language: Mapped[str]
    speaker: Mapped[str]
    speaker_id: Mapped[UUID | None]
    said_on: Mapped[str | None]
    said_from: Mapped[date | None]
    said_to: Mapped[date | None]
    said_rising: Mapped[date]
    paraphrase: Mapped[bool | None]
    translated_from: Mapped[str | None]
    about: Mapped[Json]
    evidence: Mapped[Json]


class Source(PartOfRecord, Base):
    """A source of the record."""

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
    history: Mapped[Json]
    evidence: Mapped[Json]


class Relation(PartOfRecord, Base):
    """A relation of a record to another record, or to a document elsewhere.

    `identifier_scheme` and `identifier_value` are the two halves of `identifier`, a number of the other record.
    """

    __tablename__ = "relations"
    __table_args__ = (
        Index(None, "announcement"),
        Index(None, "identifier_scheme", "identifier_value"),
        Index(
            *(None, "type", "announcement", "announcement_id"),
            sqlite_where=text("type = 'supersedes' OR type = 'restates'"),
            postgresql_where=text("type = 'supersedes' OR type = 'restates'"),
        ),
    )

    type: Mapped[str]
    announcement: Mapped[UUID | None] = mapped_column(ForeignKey("announcements.id"))
    identifier: Mapped[OptionalJson]
    identifier_scheme: Mapped[str | None]
    identifier_value: Mapped[str | None]
    url: Mapped[str | None]
    title: Mapped[str | None]


class Tag:
    """A value of the filter `name`, such as `topic`, `party` or `policy_status`, clustered in the order of lists.

    It copies the columns that nearly every query filters by, so that a list by topic reads only its page elsewhere.
    """

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)
    announced_from: Mapped[date] = mapped_column(primary_key=True)
    announcement_id: Mapped[UUID] = mapped_column(ForeignKey("announcements.id", ondelete="CASCADE"), primary_key=True)
    announced_to: Mapped[date]
    state: Mapped[str]
    jurisdiction: Mapped[str]


class AnnouncementTag(Tag, Base):
    """A topic, party, source kind, publisher, policy status or other jurisdiction of a record; topics have an index."""

    __tablename__ = "announcement_tags"
    __table_args__ = (
        Index(None, "announcement_id", "name", "value"),
        Index(
            *(None, "value", "jurisdiction", "announced_from", "announcement_id", "announced_to", "state"),
            sqlite_where=text("name = 'topic'"),
            postgresql_where=text("name = 'topic'"),
        ),
        {"sqlite_with_rowid": False},
    )

    kind: Mapped[str]


class CommitmentTag(Tag, Base):
    """A topic, party or role of a commitment: its own, or its record's if it states none."""

    __tablename__ = "commitment_tags"
    __table_args__ = (Index(None, "announcement_id", "position", "name", "value"), {"sqlite_with_rowid": False})

    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class AmountWhole(Base):
    """A pair of amounts: one, and another that contains it, directly or not."""

    __tablename__ = "amount_wholes"
    __table_args__ = (Index(None, "announcement_id"),)

    amount_id: Mapped[UUID] = mapped_column(primary_key=True)
    whole_id: Mapped[UUID] = mapped_column(primary_key=True)
    announcement_id: Mapped[UUID] = mapped_column(ForeignKey("announcements.id", ondelete="CASCADE"))
