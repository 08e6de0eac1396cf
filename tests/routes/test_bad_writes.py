"""Changes that are refused: without If-Match, stale, against the rules, or invalid in a part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from api.db.database import Database
from tests.clients import Client, errors_of, url_of
from tests.parts import amount, commitment, party, quote, source
from tests.records import published
from tests.refusals import Errors, error_at, nothing_changes, problem_of, refused

WHY = {"note": "A correction."}


@pytest.fixture
def record(client: Client) -> dict[str, Any]:
    """A published record with a part of every sort, at its second version."""
    issuer = party(key="p", roles=["issuer"])
    created = client.create(
        published(parties=[issuer], sources=[source(key="s")], commitments=[commitment(key="c"), commitment(key="d")],
                  amounts=[amount(key="a", commitment="c")], quotes=[quote(key="q")],
                  translations={"ko": {"title": "계획"}})
    )  # fmt: skip
    answer = client.patch(url_of(created), json={"place": "Seoul"}, if_match="*", query_string=WHY)
    assert answer.status_code == 200
    changed: dict[str, Any] = answer.get_json() | {"etag": answer.headers["ETag"]}
    return changed


@pytest.fixture(autouse=True)
def unchanged(record: dict[str, Any], database: Database) -> Iterator[None]:  # noqa: ARG001 - made before.
    """Assert after each test that the database is as it was."""
    with nothing_changes(database):
        yield


def change(client: Client, record: dict[str, Any], method: str, if_match: str | None, **query: str) -> Any:
    """Try to change the title, or to withdraw or publish the record."""
    path = url_of(record)
    if method == "PUBLISH":
        return client.post(f"{path}/publish", if_match=if_match, query_string=query)
    body = None if method == "DELETE" else record | {"title": "Another"}
    body and body.pop("etag")
    return client.send(method, path, json=body, if_match=if_match, query_string=query)


METHODS = pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "PUBLISH"])


@METHODS
def test_a_change_without_if_match_is_refused(client: Client, record: dict[str, Any], method: str) -> None:
    assert problem_of(change(client, record, method, None, **WHY), 428)["type"].endswith("/precondition-needed")


@METHODS
@pytest.mark.parametrize("etag", [
    '"1-000000000000"', '"2-000000000000"', "abc", '"', '""', '"*"', "W/*", "* ,", "2", ",", '"a", W/"b"',
    "*" * 2_000,
])  # fmt: skip
def test_a_stale_or_malformed_etag_matches_nothing(
    client: Client, record: dict[str, Any], method: str, etag: str
) -> None:
    problem = problem_of(change(client, record, method, etag, **WHY), 412)
    assert problem["type"].endswith("/stale")
    assert record["etag"] in problem["detail"]


@METHODS
@pytest.mark.parametrize("spoil", ["W/{}".format, lambda etag: etag.strip('"'), str.upper, "{}x".format, "x{}".format])
def test_if_match_compares_strongly(client: Client, record: dict[str, Any], method: str, spoil: Any) -> None:
    etag = record["etag"].replace("-", "-a") if spoil is str.upper else record["etag"]
    problem_of(change(client, record, method, spoil(etag), **WHY), 412)


@METHODS
@pytest.mark.parametrize(("etag", "code"), [(" ", "blank"), ("", "blank"), ("a" * 2_001, "too_long")])
def test_a_malformed_if_match_is_invalid(
    client: Client, record: dict[str, Any], method: str, etag: str, code: str
) -> None:
    assert refused(change(client, record, method, etag, **WHY)) == {"If-Match": code}


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_a_change_of_published_content_requires_a_note(client: Client, record: dict[str, Any], method: str) -> None:
    assert refused(change(client, record, method, "*")) == {"note": "required"}


@METHODS
def test_note_and_change_type_are_validated_with_the_body(client: Client, record: dict[str, Any], method: str) -> None:
    answer = change(client, record, method, "*", note="a" * 2_001, change_type="mayor", nte="x")
    assert refused(answer) == {"note": "too_long", "change_type": "choice", "nte": "unknown"}
    assert error_at(answer, "change_type")["allowed"] == ["major", "minor", "correction"]
    assert error_at(answer, "nte")["did_you_mean"] == "note"


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_a_published_record_stays_published(client: Client, record: dict[str, Any], method: str, state: str) -> None:
    stated = {name: value for name, value in record.items() if name != "etag"} | {"state": state}
    assert refused(client.send(method, url_of(record), json=stated, if_match="*", query_string=WHY)) == {
        "/state": "state"
    }


PATCHES: list[tuple[dict[str, Any], Errors]] = [
    ({"title": None}, {"/title": "required"}),
    ({"title": {"en": "A"}}, {"/title": "type"}),
    ({"titel": "A"}, {"/titel": "unknown"}),
    ({"_schema": "A"}, {"/_schema": "unknown"}),
    ({"state": None, "sources": None}, {"/sources": "required"}),
    ({"parties": []}, {"/parties": "required", "/quotes/0/speaker": "reference"}),
    ({"topics": {"ai": None}}, {"/topics": "type"}),
    ({"relations": {"r": {"type": "cites"}}}, {"/relations": "type"}),
    ({"translations": {"KO": {"title": "계획"}}}, {"/translations/KO": "duplicate"}),
    ({"translations": {"ko": {"titel": "x"}}}, {"/translations/ko/titel": "unknown"}),
    ({"commitments": {"d": 5}}, {"/commitments/d": "type"}),
    ({"commitments": {"d": 5, "e": 5, "f": 5}}, {f"/commitments/{key}": "type" for key in "def"}),
    ({"commitments": {"c": []}, "amounts": {"a": "x"}}, {"/commitments/c": "type", "/amounts/a": "type"}),
    ({"commitments": {"c": {"due": "soon"}}}, {"/commitments/c/due": "date"}),
    ({"commitments": {"c": {"kind": None}}}, {"/commitments/c/kind": "required"}),
    ({"commitments": {"c": {"target": {"unit": "x"}}}}, {"/commitments/c/target/value": "required"}),
    ({"commitments": {"new": {"kind": "goal"}}}, {"/commitments/new/statement": "required"}),
    ({"commitments": {"a b": commitment()}}, {"/commitments/a b/key": "format"}),
    ({"commitments": {"a/b": commitment()}}, {"/commitments/a~1b/key": "format"}),
    ({"commitments": {"": commitment()}}, {"/commitments//key": "blank"}),
    ({"commitments": {"_schema": commitment()}}, {"/commitments/_schema/key": "format"}),
    ({"commitments": {"p": commitment()}}, {"/commitments/p/key": "duplicate"}),
    ({"commitments": {"c": None}}, {"/amounts/0/commitment": "reference"}),
    ({"commitments": {"c": None}, "amounts": {"a": {"payer": "p"}}}, {"/amounts/a/commitment": "reference"}),
    ({"parties": {"p": None}}, {"/parties": "required", "/quotes/0/speaker": "reference"}),
    ({"parties": {"p": {"part_of": "p"}}}, {"/parties/p/part_of": "circle"}),
    ({"amounts": {"a": {"amount": None}}}, {"/amounts/a/amount": "required"}),
    ({"amounts": {"a": {"amount": None, "text": "much"}}}, {"/amounts/a/text": "doubtful"}),
    ({"amounts": {"a": {"amount": 5, "curency": "USD"}}}, {"/amounts/a/amount": "type",
    "/amounts/a/curency": "unknown"}),
    ({"commitments": {"c": {"status": {"code": "met", "on": "2026"}}}}, {"/commitments/c/status": "read_only"}),
    ({"commitments": {"c": {"status": "Broken"}}}, {"/commitments/c/status": "read_only"}),
    ({"commitments": {"c": {"key": "e"}}}, {"/commitments/c/key": "key"}),
    ({"commitments": {"c": {"key": None}}}, {"/commitments/c/key": "key"}),
    ({"commitments": {"c": {"key": "d"}, "d": {"key": "c"}}, "sources": {"s": {"key": "t"}}},
     {"/commitments/c/key": "key", "/commitments/d/key": "key", "/sources/s/key": "key"}),
]  # fmt: skip


@pytest.mark.parametrize(("patch", "errors"), PATCHES)
def test_errors_of_a_patch_point_into_the_patch(
    client: Client, record: dict[str, Any], patch: dict[str, Any], errors: Errors
) -> None:
    assert refused(client.patch(url_of(record), json=patch, if_match="*", query_string=WHY)) == errors


@pytest.mark.parametrize("patch", [
    {"commitments": {"nobody": None}}, {"parties": {}}, {"place": "Seoul"}, {"summary": None},
    {"translations": {"ja": None}},
    {"id": "x", "version": 99, "created_at": None, "commitments": {"c": {"id": "x", "due_from": "2020"}}}, {},
])  # fmt: skip
def test_removing_an_absent_member_changes_nothing(
    client: Client, record: dict[str, Any], patch: dict[str, Any]
) -> None:
    """Nor does setting a read-only member other than a status (RFC 7396)."""
    answer = client.patch(url_of(record), json=patch, if_match=record["etag"])
    assert (answer.status_code, answer.headers["ETag"]) == (200, record["etag"])


def test_all_errors_of_a_change_are_reported_together(client: Client, record: dict[str, Any]) -> None:
    patch = {"kind": "x", "language": "x", "jurisdiction": "x", "announced_on": "x", "commitments": {"c": {"due": "x"}}}
    answer = client.patch(url_of(record), json=patch, if_match="*", query_string=WHY)
    assert errors_of(answer) == {
        "/kind": "choice", "/language": "language", "/jurisdiction": "jurisdiction", "/announced_on": "date",
        "/commitments/c/due": "date",
    }  # fmt: skip
    stated = {"kind": "x"}
    answer = client.put(url_of(record), json=stated, if_match=" ", query_string={"note": "", "change_type": "x"})
    assert errors_of(answer) == {
        "/kind": "choice", "/title": "required", "/language": "required", "/jurisdiction": "required",
        "/announced_on": "required", "note": "blank", "change_type": "choice", "If-Match": "blank",
    }  # fmt: skip
