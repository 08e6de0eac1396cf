"""The declarative base, naming of constraints, and columns that several tables share."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, ClassVar
from uuid import UUID

from sqlalchemy import JSON, Date, ForeignKey, LargeBinary, MetaData, Table, Text, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from api.db.sql import ExactDecimal, UtcDateTime
from api.db.sqlite_planner import ExpectedSizes

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

Json = Annotated[Any, mapped_column(JSON(none_as_null=True))]
OptionalJson = Annotated[Any, mapped_column(JSON(none_as_null=True), nullable=True)]


class Base(DeclarativeBase):
    """Base of all tables. Text columns have no length: the wire format bounds it."""

    __table__: ClassVar[Table]

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads this name from the class.
        str: Text(),
        UUID: Uuid(),
        date: Date(),
        datetime: UtcDateTime(),
        Decimal: ExactDecimal(),
    }


class PartOfRecord:
    """Columns of every part of a record: the record, and the position among its siblings."""

    announcement_id: Mapped[UUID] = mapped_column(ForeignKey("announcements.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class ListedPart(PartOfRecord):
    """Columns of a part that has a list of its own: its JSON as the list returns it, and copies of its record's columns
    that queries filter by, so that no list joins the record.
    """

    id: Mapped[UUID] = mapped_column(unique=True)
    state: Mapped[str]
    jurisdiction: Mapped[str]
    announcement_kind: Mapped[str]
    announcement_language: Mapped[str]
    announced_from: Mapped[date]
    announced_to: Mapped[date]
    updated_at: Mapped[datetime]
    document: Mapped[bytes] = mapped_column(LargeBinary)


OF_RECORD = ("state", "jurisdiction", "announcement_kind", "announcement_language", "announced_from", "announced_to")
"""Columns that a listed part copies from its record, besides `updated_at`."""

PART_ORDER = ("announced_from", "announcement_id", "position")
"""The order of parts across records: by record, then by position."""

RECORD_INDEX_COLUMNS = ("announced_from", "id", "announced_to", "state")
PART_INDEX_COLUMNS = (*PART_ORDER, "announced_to", "state")
"""Columns of indexes for lists of records and of parts, after a filtered column: the order, and common filters."""

EXPECTED_SIZES = ExpectedSizes(
    records=100_000,
    rows_per_record={
        "announcements": 1,
        "announcement_tags": 8,
        "amounts": 1.5,
        "commitments": 4,
        "commitment_tags": 20,
    },
    distinct_values={
        **dict.fromkeys(("state", "public", "due_moved"), 2),
        **dict.fromkeys(("position", "scheme"), 5),
        **dict.fromkeys(("kind", "announcement_kind", "language", "stage", "status_code", "frequency", "name"), 12),
        **dict.fromkeys(("jurisdiction", "unit", "comparator", "currency", "role"), 40),
        **dict.fromkeys(("due_from", "due_to", "period_from", "period_to", "said_from", "said_to"), 400),
        **dict.fromkeys(("value", "lower_value", "upper_value"), 400),
        **dict.fromkeys(("announced_from", "announced_to", "due_rising", "due_falling", "said_rising"), 4_000),
        **dict.fromkeys(("party_id", "payer_id", "payee_id", "speaker_id", "target_value"), 20_000),
    },
)
"""Expected numbers of rows and of distinct values, for SQLite's planner."""
