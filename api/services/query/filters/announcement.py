"""What a list can be filtered by that its records say: the same filters for records and for the parts in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Text, exists, or_, select
from sqlalchemy.orm import aliased

from api.db.sql import in_rows
from api.models import Announcement, AnnouncementIdentifier, AnnouncementRole, AnnouncementTag
from api.services.query.filters.operators import (
    Clause,
    Filter,
    Question,
    any_value,
    as_text,
    days,
    excluding,
    instants,
    is_any,
    is_id,
    is_in,
    missing,
)
from api.services.query.filters.party import as_it_is, is_party
from api.services.query.filters.placeholders import told
from domain.codes import MISSING
from domain.dates.instants import first_instant, last_instant

OWN: Mapping[str, Any] = {
    "announcement_kind": Announcement.kind,
    "announcement_language": Announcement.language,
    "announcement_place": Announcement.place,
    **{
        name: getattr(Announcement, name)
        for name in ("jurisdiction", "effective", "effective_from", "effective_to", "created_at", "published_at")
    },
}
"""What can be asked of a record, by names that none of its parts has for something of its own."""


def of_record(asks: Filter, *names: str) -> Filter:
    """Return a filter on the record that something stands in: on what is repeated of it, or else on the record."""

    def clause(question: Question, value: Any) -> Clause:
        if all(name in question.at for name in names):
            return asks(question, value)
        inner = Question(question.asked, question.actor, question.today, OWN)
        return question.at["announcement_id"].in_(select(Announcement.id).where(asks(inner, value)))

    return clause


def within_languages(question: Question, values: list[str], *, name: str = "announcement_language") -> Clause:
    """The language is one of the tags or a variety of it (RFC 4647, basic filtering): `en` finds `en-GB`."""
    column = question.at[name]
    varieties = (column.startswith(told(tag, lambda tag: f"{tag}-", Text())) for tag in values if tag != MISSING)
    return or_(any_value(column, values), *varieties)


def identified_by_any(question: Question, pairs: list[str]) -> Clause:
    """The record has one of the identifiers, each written `scheme:id`; `_missing` is having none."""
    held, owner = AnnouncementIdentifier, question.at["announcement_id"]
    stated = [tuple(pair.split(":", 1)) for pair in pairs if pair != MISSING]
    found = owner.in_(select(held.announcement_id).where(in_rows((held.scheme, held.value), stated)))
    if MISSING not in pairs:
        return found
    return or_(found, ~exists().where(held.announcement_id == owner))


def tagged(question: Question, name: str, has_value: Any, values: list[str]) -> Clause:
    """The record has a tag of this name for which the clause on its value holds; `_missing` is having none."""
    tag: Any = aliased(AnnouncementTag)  # By itself, for tags may be what is walked through.
    owner, is_so_named = question.at["announcement_id"], tag.name == as_text(name)
    here = exists().where(tag.announcement_id == owner, is_so_named)
    stated = [value for value in values if value != MISSING]
    ways: list[Clause] = []
    if stated and question.walked:
        ways.append(here.where(has_value(tag.value, stated)))
    elif stated:
        ways.append(owner.in_(select(tag.announcement_id).where(is_so_named, has_value(tag.value, stated))))
    return or_(*ways, ~here) if MISSING in values else ways[0]


def has_tag(name: str) -> Filter:
    """Return the filter: the record has a tag of this name and one of these values."""
    return lambda question, values: tagged(question, name, is_in, values)


def has_party(question: Question, texts: list[str]) -> Clause:
    """One of the parties takes part in the record."""

    def is_one(column: Any, stated: list[str]) -> Clause:
        return is_party(column, stated, question.actor, tagged=True)

    return tagged(question, "party", is_one, texts)


def has_role(question: Question, roles: list[str], *, party: str = "party") -> Clause:
    """One of the parties of the record has one of the roles; where parties are asked for, one of those."""
    held = AnnouncementRole
    wanted = [held.announcement_id == question.at["announcement_id"], is_in(held.role, roles)]
    texts = [text for text in question.asked.get(party) or () if text != MISSING]
    if texts:
        wanted.append(is_party(as_it_is(held.party_id), texts, question.actor))
    return exists().where(*wanted)


MANY: Mapping[str, Filter] = {
    "jurisdiction": of_record(is_any("jurisdiction"), "jurisdiction"),
    "kind": of_record(is_any("announcement_kind"), "announcement_kind"),
    "topic": has_tag("topic"),
    "language": of_record(within_languages, "announcement_language"),
    "party": has_party,
    "role": has_role,
    "source_kind": has_tag("source_kind"),
    "publisher": has_tag("publisher"),
    "identifier": identified_by_any,
    "place": of_record(is_any("announcement_place"), "announcement_place"),
}
"""Filters that take any of several values, and can be turned round."""

ONE: Mapping[str, Filter] = {
    **days("announced"),
    **{name: of_record(asks, "effective_from", "effective_to") for name, asks in days("effective").items()},
    "effective": of_record(missing("effective"), "effective"),
    **instants("updated_at", first_instant, last_instant),
    **{
        name: of_record(asks, stem)
        for stem in ("created_at", "published_at")
        for name, asks in instants(stem, first_instant, last_instant).items()
    },
}
"""Filters that take one value."""


FILTERS: Mapping[str, Filter] = {"id": is_id("id"), **excluding(MANY), **ONE}
