"""The list of announcements: one statement for the page and the total; stored documents, never rebuilt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select

from api.models import Announcement
from api.models.database import Session
from api.services import filters, paging
from api.services.access import Actor
from api.services.errors import Forbidden, Unauthenticated


class Listed(NamedTuple):
    """A record on a page: its stored bytes, and the validator that names them."""

    document: bytes
    etag: str


def announcements(session: Session, asked: Mapping[str, Any], *, actor: Actor) -> paging.Page[Listed]:
    """Return a page of the records that match every filter and that the actor may see."""
    wanted = [Announcement.state.in_(states(asked, actor)), *filters.clauses(asked)]
    query = select(Announcement.document, Announcement.etag).where(*wanted)
    page = paging.take(session, query, order(asked["sort"]), asked)
    return page.of([Listed(row.document, row.etag) for row in page.items])


def states(asked: Mapping[str, Any], actor: Actor) -> list[str]:
    """Return the states to list: those asked for, else published records, and drafts for who may read them."""
    wanted = set(asked.get("state", set(actor.visible_states) - {"withdrawn"}))
    if not wanted <= set(actor.visible_states):
        refusal = Unauthenticated if actor.key_id is None else Forbidden
        raise refusal("Listing drafts or withdrawn records needs a key with the scope “read”.")
    return sorted(wanted)


def order(sort: str) -> paging.Order:
    """Return the total order that a sort names."""
    column = filters.SORTS[sort.removeprefix("-")]
    read = date.fromisoformat if column is Announcement.announced_from else datetime.fromisoformat
    return paging.Order((column, Announcement.id), (read, UUID), down=sort.startswith("-"))
