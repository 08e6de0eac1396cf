"""Summaries, topics and coverage agree with plain Python exactly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from itertools import product
from random import Random
from typing import Any

import pytest
from flask import Flask
from hypothesis import given, note

from api.db.database import Database
from schemas.resources.summary import AMOUNT_GROUPS, COMMITMENT_GROUPS, QUOTE_GROUPS
from tests.clients import Client
from tests.oracle import aggregates, random_queries
from tests.oracle.comparison import Json, fetch, fetch_pages
from tests.oracle.oracle import Oracle
from tests.oracle.seeding import seed_database
from tests.oracle.snapshot import Snapshot
from tests.oracle.test_lists import FORMS, SEED, THOROUGH, randoms

Query = random_queries.QueryParams


def seed(database: Database, random: Random, number: int) -> Snapshot:
    """Replace all records by this many random ones, as of today."""
    return seed_database(database, random, number, today=datetime.now(UTC).date())


def filters(random: Random, snapshot: Snapshot, collection: str) -> Query:
    """A random query without an order. Sums may include what they leave out."""
    query = random_queries.random_query(random, snapshot, collection)
    if collection == "amounts":
        query |= {name: ["include"] for name in ("superseded", "restated") if random.choice((True, False))}
    return {name: values for name, values in query.items() if name not in {"sort", "convert"}}


def groups_of(row: Json, names: Sequence[str]) -> aggregates.Group:
    """The group of a row."""
    return tuple(row[name] for name in names)


def assert_same_counts(client: Client, snapshot: Snapshot, query: Query, names: Sequence[str]) -> None:
    """Assert that counts of commitments agree with the oracle."""
    answer = fetch(client, "/v1/commitments/summary", **query, group_by=names)
    rows = [(groups_of(row, names), (row["count"], row["overdue"])) for row in answer["data"]]
    oracle = Oracle(snapshot, "commitments", query)
    assert sorted(rows, key=str) == sorted(aggregates.commitments(oracle, names).items(), key=str)
    left_out = len(aggregates.superseded(oracle, oracle.expected_items()))
    named = {"left_out": {"superseded": {"count": left_out}}} if left_out else {}
    answer["meta"].pop("notes", None)
    assert answer["meta"] == {"total": {"value": len(rows), "relation": "eq"}} | named
    assert_same_order(client, "commitments", query | {"group_by": names}, answer["data"], ("count", "overdue"))


def assert_same_quotes(client: Client, snapshot: Snapshot, query: Query, names: Sequence[str]) -> None:
    """Assert that counts of quotes agree with the oracle."""
    answer = fetch(client, "/v1/quotes/summary", **query, group_by=names)
    rows = [(groups_of(row, names), row["count"]) for row in answer["data"]]
    assert sorted(rows, key=str) == sorted(aggregates.quotes(Oracle(snapshot, "quotes", query), names).items(), key=str)
    assert_same_order(client, "quotes", query | {"group_by": names}, answer["data"], ("count",))


def assert_same_sums(client: Client, snapshot: Snapshot, query: Query, names: Sequence[str]) -> None:
    """Assert that sums agree with the oracle."""
    answer = fetch(client, "/v1/amounts/summary", **query, group_by=[*names, "currency"])
    rows = [
        (groups_of(row, [*names, "currency"]), (fraction(row["sum"]), row["count"], bounds_of(row, fraction)))
        for row in answer["data"]
    ]
    oracle = Oracle(snapshot, "amounts", query)
    assert sorted(rows, key=str) == sorted(aggregates.amounts(oracle, names).items(), key=str)
    assert not any("E" in str(row["sum"]) for row in answer["data"])
    assert_same_left_out(answer, oracle)
    assert_same_order(client, "amounts", query | {"group_by": [*names, "currency"]}, answer["data"], ("sum", "count"))


def assert_same_order(
    client: Client, collection: str, query: Query, rows: Sequence[Json], figures: Sequence[str]
) -> None:
    """Assert that each order, and the first rows of it, are those of plain Python, but for ties."""
    for name, sign in product((*figures, "group"), ("", "-")):
        order = {"sort": [f"{sign}{name}"], "limit": ["2"]}
        answer = fetch(client, f"/v1/{collection}/summary", **query, **order)
        assert answer["meta"]["total"] == {"value": len(rows), "relation": "eq"}
        assert [row for row in answer["data"] if row not in rows] == []
        shown = [aggregates.order_key(row, name, query["group_by"]) for row in answer["data"]]
        expected = aggregates.first_keys(rows, name, query["group_by"], is_descending=bool(sign), limit=2)
        assert shown == expected


def assert_same_left_out(answer: Json, oracle: Oracle) -> None:
    """Assert that what sums leave out agrees with the oracle."""
    left_out = {reason: each["count"] for reason, each in answer["meta"].get("left_out", {}).items()}
    assert left_out == {reason: len(ids) for reason, ids in aggregates.left_out(oracle).items() if ids}


def fraction(figure: str | None) -> Fraction | None:
    """A figure of a response."""
    return None if figure is None else Fraction(figure)


def decimal(figure: str | None) -> Decimal | None:
    """A rounded figure of a response."""
    return None if figure is None else Decimal(figure)


def bounds_of(row: Json, read: Callable[[str | None], Any]) -> tuple[int, Any, Any]:
    """The bounds of a row."""
    bounds = row.get("bounds", {"count": 0, "low": "0", "high": "0"})
    return bounds["count"], read(bounds.get("low")), read(bounds.get("high"))


def assert_same_conversions(
    client: Client, snapshot: Snapshot, query: Query, names: Sequence[str], target: str
) -> None:
    """Assert that converted sums, and the amounts left out, agree with the oracle."""
    query = {**query, "currency": [target], "convert": ["announced_on"]}
    named = {"group_by": names} if names else {}
    answer = fetch(client, "/v1/amounts/summary", **query, **named)
    oracle = Oracle(snapshot, "amounts", query)
    assert_same_left_out(answer, oracle)
    actual = [(groups_of(row, names), conversion_of(row, target)) for row in answer["data"]]
    expected = aggregates.converted(oracle, names, target)
    assert sorted(actual, key=str) == sorted(expected.items(), key=str)


def conversion_of(row: Json, target: str) -> Any:
    """Figures of a row; asserts that its conversions add up."""
    assert row["currency"] == target
    assert row["count"] == sum(each["count"] for each in row["conversions"])
    refused: dict[str, tuple[Fraction, int, int]] = {}
    for each in row["not_converted"]:
        figure, number, bounded = refused.get(each["currency"], (Fraction(0), 0, 0))
        bounded += each.get("bounds", {"count": 0})["count"]
        refused[each["currency"]] = (figure + Fraction(each["sum"] or 0), number + each["count"], bounded)
    return decimal(row["sum"]), row["count"], bounds_of(row, decimal), refused


def assert_same_topics(client: Client, snapshot: Snapshot, query: Query) -> None:
    """Assert that topics agree with the oracle, page by page."""
    topics = [topic for page in fetch_pages(client, "/v1/topics", 2, **query) for topic in page["data"]]
    rows = [(row["topic"], row["announcements"], row["first_on"], row["last_on"]) for row in topics]
    assert rows == aggregates.topics(Oracle(snapshot, "announcements", query))


@FORMS
@THOROUGH
@given(random=randoms)
def test_any_summary_agrees_with_the_oracle(app: Flask, database: Database, is_whole: bool, random: Random) -> None:
    snapshot, client = seed(database, random, random.randint(5, 12)), Client.of(app, "read")
    for _ in range(6 if is_whole else 2):
        promised, named = filters(random, snapshot, "commitments"), filters(random, snapshot, "amounts")
        topical = filters(random, snapshot, "announcements")
        note(f"{promised=} {named=} {topical=}")
        assert_same_counts(client, snapshot, promised, random.sample(COMMITMENT_GROUPS, random.randint(1, 3)))
        others = [name for name in AMOUNT_GROUPS if name != "currency"]
        assert_same_sums(client, snapshot, named, random.sample(others, random.randint(0, 2)))
        target = random.choice(("EUR", "USD", "KRW", "IRR"))
        assert_same_conversions(client, snapshot, named, random.sample(others, random.randint(0, 2)), target)
        assert_same_topics(client, snapshot, topical)
        said = filters(random, snapshot, "quotes")
        assert_same_quotes(client, snapshot, said, random.sample(QUOTE_GROUPS, random.randint(1, 3)))


def test_every_group_of_many_records_adds_up(app: Flask, database: Database) -> None:
    snapshot = seed(database, Random(SEED), 40)  # noqa: S311 - The same records every time.
    client = Client.of(app, "read")
    for name in COMMITMENT_GROUPS:
        assert_same_counts(client, snapshot, {}, [name])
    for name in QUOTE_GROUPS:
        assert_same_quotes(client, snapshot, {}, [name])
    for name in AMOUNT_GROUPS:
        names = [name] if name != "currency" else []
        assert_same_sums(client, snapshot, {}, names)
        assert_same_conversions(client, snapshot, {}, names, "EUR")


@pytest.mark.parametrize("with_key", [True, False])
def test_coverage_agrees_with_the_oracle(app: Flask, database: Database, with_key: bool) -> None:
    snapshot = seed(database, Random(SEED), 40)  # noqa: S311 - The same records every time.
    client = Client.of(app, "read") if with_key else Client(app)
    expected = aggregates.coverage(Oracle(snapshot, "announcements", {}, with_key))
    for limit in (1, 3, 200):
        rows = [row for page in fetch_pages(client, "/v1/coverage", limit) for row in page["data"]]
        actual = {
            (row["jurisdiction"], row.get("publisher")): (
                *(row["announcements"], row["first_on"], row["last_on"], row["changed_at"]),
            )
            for row in rows
        }
        assert actual == expected
        assert len(rows) == len(actual)
