"""The Communique-Position header: issued by writes, taken by reads."""

from __future__ import annotations

import pytest

from api.http.context import POSITION, TOKEN_SCOPE
from api.services import pagination
from tests.clients import RECORDS, Client, errors_of
from tests.records import draft

GIVEN = pagination.encode_cursor([123_456_789], TOKEN_SCOPE)
READS = (RECORDS, "/v1/changes", "/v1/commitments", "/v1/topics", "/v1/parties", f"{RECORDS}?format=ndjson")


def test_without_replicas_there_is_no_position(client: Client) -> None:
    assert POSITION not in client.post(RECORDS, json=draft()).headers


def test_every_read_takes_a_position(public: Client) -> None:
    for path in READS:
        assert public.get(path, headers={POSITION: GIVEN}).status_code == 200, path


@pytest.mark.parametrize(
    "position",
    [
        "",
        "x",
        "0/16B3748",
        GIVEN[:-1],
        GIVEN + "A",
        "é",
        pagination.encode_cursor([1], {"list": "changes"}),
        pagination.encode_cursor([], TOKEN_SCOPE),
        pagination.encode_cursor([1, 2], TOKEN_SCOPE),
        pagination.encode_cursor([-1], TOKEN_SCOPE),
        pagination.encode_cursor([2**63], TOKEN_SCOPE),
        pagination.encode_cursor(["1"], TOKEN_SCOPE),
        pagination.encode_cursor([True], TOKEN_SCOPE),
        pagination.encode_cursor([1.5], TOKEN_SCOPE),
    ],
)
def test_a_forged_position_is_invalid(public: Client, position: str) -> None:
    answer = public.get(RECORDS, headers={POSITION: position})
    assert (answer.status_code, errors_of(answer)) == (422, {POSITION: "position"})


def test_an_invalid_position_is_refused_by_every_read(public: Client) -> None:
    for path in READS:
        assert errors_of(public.get(path, headers={POSITION: "x"})) == {POSITION: "position"}, path


def test_an_invalid_position_is_reported_with_all_other_errors(public: Client) -> None:
    answer = public.get(f"{RECORDS}?limit=x", headers={POSITION: "x"})
    assert errors_of(answer).keys() == {"limit", POSITION}


def test_browsers_may_send_and_read_a_position(public: Client) -> None:
    answer = public.get(RECORDS)
    assert POSITION in answer.headers["Access-Control-Expose-Headers"]
    assert POSITION in answer.headers["Vary"]
    assert POSITION in public.send("OPTIONS", RECORDS).headers["Access-Control-Allow-Headers"]
