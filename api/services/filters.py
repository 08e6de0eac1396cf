"""What a list of announcements can be filtered and ordered by: a table, from a parameter's name to what it asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, not_, or_, select, tuple_

from api.models import Announcement, AnnouncementIdentifier, AnnouncementTopic
from domain.edtf import window
from domain.moments import first_instant, last_instant

Clause = Callable[[Any], ColumnElement[bool]]


def none_of(clause: Clause) -> Clause:
    """Return the clause: the other does not hold."""
    return lambda values: not_(clause(values))


def about_any(topics: list[str]) -> ColumnElement[bool]:
    """The record has one of the topics."""
    found = select(AnnouncementTopic.announcement_id).where(AnnouncementTopic.topic.in_(topics))
    return Announcement.id.in_(found)


def in_any_language(tags: list[str]) -> ColumnElement[bool]:
    """The language is one of the tags or a variety of it (RFC 4647, basic filtering): `en` finds `en-GB`."""
    column = Announcement.language
    return or_(*(or_(column == tag, and_(column >= f"{tag}-", column < f"{tag}.")) for tag in tags))


def identified_by_any(pairs: list[str]) -> ColumnElement[bool]:
    """The record has one of the identifiers, each written `scheme:id`."""
    identifier = AnnouncementIdentifier
    wanted = [tuple(pair.split(":", 1)) for pair in pairs]
    return exists().where(
        identifier.announcement_id == Announcement.id, tuple_(identifier.scheme, identifier.value).in_(wanted)
    )


def known(day: date | None) -> date:
    """Return a day that the schema has seen to be there."""
    if day is None:
        raise ValueError("a filter's date has no open end")
    return day


FILTERS: Mapping[str, Clause] = {
    "jurisdiction": Announcement.jurisdiction.in_,
    "kind": Announcement.kind.in_,
    "topic": about_any,
    "language": in_any_language,
    "identifier": identified_by_any,
    "exclude_jurisdiction": none_of(Announcement.jurisdiction.in_),
    "exclude_kind": none_of(Announcement.kind.in_),
    "exclude_topic": none_of(about_any),
    "exclude_language": none_of(in_any_language),
    "updated_from": lambda text: Announcement.updated_at >= first_instant(text),
    "updated_to": lambda text: Announcement.updated_at <= last_instant(text),
}

WINDOWS: Mapping[str, Mapping[str, Clause]] = {
    "overlaps": {
        "announced_from": lambda text: Announcement.announced_to >= known(window(text).first),
        "announced_to": lambda text: Announcement.announced_from <= known(window(text).last),
    },
    "within": {
        "announced_from": lambda text: Announcement.announced_from >= known(window(text).first),
        "announced_to": lambda text: Announcement.announced_to <= known(window(text).last),
    },
}
"""Filters on a date that is itself uncertain: whether it may lie in the window, or must."""

SORTS: Mapping[str, Any] = {
    "announced_on": Announcement.announced_from,
    "updated_at": Announcement.updated_at,
    "created_at": Announcement.created_at,
}
"""What a list can be ordered by; `-` before the name turns the order round, and the id makes it total."""


def clauses(asked: Mapping[str, Any]) -> list[ColumnElement[bool]]:
    """Return what all the filters of a question ask together."""
    table = {**FILTERS, **WINDOWS[asked["match"]]}
    return [table[name](value) for name, value in asked.items() if name in table]
