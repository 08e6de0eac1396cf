"""`communique export`: records from the database into a file, with a manifest beside it."""

from __future__ import annotations

import gzip
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

import click
from sqlalchemy import Connection

from api.cli import console
from api.cli.console import current_time, err, open_migrated_database, report_errors
from api.services.bulk import exporter
from api.services.bulk.exporter import Content, Export
from domain.vocabularies import STATE

MANIFEST = ".manifest.json"
QUICK = 1
"""How hard gzip tries: more takes longer than all the rest."""


@click.command("export")
@click.argument("file", default="-", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--state",
    "states",
    multiple=True,
    default=["published"],
    show_default=True,
    type=click.Choice(STATE.codes),
    help="Records in this state; repeat for several.",
)
@click.option("--stated", is_flag=True, help="What records state and their ids alone: to compare two databases.")
@click.option(
    "--whole",
    is_flag=True,
    help="Everything that readers see, in every state, with the directory and progress: to move to another database.",
)
@report_errors
def export_file(file: Path, states: tuple[str, ...], stated: bool, whole: bool) -> None:
    """Write records to FILE (- for standard output) as NDJSON, in the order of their ids; FILE.gz is compressed.

    All of it is of one moment. FILE.manifest.json says what is in it, and where to go on in the log of changes. What
    was stopped half way leaves no file: records have changed since, so that the same command begins again.
    """
    if stated and whole:
        raise click.UsageError("--stated and --whole are two forms: choose one.")
    form = "whole" if whole else "stated" if stated else "stored"
    content = Content(STATE.codes if whole else states, form)
    with open_migrated_database().snapshot() as connection:
        manifest = write(connection, file, Export(content))
    if file != Path("-"):
        replace(file.with_name(file.name + MANIFEST), manifest)


def write(connection: Connection, file: Path, export: Export) -> bytes:
    """Write the records. Return the manifest."""
    total = exporter.count(connection, export.content)
    with opened(file) as output, console.record_progress(total, "Exporting", err) as advance:
        for text in export.run(connection):
            output.write(text)
            advance(export.lines, export.lines)
    err.print(f"{export.lines:,} lines, {export.bytes:,} bytes.", highlight=False)
    return export.manifest(connection, now=current_time())


@contextmanager
def opened(file: Path) -> Iterator[IO[bytes]]:
    """Open a file that is there under its name only when it is complete and on disk."""
    if file == Path("-"):
        yield sys.stdout.buffer
        return
    unfinished = file.with_name(file.name + ".part")
    try:
        with unfinished.open("wb") as output:
            yield from (compressed if file.suffix == ".gz" else plain)(output)
            output.flush()
            os.fsync(output.fileno())
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)


def plain(output: IO[bytes]) -> Iterator[IO[bytes]]:
    """Yield what writes into a file as it is."""
    yield output


def compressed(output: IO[bytes]) -> Iterator[IO[bytes]]:
    """Yield what compresses into a file; the same content always becomes the same bytes."""
    with gzip.GzipFile(filename="", mode="wb", compresslevel=QUICK, fileobj=output, mtime=0) as file:
        yield cast(IO[bytes], file)


def replace(file: Path, content: bytes) -> None:
    """Write a small file."""
    with opened(file) as output:
        output.write(content)
