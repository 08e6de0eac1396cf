"""The routes keep what the design promises of all of them: scopes, problems, filters and sorts."""

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
from api.services.analytics.dimensions import DIMENSIONS
from api.services.errors import ServiceError
from api.services.parties import queries
from api.services.query.resources import COLLECTIONS
from domain.vocabularies import SCOPE
from schemas.queries import lists
from schemas.queries.base import PageQuery
from schemas.resources import summary
from tests.clients import RECORDS, Client, url_of
from tests.records import draft

ROUTES = Path(problems.__file__).parent
READING = {"GET", "HEAD", "OPTIONS"}
SEARCH = "/v1/announcements/search"
"""What is sent there changes nothing: it is a question that is too long for an address."""
VALUES = {"id": UUID(int=0), "number": 1, "name": "states"}

PAGE = PageQuery().fields.keys()
SHOWING = {*PAGE, "sort", "match", "state", "total", "q", "highlight", "facet", "fields", "format", "since"}
"""Parameters that are no filters in a table: pages, order, form, words, and how other filters are meant."""

LISTS: dict[str, type[Schema]] = {
    "announcements": lists.AnnouncementsQuery,
    "commitments": lists.CommitmentsQuery,
    "amounts": lists.AmountsQuery,
    "quotes": lists.QuotesQuery,
}

Document = dict[str, Any]


def path_of(rule: Rule) -> str:
    """Return an address that the rule matches."""
    built = rule.build({name: VALUES[name] for name in rule.arguments})
    assert built is not None
    return built[1]


def writes(app: Flask) -> Iterator[tuple[str, str]]:
    """Yield the method and an address of everything that changes something."""
    for rule in app.url_map.iter_rules():
        if rule.rule == SEARCH:
            continue
        for method in sorted((rule.methods or set()) - READING):
            yield method, path_of(rule)


def scopes(document: Document) -> dict[str, str]:
    """Return the scope that each operation documents, by the operation's id."""
    found = (operation for item in document["paths"].values() for operation in item.values())
    return {each["operationId"]: each["x-scope"] for each in found if isinstance(each, dict) and "x-scope" in each}


def view_of(app: Flask, method: str, path: str) -> str:
    """Return the name of the view behind an address."""
    endpoint, _ = app.url_map.bind("localhost").match(path, method)
    return str(endpoint).rpartition(".")[2]


def test_every_write_needs_a_key(app: Flask, public: Client) -> None:
    """Whatever is wrong with it besides."""
    assert {(each, public.send(*each).status_code) for each in writes(app)} == {(each, 401) for each in writes(app)}


def test_every_write_needs_the_scope_that_it_documents(app: Flask, document: Document) -> None:
    """All the other scopes together do not make up for it."""
    documented = scopes(document)
    clients = {scope: Client.of(app, *({*SCOPE.codes} - {scope})) for scope in SCOPE.codes}
    for method, path in writes(app):
        scope = documented[view_of(app, method, path)]
        assert (method, path, clients[scope].send(method, path).status_code) == (method, path, 403)


def test_no_write_needs_more_than_the_scope_that_it_documents(app: Flask, document: Document) -> None:
    """With that alone the request itself is looked at."""
    documented = scopes(document)
    clients = {scope: Client.of(app, scope) for scope in SCOPE.codes}
    for method, path in writes(app):
        scope = documented[view_of(app, method, path)]
        assert clients[scope].send(method, path).status_code not in {401, 403}, (method, path)


def test_every_post_that_changes_something_takes_an_idempotency_key(
    app: Flask, client: Client, document: Document
) -> None:
    """It documents the header, and what is wrong with one is said before anything is looked up."""
    named = {"$ref": "#/components/parameters/IdempotencyKey"}
    posts = [path for method, path in writes(app) if method == "POST"]
    refused = [client.post(path, json={}, headers={"Idempotency-Key": "no name"}) for path in posts]
    assert [answer.status_code for answer in refused if "Idempotency-Key" not in answer.text] == []
    operations = [each for item in document["paths"].values() for each in item.values() if isinstance(each, dict)]
    documented = {each["operationId"] for each in operations if named in each.get("parameters", ())}
    assert documented == {view_of(app, "POST", path) for path in posts}
    assert documented


def refusals(base: type[ServiceError] = ServiceError) -> Iterator[type[ServiceError]]:
    """Yield everything that a service can refuse with."""
    for error in base.__subclasses__():
        yield error
        yield from refusals(error)


def test_every_refusal_has_a_status() -> None:
    """In one table."""
    assert set(refusals()) == set(problems.STATUS_BY_ERROR)


def statuses_answered() -> Iterator[int]:
    """Yield every status that the code answers a problem with."""
    yield from problems.STATUS_BY_ERROR.values()
    yield from problems.HEADERS_BY_STATUS
    for path in (*ROUTES.glob("*.py"), *(ROUTES.parent / "routes").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "problem":
                yield from (each.value for each in node.args[:1] if isinstance(each, ast.Constant))  # type: ignore[misc]


def test_every_status_that_is_used_is_explained() -> None:
    """On the page that `type` leads to."""
    assert {*statuses_answered()} <= problems.TYPE_BY_STATUS.keys()


def test_every_kind_of_problem_has_a_status_and_a_name_of_its_own() -> None:
    """Two kinds would share a page otherwise."""
    assert len({kind.status for kind in problems.PROBLEM_TYPES}) == len(problems.PROBLEM_TYPES)
    assert len({kind.name for kind in problems.PROBLEM_TYPES}) == len(problems.PROBLEM_TYPES)


@pytest.mark.parametrize("name", [*LISTS])
def test_the_filters_of_a_list_that_are_documented_are_those_that_are_applied(name: str) -> None:
    """None is ignored, and none is secret."""
    documented = LISTS[name]().fields.keys() - SHOWING
    assert documented == COLLECTIONS[name].filters.keys()


@pytest.mark.parametrize("name", [*LISTS])
def test_the_facets_of_a_list_that_are_documented_are_those_that_are_counted(name: str) -> None:
    """And no other."""
    assert set(lists.FACETS[name]) == DIMENSIONS[name].keys()


def test_the_documented_formats_are_the_formats_that_can_be_rendered() -> None:
    """JSON is what the others are rendered from."""
    assert {name for names in lists.LIST_FORMATS.values() for name in names} == {"json", *FORMATS}


def test_the_groups_of_summaries_that_are_documented_are_dimensions_of_their_lists() -> None:
    """All of them."""
    assert set(summary.COMMITMENT_GROUPS) <= DIMENSIONS["commitments"].keys()
    assert set(summary.AMOUNT_GROUPS) <= DIMENSIONS["amounts"].keys()


def test_the_filters_of_parties_that_are_documented_are_those_that_are_applied() -> None:
    """None is ignored, and none is secret."""
    assert lists.PartiesQuery().fields.keys() - SHOWING == queries.FILTERS.keys()


@pytest.mark.parametrize("name", [*LISTS])
def test_the_sorts_that_are_documented_are_those_that_there_are(name: str) -> None:
    """Each in both directions."""
    documented = set(LISTS[name]().fields["sort"].metadata["enum"]) - {"relevance"}
    assert documented == COLLECTIONS[name].sorts.keys()


@pytest.mark.parametrize(
    "sort", ["announced_on", "-announced_on", "updated_at", "-updated_at", "created_at", "-created_at"]
)
def test_a_documented_sort_works(client: Client, sort: str) -> None:
    """In the direction that its sign says."""
    made = [client.create(draft(announced_on=day)) for day in ("2026-02-03", "2026-01-29", "2026-03-01")]
    client.patch(url_of(made[0]), json={"title": "Changed"}, if_match="*")
    listed = client.get(f"{RECORDS}?sort={sort}").get_json()["data"]
    values = [record[sort.removeprefix("-")] for record in listed]
    assert len(set(values)) == len(made)
    assert values == sorted(values, reverse=sort.startswith("-"))
