"""`/v1/imports`: many records at once, taken in and answered line by line."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import asdict
from itertools import chain
from threading import Semaphore
from typing import Any

import orjson
from flask import Response, current_app, stream_with_context
from flask.blueprints import BlueprintSetupState

from api.http import problems, streaming
from api.http.blueprint import Blueprint, in_formats, problem_statuses, requires, streams
from api.http.context import here
from api.http.idempotency import REPLAYED_HEADER
from api.http.lifecycle import now, settings
from api.http.read_routing import database
from api.http.streaming import unhurried
from api.services.bulk.import_job import ImportJob, ImportOptions
from api.services.bulk.import_state import STATUSES, ImportState, Result
from api.services.bulk.ndjson import Lines
from api.services.errors import Busy
from schemas.resources.imports import ImportQuery, ImportResultSchema

blueprint = Blueprint("Imports", __name__, url_prefix="/v1/imports", description="Many records at once.")
NDJSON = "application/x-ndjson"
PLACES = "places for imports"


@blueprint.record
def open_places(state: BlueprintSetupState) -> None:
    """Let a quarter of the threads of this process take in records, so that the others can always answer."""
    threads = state.app.extensions["settings"].web_threads
    state.app.extensions[PLACES] = Semaphore(max(1, threads // 4))


@blueprint.post("")
@requires("write")
@problem_statuses(400, 409, 413, 415, 429)
@in_formats("ndjson")
@blueprint.arguments(ImportQuery(), location="query")
@blueprint.response(200, ImportResultSchema(), content_type=NDJSON)
@streams
def import_announcements(idempotency_key: str | None, asked: dict[str, Any]) -> Response:
    """Take in many records, one a line, and answer each with a line.

    The body is NDJSON of any length, as it is or compressed with gzip, and no line may be longer than other bodies may
    be. Each record is kept or refused by itself, with the id that it brings along; published ones need the scope
    publish. Lines are answered in order once they are kept for good, some hundred at a time: do not wait for an answer
    before sending the next line. One that refers to a record further on is answered once that has come. The last line
    says how many became what.
    """
    return answer(import_of(ImportOptions(**asked), idempotency_key))


def import_of(options: ImportOptions, key: str | None) -> ImportJob:
    """Return the import that this request asks for."""
    memory = ImportState(f"{here().actor.key_id}", key, asdict(options)) if key else None
    return ImportJob(database(), options, actor=here().actor, clock=now, memory=memory)


def answer(importing: ImportJob) -> Response:
    """Answer an import as it goes, where there is a place for it."""
    lines = Lines(streaming.pieces(NDJSON), longest=settings().max_body_bytes)
    places: Semaphore = current_app.extensions[PLACES]
    if not places.acquire(blocking=False):
        raise Busy("Enough imports are under way. Send it again later.")
    content = written(importing, lines, places)
    first = next(content)  # What goes wrong before that is answered with a problem.
    replayed = REPLAYED_HEADER if importing.memory.is_repeated else {}
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no", **replayed}
    made = Response(stream_with_context(unhurried(chain([first], content))), 200, headers, content_type=NDJSON)
    made.call_on_close(content.close)
    return made


def written(importing: ImportJob, lines: Lines, places: Semaphore) -> Generator[bytes]:
    """Yield the results of each batch, and in the end how it went; give the place free."""
    has_begun = False
    ending: dict[str, Any] = {"complete": True}
    try:
        for found in importing.run(lines):
            yield b"".join(map(result_line, found))
            has_begun = True
    except Exception as error:
        if not has_begun:
            raise
        ending = {"complete": False, "problem": problems.answer(error).get_json()}
    finally:
        places.release()
    yield last_line(importing, ending)


def result_line(result: Result) -> bytes:
    """Return what is answered for a line."""
    shown: dict[str, Any] = {"line": result.line, "status": result.status}
    if result.id:
        shown |= {"id": result.id, "version": result.version, "url": result.url}
    if result.error:
        status = problems.STATUS_BY_ERROR[type(result.error)]
        shown["problem"] = problems.request_problem(status, result.error.detail, result.error.violations)
    return orjson.dumps(shown, option=orjson.OPT_APPEND_NEWLINE)


def last_line(importing: ImportJob, ending: dict[str, Any]) -> bytes:
    """Return how an import ended."""
    options, counts = importing.options, importing.counts
    summary = {"lines": counts.total()} | {status: counts[status] for status in STATUSES}
    shown = {"summary": summary, **ending, "atomic": options.atomic, "dry_run": options.dry_run}
    return orjson.dumps(shown, option=orjson.OPT_APPEND_NEWLINE)
