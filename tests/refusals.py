"""What every refusal has to be: the right status, problem details that name each place, and nothing changed."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from werkzeug.test import TestResponse

from api.db.database import Database
from api.models import Base
from tests.clients import errors_of

Errors = dict[str, str]


def everything(database: Database) -> dict[str, list[str]]:
    """Return every row of every table."""
    with database.engine.connect() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(table.select()))) for table in Base.metadata.sorted_tables
        }


@contextlib.contextmanager
def nothing_changes(database: Database) -> Iterator[None]:
    """See that the database is afterwards as it was before, to the last row."""
    before = everything(database)
    yield
    assert everything(database) == before


def problem_of(answer: TestResponse, status: int) -> dict[str, Any]:
    """Return the problem that a request was answered with, having seen that it is one, of this status."""
    assert answer.status_code == status, answer.text
    assert answer.content_type == "application/problem+json"
    problem: dict[str, Any] = answer.get_json()
    assert problem["status"] == status
    assert problem["type"].startswith("http://localhost/problems/")
    assert problem["instance"] == answer.headers["X-Request-Id"]
    assert problem["title"]
    assert problem["detail"]
    return problem


def refused(answer: TestResponse, status: int = 422) -> Errors:
    """Return the code of each error by its place, having seen that this is a problem of this status."""
    problem = problem_of(answer, status)
    errors = errors_of(answer)
    assert len(errors) == len(problem["errors"]), "one error for one place"
    assert all(each["detail"] for each in problem["errors"])
    return errors


def error_at(answer: TestResponse, place: str) -> dict[str, Any]:
    """Return the error at a place."""
    errors: list[dict[str, Any]] = answer.get_json()["errors"]
    return next(each for each in errors if place in (each.get("pointer"), each.get("parameter")))
