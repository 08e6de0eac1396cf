"""The cache of query strings returns the result of validation, and requests share no mutable state."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from api.http.blueprint import load_query, parse_query_string
from schemas.queries.lists import AnnouncementsQuery, CommitmentsQuery

QUERIES = (
    b"",
    b"q=quantum+chips&jurisdiction=KR&jurisdiction=US&limit=5",
    b"topic=quantum-technology&announced_from=2026&match=within&sort=-announced_on",
    b"party=Samsung%20Electronics&role=member",
)
Query = AnnouncementsQuery | CommitmentsQuery


def load(schema: Query, query: bytes) -> dict[str, Any]:
    """The parameters of a request with this query string."""
    with Flask(__name__).test_request_context(query_string=query.decode()):
        return load_query(schema)


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("schema", [AnnouncementsQuery(), CommitmentsQuery()])
def test_a_cached_query_is_loaded_as_an_uncached_one(schema: Query, query: bytes) -> None:
    assert load(schema, query) == load(schema, query) == parse_query_string(schema, query)


def test_a_changed_list_stays_with_its_request() -> None:
    schema = AnnouncementsQuery()
    first = load(schema, b"jurisdiction=KR")
    first["jurisdiction"].append("US")
    assert load(schema, b"jurisdiction=KR")["jurisdiction"] == ["KR"]


def test_a_long_query_is_validated_each_time() -> None:
    schema, query = AnnouncementsQuery(), b"&".join(b"jurisdiction=KR" for _ in range(60))
    assert load(schema, query)["jurisdiction"] == parse_query_string(schema, query)["jurisdiction"]
