"""Rules that hold for all routes: retries, problems, filters and sorts."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from marshmallow import Schema
from werkzeug.routing import Rule

from api.formats import FORMATS
from api.http import problems
from api.http.problem_types import PROBLEM_TYPES, TYPE_BY_STATUS
from api.services.analytics.dimensions import DIMENSIONS
from api.services.errors import ServiceError
from api.services.parties import queries
from api.services.query.list_query import table_order
from api.services.query.resources import RESOURCES, SORT_COLUMNS
from schemas.queries import lists
from schemas.queries.base import PageQuery
from schemas.resources import summary
from tests.clients import RECORDS, Client, url_of
from tests.records import draft

ROUTES = Path(problems.__file__).parent
READING = {"GET", "HEAD", "OPTIONS", "QUERY"}
SEARCH = "/search"
"""The end of POSTs that change nothing: queries that are too long for a URL."""
VALUES = {"id": UUID(int=0), "number": 1, "name": "states"}

PAGE = PageQuery().fields.keys()
OF_BRANCHES = {f"{prefix}{name}_jurisdiction" for prefix in ("", "exclude_") for name in ("main", "other")}
"""Filters of the branches of a query; no request has them."""

SHOWING = {
    *PAGE,
    "subdivisions",
    "sort",
    "match",
    "state",
    "total",
    "q",
    "highlight",
    "facet",
    "fields",
    "format",
    "bom",
    "since",
    "superseded",
}
"""Parameters that are no filters in a table: pages, order, form, words, and how other filters are meant."""

LISTS: dict[str, type[Schema]] = {
    "announcements": lists.AnnouncementsQuery,
    "commitments": lists.CommitmentsQuery,
    "amounts": lists.AmountsQuery,
    "quotes": lists.QuotesQuery,
}

Document = dict[str, Any]


def path_of(rule: Rule) -> str:
    """An address that the rule matches."""
    built = rule.build({name: VALUES[name] for name in rule.arguments})
    assert built is not None
    return built[1]


def writes(app: Flask) -> Iterator[tuple[str, str]]:
    """The method and an address of everything that changes something."""
    for rule in app.url_map.iter_rules():
        if rule.rule.endswith(SEARCH):
            continue
        for method in sorted((rule.methods or set()) - READING):
            yield method, path_of(rule)


def view_of(app: Flask, method: str, path: str) -> str:
    """The name of the view behind an address."""
    endpoint, _ = app.url_map.bind("localhost").match(path, method)
    return str(endpoint).rpartition(".")[2]


def test_every_post_and_patch_that_changes_something_takes_an_idempotency_key(
    app: Flask, client: Client, document: Document
) -> None:
    named = {"$ref": "#/components/parameters/IdempotencyKey"}
    operations = [(method, path) for method, path in writes(app) if method in {"PATCH", "POST"}]
    refused = [
        client.send(method, path, json={}, headers={"Idempotency-Key": "no name"}) for method, path in operations
    ]
    assert [answer.status_code for answer in refused if "Idempotency-Key" not in answer.text] == []
    described = [each for item in document["paths"].values() for each in item.values() if isinstance(each, dict)]
    documented = {each["operationId"] for each in described if named in each.get("parameters", ())}
    assert documented == {view_of(app, method, path) for method, path in operations}
    assert documented


def refusals(base: type[ServiceError] = ServiceError) -> Iterator[type[ServiceError]]:
    """Everything that a service can refuse with: the errors that are not divided further."""
    for error in base.__subclasses__():
        if error.__subclasses__():
            yield from refusals(error)
        else:
            yield error


def test_every_service_error_has_a_status() -> None:
    assert set(refusals()) == set(problems.STATUS_BY_ERROR)


def statuses_answered() -> Iterator[int]:
    """Every status that the code answers a problem with."""
    yield from problems.STATUS_BY_ERROR.values()
    yield from problems.HEADERS_BY_STATUS
    for path in (*ROUTES.glob("*.py"), *(ROUTES.parent / "routes").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "problem":
                yield from (each.value for each in node.args[:1] if isinstance(each, ast.Constant))  # type: ignore[misc]


def test_every_status_has_a_problem_type() -> None:
    assert {*statuses_answered()} <= TYPE_BY_STATUS.keys()


def test_names_of_problem_types_are_unique() -> None:
    assert len({kind.name for kind in PROBLEM_TYPES}) == len(PROBLEM_TYPES)


@pytest.mark.parametrize("name", [*LISTS])
def test_documented_filters_are_the_applied_filters(name: str) -> None:
    documented = LISTS[name]().fields.keys() - SHOWING
    assert documented == RESOURCES[name].filters.keys() - OF_BRANCHES


@pytest.mark.parametrize("name", [*LISTS])
def test_documented_facets_are_the_counted_facets(name: str) -> None:
    assert set(lists.FACETS[name]) == DIMENSIONS[name].keys()


def test_the_documented_formats_are_the_formats_that_can_be_rendered() -> None:
    assert {name for names in lists.LIST_FORMATS.values() for name in names} == {"json", *FORMATS}


def test_documented_groups_of_summaries_are_dimensions() -> None:
    assert set(summary.COMMITMENT_GROUPS) <= DIMENSIONS["commitments"].keys()
    assert set(summary.AMOUNT_GROUPS) <= DIMENSIONS["amounts"].keys()


def test_documented_filters_of_parties_are_the_applied_filters() -> None:
    assert lists.PartiesQuery().fields.keys() - SHOWING == queries.FILTERS.keys()


@pytest.mark.parametrize("name", [*LISTS])
def test_documented_sorts_are_the_available_sorts(name: str) -> None:
    documented = set(LISTS[name]().fields["sort"].metadata["enum"])
    assert documented - {"announced_on", "-announced_on", "relevance"} <= SORT_COLUMNS.keys()
    assert all(table_order(RESOURCES[name], sort).columns for sort in documented)


@pytest.mark.parametrize(
    "sort", ["announced_on", "-announced_on", "updated_at", "-updated_at", "created_at", "-created_at"]
)
def test_a_documented_sort_works(client: Client, sort: str) -> None:
    records = [client.create(draft(announced_on=day)) for day in ("2026-02-03", "2026-01-29", "2026-03-01")]
    client.patch(url_of(records[0]), json={"title": "Changed"}, if_match="*")
    listed = client.get(f"{RECORDS}?sort={sort}").get_json()["data"]
    values = [record[sort.removeprefix("-")] for record in listed]
    assert len(set(values)) == len(records)
    assert values == sorted(values, reverse=sort.startswith("-"))
