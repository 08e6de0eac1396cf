"""Filters on the announcement itself, for lists of announcements and of their parts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Text, and_, exists, or_, select
from sqlalchemy.orm import aliased

from api.models import Announcement, AnnouncementIdentifier, AnnouncementRole, AnnouncementTag
from api.services.query.filters import jurisdiction
from api.services.query.filters.operators import (
    Clause,
    FilterClause,
    FilterContext,
    any_pair,
    any_value,
    bind_param,
    days,
    first_day,
    instants,
    is_any,
    is_id,
    is_in,
    missing,
    name_literal,
    stated_values,
    with_variants,
)
from api.services.query.filters.party import is_party
from api.services.query.filters.relation import has_relation_type, is_related
from domain.codes import MISSING
from domain.dates.instants import first_instant, last_instant

ANNOUNCEMENT_COLUMNS: Mapping[str, Any] = {
    "announcement_kind": Announcement.kind,
    "announcement_language": Announcement.language,
    "announcement_place": Announcement.place,
    **{
        name: getattr(Announcement, name)
        for name in (
            *("effective", "effective_from", "effective_to", "in_force_from", "in_force_to"),
            *("created_at", "significantly_updated_at", "published_at"),
        )
    },
}
"""Columns of announcements, under names that no part uses for a column of its own."""


def on_announcement(filter_: FilterClause, *names: str) -> FilterClause:
    """Apply a filter to these columns of the announcement: to their copies in the row, if it has all of them."""

    def clause(context: FilterContext, value: Any) -> Clause:
        if all(name in context.columns for name in names):
            return filter_(context, value)
        inner = FilterContext(context.params, context.actor, context.today, ANNOUNCEMENT_COLUMNS)
        matches = select(Announcement.id).where(filter_(inner, value))
        return context.columns["announcement_id"].in_(matches)

    return clause


def within_languages(context: FilterContext, values: list[Any], *, name: str = "announcement_language") -> Clause:
    """The language is one of the tags or a variety of one (RFC 4647, basic filtering): `en` matches `en-GB`."""
    column = context.columns[name]
    varieties = (column.startswith(bind_param(value, lambda tag: f"{tag}-", Text())) for value in stated_values(values))
    return or_(any_value(column, values), *varieties)


def has_identifier(context: FilterContext, values: list[Any]) -> Clause:
    """The record has one of the identifiers, each written `scheme:id`; `_missing`: it has none."""
    held, owner = AnnouncementIdentifier, context.columns["announcement_id"]
    found = owner.in_(select(held.announcement_id).where(any_pair(held.scheme, held.value, values)))
    return or_(found, ~exists().where(held.announcement_id == owner)) if MISSING in values else found


def has_announcement_tag(context: FilterContext, name: str, has_value: Any, values: list[Any]) -> Clause:
    """The record has a tag of this name whose value satisfies `has_value`; `_missing`: it has no such tag."""
    tag: Any = aliased(AnnouncementTag)  # An alias, because the access path may read the table too.
    owner, has_name, stated = context.columns["announcement_id"], tag.name == name_literal(name), stated_values(values)
    own_tags = exists().where(tag.announcement_id == owner, has_name)
    choices: list[Clause] = [~own_tags] if MISSING in values else []
    if stated and context.ordered:
        choices.append(own_tags.where(has_value(tag.value, stated)))
    elif stated:
        choices.append(owner.in_(select(tag.announcement_id).where(has_name, has_value(tag.value, stated))))
    return or_(*choices)


def has_tag(name: str) -> FilterClause:
    """The record has a tag of this name and one of these values."""
    return lambda context, values: has_announcement_tag(context, name, is_in, values)


def has_participant(context: FilterContext, values: list[Any]) -> Clause:
    """The record has one of the parties."""

    def is_one(column: Any, stated: list[Any]) -> Clause:
        return is_party(column, stated, context.actor, in_tag=True)

    return has_announcement_tag(context, "party", is_one, values)


def has_participant_role(context: FilterContext, roles: list[Any], *, party: str = "party") -> Clause:
    """A party of the record has one of the roles: with the parameter named `party`, one of those parties."""
    held = AnnouncementRole
    predicates = [held.announcement_id == context.columns["announcement_id"], is_in(held.role, roles)]
    parties = stated_values(context.params.get(party) or ())
    if parties:
        predicates.append(is_party(held.party_id, parties, context.actor))  # type: ignore[arg-type]
    return exists().where(*predicates)


def is_in_force(context: FilterContext, day: Any) -> Clause:
    """The policy may be in force on the day."""
    first, last = context.columns["in_force_from"], context.columns["in_force_to"]
    return and_(first <= first_day(day), last >= first_day(day))


MULTI_VALUE: Mapping[str, FilterClause] = {
    **jurisdiction.MULTI_VALUE,
    "other_jurisdiction": has_tag("other_jurisdiction"),
    "kind": on_announcement(is_any("announcement_kind"), "announcement_kind"),
    "topic": has_tag("topic"),
    "language": on_announcement(within_languages, "announcement_language"),
    "party": has_participant,
    "role": has_participant_role,
    "source_kind": has_tag("source_kind"),
    "publisher": has_tag("publisher"),
    "identifier": has_identifier,
    "place": on_announcement(is_any("announcement_place"), "announcement_place"),
    "policy_status": has_tag("policy_status"),
    "relation_type": has_relation_type,
    "related_to": is_related,
}
"""Filters that take any of several values; `with_variants` adds to them."""

SINGLE_VALUE: Mapping[str, FilterClause] = {
    **days("announced"),
    **{name: on_announcement(each, "effective_from", "effective_to") for name, each in days("effective").items()},
    "effective": on_announcement(missing("effective"), "effective"),
    "in_force_on": on_announcement(is_in_force, "in_force_from", "in_force_to"),
    **instants("updated_at", first_instant, last_instant),
    **{
        name: on_announcement(each, stem)
        for stem in ("created_at", "significantly_updated_at", "published_at")
        for name, each in instants(stem, first_instant, last_instant).items()
    },
}
"""Filters that take one value."""

ANNOUNCEMENT_FILTERS: Mapping[str, FilterClause] = {"id": is_id("id"), **with_variants(MULTI_VALUE), **SINGLE_VALUE}
