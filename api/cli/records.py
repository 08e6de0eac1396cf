"""`communique show`, `rebuild` and `migrate`: stored records and the data derived from them."""

import time
from collections.abc import Callable, Iterator
from functools import partial
from uuid import UUID

import click
from sqlalchemy import Connection

from api.cli.console import (
    build_missing_indexes,
    err,
    open_migrated_database,
    open_or_create_database,
    out,
    progress_bar,
)
from api.db.database import Database
from api.db.migrate import migrate, newest
from api.search import index
from api.search.match_expression import INDEXES, IndexName
from api.services.auth import OPERATOR
from api.services.bulk import deferred_indexes
from api.services.records import reader
from api.services.records import rebuild as derived_data

BATCH_SIZE = 50

PAUSE = 0.12
"""Seconds in which servers can write to a SQLite file: who waits for its lock asks for it every 0.1 s."""


@click.command("show")
@click.argument("id", type=click.UUID)
def show_record(id: UUID) -> None:
    """Print the record with this ID as JSON."""
    with open_migrated_database().connect() as connection:
        document = reader.get(connection, id, actor=OPERATOR)[0]
    if out.is_terminal:
        out.print_json(document.decode())
    else:
        click.echo(document)


@click.command("rebuild")
def rebuild_records() -> None:
    """Rebuild derived data from the rows.

    Derived data is documents, list columns, the search index, and what the directory of parties shows. A document
    changes only if its rows were edited by hand.
    """
    rebuild_all(open_migrated_database())


@click.command("migrate")
def migrate_database() -> None:
    """Update the schema and rebuild derived data. Safe to run on several machines at once.

    A SQLite file that is missing is made, unless CREATE_DATABASE is false.
    """
    update_schema(open_or_create_database())
    err.print("The schema is up to date.")


def update_schema(database: Database) -> None:
    """Migrate. A new schema may derive more from the records, so derived data is rebuilt if the schema changed.

    A rebuild that was interrupted is done again.
    """
    migrate(database.writer)
    build_missing_indexes(database)
    with database.connect() as connection:
        must_rebuild = not derived_data.is_complete(connection)
    if must_rebuild:
        rebuild_all(database)


def rebuild_all(database: Database) -> None:
    """Rebuild derived data, one transaction per 50 records."""
    with database.connect() as connection:
        total = derived_data.count(connection)
    changed = 0
    with progress_bar(total, "Rebuilding") as update:
        for ids in id_batches(database, derived_data.ids_after):
            changed += database.write(partial(rebuild_batch, ids=ids))
            update(advance=len(ids))
            let_servers_write(database)
    for ids in id_batches(database, derived_data.party_ids_after):
        database.write(partial(derived_data.rebuild_entries, ids=ids))
        let_servers_write(database)
    for name in INDEXES:
        remove_orphans(database, name)
    deferred_indexes.merge_fts_segments(database)
    database.write(partial(derived_data.mark_complete, revisions=newest()))
    err.print(f"{total:,} documents rebuilt, {changed:,} changed.", highlight=False)


def let_servers_write(database: Database) -> None:
    """Pause after a batch, where one writer keeps all others out: PostgreSQL locks the rows of the batch alone."""
    if database.file:
        time.sleep(PAUSE)


def remove_orphans(database: Database, name: IndexName) -> None:
    """Remove the rows of a search index whose part is gone. They are found without keeping others from writing."""
    with database.snapshots.connect() as connection:
        orphans = index.find_orphans(connection, name)
    for start in range(0, len(orphans), BATCH_SIZE):
        database.write(partial(index.remove_orphans, name=name, keys=orphans[start : start + BATCH_SIZE]))
        let_servers_write(database)


def rebuild_batch(connection: Connection, *, ids: list[UUID]) -> int:
    """Rebuild these records. Returns how many documents changed."""
    return sum(derived_data.rebuild(connection, ids))


def id_batches(database: Database, ids_after: Callable[..., list[UUID]]) -> Iterator[list[UUID]]:
    """Ids of all records or parties in order, at most 50 at a time."""
    last: UUID | None = None
    while True:
        with database.connect() as connection:
            ids = ids_after(connection, last, most=BATCH_SIZE)
        if not ids:
            return
        yield ids
        last = ids[-1]
