"""Records with broken references, relations or identifiers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from api.db.database import Database
from tests.clients import RECORDS, Client, url_of
from tests.parts import amount, commitment, party, quote, relation, source
from tests.records import draft, published
from tests.refusals import Errors, error_at, nothing_changes, problem_of, refused

MISSING = "018f0000-0000-7000-8000-00000000000a"
NAMES = ("parties", "commitments", "amounts", "quotes", "sources")


@pytest.fixture
def first(client: Client) -> dict[str, Any]:
    """A record that is there already."""
    return client.create(draft(identifiers=[{"scheme": "msit", "id": "2026-1"}, {"scheme": "doi", "id": "10.1/x"}]))


@pytest.fixture(autouse=True)
def unchanged(first: dict[str, Any], database: Database) -> Iterator[None]:  # noqa: ARG001 - made before.
    """Assert after each test that the database is as it was."""
    with nothing_changes(database):
        yield


REFERENCES = [
    ("parties", party(part_of="msot"), "/part_of"),
    ("parties", party(evidence=[{"source": "msot", "exact": "x"}]), "/evidence/0/source"),
    ("sources", source(evidence=[{"source": "msot", "exact": "x"}]), "/evidence/0/source"),
    ("commitments", commitment(parties=[{"party": "msot"}]), "/parties/0/party"),
    ("commitments", commitment(evidence=[{"source": "msot", "exact": "x"}]), "/evidence/0/source"),
    ("amounts", amount(part_of="msot"), "/part_of"),
    ("amounts", amount(commitment="msot"), "/commitment"),
    ("amounts", amount(payer="msot"), "/payer"),
    ("amounts", amount(payee="msot"), "/payee"),
    ("amounts", amount(evidence=[{"source": "msot", "exact": "x"}]), "/evidence/0/source"),
    ("quotes", quote(speaker="msot"), "/speaker"),
    ("quotes", quote(speaker="k-parties", about=["k-amounts", "msot"]), "/about/1"),
    ("quotes", quote(speaker="k-parties", evidence=[{"source": "msot", "exact": "x"}]), "/evidence/0/source"),
]
KEY_PREFIXES = {
    "parties": [party(key="k-parties"), party(key="msit")],
    "commitments": [commitment(key="k-commitments")],
    "amounts": [amount(key="k-amounts")],
    "quotes": [quote(key="k-quotes", speaker="k-parties")],
    "sources": [source(key="k-sources")],
}


@pytest.mark.parametrize(("name", "part", "place"), REFERENCES)
def test_a_reference_names_an_existing_part(client: Client, name: str, part: dict[str, Any], place: str) -> None:
    answer = client.post(RECORDS, json=draft(**KEY_PREFIXES | {name: [*KEY_PREFIXES[name], part]}))
    place = f"/{name}/{len(KEY_PREFIXES[name])}{place}"
    assert refused(answer) == {place: "reference"}
    assert error_at(answer, place)["allowed"]


def test_the_nearest_key_is_suggested(client: Client) -> None:
    answer = client.post(RECORDS, json=draft(**KEY_PREFIXES | {"quotes": [quote(speaker="msot")]}))
    error = error_at(answer, "/quotes/0/speaker")
    assert (error["allowed"], error["did_you_mean"]) == (["k-parties", "msit"], "msit")


def test_evidence_of_a_field_names_an_existing_source(client: Client) -> None:
    evidence = [{"source": key, "exact": "x", "field": "title"} for key in ("k-sources", "k-parties", "msot")]
    answer = client.post(RECORDS, json=draft(**KEY_PREFIXES, evidence=evidence))
    assert refused(answer) == {"/evidence/1/source": "reference", "/evidence/2/source": "reference"}


@pytest.mark.parametrize("name", ["commitments", "sources", "quotes"])
def test_a_reference_names_a_part_of_the_right_list(client: Client, name: str) -> None:
    answer = client.post(RECORDS, json=draft(**KEY_PREFIXES | {"amounts": [amount(payer=f"k-{name}")]}))
    assert refused(answer) == {"/amounts/0/payer": "reference"}


@pytest.mark.parametrize("name", NAMES)
def test_a_key_is_used_once_in_a_record(client: Client, name: str) -> None:
    again = KEY_PREFIXES[name][-1]
    answer = client.post(RECORDS, json=draft(**KEY_PREFIXES | {name: [*KEY_PREFIXES[name], again]}))
    place = f"/{name}/{len(KEY_PREFIXES[name])}/key"
    assert refused(answer) == {place: "duplicate"}
    assert f"/{name}/{len(KEY_PREFIXES[name]) - 1}" in error_at(answer, place)["detail"]


def test_a_key_is_used_once_across_the_lists(client: Client) -> None:
    answer = client.post(RECORDS, json=draft(parties=[party(key="x")], sources=[source(key="x")]))
    assert refused(answer) == {"/sources/0/key": "duplicate"}


CIRCLES = [
    ({"a": "a"}, {"a"}),
    ({"a": "b", "b": "a"}, {"a", "b"}),
    ({"a": "b", "b": "c", "c": "a", "d": "a", "e": "d", "f": None}, {"a", "b", "c"}),
    ({"a": "b", "b": "b", "c": "d", "d": "c"}, {"b", "c", "d"}),
]


@pytest.mark.parametrize(("name", "least"), [("parties", party()), ("amounts", amount())])
@pytest.mark.parametrize(("above", "circular"), CIRCLES)
def test_parts_form_no_cycle(
    client: Client, name: str, least: dict[str, Any], above: dict[str, str], circular: set[str]
) -> None:
    parts = [least | {"key": key, "part_of": whole} for key, whole in above.items()]
    errors = {f"/{name}/{index}/part_of": "circle" for index, key in enumerate(above) if key in circular}
    assert refused(client.post(RECORDS, json=draft(**{name: parts}))) == errors


RELATIONS: list[tuple[dict[str, Any], Errors]] = [
    ({"type": "cites", "announcement": MISSING}, {"/relations/0/announcement": "reference"}),
    ({"type": "cites", "announcement": "018f"}, {"/relations/0/announcement": "uuid"}),
    ({"type": "cites", "announcement": "018f0000_0000_7000_8000_0000000000"}, {"/relations/0/announcement": "uuid"}),
    ({"type": "cites", "announcement": "\uff1018f0000000070008000000000000001"}, {"/relations/0/announcement": "uuid"}),
    ({"type": "cites", "announcement": {"id": MISSING}}, {"/relations/0/announcement": "type"}),
    (relation(announcement=MISSING), {"/relations/0/announcement": "choice"}),
    ({"type": "cites"}, {"/relations/0/announcement": "required"}),
]


@pytest.mark.parametrize(("stated", "errors"), RELATIONS)
def test_a_relation_has_one_existing_target(client: Client, stated: dict[str, Any], errors: Errors) -> None:
    assert refused(client.post(RECORDS, json=draft(relations=[stated]))) == errors


def test_every_missing_record_is_named(client: Client, first: dict[str, Any]) -> None:
    ids = (MISSING, first["id"], MISSING[:-1] + "b")
    answer = client.post(RECORDS, json=draft(relations=[{"type": "cites", "announcement": id} for id in ids]))
    assert refused(answer) == {f"/relations/{index}/announcement": "reference" for index in (0, 2)}


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_a_record_has_no_relation_to_itself(client: Client, first: dict[str, Any], method: str) -> None:
    record = draft(relations=[{"type": "follows", "announcement": first["id"]}])
    answer = client.send(method, url_of(first), json=record, if_match="*")
    assert refused(answer) == {"/relations/0/announcement": "reference"}


def test_a_new_record_has_no_relation_to_itself(client: Client) -> None:
    """The id that the client picks does not exist yet."""
    record = draft(relations=[{"type": "follows", "announcement": MISSING}])
    assert refused(client.put(f"{RECORDS}/{MISSING}", json=record)) == {"/relations/0/announcement": "reference"}


@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_an_identifier_belongs_to_one_record(client: Client, first: dict[str, Any], method: str) -> None:
    taken = [{"scheme": "other", "id": "1"}, *first["identifiers"]]
    path = RECORDS if method == "POST" else f"{RECORDS}/{MISSING}"
    answer = client.send(method, path, json=draft(identifiers=taken))
    assert refused(answer, 409) == {"/identifiers/1": "taken", "/identifiers/2": "taken"}
    assert all(url_of(first) in each["detail"] for each in answer.get_json()["errors"])


UNREADY = [
    ({"sources": []}, {"/sources": "required"}),
    ({"parties": []}, {"/parties": "required"}),
    ({"parties": [party(roles=["speaker"])]}, {"/parties": "required"}),
    ({"parties": None, "sources": None}, {"/parties": "required", "/sources": "required"}),
]


@pytest.mark.parametrize(("members", "errors"), UNREADY)
def test_a_published_record_has_a_source_and_an_issuer(
    client: Client, first: dict[str, Any], members: dict[str, Any], errors: Errors
) -> None:
    record = published(**members)
    assert refused(client.post(RECORDS, json=record)) == errors
    assert refused(client.put(f"{RECORDS}/{MISSING}", json=record)) == errors
    assert refused(client.put(url_of(first), json=record, if_match="*")) == errors


def test_a_draft_is_published_once_it_is_ready(client: Client, first: dict[str, Any]) -> None:
    lacking = {"/parties": "required", "/sources": "required"}
    assert refused(client.post(f"{url_of(first)}/publish", if_match="*")) == lacking
    assert refused(client.patch(url_of(first), json={"state": "published"}, if_match="*")) == lacking


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH"])
def test_a_record_is_withdrawn_by_delete_alone(client: Client, first: dict[str, Any], method: str) -> None:
    path = RECORDS if method == "POST" else url_of(first)
    answer = client.send(method, path, json=draft(state="withdrawn"), if_match=None if method == "POST" else "*")
    assert refused(answer) == {"/state": "state"}


def test_withdrawing_needs_a_reason(client: Client, first: dict[str, Any]) -> None:
    assert refused(client.delete(url_of(first), if_match="*")) == {"note": "required"}
    assert refused(client.delete(url_of(first), if_match="*", query_string={"note": " "})) == {"note": "blank"}


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE"])
def test_an_unused_id_is_not_found(client: Client, method: str) -> None:
    """A PUT there with If-Match is stale."""
    answer = client.send(
        method, f"{RECORDS}/{MISSING}?{'' if method == 'GET' else 'note=x'}", json=draft(), if_match="*"
    )
    problem_of(answer, 412 if method == "PUT" else 404)
