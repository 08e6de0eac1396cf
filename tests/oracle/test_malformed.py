"""A question that makes no sense is refused by name: never a fault of the service, never an empty list instead."""

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

from schemas.queries import ranges
from schemas.queries.base import BaseQuery
from schemas.queries.lists import AmountsQuery, AnnouncementsQuery, CommitmentsQuery, QuotesQuery, TopicsQuery
from schemas.queries.other import CoverageQuery
from schemas.resources.summary import AmountsSummaryQuery, CommitmentsSummaryQuery
from tests.clients import Client, errors_of
from tests.oracle.asking import ask
from tests.oracle.keeping import keep
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
}
PARAMETERS = [(path, name) for path, schema in SCHEMAS.items() for name in schema.fields]
LISTS = ("announcements", "commitments", "amounts", "quotes")
ODD = (
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
"""How many parameters share the odd values among them; `q` is asked for each."""

words = st.sampled_from(ODD) | st.text(max_size=12)


@pytest.fixture(scope="module")
def app(kept_app: Flask) -> Flask:
    """Give an application with something to ask about."""
    today = datetime.now(UTC).date()
    keep(kept_app.extensions["database"], Random(SEED), 8, today=today)  # noqa: S311 - The same records every time.
    return kept_app


@pytest.fixture
def client(app: Flask) -> Client:
    """Give a client that may read drafts."""
    return Client.of(app, "read")


def get(client: Client, path: str, query: Mapping[str, Any]) -> Any:
    """Ask a list."""
    return client.get(f"/v1/{path}", query_string=query)


def names_what_is_wrong(answer: Any, query: Mapping[str, Any]) -> None:
    """See that a question was answered, or refused for something that was asked."""
    assert answer.status_code in {200, 422}, answer.text
    if answer.status_code == 422:
        assert problem_of(answer, 422)["errors"]
        assert errors_of(answer).keys() <= {*query}


def errors(client: Client, path: str, query: Mapping[str, Any]) -> Errors:
    """Return what is wrong with a question."""
    return refused(get(client, path, query))


@settings(
    max_examples=int(os.environ.get("FUZZ_EXAMPLES", "60")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_any_question_is_answered_or_refused_by_name(client: Client, data: st.DataObject) -> None:
    """Whatever its parameters and values are."""
    path = data.draw(st.sampled_from(sorted(SCHEMAS)))
    name = st.sampled_from(sorted(SCHEMAS[path].fields)) | words.filter(bool)
    query = data.draw(st.dictionaries(name, words | st.lists(words, min_size=1, max_size=3), min_size=1, max_size=3))
    names_what_is_wrong(get(client, path, query), query)


def test_no_odd_value_of_any_parameter_is_a_fault(client: Client) -> None:
    """Be it like SQL, like a regular expression, or like the language of a full-text index."""
    for number, (path, name) in enumerate(PARAMETERS):
        for value in ODD[number % SHARE :: SHARE]:
            names_what_is_wrong(get(client, path, {name: value}), {name: value})
    for path, value in product((path for path in SCHEMAS if "q" in SCHEMAS[path].fields), ODD):
        names_what_is_wrong(get(client, path, {"q": value}), {"q": value})


@pytest.mark.parametrize("value", ["\x00", "", "(" * 10_000])
def test_what_no_parameter_can_be_is_refused_by_each(public: Client, value: str) -> None:
    """With NUL in it, or of 10,000 characters, or empty."""
    codes = {"characters", "range", "type", "blank", "too_long"}
    for path, name in PARAMETERS:
        found = errors(public, path, {name: value})
        assert found.keys() == {name}
        assert set(found.values()) <= codes


def test_a_thousand_values_are_refused(public: Client) -> None:
    """They are not cut down to what is allowed."""
    for path, name in PARAMETERS:
        value = str((SCHEMAS[path].fields[name].metadata.get("examples") or ["x"])[0])
        code = "length" if name in SCHEMAS[path].repeatable else "repeated"
        assert errors(public, path, {name: [value] * 1_000}) == {name: code}


def test_no_window_ends_before_it_begins(client: Client) -> None:
    """It would find nothing, for a reason that nobody sees."""
    for path, pair in [(path, pair) for path, schema in SCHEMAS.items() for pair in ranges.pairs(schema.fields)]:
        low, high = ("2", "1") if pair.first.endswith("_min") else ("2027", "2026")
        assert errors(client, path, {pair.first: low, pair.last: high}) == {pair.first: "order"}
        assert get(client, path, {pair.first: high, pair.last: low}).status_code == 200
        assert get(client, path, {pair.first: high, pair.last: high}).status_code == 200


def test_a_limit_has_its_bounds(public: Client) -> None:
    """Nothing is clamped, nor ignored where there are no pages."""
    for path, limit in product(SCHEMAS, ("201", "-1", "1000000000000000000000", "2.0")):
        code = "range" if path in PAGED else "unknown"
        assert errors(public, path, {"limit": limit}) == {"limit": code}


PAGED: Sequence[str] = (*LISTS, "topics", "coverage")


def cursor_of(client: Client, path: str, **query: str) -> str:
    """Return the cursor of the second page of a list."""
    link = ask(client, f"/v1/{path}", limit=["1"], **{name: [value] for name, value in query.items()})["links"]["next"]
    return str(link.partition("cursor=")[2])


@pytest.mark.parametrize("path", PAGED)
def test_a_cursor_is_good_for_its_own_question_alone(client: Client, path: str) -> None:
    """Not for another list, another filter or order, nor once a letter of it has changed."""
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
    """A place in one order is none in another."""
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
def test_what_does_not_go_together_is_refused(public: Client, path: str, query: dict[str, Any], place: str) -> None:
    """With the parameter that is wrong."""
    assert errors(public, path, query).keys() == {place}
