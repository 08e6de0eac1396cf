"""`communique show` and `rebuild`: records as they are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import UUID

import click

from api.cli import console
from api.cli.console import err, open_migrated_database, out, report_errors
from api.db.database import Database
from api.services.auth import OPERATOR
from api.services.bulk import deferred_indexes
from api.services.records import lifecycle
from api.services.records import rebuild as rebuilding

BATCH = 200


@click.command()
@click.argument("id", type=click.UUID)
@report_errors
def show(id: UUID) -> None:
    """Print the record with this ID."""
    with open_migrated_database().connect() as connection:
        document = lifecycle.get(connection, id, actor=OPERATOR)[0]
    if out.is_terminal:
        out.print_json(document.decode())
    else:
        click.echo(document)


@click.command()
@report_errors
def rebuild() -> None:
    """Make every record's document again from its rows, and all that lists and search read beside it.

    Where nothing was changed by hand, no document changes.
    """
    rebuild_all(open_migrated_database())


def rebuild_all(target: Database) -> None:
    """Make all that is derived again, some records at a time."""
    with target.connect() as connection:
        total = rebuilding.count(connection)
    with console.count_progress(total, "Rebuilding", err) as advance:
        changed = sum(rebuild_batch(target, ids, advance) for ids in batches(target))
    deferred_indexes.merge_fts_segments(target)
    err.print(f"{total:,} documents made again, {changed:,} changed.", highlight=False)


def batches(target: Database) -> Iterator[list[UUID]]:
    """Yield the ids of all records, some at a time."""
    last: UUID | None = None
    while True:
        with target.connect() as connection:
            ids = rebuilding.ids_after(connection, last, most=BATCH)
        if not ids:
            return
        yield ids
        last = ids[-1]


def rebuild_batch(target: Database, ids: list[UUID], advance: Callable[[int], None]) -> int:
    """Rebuild some records in one transaction. Return how many changed by it."""
    changed = target.write(lambda connection: sum(rebuilding.rebuild(connection, ids)))
    advance(len(ids))
    return changed
