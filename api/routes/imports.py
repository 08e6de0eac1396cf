"""`/v1/imports`: many records in one request, answered line by line."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import asdict, replace
from itertools import chain
from threading import Semaphore
from typing import Any

import orjson
from flask import Response, current_app, stream_with_context
from flask.blueprints import BlueprintSetupState

from api.http import (
    Blueprint,
    actor_and_time,
    ctx,
    in_formats,
    now,
    problem_statuses,
    problems,
    requires,
    streaming,
    streams,
)
from api.http.streaming import spool_response
from api.http.transactions import REPLAYED_HEADER
from api.services.auth import Actor
from api.services.bulk import ImportJob
from api.services.bulk.file_formats import refuse_other_formats
from api.services.bulk.import_state import ImportOptions, ImportState, Result
from api.services.bulk.ndjson import Lines
from api.services.errors import Busy
from schemas.resources.imports import IMPORT_STATUSES, ImportQuery, ImportResultSchema

blueprint = Blueprint("Imports", __name__, url_prefix="/v1/imports", description="Many records in one request.")
NDJSON = "application/x-ndjson"
SLOTS = "import slots"

MAX_EXPLAINED, MAX_LINE_ERRORS = 100, 20
"""Refused lines that are explained in full, each with so many errors. Of more lines the first error is named."""


@blueprint.record
def limit_imports(state: BlueprintSetupState) -> None:
    """Allow a quarter of the threads for writes, of which there are twice as many, to run imports."""
    threads = state.app.extensions["settings"].web_threads
    state.app.extensions[SLOTS] = Semaphore(max(1, threads // 2))


@blueprint.post("")
@requires("write", if_published=("publish",))
@problem_statuses(400, 408, 409, 413, 415, 429)
@in_formats("ndjson")
@blueprint.arguments(ImportQuery(), location="query")
@blueprint.response(200, ImportResultSchema(), content_type=NDJSON)
@streams
def import_announcements(idempotency_key: str | None, params: dict[str, Any]) -> Response:
    """Import many records, one per line; each line gets a line in the response.

    The body is NDJSON of any length, plain or compressed with gzip. A line may be as long as the body of other
    requests. Each record is written or refused by itself, under the id that it brings. Lines are answered in order once
    they are committed, a few hundred at a time: do not wait for an answer before you send the next line. A record that
    refers to a later line is answered once that line has come. The last line is a summary. After 10,000 lines that are
    malformed or invalid, or 1,000 blank lines in a row, the import ends: `complete` is false, with the problem.
    """
    options = ImportOptions(**params)
    actor: Actor = actor_and_time()["actor"]
    state = ImportState(f"{actor.key_id}", idempotency_key, asdict(options)) if idempotency_key else None
    return stream_results(ImportJob(ctx().database, options, actor=actor, clock=now, state=state))


def stream_results(job: ImportJob) -> Response:
    """Response that runs the import while it is sent. Raises `Busy` if too many imports are running."""
    lines = Lines(refuse_other_formats(streaming.read_body(NDJSON)), max_length=ctx().settings.max_body_bytes)
    slots: Semaphore = current_app.extensions[SLOTS]
    if not slots.acquire(blocking=False):
        raise Busy("Too many imports are running. Try again after Retry-After seconds.")
    content = response_lines(job, lines, slots)
    first = next(content)  # An error before the first line is an ordinary problem response.
    replayed = REPLAYED_HEADER if job.state and job.state.is_replay else {}
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no", **replayed}
    response = Response(stream_with_context(spool_response(chain([first], content))), 200, headers, content_type=NDJSON)
    response.call_on_close(content.close)
    return response


def response_lines(job: ImportJob, lines: Lines, slots: Semaphore) -> Generator[bytes]:
    """Yield the results of each batch, then the summary. Frees the slot at the end."""
    has_begun = False
    ending: dict[str, Any] = {"complete": True}
    try:
        refused = 0
        for results in job.run(lines):
            is_brief, refused = refused >= MAX_EXPLAINED, job.counts["refused"]
            yield b"".join([result_line(each, is_brief=is_brief) for each in results])
            has_begun = True
    except Exception as error:
        if not has_begun:
            raise
        ending = {"complete": False, "problem": problems.respond_to_error(error).get_json()}
    finally:
        slots.release()
    summary = {"lines": job.counts.total()} | {status: job.counts[status] for status in IMPORT_STATUSES}
    shown = {"summary": summary, **ending, "atomic": job.options.atomic, "dry_run": job.options.dry_run}
    yield orjson.dumps(shown, option=orjson.OPT_APPEND_NEWLINE)


def result_line(result: Result, *, is_brief: bool) -> bytes:
    """JSON of a result; brief, it has one error without what is allowed."""
    shown: dict[str, Any] = {"line": result.line, "status": result.status}
    if result.id:
        shown |= {"id": result.id, "version": result.version, "url": result.url}
    if result.error:
        status = problems.STATUS_BY_ERROR[type(result.error)]
        violations = result.error.violations[: 1 if is_brief else MAX_LINE_ERRORS]
        if is_brief:
            violations = tuple(replace(each, violation=replace(each.violation, allowed=())) for each in violations)
        shown["problem"] = problems.request_problem(status, result.error.detail, violations)
    return orjson.dumps(shown, option=orjson.OPT_APPEND_NEWLINE)
