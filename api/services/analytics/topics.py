"""Topics in use, with how many records and commitments are about each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, func, select

from api.db.sql import AnySelect
from api.models import AnnouncementTag, CommitmentTag
from api.services import pagination
from api.services.auth import Actor
from api.services.errors import NotFound
from api.services.pagination import Order, Page
from api.services.query.access_paths import full_match
from api.services.query.list_query import ListQuery

Topic = dict[str, Any]


def topics(connection: Connection, query: ListQuery) -> Page[Topic]:
    """Return some of the topics of the records that were asked for, in alphabetical order."""
    tag = AnnouncementTag
    matching = full_match(query.template).select(query.column("id"))
    counts = (
        select(
            tag.value.label("topic"),
            func.count().label("announcements"),
            func.min(tag.announced_from).label("first_on"),
            func.max(tag.announced_to).label("last_on"),
        )
        .where(tag.name == "topic", tag.announcement_id.in_(matching))
        .group_by(tag.value)
        .subquery()
    )
    found = pagination.paginate(
        connection, select(counts), Order((counts.c.topic,), (str,)), query.params, query.bind_values
    )
    return found.with_items([show(row._asdict()) for row in found.items])


def topic(connection: Connection, name: str, *, actor: Actor) -> Topic:
    """Return one topic, as far as the actor may see records about it. Raise `NotFound` where there are none."""
    if not name.isprintable():
        raise NotFound("No record has this topic.")
    states = sorted(set(actor.visible_states) - {"withdrawn"})

    def number(table: Any) -> Any:
        """Return the number of rows that have the topic."""
        tagged = (table.name == "topic", table.value == name, table.state.in_(states))
        return select(func.count()).select_from(table).where(*tagged).scalar_subquery()

    tag = AnnouncementTag
    query: AnySelect = select(
        number(AnnouncementTag).label("announcements"),
        number(CommitmentTag).label("commitments"),
        func.min(tag.announced_from).label("first_on"),
        func.max(tag.announced_to).label("last_on"),
    ).where(tag.name == "topic", tag.value == name, tag.state.in_(states))
    row = connection.execute(query).one()
    if not row.announcements and not row.commitments:
        raise NotFound("No record has this topic.")
    return show({"topic": name, **row._asdict()})


def show(row: Mapping[Any, Any]) -> Topic:
    """Return a topic as it is listed."""
    shown = {str(name): value for name, value in row.items() if not str(name).startswith(("key_", "total"))}
    return shown | {"url": f"/v1/topics/{row['topic']}"}
