"""`communique show` and `rebuild`: records as they are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import UUID

import click

from api import progress_bars
from api.commands.console import database, err, out, told
from api.models import indexing
from api.models.database import Database
from api.services import announcements, rebuilding
from api.services.access import OPERATOR

BATCH = 200


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
    indexing.join_words(target)
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
