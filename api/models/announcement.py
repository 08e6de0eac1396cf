"""Records with their stored documents, their identifiers, their versions (the change log), and progress reports."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    ColumnElement,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    UniqueConstraint,
    column,
    literal_column,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from api.db.sql import Compressed, JsonText
from api.models.base import RECORD_INDEX_COLUMNS, Base, Json, OptionalJson
from domain.vocabularies import CHANGE_TYPE

Sequence = BigInteger().with_variant(Integer, "sqlite")


class Announcement(Base):
    """One record. `document` is the exact JSON that a GET returns, derived from the rows; `etag` is its ETag.

    `due_histories` has the published due dates by the key of every commitment that the record ever had.
    `in_force_from` and `in_force_to` are the days on which the policy may be in force (`domain.policy`). Frequently
    read columns come first: SQLite reads a row from its start.
    """

    __tablename__ = "announcements"
    __table_args__ = (
        Index(None, *RECORD_INDEX_COLUMNS),
        Index(None, "jurisdiction", *RECORD_INDEX_COLUMNS, "kind"),
        Index(None, "kind", *RECORD_INDEX_COLUMNS),
        Index(None, "jurisdiction", "kind", "state"),
        Index(None, "language", *RECORD_INDEX_COLUMNS),
        Index(None, "updated_at", "id", "state"),
        Index(None, "significantly_updated_at", "id", "state"),
        Index(None, "created_at", "id", "state"),
        Index(
            *(None, "in_force_to", "in_force_from", *RECORD_INDEX_COLUMNS),
            sqlite_where=text("in_force_to IS NOT NULL"),
            postgresql_where=text("in_force_to IS NOT NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int]
    state: Mapped[str]
    kind: Mapped[str]
    language: Mapped[str]
    jurisdiction: Mapped[str]
    announced_on: Mapped[str]
    announced_from: Mapped[date]
    announced_to: Mapped[date]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    significantly_updated_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    etag: Mapped[str]
    document: Mapped[bytes] = mapped_column(LargeBinary)
    title: Mapped[str]
    place: Mapped[str | None]
    effective: Mapped[str | None]
    effective_from: Mapped[date | None]
    effective_to: Mapped[date | None]
    policy_status: Mapped[OptionalJson]
    in_force_from: Mapped[date | None]
    in_force_to: Mapped[date | None]
    other_jurisdictions: Mapped[Json]
    topics: Mapped[Json]
    identifiers: Mapped[Json]
    change: Mapped[Json]
    due_histories: Mapped[Json]
    summary: Mapped[str | None]
    translations: Mapped[OptionalJson]
    evidence: Mapped[Json]
    body: Mapped[str | None]


class AnnouncementIdentifier(Base):
    """A publisher's identifier of a record. Each belongs to one record that is not withdrawn."""

    __tablename__ = "announcement_identifiers"
    __table_args__ = (Index(None, "announcement_id"),)

    scheme: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)
    announcement_id: Mapped[UUID] = mapped_column(ForeignKey("announcements.id", ondelete="CASCADE"))


def has_change_type(change: ColumnElement[Any], type: str) -> ColumnElement[bool]:
    """Whether a change is of a type: the condition of a partial index, so that its value must be a literal."""
    return JsonText(change, "type") == literal_column(f"'{type}'")


def change_type_index(type: str) -> Index:
    """Index of the changes of one type, of which there may be few in a long log."""
    condition = has_change_type(column("change", JSON()), type)
    return Index(f"ix_versions_{type}", "public", "seq", sqlite_where=condition, postgresql_where=condition)


class Version(Base):
    """One change of one record: the operation, its note, the document after it, and who made it from where.

    Every change makes one version, so this table is the change log too; `seq` numbers it across records in commit
    order. `public`: the record had been published by then, so that every client may see the change; `public_number`
    numbers these changes alone, since gaps in `seq` would count the changes of drafts. It is the last column.
    """

    __tablename__ = "versions"
    __table_args__ = (
        UniqueConstraint("announcement_id", "number"),
        Index(None, "public", "seq"),
        Index(None, "public_number", unique=True),
        *map(change_type_index, CHANGE_TYPE.codes),
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
    request_id: Mapped[str | None]
    client_address: Mapped[str | None]
    public_number: Mapped[int | None] = mapped_column(BigInteger)


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


class PendingRebuild(Base):
    """A mark: the schema changed while there were records, and their derived data is not rebuilt yet.

    The transaction of the migration to `revision` sets it; the end of the rebuild removes it.
    """

    __tablename__ = "pending_rebuilds"

    revision: Mapped[str] = mapped_column(primary_key=True)
