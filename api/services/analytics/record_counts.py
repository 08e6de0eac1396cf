"""Numbers of records by topic, and by jurisdiction and publisher, so that an empty result means something."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, and_, func, join, literal_column, or_, select, union_all
from sqlalchemy.orm import aliased

from api.db.sql import AnyRow, AnySelect
from api.models import Announcement, AnnouncementTag, CommitmentTag
from api.services import pagination
from api.services.auth import Actor
from api.services.errors import NotFound
from api.services.pagination import Order, Page
from api.services.query.access_paths import full_match
from api.services.query.filters.operators import Clause, stated_values
from api.services.query.list_query import ListQuery
from domain.codes import MISSING

Item = dict[str, Any]


def topics(connection: Connection, query: ListQuery) -> Page[Item]:
    """A page of the topics of matching records, in alphabetical order: 200 have less than 100 kB."""
    tag = AnnouncementTag
    matching = full_match(query.template).select(query.resource.table.id)
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


def topic(connection: Connection, name: str, *, actor: Actor) -> Item:
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


def topic_item(name: str, row: AnyRow) -> Item:
    """A topic with its numbers and its address."""
    return row._asdict() | {"topic": name, "url": f"/v1/topics/{quote(name)}"}


def coverage(connection: Connection, params: Mapping[str, Any], *, actor: Actor) -> Page[Item]:
    """A page of jurisdictions and publishers: number of records, first and last day, and time of the last change.

    Joint announcements count under each of their jurisdictions. 200 have less than 500 kB.
    """
    record, tag, joint = Announcement, aliased(AnnouncementTag), aliased(AnnouncementTag)
    publishers = and_(tag.announcement_id == record.id, tag.name == "publisher")

    def records_of(jurisdiction: Any, source: Any, *where: Any) -> AnySelect:
        columns: dict[str, Any] = {"jurisdiction": jurisdiction, "publisher": tag.value}
        filters = (is_any_of(columns[name], params[name]) for name in columns if name in params)
        shown = (jurisdiction.label("jurisdiction"), func.coalesce(tag.value, literal_column("''")).label("publisher"))
        rows = select(*shown, record.announced_from, record.announced_to, record.updated_at)
        return rows.select_from(source.outerjoin(tag, publishers)).where(
            record.state.in_(actor.live_states), *where, *filters
        )

    of_others = join(joint, record, joint.announcement_id == record.id)
    found = union_all(
        records_of(record.jurisdiction, record.__table__),
        records_of(joint.value, of_others, joint.name == "other_jurisdiction"),
    ).subquery("found")
    counts = (
        select(
            found.c.jurisdiction,
            found.c.publisher,
            func.count().label("announcements"),
            func.min(found.c.announced_from).label("first_on"),
            func.max(found.c.announced_to).label("last_on"),
            func.max(found.c.updated_at).label("changed_at"),
        )
        .group_by(found.c.jurisdiction, found.c.publisher)
        .subquery()
    )
    order = Order((counts.c.jurisdiction, counts.c.publisher), (str, str))
    page = pagination.paginate(connection, select(counts), order, params)
    return page.with_items([row._asdict() | {"publisher": row.publisher or None} for row in page.items])


def is_any_of(column: Any, values: list[str]) -> Clause:
    """The column has one of the values, or is NULL if `_missing` is one of them."""
    has_value: Clause = column.in_(stated_values(values))
    return or_(column.is_(None), has_value) if MISSING in values else has_value
