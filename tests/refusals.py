"""Assertions about refused requests: status, problem details with one error per place, an unchanged database."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select
from werkzeug.test import TestResponse

from api.db.database import Database
from api.models import AuditEvent, Base
from tests.clients import errors_of

Errors = dict[str, str]

TABLES = Base.metadata.tables
SIZES = " UNION ALL ".join(f"SELECT '{name}', count(*) FROM {name}" for name in TABLES)  # noqa: S608 - our own names.
ADDRESSES = select(func.count(AuditEvent.client_address))


def everything(database: Database) -> dict[str, Any]:
    """Every row of every table that has any; of the audit trail, the numbers of events and of addresses.

    Earlier tests leave their events: to read them all takes longer with each test. Triggers refuse every change but
    appending one and erasing an address.
    """
    with database.engine.connect() as connection:
        sizes = {name: size for name, size in connection.exec_driver_sql(SIZES) if size}
        trail = sizes.pop("audit_events", 0), connection.scalar(ADDRESSES)
        rows = {name: sorted(map(repr, connection.execute(TABLES[name].select()))) for name in sizes}
        return {"audit_events": trail} | rows


@contextlib.contextmanager
def nothing_changes(database: Database) -> Iterator[None]:
    """Assert that the block changes no row."""
    before = everything(database)
    yield
    assert everything(database) == before


def problem_of(answer: TestResponse, status: int) -> dict[str, Any]:
    """Assert that the response is a problem with this status, and return the problem."""
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
    """Assert that the response is a problem with this status, and return the code of each error by its place."""
    problem = problem_of(answer, status)
    errors = errors_of(answer)
    assert len(errors) == len(problem["errors"]), "one error for one place"
    assert all(each["detail"] for each in problem["errors"])
    return errors


def error_at(answer: TestResponse, place: str) -> dict[str, Any]:
    """The error at a JSON pointer or parameter."""
    errors: list[dict[str, Any]] = answer.get_json()["errors"]
    return next(each for each in errors if place in (each.get("pointer"), each.get("parameter")))
