"""Imports and the results of their batches, so that an interrupted import can be sent again and continues."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from api.db.column_types import Compressed
from api.models.base import Base, Json


class Import(Base):
    """An import with an Idempotency-Key, and how far it got. `question` is a hash of its options."""

    __tablename__ = "imports"
    __table_args__ = (Index(None, "updated_at"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    question: Mapped[str]
    lines: Mapped[int]
    is_complete: Mapped[bool]
    updated_at: Mapped[datetime]


class ImportBatch(Base):
    """Lines of an import that were committed together: a hash of all lines up to the last one, and the results.

    `waiting` has the numbers of lines that are not answered yet, because they refer to records on later lines.
    """

    __tablename__ = "import_batches"

    import_id: Mapped[str] = mapped_column(ForeignKey("imports.id", ondelete="CASCADE"), primary_key=True)
    last_line: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    digest: Mapped[str]
    waiting: Mapped[Json]
    results: Mapped[bytes] = mapped_column(Compressed)
