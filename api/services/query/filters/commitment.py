"""Filters of commitments."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import and_, exists, false, func, not_, or_, select, true, tuple_
from sqlalchemy.orm import aliased

from api.db.sql import AnySelect
from api.models import Commitment, CommitmentTag
from api.services.query.filters.operators import (
    Clause,
    FilterClause,
    FilterContext,
    at_least,
    at_most,
    days,
    first_day,
    is_any,
    is_in,
    missing,
    name_literal,
    stated_values,
)
from api.services.query.filters.party import is_party
from api.services.query.filters.supersession import is_superseded
from domain.codes import MISSING

CLOSED_STATUSES = ("met", "abandoned", "reversed")
"""Statuses with which a commitment is no longer overdue."""


def has_commitment_tag(context: FilterContext, name: str, has_value: Any, values: list[Any]) -> Clause:
    """The commitment has a tag of this name whose value satisfies `has_value`; `_missing`: it has no such tag."""
    tag: Any = aliased(CommitmentTag)  # An alias, because the access path may read the table too.
    owner = (context.columns["announcement_id"], context.columns["position"])
    has_name, stated = tag.name == name_literal(name), stated_values(values)
    own_tags = exists().where(tag.announcement_id == owner[0], tag.position == owner[1], has_name)
    choices: list[Clause] = [~own_tags] if MISSING in values else []
    if stated and context.ordered:
        choices.append(own_tags.where(has_value(tag.value, stated)))
    elif stated:
        found = select(tag.announcement_id, tag.position).where(has_name, has_value(tag.value, stated))
        choices.append(tuple_(*owner).in_(found))
    return or_(*choices)


def has_topic(context: FilterContext, topics: list[Any]) -> Clause:
    """The commitment has one of the topics."""
    return has_commitment_tag(context, "topic", is_in, topics)


def has_assignee(context: FilterContext, values: list[Any]) -> Clause:
    """The commitment has one of the parties."""

    def is_one(column: Any, stated: list[Any]) -> Clause:
        return is_party(column, stated, context.actor, in_tag=True)

    return has_commitment_tag(context, "party", is_one, values)


def has_assignee_role(context: FilterContext, roles: list[Any]) -> Clause:
    """The commitment has a party in one of the roles; with the filter `party`, one of those parties."""
    parties = stated_values(context.params.get("party") or ())
    if not parties:
        return has_commitment_tag(context, "role", is_in, roles)

    def has_both(column: Any, stated: list[Any]) -> Clause:
        """A `party_role` tag is the party in 32 digits, a space, and the role."""
        party = func.substr(column, 1, 32)
        return and_(is_party(party, parties, context.actor, in_tag=True), is_in(func.substr(column, 34), stated))

    return has_commitment_tag(context, "party_role", has_both, roles)


def overdue(context: FilterContext, expected: bool) -> Clause:
    """Overdue on the day of `overdue_on`, else today; `since=first` goes by the first published due date."""
    day = first_day(context.params["overdue_on"]) if "overdue_on" in context.params else context.today
    due_to = "promised_to" if context.params.get("since") == "first" else "due_to"
    late = is_overdue(context.columns, day, due_to=due_to, superseded=context.params.get("superseded"))
    return late if expected else not_(func.coalesce(late, false()))


def is_overdue(columns: Any, day: Any, *, due_to: str = "due_to", superseded: str | None = None) -> Clause:
    """The last due day is before this day, and the status is not one of `CLOSED_STATUSES`.

    A promise of a superseded record is not overdue, unless `superseded` is `include`, or `only` to find these.
    """
    status = columns["status_code"]
    late = and_(columns[due_to] < day, or_(status.is_(None), status.not_in(CLOSED_STATUSES)))
    if superseded == "include":
        return late
    is_replaced = columns["id"].in_(superseded_commitments())
    return and_(late, is_replaced if superseded == "only" else not_(is_replaced))


@cache
def superseded_commitments() -> AnySelect:
    """The ids of the few commitments of superseded records: indexes by due date have the id, but not the record."""
    commitment: Any = aliased(Commitment)
    query: AnySelect = select(commitment.id).where(is_superseded(commitment.announcement_id))
    return query


def overdue_on(context: FilterContext, _: Any) -> Clause:
    """Overdue on this day, unless `overdue=false` asks for the others."""
    return overdue(context, context.params.get("overdue", True))


def due_moved(context: FilterContext, expected: bool) -> Clause:
    """The due date has moved since it was first published. `= true` is the condition of an index."""
    column = context.columns["due_moved"]
    return column == true() if expected else column.is_distinct_from(true())


MULTI_VALUE: Mapping[str, FilterClause] = {
    "kind": is_any("kind"),
    "status": is_any("status_code"),
    "unit": is_any("unit"),
    "comparator": is_any("comparator"),
    "place": is_any("place"),
    "topic": has_topic,
    "party": has_assignee,
    "role": has_assignee_role,
}

SINGLE_VALUE: Mapping[str, FilterClause] = {
    **days("due"),
    **days("starts"),
    "due": missing("due"),
    "starts": missing("starts"),
    "target": missing("target_value"),
    "value_min": at_least("upper_value"),
    "value_max": at_most("lower_value"),
    "due_moved": due_moved,
    "overdue": overdue,
    "overdue_on": overdue_on,
}
