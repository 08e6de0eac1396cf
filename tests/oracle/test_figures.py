"""Every figure on a chart, and every facet, summary and topic, is that of plain Python under every filter."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from itertools import cycle
from random import Random
from xml.etree import ElementTree

import pytest
from flask import Flask

from api.services.analytics.timeline import MAX_ENTRIES
from schemas.queries.lists import FACETS
from schemas.resources.summary import AMOUNT_GROUPS, COMMITMENT_GROUPS
from tests.clients import Client
from tests.oracle import aggregates, random_queries
from tests.oracle.comparison import facet_counts, fetch
from tests.oracle.filter_rules import days_of
from tests.oracle.oracle import Oracle, certain_year
from tests.oracle.seeding import seed_database
from tests.oracle.snapshot import LISTS, Snapshot
from tests.oracle.test_aggregates import assert_same_counts, assert_same_sums, assert_same_topics
from tests.oracle.test_lists import FORMS, SEED

FIGURE = "([0-9,]+)"
SHARE = 4
"""The short form of a test asks about one in so many filters; what filters find is that of lists."""


@pytest.fixture(scope="module")
def app(module_app: Flask) -> Flask:
    """An application whose records the tests do not change."""
    return module_app


@pytest.fixture(scope="module")
def snapshot(app: Flask) -> Snapshot:
    """A snapshot of random records, drafts and withdrawn ones among them: more than a timeline draws one by one."""
    return seed_database(app.extensions["database"], Random(SEED), 80, today=datetime.now(UTC).date())  # noqa: S311 - The same every time.


def queries_of(snapshot: Snapshot, collection: str) -> list[random_queries.QueryParams]:
    """No filter, and each filter with a value that matches something."""
    queries: list[random_queries.QueryParams] = [{}]
    for name in random_queries.filter_names(collection):
        values = random_queries.values_for(snapshot, collection, name)
        found = ({name: [value]} for value in values if Oracle(snapshot, collection, {name: [value]}).expected_items())
        queries.append(next(found))
    return queries


def words_of(client: Client, path: str, query: random_queries.QueryParams) -> str:
    """The description of a chart."""
    answer = client.get(path, query_string=query)
    assert answer.status_code == 200, answer.text
    root = ElementTree.fromstring(answer.data)  # noqa: S314 - our own.
    (text,) = (each.text for each in root.iter() if each.tag.endswith("}desc"))
    assert text
    return text


def figure(pattern: str, words: str) -> int:
    """The figure in a sentence of a description; 0 without the sentence."""
    found = re.search(pattern.format(FIGURE), words)
    return int(found[1].replace(",", "")) if found else 0


@pytest.mark.parametrize("with_key", [True, False])
def test_a_timeline_counts_what_matches_every_filter(app: Flask, snapshot: Snapshot, with_key: bool) -> None:
    client = Client.of(app, "read") if with_key else Client(app)
    for query in queries_of(snapshot, "commitments"):
        words = words_of(client, "/v1/commitments/timeline.svg", query)
        oracle = Oracle(snapshot, "commitments", query, with_key)
        items = oracle.expected_items()
        late = sum(number for _, number in aggregates.commitments(oracle, []).values())
        assert figure("{} (?:is|are) late", words) == late, query
        dated = [item for item in items if "due" in item.part]
        assert figure("{} more without a date", words) == len(items) - len(dated), query
        drawn, by_year = len(re.findall(r"\d+\. .*? \(.*? · due ", words)), re.findall(rf"(\d+): {FIGURE} ", words)
        assert drawn == (len(dated) if len(dated) <= MAX_ENTRIES else 0), query
        if len(dated) > MAX_ENTRIES:
            spanning = figure("{} more may fall due in several years", words)
            assert sum(int(number) for _, number in by_year) + spanning == len(dated)
            assert spanning == sum(not certain_year(days_of(item, "due")) for item in dated), query


@FORMS
@pytest.mark.parametrize("with_key", [True, False])
def test_a_chart_of_amounts_counts_what_matches_every_filter(
    app: Flask, snapshot: Snapshot, with_key: bool, is_whole: bool
) -> None:
    client = Client.of(app, "read") if with_key else Client(app)
    for query in queries_of(snapshot, "amounts")[:: 1 if is_whole else SHARE]:
        words = words_of(client, "/v1/amounts/summary.svg", {**query, "group_by": ["kind"]})
        expected = aggregates.amounts(Oracle(snapshot, "amounts", query, with_key), ["kind"])
        numbers = re.findall(rf"{FIGURE} amounts?\b", words)
        assert sum(int(each.replace(",", "")) for each in numbers) == sum(number for _, number, _ in expected.values())


@pytest.mark.parametrize("collection", LISTS)
def test_facets_count_what_matches_every_filter(app: Flask, snapshot: Snapshot, collection: str) -> None:
    names, public = cycle(FACETS[collection]), Client(app)
    for query in queries_of(snapshot, collection):
        oracle = Oracle(snapshot, collection, query, with_key=False)
        chosen = [next(names), next(names)]
        answer = fetch(public, f"/v1/{collection}", **query, limit=["0"], facet=[",".join(chosen)], total=["exact"])
        assert answer["meta"]["total"]["value"] == len(oracle.expected_items())
        assert {name: facet_counts(answer, name) for name in chosen} == {name: oracle.facet(name) for name in chosen}


@FORMS
def test_summaries_and_topics_count_what_matches_every_filter(app: Flask, snapshot: Snapshot, is_whole: bool) -> None:
    reader, step = Client.of(app, "read"), 1 if is_whole else SHARE
    groups, others = cycle(COMMITMENT_GROUPS), cycle(name for name in AMOUNT_GROUPS if name != "currency")
    for query in queries_of(snapshot, "commitments")[::step]:
        assert_same_counts(reader, snapshot, query, [next(groups)])
    for query in queries_of(snapshot, "amounts")[::step]:
        assert_same_sums(reader, snapshot, query, [next(others)])
    for query in queries_of(snapshot, "announcements")[::step]:
        assert_same_topics(reader, snapshot, query)
