"""The Communique-Position header: issued by writes, taken by reads."""

from __future__ import annotations

from typing import Any

import pytest

from api.db.database import Database
from api.http.context import POSITION, TOKEN_SCOPE
from api.services import tokens
from api.services.tokens import Signer
from tests.clients import RECORDS, Client, errors_of
from tests.records import draft
from tests.services.test_tokens import unsigned

READS = (RECORDS, "/v1/changes", "/v1/commitments", "/v1/topics", "/v1/parties", f"{RECORDS}?format=ndjson")


def test_without_replicas_there_is_no_position(client: Client) -> None:
    assert POSITION not in client.post(RECORDS, json=draft()).headers


@pytest.fixture
def signer(database: Database) -> Signer:
    """The signer of the database."""
    return database.read(tokens.signer)


def test_every_read_takes_a_position(public: Client, signer: Signer) -> None:
    position = tokens.encode_token(signer, [123_456_789], TOKEN_SCOPE)
    for path in READS:
        assert public.get(path, headers={POSITION: position}).status_code == 200, path


@pytest.mark.parametrize("position", ["", "x", "0/16B3748", "é", "\x01", "A" * 2_000, unsigned("[1]", TOKEN_SCOPE)])
def test_a_position_of_no_server_is_invalid(public: Client, position: str) -> None:
    answer = public.get(RECORDS, headers={POSITION: position})
    assert (answer.status_code, errors_of(answer)) == (422, {POSITION: "position"})


@pytest.mark.parametrize("values", [[], [1, 2], [-1], [2**63], ["1"], [True], [1.5], {"a": 1}, None])
def test_a_signed_position_that_is_no_number_is_invalid(public: Client, signer: Signer, values: Any) -> None:
    answer = public.get(RECORDS, headers={POSITION: tokens.encode_token(signer, values, TOKEN_SCOPE)})
    assert (answer.status_code, errors_of(answer)) == (422, {POSITION: "position"})


def test_a_cursor_of_the_change_feed_is_no_position(public: Client, signer: Signer) -> None:
    answer = public.get(RECORDS, headers={POSITION: tokens.encode_token(signer, [1], {"list": "changes"})})
    assert errors_of(answer) == {POSITION: "position"}


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
