"""A promise of a record that a published record supersedes is not overdue."""

from __future__ import annotations

from typing import Any

import pytest

from tests.clients import Client, url_of
from tests.records import draft, published

COMMITMENTS = "/v1/commitments"
LATE = {"kind": "goal", "statement": "Late.", "due": "1999"}
LEFT_OUT = {"superseded": {"count": 1}}


@pytest.fixture
def earlier(client: Client) -> dict[str, Any]:
    """A record with a late promise."""
    return client.create(published(commitments=[LATE], identifiers=[{"scheme": "gov", "id": "7"}]))


def overdue(client: Client, query: str = "") -> tuple[int, Any]:
    """The number of overdue commitments of a list, and what it leaves out; every other road agrees."""
    listed = client.get(f"{COMMITMENTS}?overdue=true{query}").get_json()
    number, left_out = len(listed["data"]), listed["meta"].get("left_out")
    counts = client.get(f"{COMMITMENTS}/summary?group_by=topic,party{query}").get_json()
    assert (sum(row["overdue"] for row in counts["data"]), counts["meta"].get("left_out")) == (number, left_out)
    assert client.get(f"{COMMITMENTS}/timeline.svg?{query}").text.count("no report · late") == 2 * number
    others = client.get(f"{COMMITMENTS}?overdue=false{query}").get_json()
    assert "left_out" not in others["meta"]
    assert number + len(others["data"]) == len(client.get(f"{COMMITMENTS}?{query}").get_json()["data"])
    by_day = client.get(f"{COMMITMENTS}?overdue_on=2026-01-01{query}").get_json()
    assert (len(by_day["data"]), by_day["meta"].get("left_out")) == (number, left_out)
    return number, left_out


@pytest.mark.parametrize("by", ["announcement", "identifier"])
def test_a_promise_of_a_superseded_record_is_not_overdue(
    client: Client, public: Client, earlier: dict[str, Any], by: str
) -> None:
    """Until the record that supersedes it is withdrawn."""
    assert overdue(public) == (1, None)
    target = earlier["id"] if by == "announcement" else {"scheme": "gov", "id": "7"}
    later = client.create(published(relations=[{"type": "supersedes", by: target}]))
    assert overdue(public) == (0, LEFT_OUT)
    assert overdue(public, "&superseded=include") == (1, None)
    client.delete(url_of(later), if_match="*", query_string={"note": "Because."})
    assert overdue(public) == (1, None)


def test_other_relations_and_drafts_supersede_nothing(client: Client, public: Client, earlier: dict[str, Any]) -> None:
    client.create(published(relations=[{"type": "amends", "announcement": earlier["id"]}]))
    client.create(draft(relations=[{"type": "supersedes", "announcement": earlier["id"]}]))
    assert overdue(public) == overdue(client) == (1, None)


def test_of_a_chain_the_last_promise_is_overdue(client: Client, public: Client, earlier: dict[str, Any]) -> None:
    relation = {"type": "supersedes", "announcement": earlier["id"]}
    second = client.create(published(commitments=[LATE], relations=[relation]))
    client.create(published(commitments=[LATE], relations=[relation | {"announcement": second["id"]}]))
    assert overdue(public) == (1, {"superseded": {"count": 2}})


def test_only_lateness_takes_superseded_promises_out(client: Client, public: Client, earlier: dict[str, Any]) -> None:
    client.create(published(relations=[{"type": "supersedes", "announcement": earlier["id"]}]))
    answer = public.get(COMMITMENTS).get_json()
    assert (len(answer["data"]), "left_out" in answer["meta"]) == (1, False)
