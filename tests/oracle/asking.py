"""Asking the service what the oracle is asked, and comparing the answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.clients import Client
from tests.oracle.oracle import Oracle
from tests.oracle.world import Item

Answer = dict[str, Any]


def ask(client: Client, path: str, **question: Sequence[str]) -> Answer:
    """Return the answer to a question, which has to be one that can be answered."""
    answer = client.get(path, query_string={name: list(values) for name, values in question.items()})
    assert answer.status_code == 200, answer.text
    found: Answer = answer.get_json()
    return found


def walk(client: Client, path: str, limit: int, **question: Sequence[str]) -> list[Answer]:
    """Return all pages of an answer, from the first to the last."""
    pages = [ask(client, path, limit=[str(limit)], **question)]
    while "next" in pages[-1]["links"]:
        answer = client.get(pages[-1]["links"]["next"])
        assert answer.status_code == 200, answer.text
        pages.append(answer.get_json())
    return pages


def ids_of(answer: Answer) -> list[str]:
    """Return the ids of a page."""
    return [item["id"] for item in answer["data"]]


def agree(client: Client, oracle: Oracle, *, facets: Sequence[str] = (), limit: int = 200) -> list[Item]:
    """See that a list answers as the oracle does: the same items in the same order, their number, and their facets.

    With a limit, page by page.
    """
    path, question = f"/v1/{oracle.collection}", {**oracle.question}
    found = oracle.found()
    expected = [item.part["id"] for item in found]
    shown = {"facet": [",".join(facets)]} if facets else {}
    pages = walk(client, path, limit, **question, **shown, total=["exact"])
    assert [id for page in pages for id in ids_of(page)] == expected
    alone = walk(client, path, 0, **question, **shown, total=["exact"]) if facets else []
    for page in (*pages, *alone):
        assert page["meta"]["total"] == {"value": len(expected), "relation": "eq"}
        for name in facets:
            assert counts_of(page, name) == oracle.facet(name)
        if "id" in question:
            assert page["meta"]["not_found"] == [id for id in dict.fromkeys(question["id"]) if id not in expected]
    assert all(len(page["data"]) == limit for page in pages[:-1])
    return found


def counts_of(page: Answer, name: str) -> dict[str, int]:
    """Return a facet, having seen that what is most frequent comes first."""
    facet = page["meta"]["facets"][name]
    counts = [each["count"] for each in facet]
    assert counts == sorted(counts, reverse=True)
    assert all(each["label"] for each in facet)
    return {each["value"]: each["count"] for each in facet}
