"""Making every document again from the rows: after a change of the format, or to prove that nothing else is in them."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import Connection, func, select

from api.models import Announcement
from api.search.index import is_indexed, reindex
from api.services.records import documents, row_mapping
from domain.json import encode_json


def count(connection: Connection) -> int:
    """Return how many records there are."""
    return connection.scalar(select(func.count()).select_from(Announcement)) or 0


def is_complete(connection: Connection) -> bool:
    """Whether what lists and search read has been made for every record: it is made in the order of the ids."""
    query = select(Announcement.id, Announcement.announced_from).order_by(Announcement.id.desc()).limit(1)
    last = connection.execute(query).one_or_none()
    return last is None or is_indexed(connection, *last)


def ids_after(connection: Connection, last: UUID | None, *, most: int) -> list[UUID]:
    """Return the ids of the next records, in order."""
    query = select(Announcement.id).order_by(Announcement.id).limit(most)
    return list(connection.scalars(query if last is None else query.where(Announcement.id > last)))


def rebuild(connection: Connection, ids: list[UUID]) -> Iterator[bool]:
    """Make all that is derived from these records again. Yield for each whether its document changed by it."""
    for id in ids:
        query = select(Announcement.version, Announcement.document).where(Announcement.id == id).with_for_update()
        version, before = connection.execute(query).one()
        record = row_mapping.read(connection, id)
        shown = documents.show(record)
        document = encode_json(shown)
        etag = documents.etag_of(version, document)
        parts = documents.list_item_documents(shown)
        row_mapping.write(connection, record, etag=etag, document=document, fragments=parts, new=False)
        reindex(connection, record)
        yield document != before
