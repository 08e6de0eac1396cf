"""Lists of records and of their parts: one statement for a page and its total; stored documents, never rebuilt."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from api.models import Announcement
from api.models.database import Session, Source
from api.models.statements import AnyRow
from api.services import finding
from api.services.access import Actor
from api.services.announcements import visible
from api.services.asking import Plan
from api.services.collections import ANNOUNCEMENTS, Collection
from api.services.errors import NotFound
from api.services.paging import Page

BATCH, BATCH_OF_RECORDS = 500, 50
"""How many rows are read at a time where all are wanted: whole records may be long."""


class Listed(NamedTuple):
    """An item on a page: its stored bytes, what names these, and where ids were asked for, its id."""

    document: bytes
    validator: bytes
    id: UUID | None


def page(session: Session, plan: Plan, *, total: int | None = None) -> Page[Listed]:
    """Return a page of what was asked for. Where no item is wanted, its total may be known already."""
    found = finding.take(session, plan, shown(plan), number=total)
    return found.of([Listed(row.document, name_of(row), getattr(row, "id", None)) for row in found.items])


def name_of(row: AnyRow) -> bytes:
    """Return what names the bytes of an item: its ETag where it has one, else they themselves."""
    return row.etag.encode() if "etag" in row._fields else bytes(row.document)


def every(source: Source, plan: Plan) -> Iterator[bytes]:
    """Yield the stored bytes of all that was asked for, in order; only some of them are in memory at a time.

    Each batch is read by itself, so that a slow reader holds no connection.
    """
    most = BATCH_OF_RECORDS if plan.collection is ANNOUNCEMENTS else BATCH
    yield from (row.document for row in finding.every(source, plan, shown(plan), most=most))


def shown(plan: Plan) -> tuple[str, ...]:
    """Return the names of the columns of an item."""
    named = ("etag",) if plan.collection is ANNOUNCEMENTS else ()
    return ("document", *named, *(("id",) if "id" in plan.asked else ()))


def not_found(session: Session, plan: Plan, found: Page[Listed]) -> list[UUID]:
    """Return the ids that were asked for and are not there, or not for this actor, or not with these filters."""
    asked = [UUID(id) for id in plan.asked["id"]]
    whole = found.next_cursor is None and "cursor" not in plan.asked and plan.asked["limit"]
    here = {item.id for item in found.items} if whole else set(session.scalars(plan.select(plan.own("id"))))
    return [id for id in dict.fromkeys(asked) if id not in here]


def get(session: Session, collection: Collection, id: UUID, *, actor: Actor) -> bytes:
    """Return the stored bytes of a part by its id. Raise `NotFound`, or `Gone` where its record was withdrawn."""
    part = collection.table
    query = (
        select(Announcement.state, Announcement.published_at, Announcement.document, part.document.label("part"))
        .join(Announcement, Announcement.id == part.announcement_id)
        .where(part.id == id)
    )
    row = session.execute(query).one_or_none()
    if row is None:
        raise NotFound(f"There is no {collection.name.removesuffix('s')} with this id.")
    return bytes(visible(row, actor).part)
