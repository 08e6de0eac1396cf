"""Matches by relevance, for many and for few: in the title, in the lead, elsewhere, the newest first in each."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
from flask import Flask

from api.db.database import Database
from api.services.pagination import COUNT_AT_MOST
from tests.clients import Client
from tests.oracle.comparison import fetch_pages, ids_of
from tests.records import published
from tests.services.query.test_statement_counts import count

DAYS = ("2026-01-29", "2026-01-28", "2025-06", "2019", "0001-01-01", "9999-12-31")
COMMITMENTS = 340
"""Six records of these have more than a thousand matches in the title alone."""

TIERS = (2, 2, 1, 0)
"""The rank of the word by the number of a commitment: in the title, in the lead, elsewhere."""

Ranked = tuple[int, str, str, int]


def promise(number: int) -> dict[str, Any]:
    """A commitment with the word in its statement, its unit or its evidence."""
    tier = TIERS[number % 4]
    words = ["harbour" if tier == place else "something" for place in (2, 1, 0)]
    rare = " lighthouse" if number % 50 == 0 else ""
    return {
        "kind": "target",
        "statement": f"Build {words[0]} number {number}{rare}",
        "target": {"value": "1", "unit": words[1], "comparator": "eq"},
        "evidence": [{"source": "s", "exact": words[2]}],
    }


def create_ranked(app: Flask) -> list[tuple[Ranked, str]]:
    """Create six records. The commitments with the word in the order of the list."""
    client, ranked_ids = Client.of(app, "read", "write", "publish"), []
    for day in DAYS:
        promises = [promise(number) for number in range(COMMITMENTS)]
        record = client.create(published(announced_on=day, commitments=promises))
        first = f"{day}-01-01"[:10]
        for position, part in enumerate(record["commitments"]):
            ranked_ids.append(((TIERS[position % 4], first, record["id"], position), part["id"]))
    return sorted(ranked_ids, reverse=True)


@pytest.fixture(scope="module")
def ranked(module_app: Flask) -> list[tuple[Ranked, str]]:
    """The commitments with the word, in order."""
    return create_ranked(module_app)


@pytest.fixture
def reader(module_app: Flask) -> Client:
    """A client without a key."""
    return Client(module_app)


def ids(ranked: list[tuple[Ranked, str]]) -> list[str]:
    """Ids in order."""
    return [id for _, id in ranked]


def pages(client: Client, limit: int, **question: str) -> list[Any]:
    """All pages of commitments."""
    return fetch_pages(client, "/v1/commitments", limit, **{name: [value] for name, value in question.items()})


def test_very_many_matches_come_in_the_order_of_few(reader: Client, ranked: list[tuple[Ranked, str]]) -> None:
    answers = pages(reader, 170, q="harbour")
    assert [id for page in answers for id in ids_of(page)] == ids(ranked)
    assert all(page["meta"]["total"] == {"value": 1000, "relation": "gte"} for page in answers)


def test_very_many_matches_can_have_the_newest_first(reader: Client, ranked: list[tuple[Ranked, str]]) -> None:
    newest = sorted(ranked, key=lambda each: each[0][1:], reverse=True)
    answers = pages(reader, 190, q="harbour", sort="-announced_on")
    assert [id for page in answers for id in ids_of(page)] == ids(newest)


def test_a_rare_word_narrows_very_many_matches(reader: Client, ranked: list[tuple[Ranked, str]]) -> None:
    rare = [(rank, id) for rank, id in ranked if rank[3] % 50 == 0]
    answers = pages(reader, 7, q="harbour lighthouse")
    assert [id for page in answers for id in ids_of(page)] == ids(rare)
    assert answers[0]["meta"]["total"] == {"value": len(rare), "relation": "eq"}


def test_an_export_has_all_matches_in_the_same_order(reader: Client, ranked: list[tuple[Ranked, str]]) -> None:
    lines = reader.get("/v1/commitments?q=harbour&sort=relevance&format=ndjson&fields=id").text.splitlines()
    assert [orjson.loads(line)["id"] for line in lines] == ids(ranked)


def test_a_window_and_other_filters_hold_among_very_many(reader: Client, ranked: list[tuple[Ranked, str]]) -> None:
    """Filters that the full-text index knows, and filters that it does not."""
    within = [(rank, id) for rank, id in ranked if "2019-01-01" <= rank[1] <= "2025-06-01"]
    window = {"announced_from": "2019", "announced_to": "2025-12", "match": "within"}
    answers = pages(reader, 200, q="harbour", **window)
    assert [id for page in answers for id in ids_of(page)] == ids(within)
    for filters in ({"kind": "target", "jurisdiction": "KR"}, {"exclude_kind": "goal", "comparator": "eq"}):
        first = pages(reader, 200, q="harbour", **window, **filters)[0]
        assert ids_of(first) == ids(within)[:200]
    assert ids_of(pages(reader, 20, q="harbour", kind="goal")[0]) == []


def test_another_filter_narrows_very_many_matches(reader: Client, ranked: list[tuple[Ranked, str]]) -> None:
    """A window that dates may overlap finds one record's, in the same order; a filter that finds very many, all."""
    few = [(rank, id) for rank, id in ranked if rank[1] == "2019-01-01"]
    answers = pages(reader, 90, q="harbour", announced_from="2019-03", announced_to="2019-03")
    assert [id for page in answers for id in ids_of(page)] == ids(few)
    assert answers[0]["meta"]["total"] == {"value": COMMITMENTS, "relation": "eq"}
    newest = sorted(few, key=lambda each: each[0][1:], reverse=True)
    answers = pages(reader, 200, q="harbour", announced_from="2019-03", announced_to="2019-03", sort="-announced_on")
    assert [id for page in answers for id in ids_of(page)] == ids(newest)
    for many, expected in (("goal", ids(ranked)[:200]), ("target", [])):
        assert ids_of(pages(reader, 200, q="harbour", exclude_kind=many)[0]) == expected


def test_withdrawn_records_match_for_actors_who_may_see_them_only(app: Flask, client: Client, public: Client) -> None:
    ranked = create_ranked(app)
    (_, _, withdrawn, _), _ = ranked[0]
    assert client.delete(f"/v1/announcements/{withdrawn}?note=x", if_match="*").status_code == 204
    first = pages(public, 200, q="harbour")[0]
    assert ids_of(first) == ids([each for each in ranked if each[0][2] != withdrawn])[:200]
    gone = pages(client, 200, q="harbour", state="withdrawn")[0]
    assert ids_of(gone) == ids([each for each in ranked if each[0][2] == withdrawn])[:200]
    assert gone["meta"]["total"] == {"value": COMMITMENTS, "relation": "eq"}


def test_announcements_come_in_order_though_most_are_of_one_day(client: Client, public: Client) -> None:
    """The day has more rows than a statement reads ahead."""
    days = [("2026-02-01", "0001-01-01", "9999-12-31", "2026-01")[max(0, number % 20 - 16)] for number in range(80)]
    words = [("harbour", "something") if number % 9 else ("something", "harbour") for number in range(len(days))]
    created = [
        client.create(published(announced_on=day, title=f"A {first}", summary=f"A {second}", commitments=[]))["id"]
        for day, (first, second) in zip(days, words, strict=True)
    ]
    places = [(first == "harbour", day, id) for id, day, (first, _) in zip(created, days, words, strict=True)]
    for sort, place in (("relevance", slice(None)), ("-announced_on", slice(1, None))):
        expected = [each[-1] for each in sorted(places, key=lambda each: each[place], reverse=True)]
        for limit in (1, 7, 60):
            answers = fetch_pages(public, "/v1/announcements", limit, q=["harbour"], sort=[sort])
            assert [id for page in answers for id in ids_of(page)] == expected


def test_a_page_of_very_many_matches_takes_as_few_statements(
    reader: Client, module_app: Flask, ranked: list[tuple[Ranked, str]]
) -> None:
    """Two for a list, ten at most for a search, on the first page and behind it."""
    database: Database = module_app.extensions["database"]
    assert len(ranked) > COUNT_AT_MOST
    for path, most in (("limit=20", 2), ("q=harbour&limit=20", 10), ("q=harbour&comparator=eq&limit=20", 12)):
        first = f"/v1/commitments?{path}"
        following = reader.get(first).get_json()["links"]["next"]
        for url in (first, following[following.index("/v1/") :]):
            assert count(database, reader, url) <= most
