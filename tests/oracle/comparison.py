"""Requests to lists, and their comparison with the oracle."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.clients import Client
from tests.oracle.aggregates import without_rate
from tests.oracle.oracle import Oracle
from tests.oracle.snapshot import Item

Json = dict[str, Any]


def fetch(client: Client, path: str, **query: Sequence[str]) -> Json:
    """The parsed response to a valid query."""
    answer = client.get(path, query_string={name: list(values) for name, values in query.items()})
    assert answer.status_code == 200, answer.text
    body: Json = answer.get_json()
    return body


def fetch_pages(client: Client, path: str, limit: int, **query: Sequence[str]) -> list[Json]:
    """All pages of a list, in order."""
    pages = [fetch(client, path, limit=[str(limit)], **query)]
    while "next" in pages[-1]["links"]:
        answer = client.get(pages[-1]["links"]["next"])
        assert answer.status_code == 200, answer.text
        pages.append(answer.get_json())
    return pages


def ids_of(answer: Json) -> list[str]:
    """The ids of a page."""
    return [item["id"] for item in answer["data"]]


def assert_same_list(client: Client, oracle: Oracle, *, facets: Sequence[str] = (), limit: int = 200) -> list[Item]:
    """Assert that a list has the oracle's items in its order, its total and its facets; return the expected items.

    `limit` is the length of a page.
    """
    path, query = f"/v1/{oracle.collection}", {**oracle.query}
    expected_items = oracle.expected_items()
    expected = [item.part["id"] for item in expected_items]
    shown = {"facet": [",".join(facets)]} if facets else {}
    pages = fetch_pages(client, path, limit, **query, **shown, total=["exact"])
    assert [id for page in pages for id in ids_of(page)] == expected
    alone = fetch_pages(client, path, 0, **query, **shown, total=["exact"]) if facets else []
    everyone = Oracle(oracle.snapshot, oracle.collection, {**query, "superseded": ["include"]}, oracle.with_key)
    asks_for_overdue = query.get("overdue", ["true" if "overdue_on" in query else ""]) == ["true"]
    left_out = len(everyone.expected_items()) - len(expected) if asks_for_overdue else 0
    reasons = {"superseded": left_out, "not_converted": len(without_rate(oracle))}
    expected_reasons = {reason: {"count": number} for reason, number in reasons.items() if number}
    for page in (*pages, *alone):
        assert page["meta"].get("left_out", {}) == expected_reasons
        assert page["meta"]["total"] == {"value": len(expected), "relation": "eq"}
        for name in facets:
            assert facet_counts(page, name) == oracle.facet(name)
        if "id" in query:
            assert page["meta"]["not_found"] == [id for id in dict.fromkeys(query["id"]) if id not in expected]
    assert all(len(page["data"]) == limit for page in pages[:-1])
    return expected_items


def facet_counts(page: Json, name: str) -> dict[str, int]:
    """Counts of a facet by value; asserts that the most frequent come first."""
    facet = page["meta"]["facets"][name]
    counts = [each["count"] for each in facet]
    assert counts == sorted(counts, reverse=True)
    assert all(each["label"] for each in facet)
    return {each["value"]: each["count"] for each in facet}
