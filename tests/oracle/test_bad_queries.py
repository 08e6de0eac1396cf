"""An invalid query is refused with the name of the parameter: never a 500, never an empty list."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import product
from random import Random
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.queries.base import RANGES, BaseQuery
from schemas.queries.lists import AmountsQuery, AnnouncementsQuery, CommitmentsQuery, QuotesQuery, TopicsQuery
from schemas.queries.other import CoverageQuery
from schemas.resources.summary import AmountsSummaryQuery, CommitmentsSummaryQuery, QuotesSummaryQuery
from tests.clients import Client, errors_of
from tests.oracle.comparison import fetch
from tests.oracle.seeding import seed_database
from tests.oracle.test_lists import SEED
from tests.refusals import Errors, problem_of, refused

SCHEMAS: Mapping[str, BaseQuery] = {
    "announcements": AnnouncementsQuery(),
    "commitments": CommitmentsQuery(),
    "amounts": AmountsQuery(),
    "quotes": QuotesQuery(),
    "topics": TopicsQuery(),
    "coverage": CoverageQuery(),
    "commitments/summary": CommitmentsSummaryQuery(),
    "amounts/summary": AmountsSummaryQuery(),
    "quotes/summary": QuotesSummaryQuery(),
}
PARAMETERS = [(path, name) for path, schema in SCHEMAS.items() for name in schema.fields]
LISTS = ("announcements", "commitments", "amounts", "quotes")
ODD_VALUES = (
    *(
        "' OR 1=1 --",
        '"; DROP TABLE announcements; --',
        "%",
        "_",
        "(.*)+$",
        "[",
        "\\",
        "NULL",
        "null",
        "None",
        "*",
        "-",
    ),
    *(
        '"',
        '"open',
        "a OR",
        "OR",
        "NEAR(a b)",
        "title:x",
        "{title} : x",
        "a & b | !c",
        "a <-> b",
        ":*",
        "''",
        "💥",
        "\ufeff",
    ),
    *("2026-13", "2026/..", "../..", "2026-02-30", "9999-12-31", "0001", "1e9", "NaN", "Infinity", "-0", "0x10", "٣"),
    *(
        "_missing",
        "true",
        "1",
        "a:b",
        ":",
        "a:",
        "00000000-0000-0000-0000-000000000000",
        "{00000000}",
        "..",
        "a,b",
        ",",
    ),
)
SHARE = 16
"""Each parameter gets one in this many odd values; `q` gets all."""

words = st.sampled_from(ODD_VALUES) | st.text(max_size=12)


@pytest.fixture(scope="module")
def app(module_app: Flask) -> Flask:
    """An application with a few records."""
    today = datetime.now(UTC).date()
    seed_database(module_app.extensions["database"], Random(SEED), 8, today=today)  # noqa: S311 - The same records every time.
    return module_app


@pytest.fixture
def client(app: Flask) -> Client:
    """A client that may read drafts."""
    return Client.of(app, "read")


def get(client: Client, path: str, query: Mapping[str, Any]) -> Any:
    """Request a list."""
    return client.get(f"/v1/{path}", query_string=query)


def assert_answered_or_refused(answer: Any, query: Mapping[str, Any]) -> None:
    """Assert a 200, or a 422 that names parameters of the query."""
    assert answer.status_code in {200, 422}, answer.text
    if answer.status_code == 422:
        assert problem_of(answer, 422)["errors"]
        assert errors_of(answer).keys() <= {*query}


def errors(client: Client, path: str, query: Mapping[str, Any]) -> Errors:
    """Codes of the errors of a query, by parameter."""
    return refused(get(client, path, query))


@settings(
    max_examples=int(os.environ.get("FUZZ_EXAMPLES", "60")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_any_query_is_answered_or_refused_by_name(client: Client, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(SCHEMAS)))
    name = st.sampled_from(sorted(SCHEMAS[path].fields)) | words.filter(bool)
    query = data.draw(st.dictionaries(name, words | st.lists(words, min_size=1, max_size=3), min_size=1, max_size=3))
    assert_answered_or_refused(get(client, path, query), query)


def test_no_odd_value_causes_a_500(client: Client) -> None:
    for number, (path, name) in enumerate(PARAMETERS):
        for value in ODD_VALUES[number % SHARE :: SHARE]:
            assert_answered_or_refused(get(client, path, {name: value}), {name: value})
    for path, value in product((path for path in SCHEMAS if "q" in SCHEMAS[path].fields), ODD_VALUES):
        assert_answered_or_refused(get(client, path, {"q": value}), {"q": value})


@pytest.mark.parametrize("value", ["\x00", "", "(" * 10_000])
def test_values_that_no_parameter_takes_are_refused(public: Client, value: str) -> None:
    codes = {"characters", "range", "type", "blank", "too_long", "jurisdiction", "currency"}
    for path, name in PARAMETERS:
        found = errors(public, path, {name: value})
        assert found.keys() == {name}
        assert set(found.values()) <= codes


def test_a_thousand_values_are_refused(public: Client) -> None:
    for path, name in PARAMETERS:
        value = str((SCHEMAS[path].fields[name].metadata.get("examples") or ["x"])[0])
        code = "length" if name in SCHEMAS[path].repeatable else "repeated"
        assert errors(public, path, {name: [value] * 1_000}) == {name: code}


def test_no_window_ends_before_it_begins(client: Client) -> None:
    for path, pair in product(SCHEMAS, RANGES):
        if pair.first not in SCHEMAS[path].fields:
            continue
        low, high = ("2", "1") if pair.first.endswith("_min") else ("2027", "2026")
        assert errors(client, path, {pair.first: low, pair.last: high}) == {pair.first: "order"}
        assert get(client, path, {pair.first: high, pair.last: low}).status_code == 200
        assert get(client, path, {pair.first: high, pair.last: high}).status_code == 200


def test_a_limit_has_its_bounds(public: Client) -> None:
    for path, schema in SCHEMAS.items():
        most = schema.fields["limit"].metadata["maximum"]
        for limit in (str(most + 1), "-1", "1000000000000000000000", "2.0"):
            assert errors(public, path, {"limit": limit}) == {"limit": "range"}


PAGED: Sequence[str] = (*LISTS, "topics", "coverage")


def cursor_of(client: Client, path: str, **query: str) -> str:
    """The cursor of the second page of a list."""
    link = fetch(client, f"/v1/{path}", limit=["1"], **{name: [value] for name, value in query.items()})["links"][
        "next"
    ]
    return str(link.partition("cursor=")[2])


@pytest.mark.parametrize("path", PAGED)
def test_a_cursor_serves_only_its_own_query(client: Client, path: str) -> None:
    cursor = cursor_of(client, path)
    assert get(client, path, {"cursor": cursor, "limit": "3"}).status_code == 200
    for other in (each for each in PAGED if each != path):
        assert errors(client, other, {"cursor": cursor}) == {"cursor": "cursor"}
    for index in range(0, len(cursor), 5):
        spoilt = cursor[:index] + ("A" if cursor[index] != "A" else "B") + cursor[index + 1 :]
        assert errors(client, path, {"cursor": spoilt}) == {"cursor": "cursor"}
    assert errors(client, path, {"cursor": cursor, "jurisdiction": "KR"}) == {"cursor": "cursor"}


@pytest.mark.parametrize("path", LISTS)
def test_a_cursor_belongs_to_its_order(client: Client, path: str) -> None:
    cursor = cursor_of(client, path, sort="updated_at")
    for sort in ("-updated_at", "announced_on", "-announced_on"):
        assert errors(client, path, {"cursor": cursor, "sort": sort}) == {"cursor": "cursor"}


@pytest.mark.parametrize(
    ("path", "query", "place"),
    [
        ("announcements", {"sort": "relevance"}, "sort"),
        ("announcements", {"highlight": "true"}, "highlight"),
        ("amounts", {"sort": "amount"}, "sort"),
        ("amounts", {"sort": "-amount", "currency": ["USD", "KRW"]}, "sort"),
        ("commitments", {"since": "first"}, "since"),
        ("commitments", {"overdue_on": "2026"}, "overdue_on"),
        ("amounts/summary", {"convert": "announced_on"}, "convert"),
        ("amounts/summary", {"group_by": "currency,year,topic,kind"}, "group_by"),
        ("announcements", {"facet": "kind,nonsense"}, "facet"),
        ("announcements", {"fields": "id,commitments.statment"}, "fields"),
        ("announcements", {"q": '"open'}, "q"),
        ("announcements", {"kind": ["plan", "plann"]}, "kind"),
        ("quotes", {"match": "inside"}, "match"),
    ],
)
def test_conflicting_parameters_are_refused(public: Client, path: str, query: dict[str, Any], place: str) -> None:
    assert errors(public, path, query).keys() == {place}
