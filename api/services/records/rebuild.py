"""Rebuilding documents and search from the rows: after a change of format, or to show that they hold everything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from sqlalchemy import Connection, delete, func, select, update

from api.db.sql import encode_values, in_rows_param
from api.models import Announcement, Party, PendingRebuild, Version
from api.search.index import reindex
from api.services.parties import refresh
from api.services.records import documents, progress, row_mapping
from api.services.records.row_reader import read_record


def count(connection: Connection) -> int:
    """The number of records."""
    return connection.scalar(select(func.count()).select_from(Announcement)) or 0


def is_complete(connection: Connection) -> bool:
    """Whether derived data was rebuilt as a whole since the schema last changed."""
    return connection.scalar(select(PendingRebuild.revision).limit(1)) is None


def mark_complete(connection: Connection, revisions: Iterable[str]) -> None:
    """Remove the mark of a rebuild for these revisions. One of a newer release stays: it derives other data."""
    connection.execute(delete(PendingRebuild).where(PendingRebuild.revision.in_([*revisions])))


def ids_after(connection: Connection, last: UUID | None, *, most: int) -> list[UUID]:
    """The ids of the next records, in order."""
    query = select(Announcement.id).order_by(Announcement.id).limit(most)
    return list(connection.scalars(query if last is None else query.where(Announcement.id > last)))


def party_ids_after(connection: Connection, last: UUID | None, *, most: int) -> list[UUID]:
    """The ids of the next entries of the directory that were not merged into others, in order."""
    query = select(Party.id).where(Party.merged_into.is_(None)).order_by(Party.id).limit(most)
    return list(connection.scalars(query if last is None else query.where(Party.id > last)))


def rebuild(connection: Connection, ids: list[UUID]) -> Iterator[bool]:
    """Rebuild all that is derived from these records. Yields for each whether its document changed by it.

    The last version is the record, so its document is rebuilt too; earlier ones stay as they were answered.
    """
    for id in ids:
        stored = select(Announcement.document, Announcement.announced_from).where(Announcement.id == id)
        document, indexed_on = connection.execute(stored.with_for_update()).one()
        record = read_record(connection, id)
        progress.refresh_days(connection, id, record["jurisdiction"])
        rendered = documents.render(record)
        row_mapping.write_rows(connection, [(record, rendered)], replaced=[id])
        reindex(connection, record, indexed_on)
        if rendered.document != document:
            last = (Version.announcement_id == id, Version.number == record["version"])
            values = {"document": rendered.document, "etag": rendered.etag}
            connection.execute(update(Version).where(*last).values(values))
        yield rendered.document != document


def rebuild_entries(connection: Connection, ids: list[UUID]) -> None:
    """Make these entries of the directory show what records state.

    They are locked first, all at once, so that a writer waits for them instead of meeting one deadlock after another.
    """
    locked = select(Party.id).where(in_rows_param([Party.id], "ids")).order_by(Party.id)
    connection.execute(locked.with_for_update(key_share=True), {"ids": encode_values(ids)})
    refresh.refresh_entries(connection, ids)
