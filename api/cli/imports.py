"""`communique import`: load records from a file."""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import IO, Any, BinaryIO

import click
import orjson

from api.cli.console import (
    RecordRate,
    build_missing_indexes,
    current_time,
    err,
    fail,
    open_migrated_database,
    progress_bar,
)
from api.cli.output_file import open_output
from api.cli.worker_pool import prefetch_in_workers
from api.http import problems
from api.services import bulk
from api.services.auth import OPERATOR
from api.services.bulk import deferred_indexes
from api.services.bulk.file_formats import is_json, refuse_other_formats
from api.services.bulk.import_job import BULK_FACTOR, ImportJob
from api.services.bulk.import_state import ImportOptions, ImportState, Result
from api.services.bulk.ndjson import CHUNK_BYTES, Lines, gunzip
from api.services.errors import Invalid, ServiceError
from api.services.records import rebuild
from api.settings import Settings
from domain.vocabularies import CHANGE_TYPE
from schemas.resources.imports import IMPORT_STATUSES, MODES

LARGE_FILE = 1024**2
"""Bytes from which worker processes pay off: they take a second or two to start."""

VERY_LARGE_FILE = 16 * LARGE_FILE
"""Bytes from which an empty database is filled without its secondary indexes, which are built at the end."""

GZIP_MAGIC = b"\x1f\x8b"


@click.command("import")
@click.argument("file", type=click.File("rb"))
@click.option(
    "--mode",
    type=click.Choice(MODES),
    default="upsert",
    show_default=True,
    help="For a record that exists already: replace it (upsert) or refuse the line (create).",
)
@click.option("--note", default="Imported from a file.", show_default=True, help="Note on changes of existing records.")
@click.option("--change-type", type=click.Choice(CHANGE_TYPE.codes), default="minor", show_default=True)
@click.option("--atomic", is_flag=True, help="All or nothing, for at most 5,000 lines.")
@click.option("--dry-run", is_flag=True, help="Check every line and write nothing, for at most 5,000 lines.")
@click.option("--restore", is_flag=True, help="FILE comes from `communique export --whole`: restore it unchanged.")
@click.option(
    "--refused",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write refused lines to this file, as NDJSON with the problems.",
)
@click.option("--key", help="A name for an import from standard input, so that it can be resumed.")
def import_file(file: BinaryIO, restore: bool, refused: Path | None, key: str | None, **params: Any) -> None:
    """Import records from FILE (- for standard input).

    FILE is NDJSON with one record per line, or a single record, plain or compressed with gzip. A record whose id or
    identifier exists replaces that record; any other is created. Each line is written or refused as a whole. If lines
    were refused, they are listed and the exit code is 1. To resume an import that was interrupted, run the same command
    again.
    """
    options = ImportOptions(**params)
    path = Path(getattr(file, "name", ""))
    size = path.stat().st_size if path.is_file() else 0
    name = key or (f"{path.resolve()} {size} {path.stat().st_mtime_ns}" if path.is_file() else None)
    state = ImportState("operator", name, asdict(options) | {"restore": restore}) if name else None
    target = open_migrated_database(in_bulk=True)
    begin = bulk.restore if restore else ImportJob
    job = begin(target, options, actor=OPERATOR, clock=current_time, state=state, batch_factor=BULK_FACTOR)
    in_workers = size > LARGE_FILE and not options.dry_run
    parser = prefetch_in_workers(job.prepare) if in_workers else nullcontext(job.parse)
    if in_workers and size > VERY_LARGE_FILE and target.read(rebuild.count) == 0:
        deferred_indexes.drop_deferrable(target)
    try:
        with parser as job.parse, open_output(refused) if refused else nullcontext() as output:
            run_job(job, file, size or None, output)
        build_missing_indexes(target)
    except ServiceError:  # Such as of a file that is not NDJSON: the indexes are missing for nothing.
        build_missing_indexes(target)
        raise
    except KeyboardInterrupt:
        fail(
            f"Interrupted. So far: {summary(job.counts)}. " + ("Run the same command again to resume." if name else "")
        )
    if job.state:
        job.state.delete(target)
    err.print(summary(job.counts) + ("; dry run, nothing was written." if options.dry_run else "."), highlight=False)
    sys.exit(1 if job.counts["refused"] else 0)


def run_job(job: ImportJob, file: BinaryIO, size: int | None, refused: IO[bytes] | None) -> None:
    """Run an import with a progress bar; report refused lines."""
    max_length = Settings.from_environment().max_body_bytes
    with progress_bar(size, "Importing", RecordRate()) as update:
        lines = Lines(refuse_other_formats(read_lines(file, max_length)), max_length=max_length)
        for results in job.run(lines):
            for each in results:
                if each.error:
                    report(each, each.error, refused)
            update(completed=file.tell() if size else 0, records=job.counts.total())


def read_lines(file: BinaryIO, max_length: int) -> Iterator[bytes]:
    """Chunks of a file, decompressed. A single record that spans several lines becomes one line."""
    start = file.read(CHUNK_BYTES)
    raw = chain([start], iter(lambda: file.read(CHUNK_BYTES), b""))
    chunks = gunzip(raw) if start.startswith(GZIP_MAGIC) else raw
    head = bytearray()
    for chunk in chunks:
        head += chunk
        if len(head) > max_length or b"}\n{" in head:
            break
    text = bytes(head)
    yield text.replace(b"\n", b" ") if len(text) <= max_length and is_json(text) else text
    yield from chunks


def report(result: Result, error: ServiceError, file: IO[bytes] | None) -> None:
    """Write a refused line to the file, or to standard error."""
    if file is not None:
        problem = problems.problem_document(
            problems.STATUS_BY_ERROR[type(error)], error.detail, error.violations, root="/"
        )
        shown = {"line": result.line, "status": result.status, "problem": problem}
        file.write(orjson.dumps(shown, option=orjson.OPT_APPEND_NEWLINE))
        return
    print_error(f"line {result.line}", error)


def print_error(place: str, error: ServiceError) -> None:
    """Print to standard error why a record was refused."""
    is_said = isinstance(error, Invalid) and error.violations  # Its detail only names the places.
    err.print(f"{place}: {'refused' if is_said else error.detail}", highlight=False, markup=False)
    for each in error.violations:
        err.print(f"  {each.pointer}: {each.violation.detail}", highlight=False, markup=False)


def summary(counts: Counter[str]) -> str:
    """Number of lines by status, in words."""
    return ", ".join(f"{counts[each]:,} {each}" for each in IMPORT_STATUSES if each != "undone" or counts[each])
