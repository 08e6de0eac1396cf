"""Tokens are signed with a secret of the database: changed, foreign and arbitrary ones are worth nothing."""

from __future__ import annotations

import base64
from hashlib import blake2s
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event, select, update

from api import create_app
from api.db.database import Database
from api.models import SigningKey
from api.services import change_feed, tokens
from api.services.tokens import Signer
from api.settings import Settings
from tests.clients import RECORDS, Client
from tests.records import published
from tests.refusals import refused

SIGNER = Signer(b"a secret", accepts_unsigned=False)
SCOPE = {"list": "examples"}


def unsigned(content: str, scope: dict[str, str]) -> str:
    """A token as 0.2.0 made it: with a digest that anybody can compute."""
    raw = content.encode()
    digest = blake2s(raw + b"\0" + tokens.canonical(scope), digest_size=9).digest()
    return base64.urlsafe_b64encode(digest + raw).rstrip(b"=").decode()


@pytest.mark.parametrize("values", [[1], [2**63], ["2026-01-29", "6f1c"], ["양자"], [], [None, True, "a" * 2_000]])
def test_a_token_gives_its_values_again(values: list[Any]) -> None:
    assert tokens.decode_token(SIGNER, tokens.encode_token(SIGNER, values, SCOPE), SCOPE) == values


def test_a_token_is_good_for_its_scope_and_secret_only() -> None:
    token = tokens.encode_token(SIGNER, [1], SCOPE)
    assert tokens.decode_token(SIGNER, token, {"list": "others"}) is None
    assert tokens.decode_token(Signer(b"another secret", accepts_unsigned=False), token, SCOPE) is None


@given(st.integers(0, 27), st.characters())
def test_a_token_with_another_character_is_worth_nothing(place: int, character: str) -> None:
    """No second spelling of a token exists."""
    token = tokens.encode_token(SIGNER, [214], SCOPE)
    changed = token[:place] + character + token[place + 1 :]
    assert tokens.decode_token(SIGNER, changed, SCOPE) == ([214] if changed == token else None)


@given(st.text() | st.from_regex("[A-Za-z0-9_=-]*", fullmatch=True))
def test_an_arbitrary_text_is_no_token(text: str) -> None:
    signer = Signer(b"a secret", accepts_unsigned=True)
    assert tokens.decode_number(signer, text, SCOPE, unsigned=True) is None


@given(st.from_type(object) | st.text())
def test_an_unsigned_token_is_a_number_in_range_or_nothing(content: Any) -> None:
    """0.2.0 would have computed the same digest of any content."""
    signer = Signer(b"a secret", accepts_unsigned=True)
    number = tokens.decode_number(signer, unsigned(repr(content), SCOPE), SCOPE, unsigned=True)
    assert number is None or 0 <= number < 2**63


def test_the_secret_is_random_and_read_once(database: Database) -> None:
    statements: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
    first, again = database.read(tokens.signer), database.read(tokens.signer)
    assert first is again
    assert len(statements) <= 1
    assert len(first.secret) == 32
    assert not first.accepts_unsigned


def tokens_of(client: Client) -> tuple[str, str]:
    """Addresses of the next pages of a list and of the change feed."""
    lists = (f"{RECORDS}?limit=1", "/v1/changes")
    first, second = (client.get(each).get_json()["links"]["next"] for each in lists)
    return first, second


@pytest.fixture
def addresses(migrated_database: str) -> tuple[str, str]:
    """Addresses with tokens, of an application that has stopped since."""
    app = served(migrated_database)
    client = Client.of(app, "read", "write", "publish")
    client.create(published())
    client.create(published())
    found = tokens_of(Client(app))
    app.extensions["database"].engine.dispose()
    return found


def served(url: str) -> Flask:
    """An application on a database."""
    return create_app(Settings(database_url=url, log_level="error"))


def test_every_process_takes_the_tokens_of_the_others(migrated_database: str, addresses: tuple[str, str]) -> None:
    app = served(migrated_database)
    assert [Client(app).get(each).status_code for each in addresses] == [200, 200]
    app.extensions["database"].engine.dispose()


def test_with_another_secret_all_tokens_have_expired(migrated_database: str, addresses: tuple[str, str]) -> None:
    database = Database(migrated_database)
    database.write(lambda connection: connection.execute(update(SigningKey).values(secret=b"0" * 32)))
    database.engine.dispose()
    app = served(migrated_database)
    assert [refused(Client(app).get(each)) for each in addresses] == [{"cursor": "cursor"}, {"since": "cursor"}]
    app.extensions["database"].engine.dispose()


def test_a_database_of_an_earlier_release_takes_its_positions_in_the_change_feed(migrated_database: str) -> None:
    database = Database(migrated_database)
    database.write(lambda connection: connection.execute(update(SigningKey).values(accepts_unsigned=True)))
    assert database.read(lambda connection: connection.scalar(select(SigningKey.accepts_unsigned)))
    database.engine.dispose()
    app = served(migrated_database)
    Client.of(app, "write", "publish").create(published())
    taken = unsigned("[0]", change_feed.CURSOR_SCOPE)
    assert len(Client(app).get("/v1/changes", query_string={"since": taken}).get_json()["data"]) == 1
    foreign = unsigned("[0]", {"list": "others"})
    assert refused(Client(app).get("/v1/changes", query_string={"since": foreign})) == {"since": "cursor"}
    app.extensions["database"].engine.dispose()
