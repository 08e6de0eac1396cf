"""Coverage: the number of records by jurisdiction and publisher, so that an empty result means something."""

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


def coverage(connection: Connection, params: Mapping[str, Any], *, actor: Actor) -> Page[Row]:
    """A page of jurisdictions and publishers: number of records, first and last day, and time of the last change."""
    tag = AnnouncementTag
    columns: dict[str, Any] = {"jurisdiction": Announcement.jurisdiction, "publisher": tag.value}
    publisher = func.coalesce(tag.value, literal_column("''"))
    counts = (
        select(
            Announcement.jurisdiction,
            publisher.label("publisher"),
            func.count().label("announcements"),
            func.min(Announcement.announced_from).label("first_on"),
            func.max(Announcement.announced_to).label("last_on"),
            func.max(Announcement.updated_at).label("changed_at"),
        )
        .select_from(Announcement)
        .outerjoin(tag, and_(tag.announcement_id == Announcement.id, tag.name == "publisher"))
        .where(
            Announcement.state.in_(actor.live_states),
            *(is_any_of(columns[name], params[name]) for name in columns if name in params),
        )
        .group_by(Announcement.jurisdiction, publisher)
        .subquery()
    )
    order = Order((counts.c.jurisdiction, counts.c.publisher), (str, str))
    page = pagination.paginate(connection, select(counts), order, params)
    return page.with_items([row._asdict() | {"publisher": row.publisher or None} for row in page.items])


def is_any_of(column: Any, values: list[str]) -> Clause:
    """The column has one of the values, or is NULL if `_missing` is one of them."""
    has_value: Clause = column.in_(stated_values(values))
    return or_(column.is_(None), has_value) if MISSING in values else has_value
