"""The declarative base, the names of constraints, and the short forms of columns that recur."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, ClassVar
from uuid import UUID

from sqlalchemy import JSON, Date, ForeignKey, LargeBinary, MetaData, Table, Text, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from api.db.column_types import ExactDecimal, UtcDateTime

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
    """What every part of a record has: the record, and its place among its siblings."""

    announcement_id: Mapped[UUID] = mapped_column(ForeignKey("announcements.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class ListedPart(PartOfRecord):
    """What a part has that is asked for across all records: its JSON as a list answers it, and what is compared of
    its record, so that no list has to look the record up.
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
"""What a listed part repeats of its record, beside the time of its last change."""

PLACE = ("announced_from", "announcement_id", "position")
"""How parts stand among those of all records: with their record, in its order."""

COMPARED = (*PLACE, "announced_to", "state")
"""What an index on a list of parts carries at its end: the order of its pages, and what most questions compare."""
