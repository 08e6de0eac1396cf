"""What is remembered of imports, so that one that broke off can be sent again: nothing twice, nothing half."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from api.db.column_types import Compressed
from api.models.base import Base, Json


class Import(Base):
    """An import under a key of its client's: how far it has come. `question` is a digest of how it was asked for."""

    __tablename__ = "imports"
    __table_args__ = (Index(None, "updated_at"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    question: Mapped[str]
    lines: Mapped[int]
    is_complete: Mapped[bool]
    updated_at: Mapped[datetime]


class ImportBatch(Base):
    """Some lines of an import that were committed together: a digest of all lines up to the last one, and the results.

    `waiting` has the numbers of those lines that were not answered yet, since they refer to records further on.
    """

    __tablename__ = "import_batches"

    import_id: Mapped[str] = mapped_column(ForeignKey("imports.id", ondelete="CASCADE"), primary_key=True)
    last_line: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    digest: Mapped[str]
    waiting: Mapped[Json]
    results: Mapped[bytes] = mapped_column(Compressed)
