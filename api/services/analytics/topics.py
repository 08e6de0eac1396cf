"""Topics in use, with the number of records and commitments about each."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, func, select

from api.db.sql import AnyRow, AnySelect
from api.models import AnnouncementTag, CommitmentTag
from api.services import pagination
from api.services.auth import Actor
from api.services.errors import NotFound
from api.services.pagination import Order, Page
from api.services.query.access_paths import full_match
from api.services.query.list_query import ListQuery

Topic = dict[str, Any]


def topics(connection: Connection, query: ListQuery) -> Page[Topic]:
    """A page of the topics of matching records, in alphabetical order."""
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
    order = Order((counts.c.topic,), (str,))
    page = pagination.paginate(connection, select(counts), order, query.params, query.bind_values)
    return page.with_items([topic_item(row.topic, row) for row in page.items])


def topic(connection: Connection, name: str, *, actor: Actor) -> Topic:
    """One topic, counted in the records that the actor may see. Raises `NotFound` if none has it."""
    if not name.isprintable():
        raise NotFound("No record has this topic.")

    def has_topic(tag: Any) -> tuple[Any, ...]:
        return tag.name == "topic", tag.value == name, tag.state.in_(actor.live_states)

    def count_in(tag: Any) -> Any:
        return select(func.count()).select_from(tag).where(*has_topic(tag)).scalar_subquery()

    tag = AnnouncementTag
    counts: AnySelect = select(
        count_in(AnnouncementTag).label("announcements"),
        count_in(CommitmentTag).label("commitments"),
        func.min(tag.announced_from).label("first_on"),
        func.max(tag.announced_to).label("last_on"),
    ).where(*has_topic(tag))
    row = connection.execute(counts).one()
    if not row.announcements and not row.commitments:
        raise NotFound("No record has this topic.")
    return topic_item(name, row)


def topic_item(name: str, row: AnyRow) -> Topic:
    """A topic with its numbers and its address."""
    return row._asdict() | {"topic": name, "url": f"/v1/topics/{name}"}
