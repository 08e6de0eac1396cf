"""What commitments can be filtered by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, func, not_, or_, select, tuple_
from sqlalchemy.orm import aliased

from api.models import CommitmentTag
from api.services.query.filters.operators import (
    Clause,
    Filter,
    Question,
    as_text,
    at_least,
    at_most,
    days,
    first_day,
    is_any,
    is_in,
    missing,
)
from api.services.query.filters.party import is_party
from domain.codes import MISSING

SETTLED = ("met", "abandoned")
"""Statuses with which a commitment is overdue no more."""


def tagged(question: Question, name: str, has_value: Any, values: list[str]) -> Clause:
    """The commitment has a tag of this name for which the clause on its value holds; `_missing` is having none."""
    tag: Any = aliased(CommitmentTag)  # By itself, for tags may be what is walked through.
    owner = (question.at["announcement_id"], question.at["position"])
    is_so_named = tag.name == as_text(name)
    here = exists().where(tag.announcement_id == owner[0], tag.position == owner[1], is_so_named)
    stated = [value for value in values if value != MISSING]
    ways: list[Clause] = []
    if stated and question.walked:
        ways.append(here.where(has_value(tag.value, stated)))
    elif stated:
        found = select(tag.announcement_id, tag.position).where(is_so_named, has_value(tag.value, stated))
        ways.append(tuple_(*owner).in_(found))
    return or_(*ways, ~here) if MISSING in values else ways[0]


def has_topic(question: Question, topics: list[str]) -> Clause:
    """It is about one of the topics."""
    return tagged(question, "topic", is_in, topics)


def has_party(question: Question, texts: list[str]) -> Clause:
    """One of the parties is to do it."""
    return tagged(
        question, "party", lambda column, stated: is_party(column, stated, question.actor, tagged=True), texts
    )


def has_role(question: Question, roles: list[str]) -> Clause:
    """Somebody has one of the roles in it; where parties are asked for, one of those."""
    texts = [text for text in question.asked.get("party") or () if text != MISSING]
    if not texts:
        return tagged(question, "role", is_in, roles)

    def has_both(column: Any, stated: list[str]) -> Clause:
        """Look at each role by itself: a tag of both is the party, a space and the role."""
        party = func.substr(column, 1, 32)
        return and_(is_party(party, texts, question.actor, tagged=True), is_in(func.substr(column, 34), stated))

    return tagged(question, "party_role", has_both, roles)


def overdue(question: Question, wanted: bool) -> Clause:
    """On the day, the last day it was due has passed, and it is neither met nor abandoned."""
    day = first_day(question.asked["overdue_on"]) if "overdue_on" in question.asked else question.today
    last = question.at["promised_to" if question.asked.get("since") == "first" else "due_to"]
    late = is_late(last, question.at["status_code"], day)
    return late if wanted else not_(func.coalesce(late, false()))


def is_late(last: ColumnElement[Any], status: ColumnElement[Any], day: Any) -> Clause:
    """The last day it was due is past on this day, and its status is none that settles it."""
    return and_(last < day, or_(status.is_(None), status.not_in(SETTLED)))


def overdue_on(question: Question, _: str) -> Clause:
    """Naming the day is asking for what is overdue then, unless what is not is asked for."""
    return overdue(question, question.asked.get("overdue", True))


MANY: Mapping[str, Filter] = {
    "kind": is_any("kind"),
    "status": is_any("status_code"),
    "unit": is_any("unit"),
    "comparator": is_any("comparator"),
    "place": is_any("place"),
    "topic": has_topic,
    "party": has_party,
    "role": has_role,
}

ONE: Mapping[str, Filter] = {
    **days("due"),
    **days("starts"),
    "due": missing("due"),
    "starts": missing("starts"),
    "target": missing("target_value"),
    "value_min": at_least("target_value"),
    "value_max": at_most("target_value"),
    "overdue": overdue,
    "overdue_on": overdue_on,
}
