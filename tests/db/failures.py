"""Failures of the database and of commands, and what is said about them."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from click.testing import CliRunner
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from api.cli import main
from api.db.causes import CAUSES, diagnose
from api.db.database import Database


def run_communique(*words: str, url: str, standard_input: str = "", before: Callable[[], None] | None = None) -> str:
    """What the command prints when it fails, without a traceback; `before` changes its process."""

    def run() -> str:
        done = CliRunner().invoke(main, words, input=standard_input, env={"DATABASE_URL": url})
        return done.stderr if isinstance(done.exception, SystemExit) and done.exit_code == 1 else repr(done)

    return in_child(run, before or (lambda: None))


def in_child(work: Callable[[], str], before: Callable[[], None]) -> str:
    """The text that work returns in a child process, which `before` restricts."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            before()
            os.write(writing, work().encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        text_of_child = pipe.read()
    os.waitpid(child, 0)
    return text_of_child


def assert_named(printed: str, cause: str, place: object) -> None:
    """The cause, its hint and its place are printed."""
    flat = " ".join(printed.split())
    assert f"({cause}" in flat
    assert CAUSES[cause].hint in flat
    assert str(place) in flat


def cause_of(database: Database, work: Callable[[Connection], object], *, writes: bool = False) -> str:
    """The cause of the failure of this work."""
    with pytest.raises(DBAPIError) as caught:
        (database.write if writes else database.read)(work)
    database.engine.dispose()
    return diagnose(caught.value, database.engine.url).cause


def select_one(connection: Connection) -> object:
    """Ask something that needs no table."""
    return connection.scalar(text("SELECT 1"))
