"""`communique backup` and `restore`: a whole database in one file, by the engine's own means."""

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import click
from sqlalchemy import URL

from api.cli.console import configured_url, err, open_configured_database
from api.cli.output_file import unfinished_file
from api.db import backup
from api.db.migrate import is_current
from api.db.sqlite_file import FOLDER_MODE
from api.settings import Settings


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def back_up_database(file: Path) -> None:
    """Back up the database to FILE while the service runs.

    FILE holds one state of everything: records, versions, keys, the search index. It gets its name once it is complete,
    verified and on disk; an interrupted backup leaves no file. SQLite: a database. PostgreSQL: a dump in pg_dump's
    custom format, which pg_restore reads.
    """
    with unfinished_file(file) as partial:
        backup.back_up(configured_url(), partial, programs=Settings.from_environment().pg_bin)
    err.print(f"{file}: {file.stat().st_size:,} bytes, verified.", highlight=False, markup=False, soft_wrap=True)


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore_database(file: Path) -> None:
    """Restore the backup FILE into the database in DATABASE_URL.

    That must be new or empty: nothing is ever overwritten. A backup of the other engine does not fit; move records
    with `communique export --whole`.
    """
    url = configured_url()
    backup.refuse_filled(url)
    with nullcontext(Path()) if url.get_backend_name() != "sqlite" else new_database(url) as target:
        backup.restore(file, url, target, programs=Settings.from_environment().pg_bin)
    with open_configured_database().connect() as connection:
        is_old = not is_current(connection)
    err.print("Restored. " + ("Run `communique migrate`." if is_old else "Check it: `communique doctor`."))


def new_database(url: URL) -> AbstractContextManager[Path]:
    """The file of a SQLite database, until it is complete, and its folder."""
    path = Path(url.database or "").absolute()
    path.parent.mkdir(FOLDER_MODE, parents=True, exist_ok=True)
    return unfinished_file(path)
