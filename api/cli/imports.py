"""`communique import`: many records from a file into the database."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import IO, Any, BinaryIO

import click
import orjson

from api.cli import console
from api.cli.console import build_missing_indexes, current_time, err, fail, open_migrated_database, report_errors
from api.cli.worker_pool import prefetch_in_workers
from api.db.database import Database
from api.http import problems
from api.services.auth import OPERATOR
from api.services.bulk import deferred_indexes
from api.services.bulk import prepare as preparing
from api.services.bulk import restore as restoring
from api.services.bulk.import_job import BULK_FACTOR, ImportJob, ImportOptions, Keeping, read
from api.services.bulk.import_state import STATUSES, ImportState, Result
from api.services.bulk.ndjson import PIECE, Lines, gunzip
from api.services.errors import Malformed
from api.services.records import batch_writer, documents, rebuild
from api.settings import Settings
from domain.vocabularies import CHANGE_TYPE

LARGE = 1024**2
"""From how many bytes on other processes help: they take a second or two to begin."""

VERY_LARGE = 64 * LARGE
"""From how many bytes on an empty database is filled without its indexes, which are made in the end."""

GZIP_MAGIC = b"\x1f\x8b"


@click.command("import")
@click.argument("file", type=click.File("rb"))
@click.option(
    "--mode",
    type=click.Choice(["create", "upsert"]),
    default="upsert",
    show_default=True,
    help="Whether a record that is there already is replaced, or the line is refused.",
)
@click.option("--note", default="Imported from a file.", show_default=True, help="Why records that exist are changed.")
@click.option("--change-type", type=click.Choice(CHANGE_TYPE.codes), default="minor", show_default=True)
@click.option("--atomic", is_flag=True, help="All or nothing, for at most 5,000 lines.")
@click.option("--dry-run", is_flag=True, help="Check everything and keep nothing.")
@click.option("--restore", is_flag=True, help="FILE is from `communique export --whole`: take all of it as it was.")
@click.option("--refused", type=click.File("wb"), help="Where to write what was refused, as NDJSON with the problems.")
@click.option("--key", help="A name for an import from standard input, under which it goes on where it broke off.")
@report_errors
def import_file(file: BinaryIO, restore: bool, refused: IO[bytes] | None, key: str | None, **asked: Any) -> None:
    """Take in records from FILE (- for standard input): NDJSON with one record a line, or one record; gzip or not.

    A record that brings an id, or an identifier that a record has already, replaces that record; every other one is
    new. Each is kept or refused as a whole; refused ones are named with their line, and the exit code is then 1.
    Stopped half way, the same command goes on where it was.
    """
    options = ImportOptions(**asked)
    name = key or name_of(file)
    memory = ImportState("operator", name, asdict(options) | {"restore": restore}) if name else None
    keeping: Keeping = restoring.keep if restore else batch_writer.keep
    prepare = restoring.prepare if restore else preparing.prepare
    target = open_migrated_database(in_bulk=True)
    importing = ImportJob(
        target, options, actor=OPERATOR, clock=current_time, memory=memory, keeping=keeping, times=BULK_FACTOR
    )
    size = path_of(file).stat().st_size if path_of(file).is_file() and not options.dry_run else 0
    engine = target.engine.dialect.name
    readers = prefetch_in_workers(prepare, engine, options.change) if size > LARGE else nullcontext(read)
    if size > VERY_LARGE and is_empty(target):
        deferred_indexes.drop_deferrable(target)
    try:
        with readers as importing.reading:
            run(importing, file, refused)
        build_missing_indexes(target)
    except KeyboardInterrupt:
        fail(f"Stopped. {said(importing)} so far. " + ("The same command goes on from there." if name else ""))
    importing.memory.forget(target)
    err.print(said(importing) + ("; nothing was kept." if options.dry_run else "."), highlight=False)
    sys.exit(1 if importing.counts["refused"] else 0)


def is_empty(target: Database) -> bool:
    """Whether there are no records yet."""
    return target.read(rebuild.count) == 0


def path_of(file: BinaryIO) -> Path:
    """Return where a file is; of standard input, nowhere that there is a file."""
    return Path(getattr(file, "name", ""))


def name_of(file: BinaryIO) -> str | None:
    """Return what makes a file this file: where it is, how long, and when it was written. Others have no name."""
    path = path_of(file)
    if not path.is_file():
        return None
    state = path.stat()
    return f"{path.resolve()} {state.st_size} {state.st_mtime_ns}"


def run(importing: ImportJob, file: BinaryIO, refused: IO[bytes] | None) -> None:
    """Import a file, and tell of what is refused."""
    path = path_of(file)
    total = path.stat().st_size if path.is_file() else None
    longest = Settings.from_environment().max_body_bytes
    with console.record_progress(total, "Importing", err) as advance:
        for found in importing.run(Lines(text_of(file, longest), longest=longest)):
            for each in found:
                if each.is_refused:
                    tell(each, refused)
            advance(file.tell() if total else 0, importing.counts.total())


def text_of(file: BinaryIO, longest: int) -> Iterator[bytes]:
    """Yield the lines of a file. One record that is laid out over several lines is made one line."""
    begin = file.read(PIECE)
    raw = chain([begin], iter(lambda: file.read(PIECE), b""))
    pieces = gunzip(raw) if begin.startswith(GZIP_MAGIC) else raw
    head = bytearray()
    for piece in pieces:
        head += piece
        if len(head) > longest:
            yield bytes(head)
            yield from pieces
            return
    yield bytes(head).replace(b"\n", b" ") if is_one_record(bytes(head)) else bytes(head)


def is_one_record(text: bytes) -> bool:
    """Whether all of it is one JSON value."""
    try:
        documents.read(text)
    except Malformed:
        return False
    return True


def tell(result: Result, file: IO[bytes] | None) -> None:
    """Say why a line was refused: into the file, or on standard error."""
    error = result.error
    if error is None:
        return
    if file is not None:
        problem = problems.problem_document(
            problems.STATUS_BY_ERROR[type(error)], error.detail, error.violations, root="/"
        )
        shown = {"line": result.line, "status": result.status, "problem": problem}
        file.write(orjson.dumps(shown, option=orjson.OPT_APPEND_NEWLINE))
        return
    err.print(f"line {result.line}: {error.detail}", highlight=False, markup=False)
    for each in error.violations:
        err.print(f"  {each.pointer}: {each.violation.detail}", highlight=False, markup=False)


def said(importing: ImportJob) -> str:
    """Return how many lines became what."""
    counts = importing.counts
    shown = [each for each in STATUSES if each != "undone" or counts[each]]
    return ", ".join(f"{counts[each]:,} {each}" for each in shown)
