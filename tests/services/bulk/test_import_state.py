"""Stored import results: stable codes for errors, and results that version 0.1 stored."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson
import pytest
from sqlalchemy import insert

from api.db.database import Database
from api.http import problems
from api.models import Import, ImportBatch
from api.services import errors
from api.services.auth import OPERATOR
from api.services.bulk import ImportJob
from api.services.bulk.import_state import ERROR_CODES, LEGACY_ERROR_CODES, ImportOptions, ImportState, Result
from api.services.bulk.ndjson import Lines
from api.services.errors import ServiceError
from domain.violations import LocatedViolation, Violation
from tests.imports import ndjson
from tests.records import draft, save_record

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
ID = "11111111-2222-4333-8444-555555555555"
OPTIONS = {"mode": "create", "atomic": False, "dry_run": False, "change_type": "minor", "note": None}


OF_REQUESTS = {errors.QuotaExceeded, errors.RequestTimeout, errors.Overloaded, errors.WorkersBusy}
"""Errors that refuse a whole request, never a line."""


def test_every_error_has_a_code_and_every_name_of_version_0_1_is_read() -> None:
    raised = {each for family in ServiceError.__subclasses__() for each in family.__subclasses__() or [family]}
    assert raised == set(problems.STATUS_BY_ERROR)
    assert set(ERROR_CODES.values()) == set(problems.STATUS_BY_ERROR) - OF_REQUESTS
    assert set(LEGACY_ERROR_CODES.values()) == set(ERROR_CODES)


@pytest.mark.parametrize("code", ERROR_CODES)
def test_a_result_is_read_back_as_it_was_stored(code: str) -> None:
    violation = Violation("choice", "No such kind.", ("plan", "report"), "plan")
    error = ERROR_CODES[code]("Refused.", [LocatedViolation(("parts", 1, "kind"), violation)])
    stored = orjson.loads(orjson.dumps(Result(7, "refused", error=error).to_json()))
    assert stored[4] == code
    again = Result.from_json(stored)
    assert again.error is not None
    assert (again.line, again.status, type(again.error)) == (7, "refused", type(error))
    assert (again.error.detail, again.error.violations) == (error.detail, error.violations)


def test_an_import_that_version_0_1_left_half_done_is_resumed(database: Database) -> None:
    body = ndjson([draft(id=ID), b"{", draft(kind="x"), draft(relations=[{"type": "follows", "announcement": ID}])])
    head = body[: body.index(b"\n", body.index(b'"x"')) + 1]
    options = orjson.dumps(OPTIONS, option=orjson.OPT_SORT_KEYS)
    results: list[Any] = [
        [1, "created", ID, 1],
        [2, "refused", None, None, "Malformed", "The line is not JSON: line 1, column 2.", []],
        [3, "refused", None, None, "Invalid", "One thing is wrong with what was sent.", [
            [["kind"], "body", "choice", "No such kind.", ["plan"], None],
        ]],
    ]  # fmt: skip
    name = hashlib.sha256(b"owner\nk").hexdigest()
    row = {"id": name, "question": hashlib.sha256(options).hexdigest(), "lines": 3}
    batch = {"import_id": name, "last_line": 3, "digest": hashlib.sha256(head).hexdigest(), "waiting": []}
    with database.engine.begin() as connection:
        connection.execute(insert(Import), row | {"is_complete": False, "updated_at": NOW})
        connection.execute(insert(ImportBatch), batch | {"results": orjson.dumps(results)})
    database.write(lambda connection: save_record(connection, draft(id=ID), now=NOW))
    state = ImportState("owner", "k", OPTIONS)
    job = ImportJob(database, ImportOptions(), actor=OPERATOR, clock=lambda: NOW, state=state)
    answered = [each for batch in job.run(Lines([body], max_length=10_000)) for each in batch]
    assert [(each.line, each.status, each.version) for each in answered] == [
        *((1, "created", 1), (2, "refused", None), (3, "refused", None)),
        (4, "created", 1),
    ]
    assert answered[0].id == UUID(ID)
    assert isinstance(answered[1].error, errors.Malformed)
    assert isinstance(answered[2].error, errors.Invalid)
    assert answered[2].error.violations[0].pointer == "/kind"
    assert state.is_complete
