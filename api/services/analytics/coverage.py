"""What there is at all: records by jurisdiction and publisher, so that an empty answer means something."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, and_, func, literal_column, or_, select

from api.models import Announcement, AnnouncementTag
from api.services import pagination
from api.services.auth import Actor
from api.services.pagination import Order, Page
from api.services.query.filters.operators import Clause, stated_values
from domain.codes import MISSING

Row = dict[str, Any]


def coverage(connection: Connection, asked: Mapping[str, Any], *, actor: Actor) -> Page[Row]:
    """Return for each jurisdiction and publisher of sources how many records there are, from when, and how fresh."""
    tag = AnnouncementTag
    publisher = and_(tag.announcement_id == Announcement.id, tag.name == "publisher")
    states = sorted(set(actor.visible_states) - {"withdrawn"})
    wanted: list[Clause] = [Announcement.state.in_(states)]
    columns: dict[str, Any] = {"jurisdiction": Announcement.jurisdiction, "publisher": tag.value}
    wanted += [is_any_of(columns[name], asked[name]) for name in columns if name in asked]
    publisher_or_blank = func.coalesce(tag.value, literal_column("''"))
    counts = (
        select(
            Announcement.jurisdiction,
            publisher_or_blank.label("publisher"),
            func.count().label("announcements"),
            func.min(Announcement.announced_from).label("first_on"),
            func.max(Announcement.announced_to).label("last_on"),
            func.max(Announcement.updated_at).label("changed_at"),
        )
        .select_from(Announcement)
        .outerjoin(tag, publisher)
        .where(*wanted)
        .group_by(Announcement.jurisdiction, publisher_or_blank)
        .subquery()
    )
    order = Order((counts.c.jurisdiction, counts.c.publisher), (str, str))
    found = pagination.paginate(connection, select(counts), order, asked)
    return found.with_items([show(row._asdict()) for row in found.items])


def is_any_of(column: Any, values: list[str]) -> Clause:
    """The column has one of the values, or is NULL if `_missing` is one of them."""
    has_value: Clause = column.in_(stated_values(values))
    return or_(column.is_(None), has_value) if MISSING in values else has_value


def show(row: Mapping[Any, Any]) -> Row:
    """Return a row as it is listed; a publisher that no source states is none."""
    names = ("jurisdiction", "publisher", "announcements", "first_on", "last_on", "changed_at")
    return {name: row[name] or None for name in names}
