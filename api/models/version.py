"""Versions of records, which are also the change log, and progress reports."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, ForeignKeyConstraint, Index, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from api.db.column_types import Compressed
from api.models.base import Base, Json, OptionalJson

Sequence = BigInteger().with_variant(Integer, "sqlite")


class Version(Base):
    """One change of one record: the operation, its note, the API key, and the document after it.

    Every change makes one version, so this table is the change log too; `seq` numbers it across records in commit
    order. `public` says whether the record had been published by then, and so who may see the change.
    """

    __tablename__ = "versions"
    __table_args__ = (
        UniqueConstraint("announcement_id", "number"),
        Index(None, "public", "seq"),
        {"sqlite_autoincrement": True},
    )

    seq: Mapped[int] = mapped_column(Sequence, primary_key=True)
    announcement_id: Mapped[UUID] = mapped_column(ForeignKey("announcements.id", ondelete="CASCADE"))
    number: Mapped[int]
    operation: Mapped[str]
    state: Mapped[str]
    public: Mapped[bool]
    change: Mapped[Json]
    paths: Mapped[Json]
    key_id: Mapped[UUID | None] = mapped_column(ForeignKey("api_keys.id"))
    at: Mapped[datetime]
    etag: Mapped[str]
    document: Mapped[bytes] = mapped_column(Compressed)


class Progress(Base):
    """A progress report on a commitment, never changed. It names the commitment by key, which outlives its row."""

    __tablename__ = "progress"
    __table_args__ = (
        ForeignKeyConstraint(["announcement_id"], ["announcements.id"], ondelete="CASCADE"),
        Index(None, "announcement_id", "commitment"),
        {"sqlite_autoincrement": True},
    )

    seq: Mapped[int] = mapped_column(Sequence, primary_key=True)
    id: Mapped[UUID] = mapped_column(unique=True)
    announcement_id: Mapped[UUID]
    commitment: Mapped[str]
    status: Mapped[str]
    on: Mapped[str]
    on_to: Mapped[date]
    value: Mapped[str | None]
    note: Mapped[str | None]
    source: Mapped[OptionalJson]
    reported_at: Mapped[datetime]
