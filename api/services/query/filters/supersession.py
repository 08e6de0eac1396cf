"""Records that others supersede, and amounts that restate others: what lateness and sums leave out.

Only published records supersede others, and only amounts of published records are restated, so drafts change nothing
that the public sees. Both are read from the relations as they are at the moment, with a partial index: nothing derived
can be out of date, whoever writes at once, and a record that is withdrawn no longer supersedes.
"""

from __future__ import annotations

from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import CTE, ColumnElement, and_, case, exists, false, or_, select, true, tuple_, union
from sqlalchemy.orm import aliased

from api.db.sql import AnySelect
from api.db.sqlite_planner import no_index
from api.models import Amount, Announcement, Relation
from api.services.auth import PUBLIC
from api.services.query.filters.operators import Clause, name_literal
from api.services.query.filters.relation import resolved_relations

PUBLISHED = name_literal("published")


def is_superseded(announcement_id: ColumnElement[Any]) -> Clause:
    """A published record supersedes the one with this id, directly or not."""
    return announcement_id.in_(superseded_records())


def is_restated(amount_id: ColumnElement[Any]) -> Clause:
    """The amount with this id says again what an amount of a published record says, directly or not."""
    return amount_id.in_(restating_amounts())


def supersedes_any() -> Clause:
    """Some record states that it supersedes another one."""
    return exists().where(Relation.type == name_literal("supersedes"))


def restates_any() -> Clause:
    """Some record or amount states that it restates another one."""
    is_stated = exists().where(Relation.type == name_literal("restates"))
    return or_(is_stated, exists().where(names_another(Amount)))


def names_another(amount: Any) -> Clause:
    """The amount restates one that it names. Not by IS NOT NULL alone, for which SQLite reads all amounts."""
    clause: Clause = amount.restates > UUID(int=0)
    return clause


@cache
def superseded_records() -> AnySelect:
    """The ids of records that a published record supersedes, directly or not.

    Of two records that supersede each other, the one that was recorded last stands. In a longer circle all stand,
    unless another record supersedes them: none is the last.
    """
    pairs = supersessions()
    first, other, next_ = pairs.alias(), pairs.alias(), pairs.alias()
    is_last = ~exists().where(other.c.earlier == first.c.later)
    superseded = select(first.c.earlier.label("id")).where(is_last).cte("superseded", recursive=True)
    superseded = superseded.union(select(next_.c.earlier).join(superseded, next_.c.later == superseded.c.id))
    return select(superseded.c.id)


@cache
def supersessions() -> CTE:
    """Pairs of records of which the `later` one, published, supersedes the `earlier` one.

    Of two that supersede each other, the pair in which the id of the later one is greater: ids sort by creation.
    """
    relation = resolved_relations(PUBLIC).c
    record: Any = aliased(Announcement)
    every = (
        select(relation.announcement_id.label("later"), relation.target_id.label("earlier"))
        .join(record, record.id == relation.announcement_id)
        .where(relation.type == name_literal("supersedes"), record.state == PUBLISHED)
        .cte("stated_supersessions")
    )
    pair, reverse = every.alias(), every.alias()
    is_alone = is_no_pair(pair.c.earlier, pair.c.later, select(reverse.c.later, reverse.c.earlier))
    return select(pair).where(or_(pair.c.later > pair.c.earlier, is_alone)).cte("supersessions")


def is_no_pair(one: ColumnElement[Any], other: ColumnElement[Any], pairs: AnySelect) -> Clause:
    """The two values are none of the pairs.

    As the condition of a CASE: elsewhere SQLite tells a row value from NULL by comparing it with every pair.
    """
    return case((tuple_(one, other).in_(pairs), false()), else_=true())


@cache
def restating_amounts() -> AnySelect:
    """The ids of amounts that restate one of a published record, directly or not.

    Of two amounts that restate each other, the one that was recorded first counts. In a longer circle all count, unless
    they restate another one too: none is the first.
    """
    pairs = restatements()
    first, other, next_ = pairs.alias(), pairs.alias(), pairs.alias()
    is_first = ~exists().where(other.c.again == first.c.stated)
    restating = select(first.c.again.label("id")).where(is_first).cte("restating", recursive=True)
    restating = restating.union(select(next_.c.again).join(restating, next_.c.stated == restating.c.id))
    return select(restating.c.id)


def restatements() -> CTE:
    """Pairs of amounts of which one states `again` what the other, of a published record, has `stated`.

    An amount names the other one; or its record restates the other's, and both are equal. Not if its record supersedes
    the other's: then it counts in the other's place.
    """
    again: Any = aliased(Amount)
    stated: Any = aliased(Amount)
    relations = resolved_relations(PUBLIC)
    is_beside = is_no_pair(again.announcement_id, stated.announcement_id, replaced_by_restating())
    clauses = (stated.state == PUBLISHED, is_beside)
    columns = (again.id.label("again"), stated.id.label("stated"))
    named = select(*columns).join(stated, stated.id == again.restates).where(names_another(again), *clauses)
    are_equal = (no_index(getattr(again, name)) == no_index(getattr(stated, name)) for name in EQUAL)
    equal = (
        select(*columns)
        .join_from(again, relations, again.announcement_id == relations.c.announcement_id)
        .join(stated, and_(stated.announcement_id == relations.c.target_id, *are_equal))
        .where(relations.c.type == name_literal("restates"), *clauses)
    )
    every = union(named, equal).cte("restatements")
    pair, reverse = every.alias(), every.alias()
    is_alone = is_no_pair(pair.c.stated, pair.c.again, select(reverse.c.again, reverse.c.stated))
    return select(pair).where(or_(pair.c.again > pair.c.stated, is_alone)).cte("first_restatements")


EQUAL = ("currency", "value", "lower_value", "upper_value")
"""Columns of equal amounts: the currency, the figure, and what a limit or a range can mean."""


def replaced_by_restating() -> AnySelect:
    """Pairs of records of which the first supersedes the second, directly or not, and restates something."""
    every = supersessions()
    first, next_ = every.alias(), every.alias()
    amount: Any = aliased(Amount)
    relation: Any = aliased(Relation)
    restating = union(
        select(amount.announcement_id).where(names_another(amount)),
        select(relation.announcement_id).where(relation.type == name_literal("restates")),
    )
    pairs = select(first.c.later, first.c.earlier).where(first.c.later.in_(restating))
    replaced = pairs.cte("replaced", recursive=True)
    step = select(replaced.c.later, next_.c.earlier).join(next_, next_.c.later == replaced.c.earlier)
    replaced = replaced.union(step)
    return select(replaced.c.later, replaced.c.earlier)


# Built here, not by the first requests: two threads that build the CTE `supersessions` at once get one each, and
# SQLAlchemy refuses every statement that has both.
superseded_records()
restating_amounts()
