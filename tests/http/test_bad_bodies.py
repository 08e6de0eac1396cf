"""Bodies that cannot be parsed, or that an address does not take."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest

from api.db.database import Database
from tests.clients import RECORDS, Client, url_of
from tests.parts import amount, commitment, party
from tests.records import draft
from tests.refusals import nothing_changes, problem_of, refused

NEW = f"{RECORDS}/018f0000-0000-7000-8000-00000000000a"
MEBIBYTE = 1_048_576
LEAST = json.dumps(draft())[1:-1]


@pytest.fixture(autouse=True)
def unchanged(client: Client, database: Database) -> Iterator[None]:
    """Assert after each test that the database is as it was."""
    client.create(draft())
    with nothing_changes(database):
        yield


def send(client: Client, body: bytes | str, method: str = "POST", media: str | None = "application/json") -> Any:
    """Send bytes as they are."""
    path = {"POST": RECORDS, "PUT": NEW}.get(method) or url_of(client.get(RECORDS).get_json()["data"][0])
    headers = {"Content-Type": media} if media else {}
    return client.send(method, path, data=body, headers=headers, if_match="*" if method == "PATCH" else None)


METHODS = pytest.mark.parametrize("method", ["POST", "PUT", "PATCH"])

NOT_JSON = {
    "nothing": b"",
    "spaces": b"  \n",
    "words": b"title: A plan",
    "a form": b"title=A+plan",
    "cut off": b'{"title": "A pl',
    "trailing text": b"{} {}",
    "a trailing comma": b'{"title": "A",}',
    "single quotes": b"{'title': 'A'}",
    "a comment": b"{} // none",
    "a byte order mark alone": b"\xef\xbb\xbf",
    "a byte order mark within": b"{\xef\xbb\xbf}",
    "UTF-16": '{"title": "A"}'.encode("utf-16"),
    "Latin-1": '{"title": "é"}'.encode("latin-1"),
    "invalid UTF-8": b'{"title": "\xff"}',
    "a surrogate in UTF-8": b'{"title": "\xed\xa0\x80"}',
    "a lone escaped surrogate": rb'{"title": "\ud800"}',
    "surrogates the wrong way round": rb'{"title": "\udc00\ud800"}',
    "a lone surrogate in a name": rb'{"\ud800": 1}',
    "NaN": b'{"title": NaN}',
    "Infinity": b'{"title": Infinity}',
    "minus Infinity": b'{"title": -Infinity}',
    "a raw NUL": b'{"title": "a\x00b"}',
    "a NUL after it": b"{}\x00",
    "a leading zero": b'{"title": 007}',
    "a number of 10,000 digits": b'{"title": ' + b"9" * 10_000 + b"}",
    "a number beyond any float": b'{"title": 1e400}',
    "100,000 lists deep": b"[" * 100_000 + b"]" * 100_000,
    "100,000 objects deep": b'{"title":' * 100_000 + b"1" + b"}" * 100_000,
    "100,000 lists deep and cut off": b'{"title":' + b"[" * 100_000,
}


@METHODS
@pytest.mark.parametrize("name", NOT_JSON)
def test_a_body_that_is_not_strict_json_is_malformed(client: Client, method: str, name: str) -> None:
    problem = problem_of(send(client, NOT_JSON[name], method), 400)
    assert problem["type"].endswith("/malformed")
    assert "errors" not in problem


REPEATED = {
    "title": f'{{{LEAST}, "title": "Another"}}',
    "key": f'{{{LEAST}, "parties": [{{"key": "a", "key": "b"}}]}}',
    "language": f'{{{LEAST}, "l\\u0061nguage": "en"}}',
}


@METHODS
@pytest.mark.parametrize("name", REPEATED)
def test_a_member_given_twice_is_malformed_and_named(client: Client, method: str, name: str) -> None:
    assert f"“{name}”" in problem_of(send(client, REPEATED[name], method), 400)["detail"]


@METHODS
@pytest.mark.parametrize("value", ["[]", '"x"', "null", "5", "1.5", "true", '[{"title": "A"}]'])
def test_a_body_is_an_object(client: Client, method: str, value: str) -> None:
    assert refused(send(client, value, method)) == {"": "type"}


@METHODS
@pytest.mark.parametrize(
    "media",
    [None, "text/plain", "text/json", "application/x-www-form-urlencoded", "application/xml", "multipart/form-data",
     "application/jsonl", "application/json-patch+json", "application/problem+json", "json", ";"],
)  # fmt: skip
def test_another_media_type_is_refused(client: Client, method: str, media: str | None) -> None:
    problem = problem_of(send(client, f"{{{LEAST}}}", method, media), 415)
    assert problem["type"].endswith("/media-type")


@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_a_merge_patch_is_for_patch_alone(client: Client, method: str) -> None:
    problem_of(send(client, f"{{{LEAST}}}", method, "application/merge-patch+json"), 415)


@METHODS
def test_a_body_of_10_mb_is_too_large(client: Client, method: str) -> None:
    body = json.dumps({"body": "a" * 10 * MEBIBYTE})
    assert problem_of(send(client, body, method), 413)["type"].endswith("/too-large")


def test_a_text_over_a_million_characters_is_invalid(client: Client) -> None:
    """A text of exactly a million letters is allowed."""
    answer = send(client, json.dumps(draft(body="가" * 1_000_001)))
    assert refused(answer) == {"/body": "too_long"}
    assert "1,000,000" in answer.get_json()["errors"][0]["detail"]


@METHODS
@pytest.mark.parametrize(("opened", "closed"), [("[", "]"), ('{"a":', "}")])
def test_no_depth_of_nesting_crashes_the_server(client: Client, method: str, opened: str, closed: str) -> None:
    for depth in (50, 500, *range(900, 1_040, 3)):
        body = f'{{{LEAST}, "translations": {opened * depth}1{closed * depth}}}'
        assert send(client, body, method).status_code in {400, 422}


LARGE = {
    "100,000 commitments": (draft(commitments=[commitment()] * 100_000), {"/commitments": "length"}),
    "100,000 amounts": (draft(amounts=[{"kind": "budget", "text": "much"}] * 100_000), {"/amounts": "length"}),
    "100,000 topics": (draft(topics=["quantum"] * 100_000), {"/topics": "length"}),
    "100,000 translations": (draft(translations={f"x-{n}": {} for n in range(100_000)}), {"/translations": "length"}),
}


@pytest.mark.parametrize("name", LARGE)
def test_a_list_that_is_too_long_is_a_single_error(client: Client, name: str) -> None:
    record, errors = LARGE[name]
    assert refused(send(client, json.dumps(record))) == errors


def every_reference_wrong() -> dict[str, Any]:
    """A record of 500 parties with long keys, and a thousand references to none of them."""
    keys = [f"{'k' * 50}{number:04}" for number in range(500)]
    wrong = [commitment(parties=[{"party": "k" * 50 + f"x{number}"}]) for number in range(1_000)]
    return draft(parties=[party(key=key) for key in keys], commitments=wrong)


LABORIOUS = {
    "100,000 unknown fields": draft(**{f"titel{number}": 1 for number in range(100_000)}),
    "1,000 amounts that cannot be read": draft(amounts=[{"kind": "budget", "text": "much"}] * 1_000),
    "1,000 unknown currencies": draft(amounts=[amount(currency="KKK")] * 1_000),
    "1,000 references to similar keys": every_reference_wrong(),
    "100,000 unknown roles": draft(
        parties=[party(key="p")],
        commitments=[commitment(parties=[{"party": "p", "role": "isuer"}] * 200)] * 500,
    ),
    "a circle of 500": draft(parties=[party(key=f"p{n}", part_of=f"p{(n + 1) % 500}") for n in range(500)]),
}


@pytest.mark.long
@pytest.mark.parametrize("name", LABORIOUS)
def test_many_errors_take_at_most_three_seconds(client: Client, name: str) -> None:
    body = json.dumps(LABORIOUS[name])
    began = time.thread_time()
    assert send(client, body).status_code == 422
    assert time.thread_time() - began < 3


@pytest.mark.parametrize("name", LABORIOUS)
def test_the_first_hundred_errors_are_found_and_the_others_are_not_looked_for(client: Client, name: str) -> None:
    answer = send(client, json.dumps(LABORIOUS[name]))
    assert len(refused(answer)) == 100
    assert answer.get_json()["detail"].startswith("100 errors and more: `/")
