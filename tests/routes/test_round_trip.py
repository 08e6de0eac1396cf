"""Any valid record is returned as sent, and can be sent back."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.clients import RECORDS, Client, url_of
from tests.parts import amount
from tests.records import draft, published
from tests.strategies import ELSEWHERE, records

QUICK = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
WHY = {"note": "Because."}
MADE = {
    *(
        "id",
        "version",
        "state",
        "change",
        "created_at",
        "updated_at",
        "significantly_updated_at",
        "published_at",
        "key",
        "party",
        "url",
        "due_from",
    ),
    *("due_to", "due_history", "progress", "reported_at", "status", "amount", "currency", "approximate"),
}
"""Members that the server adds to a record: managed ones, missing keys, and values read from an amount's text."""


@pytest.fixture
def neighbours(client: Client) -> None:
    """Store the two records that others point at."""
    for id in ELSEWHERE:
        assert client.put(f"{RECORDS}/{id}", json=published(amounts=[amount(key="a")])).status_code == 201


@contextlib.contextmanager
def kept(client: Client, record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Store a record, and withdraw it in the end, so that the next one may have the same identifiers."""
    answer = client.post(RECORDS, json=record)
    assert answer.status_code == 201, answer.text
    created: dict[str, Any] = answer.get_json()
    try:
        yield created
    finally:
        client.delete(url_of(created), if_match="*", query_string=WHY)


def losses(sent: Any, got: Any, place: str = "") -> Iterator[str]:
    """Each place whose value differs in the response. Null equals absence."""
    if isinstance(sent, dict) and isinstance(got, dict):
        for name in (name for name in sent if sent[name] is not None):
            yield from losses(sent[name], got.get(name), f"{place}/{name}")
    elif isinstance(sent, list) and isinstance(got, list) and len(sent) == len(got):
        for index, pair in enumerate(zip(sent, got, strict=True)):
            yield from losses(*pair, f"{place}/{index}")
    elif type(sent) is not type(got) or sent != got:
        yield f"{place}: {sent!r} became {got!r}"


def inventions(sent: Any, got: Any, place: str = "") -> Iterator[str]:
    """Each place with a value in the response and none in the request. An empty list counts as none."""
    if isinstance(got, dict):
        for name in (name for name in got if got[name] != []):
            stated = sent.get(name)
            if stated is not None:
                yield from inventions(stated, got[name], f"{place}/{name}")
            elif name not in MADE:
                yield f"{place}/{name}: {got[name]!r}"
    elif isinstance(got, list):
        for index, pair in enumerate(zip(sent, got, strict=True)):
            yield from inventions(*pair, f"{place}/{index}")


@pytest.mark.usefixtures("neighbours")
@QUICK
@given(record=records())
def test_any_valid_record_is_returned_as_sent(client: Client, record: dict[str, Any]) -> None:
    with kept(client, record) as created:
        got = client.get(url_of(created)).get_json()
        assert got == created
        assert list(losses(record, got)) == []
        assert list(inventions(record, got)) == []


@pytest.mark.usefixtures("neighbours")
@QUICK
@given(record=records())
def test_any_record_can_be_put_back_unchanged(client: Client, record: dict[str, Any]) -> None:
    with kept(client, record) as created:
        read = client.get(url_of(created))
        answer = client.put(url_of(created), json=read.get_json(), if_match=read.headers["ETag"])
        assert (answer.status_code, answer.data, answer.headers["ETag"]) == (200, read.data, read.headers["ETag"])
        assert client.get(url_of(created)).data == read.data


@pytest.mark.usefixtures("neighbours")
@QUICK
@given(first=records(), second=records())
def test_any_record_can_be_replaced_by_any_other(client: Client, first: dict[str, Any], second: dict[str, Any]) -> None:
    """But for progress, of which nothing is removed."""
    stated = [{name: part[name] for name in part if name != "progress"} for part in second["commitments"]]
    second = second | {"state": first.get("state") or "draft", "commitments": stated}
    if second["state"] == "published":
        second |= {name: [*second[name], *published()[name]] for name in ("parties", "sources")}
        second["parties"][-1] = {**second["parties"][-1], "key": "issuer-of-the-second"}
        second["sources"][-1] = {**second["sources"][-1], "key": "source-of-the-second"}
    with kept(client, first) as created:
        answer = client.put(url_of(created), json=second, if_match="*", query_string=WHY)
        assert answer.status_code == 200, answer.text
        changed = answer.get_json()
        assert (changed["id"], changed["created_at"]) == (created["id"], created["created_at"])
        assert [*losses(second, changed), *inventions(second, changed)] == []
        assert kept_ids(created).items() <= (kept_ids(created) | kept_ids(changed)).items()


def kept_ids(record: dict[str, Any]) -> dict[tuple[str, str], str]:
    """The id of each part by its list and its key."""
    return {(name, part["key"]): part["id"] for name in ("commitments", "amounts", "quotes") for part in record[name]}


@pytest.mark.usefixtures("neighbours")
@QUICK
@given(record=records())
def test_a_patch_of_every_member_equals_the_record(client: Client, record: dict[str, Any]) -> None:
    members = {"state": "draft", "summary": None, "body": None, "place": None, "effective": None} | record
    with kept(client, draft()) as created:
        patched = client.patch(url_of(created), json=members, if_match="*")
        assert patched.status_code == 200, patched.text
        assert list(losses(record, patched.get_json())) == []


def test_null_is_the_same_as_absent(client: Client) -> None:
    optional = ("state", "summary", "body", "translations", "place", "effective", "policy_status", "topics",
                "identifiers", "parties", "commitments", "amounts", "quotes", "sources", "relations")  # fmt: skip
    bare = client.create(draft())
    full = client.create(draft(**dict.fromkeys(optional)))
    managed = {"id", "created_at", "updated_at", "significantly_updated_at"}
    assert {name: bare[name] for name in bare.keys() - managed} == {name: full[name] for name in full.keys() - managed}
