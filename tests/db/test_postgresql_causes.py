"""Each cause of a failure of PostgreSQL, or of the connection to it, is told apart."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from secrets import token_hex
from typing import Any

import pytest
from sqlalchemy import Connection, make_url, text
from sqlalchemy.exc import TimeoutError as PoolTimeout

from api import create_app
from api.db.causes import CAUSES, diagnose, place_of
from api.db.database import Database
from api.db.engine import EngineOptions
from api.settings import Settings
from tests import engines
from tests.clients import RECORDS, Client
from tests.db.failures import assert_named, cause_of, run_communique, select_one
from tests.records import draft


@pytest.fixture(scope="module")
def postgresql_url(newest: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """A migrated PostgreSQL database, with roles that may do little."""
    url = engines.copy_database(newest("postgresql"), tmp_path_factory.mktemp("causes"), "causes")
    engines.execute_autocommit(
        url,
        "CREATE ROLE causes_few LOGIN CONNECTION LIMIT 0",
        "CREATE ROLE causes_none LOGIN",
        "CREATE ROLE causes_reader SUPERUSER LOGIN",
        "ALTER ROLE causes_reader SET default_transaction_read_only = on",
    )
    return url


def sleep(connection: Connection) -> object:
    """A statement that takes longer than it may."""
    return connection.execute(text("SELECT pg_sleep(10)"))


def read_parties(connection: Connection) -> object:
    """Read a table."""
    return connection.execute(text("SELECT * FROM parties"))


def insert_party(connection: Connection) -> object:
    """Write, which needs no row."""
    return connection.execute(text("DELETE FROM parties"))


def lose_connection(connection: Connection) -> object:
    """End the connection of this work."""
    return connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))


@pytest.mark.parametrize(
    ("cause", "changes", "work"),
    [
        ("connection_refused", {"host": "127.0.0.1", "port": 1, "query": {}}, select_one),
        ("connection_refused", {"query": {"host": "/nowhere"}}, select_one),
        ("unknown_host", {"host": "host.invalid", "query": {}}, select_one),
        ("unknown_database", {"database": "nowhere"}, select_one),
        ("wrong_password", {"username": "nobody-at-all"}, select_one),
        ("too_many_connections", {"username": "causes_few"}, select_one),
        ("permission_denied", {"username": "causes_none"}, read_parties),
        ("read_only_server", {"username": "causes_reader"}, insert_party),
        ("statement_timeout", {}, sleep),
    ],
)
def test_causes_of_postgresql(
    cause: str, changes: dict[str, Any], work: Callable[[Connection], object], postgresql_url: str
) -> None:
    url = make_url(postgresql_url).set(**changes).render_as_string(hide_password=False)
    database = Database(url, EngineOptions(statement_timeout=1))
    assert cause_of(database, work, writes=work is insert_party) == cause


def test_a_wrong_password_is_named_and_never_shown(postgresql_url: str) -> None:
    """The server asks this role for one; the command prints no part of the URL but the place."""
    engines.execute_autocommit(postgresql_url, "CREATE ROLE causes_asked LOGIN PASSWORD 'right'")
    database = Database(postgresql_url)
    hba = Path(str(database.read(lambda connection: connection.scalar(text("SHOW hba_file")))))
    former = hba.read_text(encoding="utf-8")
    hba.write_text(f"local all causes_asked scram-sha-256\n{former}", encoding="utf-8")
    try:
        engines.execute_autocommit(postgresql_url, "SELECT pg_reload_conf()")
        url = make_url(postgresql_url).set(username="causes_asked", password="s3cret")  # noqa: S106 - Not one.
        printed = run_communique("keys", "list", url=url.render_as_string(hide_password=False))
        assert_named(printed, "wrong_password", place_of(url))
        assert "s3cret" not in printed
    finally:
        hba.write_text(former, encoding="utf-8")
        engines.execute_autocommit(postgresql_url, "SELECT pg_reload_conf()")
        database.engine.dispose()


def test_a_lost_connection(postgresql_url: str) -> None:
    assert cause_of(Database(postgresql_url), lose_connection) in {"connection_lost", "server_starting"}


def test_a_worker_without_a_free_connection(postgresql_url: str) -> None:
    database = Database(postgresql_url, EngineOptions(size=1, timeout=0))
    with database.connect(), pytest.raises(PoolTimeout) as caught:
        database.read(select_one)
    assert diagnose(caught.value, database.engine.url).cause == "pool_exhausted"
    database.engine.dispose()


def limit_file_size(connection: Connection) -> None:
    """Let no file that the server process of this connection writes grow beyond 64 kB; its own user may say so."""
    # The program reads its input to the end: COPY fails if it cannot write the row.
    connection.execute(text("COPY (SELECT 1) TO PROGRAM 'cat >/dev/null && prlimit --pid=$PPID --fsize=65536:'"))


def test_a_file_of_the_server_that_may_not_grow_is_503(postgresql_url: str, capfd: pytest.CaptureFixture[str]) -> None:
    """PostgreSQL has no SQLSTATE for it: the error is of the class of its own bugs, XX000."""
    app = create_app(Settings(database_url=postgresql_url, database_pool_size=1))
    database: Database = app.extensions["database"]
    try:
        client = Client.of(app, "write")
        database.write(limit_file_size)
        answer = client.post(RECORDS, json=draft(body=token_hex(400_000)))
    finally:
        database.engine.dispose()
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5"), answer.text
    logged = [json.loads(line) for line in capfd.readouterr().err.splitlines() if '"database unavailable"' in line]
    assert [(each["cause"], each["code"], each["hint"]) for each in logged] == [
        ("io_error", "XX000", CAUSES["io_error"].hint)
    ]


def test_a_statement_that_a_pooler_has_lost(postgresql_url: str) -> None:
    execute = text("EXECUTE not_prepared")
    assert cause_of(Database(postgresql_url), lambda connection: connection.execute(execute)) == "pooler_mismatch"


def test_a_server_that_does_not_answer() -> None:
    """Addresses for documentation lead nowhere (RFC 5737)."""
    database = Database("postgresql+psycopg://u@192.0.2.1/x?connect_timeout=2")
    assert cause_of(database, select_one) == "unreachable"
