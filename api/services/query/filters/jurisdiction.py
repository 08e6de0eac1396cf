"""Filters by jurisdiction: the main one, and the others of joint announcements; by code, with parts, and by group."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import and_, case, func, literal_column, not_, or_, select
from sqlalchemy.orm import aliased

from api.db.sqlite_planner import no_index
from api.models import AnnouncementTag
from api.services.query.filters.operators import (
    Clause,
    FilterClause,
    FilterContext,
    Params,
    is_any,
    is_in,
    name_literal,
    stated_values,
)
from domain.codes import MISSING
from domain.jurisdiction_groups import MEMBERSHIPS

IsPlace = Callable[[Any, Any], Clause]
"""A condition for a jurisdiction and the first day on which it may have announced, as columns."""


def place_of(column: Any, params: Params) -> Any:
    """The jurisdiction to compare: with `subdivisions=include`, the country of a part."""
    if "subdivisions" not in params:
        return column
    is_part = func.substr(column, 3, 1) == literal_column("'-'")
    return case((is_part, func.substr(column, 1, 2)), else_=column)


def has_jurisdiction(context: FilterContext, is_place: IsPlace) -> Clause:
    """The main jurisdiction, or another one of a joint announcement, satisfies a condition."""
    names = ("jurisdiction", "announced_from", "announcement_id")
    column, day, owner = (
        no_index(context.columns[name]) if context.ordered else context.columns[name] for name in names
    )
    tag: Any = aliased(AnnouncementTag)  # An alias, because the access path may read the table too.
    has_name = tag.name == name_literal("other_jurisdiction")
    return or_(
        is_place(column, day),
        owner.in_(select(tag.announcement_id).where(has_name, is_place(tag.value, tag.announced_from))),
    )


def has_code(context: FilterContext, codes: list[Any]) -> Clause:
    """A jurisdiction is one of these; with `subdivisions=include`, it is a part of one too."""

    def is_place(column: Any, _: Any) -> Clause:
        stated = is_in(column, codes)
        return (
            or_(stated, is_in(place_of(column, context.params), codes)) if "subdivisions" in context.params else stated
        )

    return has_jurisdiction(context, is_place)


def has_group(context: FilterContext, groups: list[str]) -> Clause:
    """A jurisdiction is a member of one of these groups on the day of the announcement; `_missing`: none is of any."""

    def is_member(codes: Sequence[str]) -> Clause:
        return has_jurisdiction(context, lambda column, day: in_groups(place_of(column, context.params), day, codes))

    choices = [is_member(stated)] if (stated := stated_values(groups)) else []
    return or_(*choices, *([not_(is_member([*MEMBERSHIPS]))] if MISSING in groups else []))


def in_groups(column: Any, day: Any, groups: Sequence[str]) -> Clause:
    """A jurisdiction is a member of one of the groups on a day."""
    codes: dict[tuple[date | None, date | None], dict[str, None]] = {}
    for group in groups:
        for each in MEMBERSHIPS[group]:
            codes.setdefault((each.first, each.last), {})[each.jurisdiction] = None
    return or_(
        *(
            and_(
                column.in_([*members]),
                *([day >= first] if first else []),
                *([day <= last] if last else []),
            )
            for (first, last), members in codes.items()
        )
    )


MULTI_VALUE: Mapping[str, FilterClause] = {
    "jurisdiction": has_code,
    "jurisdiction_group": has_group,
    "main_jurisdiction": is_any("jurisdiction"),
}
"""Filters that take any of several values. `branches` makes the one by the main jurisdiction alone."""
