"""The cache of query strings returns the result of validation, and requests share no mutable state."""

from __future__ import annotations

import pytest

from api.http.query_cache import load_cached, validate
from schemas.queries.lists import AnnouncementsQuery, CommitmentsQuery

QUERIES = (
    b"",
    b"q=quantum+chips&jurisdiction=KR&jurisdiction=US&limit=5",
    b"topic=quantum-technology&announced_from=2026&match=within&sort=-announced_on",
    b"party=Samsung%20Electronics&role=member",
)


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("schema", [AnnouncementsQuery(), CommitmentsQuery()])
def test_a_cached_query_is_loaded_as_an_uncached_one(
    schema: AnnouncementsQuery | CommitmentsQuery, query: bytes
) -> None:
    assert load_cached(schema, query) == load_cached(schema, query) == validate(schema, query)


def test_a_changed_list_stays_with_its_request() -> None:
    schema = AnnouncementsQuery()
    first = load_cached(schema, b"jurisdiction=KR")
    first["jurisdiction"].append("US")
    assert load_cached(schema, b"jurisdiction=KR")["jurisdiction"] == ["KR"]


def test_a_long_query_is_validated_each_time() -> None:
    schema, query = AnnouncementsQuery(), b"&".join(b"jurisdiction=KR" for _ in range(60))
    assert load_cached(schema, query)["jurisdiction"] == validate(schema, query)["jurisdiction"]
