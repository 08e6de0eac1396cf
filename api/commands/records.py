"""`communique load`, `show` and `rebuild`: records in and out of the database."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import BinaryIO
from uuid import UUID

import click

from api import progress_bars
from api.commands.console import database, err, now, out, told
from api.models.database import Database
from api.services import announcements, loading, rebuilding
from api.services.access import OPERATOR
from api.services.errors import ServiceError
from schemas.parsing import NotJson, parse

BATCH = 200


@click.command()
@click.argument("file", type=click.File("rb"))
@click.option("--note", default="Loaded from a file.", show_default=True, help="Why records that exist are changed.")
@told
def load(file: BinaryIO, note: str) -> None:
    """Take in records from FILE (- for standard input): one record in JSON, or NDJSON with one record a line.

    A record that brings an id, or an identifier that a record has already, replaces that record; every other one is
    new. Each is kept or refused as a whole; refused ones are named with their line, and the exit code is then 1.
    """
    target = database()
    outcomes = {"created": 0, "changed": 0, "unchanged": 0, "refused": 0}
    with progress_bars.over_file(file, "Loading", err) as counted:
        for number, line in loading.lines(counted):
            outcomes[load_one(target, number, line, note)] += 1
    err.print(", ".join(f"{count:,} {outcome}" for outcome, count in outcomes.items()), highlight=False)
    sys.exit(1 if outcomes["refused"] else 0)


def load_one(target: Database, number: int, line: bytes, note: str) -> str:
    """Keep the record of one line. Return what became of it."""
    try:
        record = parse(line)
        return target.write(lambda session: loading.load(session, record, note=note, now=now())[0])
    except (NotJson, ServiceError) as error:
        faults = error.faults if isinstance(error, ServiceError) else ()
        err.print(f"line {number}: {error}", highlight=False, markup=False)
        for each in faults:
            err.print(f"  {each.pointer}: {each.fault.detail}", highlight=False, markup=False)
        return "refused"


@click.command()
@click.argument("id", type=click.UUID)
@told
def show(id: UUID) -> None:
    """Print the record with this ID."""
    with database().reading() as session:
        document = announcements.get(session, id, actor=OPERATOR)[0]
    if out.is_terminal:
        out.print_json(document.decode())
    else:
        click.echo(document)


@click.command()
@told
def rebuild() -> None:
    """Make every record's document again from its rows, and all that lists and search read beside it.

    Where nothing was changed by hand, no document changes.
    """
    rebuild_all(database())


def rebuild_all(target: Database) -> None:
    """Make all that is derived again, some records at a time."""
    with target.reading() as session:
        total = rebuilding.count(session)
    with progress_bars.over_count(total, "Rebuilding", err) as advance:
        changed = sum(rebuild_batch(target, ids, advance) for ids in batches(target))
    err.print(f"{total:,} documents made again, {changed:,} changed.", highlight=False)


def batches(target: Database) -> Iterator[list[UUID]]:
    """Yield the ids of all records, some at a time."""
    last: UUID | None = None
    while True:
        with target.reading() as session:
            ids = rebuilding.ids_after(session, last, most=BATCH)
        if not ids:
            return
        yield ids
        last = ids[-1]


def rebuild_batch(target: Database, ids: list[UUID], advance: Callable[[int], None]) -> int:
    """Rebuild some records in one transaction. Return how many changed by it."""
    changed = target.write(lambda session: sum(rebuilding.rebuild(session, ids)))
    advance(len(ids))
    return changed
