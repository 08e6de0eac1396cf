"""A summary with too many rows is refused early only if all of it has too many."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from api.db.database import Database
from api.services.analytics import count_commitments, sum_amounts
from api.services.analytics.aggregates import every_commitment
from api.services.analytics.amount_sums import whole_amounts
from api.services.analytics.summary_limits import first_groups, require_few_groups
from api.services.auth import PUBLIC
from api.services.errors import Invalid
from api.services.query.list_query import ListQuery
from api.services.query.resources import AMOUNTS, COMMITMENTS
from api.services.query.statement_cache import compiled_for
from tests.clients import Client
from tests.parts import amount, commitment
from tests.records import published

COUNTS = [("topic", "kind"), ("party", "due_year"), ("topic", "party", "status")]
SUMS = [("topic",), ("party", "payer"), ("kind", "period_year")]


@pytest.fixture(autouse=True)
def records(client: Client) -> None:
    """Records whose parts differ in topics, days and currencies; an amount that is a part of another."""
    for day in (1, 2, 3):
        client.create(
            published(
                announced_on=f"2026-01-0{day}",
                topics=["light", f"topic-{day}"],
                commitments=[commitment(due=f"202{day + each}", topics=["own"][:each]) for each in range(2)],
                amounts=[
                    amount(key="whole", currency="KRW"),
                    amount(currency="USD", part_of="whole", kind="loan"),
                    amount(currency="EUR", payer="msit"),
                ],
            )
        )


def query_of(resource: Any, **params: Any) -> ListQuery:
    """A query of the public."""
    return ListQuery.of(resource, {"match": "overlaps", **params}, actor=PUBLIC, today=date(2026, 2, 1))


def number(database: Database, query: ListQuery, *args: Any) -> int:
    """The number of groups that is found early."""
    with database.connect() as connection:
        (found,) = compiled_for(query.shape, first_groups, *args).rows(connection, query)
        return int(found.number)


@pytest.mark.parametrize("params", [{}, {"topic": ["light"]}, {"exclude_topic": ["topic-1"]}])
def test_as_many_groups_are_found_as_the_summary_has(database: Database, params: dict[str, Any]) -> None:
    commitments, amounts = query_of(COMMITMENTS, **params), query_of(AMOUNTS, **params)
    with database.connect() as connection:
        counts = {groups: len(count_commitments(connection, commitments, groups).rows) for groups in COUNTS}
        sums = {groups: len(sum_amounts(connection, amounts, groups).rows) for groups in SUMS}
    assert min(counts.values()) > 1
    assert {each: number(database, commitments, every_commitment, each, (), 999) for each in COUNTS} == counts
    assert {each: number(database, amounts, whole_amounts, each, ("currency",), 999) for each in SUMS} == sums


def test_too_many_groups_among_the_first_rows_are_refused(database: Database) -> None:
    """On SQLite alone."""
    if database.engine.dialect.name == "postgresql":
        return
    query, groups = query_of(COMMITMENTS), ("topic", "due_year")
    with database.connect() as connection:
        rows = len(count_commitments(connection, query, groups).rows)
        require_few_groups(connection, query, every_commitment, groups=groups, limit=rows)
        with pytest.raises(Invalid):
            require_few_groups(connection, query, every_commitment, groups=groups, limit=rows - 1)
