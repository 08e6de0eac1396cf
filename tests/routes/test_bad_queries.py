"""Invalid queries: no value is clamped, guessed or ignored, and the parameter is named."""

from __future__ import annotations

import base64
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.clients import RECORDS, Client, url_of
from tests.records import draft, published
from tests.refusals import Errors, error_at, problem_of, refused

LISTS = (RECORDS, "/v1/parties", "/v1/keys", "{record}/versions")
PAGED = pytest.mark.parametrize("path", LISTS)


@pytest.fixture
def record(client: Client) -> dict[str, Any]:
    """Two records with two parties, the newer of which has two versions, and two keys."""
    client.create(published(parties=[{"name": "Samsung", "kind": "company", "roles": ["issuer"]}]))
    client.post("/v1/keys", json={"name": "another", "scopes": ["read"]})
    created = client.create(published())
    changed = client.patch(url_of(created), json={"place": "Seoul"}, if_match="*", query_string={"note": "Where."})
    assert changed.status_code == 200
    return created


def ask(client: Client, record: dict[str, Any], path: str, **query: Any) -> Any:
    """GET a path; `{record}` in it stands for the record's URL."""
    return client.get(path.format(record=url_of(record)), query_string=query)


def cursor_of(client: Client, record: dict[str, Any], path: str, **query: Any) -> str:
    """The cursor of the second page."""
    answer = ask(client, record, path, limit=1, **query)
    return parse_qs(urlsplit(answer.get_json()["links"]["next"]).query)["cursor"][0]


LIMITS = ["201", "-1", "abc", "\uff11\uff10", "1e2", "10.0", " 10", "1_0", "0x10", "9" * 5_000, "\x00", "²"]


@PAGED
@pytest.mark.parametrize("limit", LIMITS)
def test_a_limit_is_never_clamped(client: Client, record: dict[str, Any], path: str, limit: str) -> None:
    answer = ask(client, record, path, limit=limit)
    assert refused(answer) == {"limit": "range"}
    assert error_at(answer, "limit")["allowed"] in (["1…200"], ["0…200"])


@PAGED
@pytest.mark.parametrize("name", ["limt", "LIMIT", "cursr", "q" * 10_000, "_schema", "a[]", "가"])
def test_an_unknown_parameter_is_never_ignored(client: Client, record: dict[str, Any], path: str, name: str) -> None:
    answer = ask(client, record, path, **{name: "1"})
    assert refused(answer) == {name: "unknown"}
    error = error_at(answer, name)
    assert error.get("did_you_mean") == {"limt": "limit", "LIMIT": "limit", "cursr": "cursor"}.get(name)
    assert "did_you_mean" in error or {"limit", "cursor"} <= set(error["allowed"])


@pytest.mark.parametrize("path", [
    "/v1/vocabularies", "/v1/vocabularies/states", "{record}", "{record}/versions/1", "{record}/versions/2/diff",
])  # fmt: skip
def test_every_address_refuses_unknown_parameters(client: Client, record: dict[str, Any], path: str) -> None:
    assert refused(ask(client, record, path, q="x" * 10_000)) == {"q": "unknown"}


def invalid_cursors(cursor: str) -> dict[str, str]:
    """Damaged cursors and arbitrary texts."""
    return {
        "cut off": cursor[:-1],
        "one letter changed": ("A" if cursor[0] != "A" else "B") + cursor[1:],
        "last letters changed": cursor[:-4] + ("AAAA" if cursor[-4:] != "AAAA" else "BBBB"),
        "something after it": f"{cursor}A",
        "twice": cursor * 2,
        "no base64": "***",
        "no ASCII": "쪽",
        "bytes at random": base64.urlsafe_b64encode(bytes(range(256))).decode(),
        "no place": base64.urlsafe_b64encode(b"123456789").decode(),
        "another place": base64.urlsafe_b64encode(b'123456789["2026-01-29"]').decode(),
        "not a list": base64.urlsafe_b64encode(b'123456789{"a": 1}').decode(),
        "one letter": "A",
        "2,000 letters": "A" * 2_000,
    }


@PAGED
@pytest.mark.parametrize("name", invalid_cursors("A" * 40))
def test_a_forged_cursor_is_invalid(client: Client, record: dict[str, Any], path: str, name: str) -> None:
    cursor = invalid_cursors(cursor_of(client, record, path))[name]
    assert refused(ask(client, record, path, cursor=cursor)) == {"cursor": "cursor"}


@PAGED
@pytest.mark.parametrize("other", LISTS)
def test_a_cursor_of_another_list_is_refused(client: Client, record: dict[str, Any], path: str, other: str) -> None:
    answer = ask(client, record, path, cursor=cursor_of(client, record, other))
    assert answer.status_code == 200 if path == other else refused(answer) == {"cursor": "cursor"}


@pytest.mark.parametrize("query", [
    {"sort": "announced_on"}, {"kind": "plan"}, {"match": "within"}, {"exclude_topic": "ai"},
    {"announced_from": "2020"},
])  # fmt: skip
def test_a_cursor_of_another_query_is_refused(client: Client, record: dict[str, Any], query: dict[str, str]) -> None:
    """Filters and sort belong to the query; `limit` and `total` do not."""
    cursor = cursor_of(client, record, RECORDS)
    assert refused(ask(client, record, RECORDS, cursor=cursor, **query)) == {"cursor": "cursor"}
    assert ask(client, record, RECORDS, cursor=cursor, limit=7, total="exact").status_code == 200


def test_a_cursor_of_another_record_is_refused(client: Client, record: dict[str, Any]) -> None:
    other = client.create(draft())
    cursor = cursor_of(client, record, "{record}/versions")
    assert refused(ask(client, other, "{record}/versions", cursor=cursor)) == {"cursor": "cursor"}


@PAGED
@pytest.mark.parametrize(("cursor", "code"), [("", "blank"), ("\x00", "characters"), ("A" * 6_001, "too_long")])
def test_a_cursor_with_wrong_characters_is_invalid(
    client: Client, record: dict[str, Any], path: str, cursor: str, code: str
) -> None:
    assert refused(ask(client, record, path, cursor=cursor)) == {"cursor": code}


QUESTIONS: list[tuple[str, dict[str, Any], Errors]] = [
    (RECORDS, {"jurisdiction": "kr"}, {"jurisdiction/0": "jurisdiction"}),
    (RECORDS, {"kind": ["plan", "plans", "laws"]}, {"kind/1": "choice", "kind/2": "choice"}),
    (RECORDS, {"topic": "Quantum"}, {"topic/0": "format"}),
    (RECORDS, {"language": "english"}, {"language/0": "language"}),
    (RECORDS, {"state": "open"}, {"state/0": "choice"}),
    (RECORDS, {"identifier": "2026-1"}, {"identifier/0": "format"}),
    (RECORDS, {"identifier": ":1"}, {"identifier/0": "format"}),
    (RECORDS, {"exclude_kind": ""}, {"exclude_kind/0": "blank"}),
    (RECORDS, {"announced_from": "2026-02-30"}, {"announced_from": "date"}),
    (RECORDS, {"announced_from": "2026/.."}, {"announced_from": "date"}),
    (RECORDS, {"announced_to": "../2026"}, {"announced_to": "date"}),
    (RECORDS, {"updated_from": "2026-01-01T00:00:00 09:00"}, {"updated_from": "date"}),
    (RECORDS, {"updated_to": "now"}, {"updated_to": "date"}),
    (RECORDS, {"announced_from": "2026-07", "announced_to": "2026-06"}, {"announced_from": "order"}),
    (RECORDS, {"updated_from": "2026-01-01T00:00:00Z", "updated_to": "2025"}, {"updated_from": "order"}),
    (RECORDS, {"announced_from": "2027", "announced_to": "2026", "updated_from": "2027", "updated_to": "2026",
               "limit": "-1"}, {"announced_from": "order", "updated_from": "order", "limit": "range"}),
    (RECORDS, {"match": "exactly"}, {"match": "choice"}),
    (RECORDS, {"sort": "title"}, {"sort": "choice"}),
    (RECORDS, {"sort": ["announced_on", "-announced_on"], "limit": ["1", "2"], "cursor": ["a", "b"]},
     {"sort": "repeated", "limit": "repeated", "cursor": "repeated"}),
    (RECORDS, {"announced_from": ["2026", "2026"]}, {"announced_from": "repeated"}),
    (RECORDS, {"kind": ["plan"] * 1_000}, {"kind": "length"}),
    (RECORDS, {"topic": [f"t-{number}" for number in range(101)], "limit": "x"}, {"topic": "length",
    "limit": "range"}),
    ("/v1/parties", {"kind": "firm"}, {"kind/0": "choice"}),
    ("/v1/parties", {"role": ["issuer", "boss"]}, {"role/1": "choice"}),
    ("/v1/parties", {"name": "a" * 501}, {"name/0": "too_long"}),
    ("/v1/parties", {"name": "\x00"}, {"name/0": "characters"}),
    ("{record}", {"as_of": "yesterday"}, {"as_of": "date"}),
    ("{record}", {"as_of": "2026-02-30"}, {"as_of": "date"}),
    ("{record}", {"as_of": "2026/.."}, {"as_of": "date"}),
    ("{record}", {"as_of": ["2026", "2027"], "include": "all"}, {"as_of": "repeated", "include": "choice"}),
    ("{record}/versions/2/diff", {"from": "-1"}, {"from": "range"}),
    ("{record}/versions/2/diff", {"from": "10000000000"}, {"from": "range"}),
    ("{record}/versions/2/diff", {"from": ["0", "1"]}, {"from": "repeated"}),
]  # fmt: skip


@pytest.mark.parametrize(("path", "query", "errors"), QUESTIONS)
def test_each_invalid_parameter_is_reported(
    client: Client, record: dict[str, Any], path: str, query: dict[str, Any], errors: Errors
) -> None:
    found = sorted((each["parameter"], each["code"]) for each in ask_wrongly(client, record, path, query))
    assert found == sorted((place.partition("/")[0], code) for place, code in errors.items())


def ask_wrongly(client: Client, record: dict[str, Any], path: str, query: dict[str, Any]) -> list[dict[str, str]]:
    """Errors of an invalid query."""
    errors: list[dict[str, str]] = problem_of(ask(client, record, path, **query), 422)["errors"]
    return errors


def test_an_error_lists_the_allowed_values(client: Client, record: dict[str, Any]) -> None:
    error = error_at(ask(client, record, RECORDS, sort="anounced_on"), "sort")
    assert error["did_you_mean"] == "announced_on"
    assert "-updated_at" in error["allowed"]


@pytest.mark.parametrize("as_of", ["2020", "0001-01-01T00:00:00Z", "1999-12-31T23:59:59+14:00"])
def test_as_of_a_time_before_creation_a_record_is_not_found(client: Client, record: dict[str, Any], as_of: str) -> None:
    problem_of(ask(client, record, "{record}", as_of=as_of), 404)


@pytest.mark.parametrize("as_of", ["9999", "9999-12-31T23:59:59Z", "9999-12-31"])
def test_as_of_a_future_time_a_record_is_current(client: Client, record: dict[str, Any], as_of: str) -> None:
    assert ask(client, record, "{record}", as_of=as_of).get_json() == client.get(url_of(record)).get_json()


def test_cursors_with_long_names_can_be_followed(client: Client) -> None:
    names = ["가" * 500, "나" * 500, "\ufdfa" * 500]
    parties = [{"name": name, "kind": "company", "roles": ["payee"]} for name in names]
    client.create(draft(parties=parties))
    pages = [client.get("/v1/parties", query_string={"limit": 1})]
    while "next" in pages[-1].get_json()["links"]:
        pages.append(client.get(pages[-1].get_json()["links"]["next"]))
        assert pages[-1].status_code == 200, pages[-1].text
    assert sorted(page.get_json()["data"][0]["name"] for page in pages) == sorted(names)
