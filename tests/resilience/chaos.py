"""`make chaos`: inject faults under load, and compare the database with what was acknowledged.

After each fault the server must become ready, each acknowledged version must be stored once with its ETag, versions
must have no gaps, the change feed must have each version once, and `communique doctor` must find nothing. A write
without a response is either done wholly or not at all; a POST is repeated with its Idempotency-Key.
"""

from __future__ import annotations

import copy
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from threading import Event

import click

from api.db.database import Database
from api.services import auth
from tests import engines
from tests.clusters import primary
from tests.resilience import faults
from tests.resilience.acknowledged import Feed, compare_versions, doctor
from tests.resilience.faults import FAULTS, KILLS, SQLITE_FILE, System
from tests.resilience.writers import Counts, Writer, start_writing
from tests.servers import PATIENCE, Server, free_port

WRITERS = 4
WARM_UP = 0.8
"""Seconds of writes before a fault."""

FAULTS_PER_DATABASE = 25
"""Number after which a new database is taken, because checking one takes longer the larger it is."""

NOTICED = 1.0
"""Seconds after which nothing may be acknowledged any more into a file that is lost."""


@dataclass
class Findings:
    """What was injected and what was found.

    `lost` was acknowledged and is not stored, or not in the change feed; `twice` is stored and was not acknowledged, or
    is twice in the feed; `half` is all else: a wrong answer, a record that is not read as it was acknowledged, a
    finding of `communique doctor`.
    """

    kinds: Counter[str] = field(default_factory=Counter)
    lost: int = 0
    half: int = 0
    twice: int = 0
    details: list[str] = field(default_factory=list)
    counts: list[Counts] = field(default_factory=list)
    """Those of each writer."""

    @property
    def kills(self) -> int:
        """Number of processes killed."""
        return sum(count for kind, count in self.kinds.items() if kind.startswith("kill"))

    def sum(self, name: str) -> int:
        """Sum of a count of all writers."""
        return sum(getattr(each, name) for each in self.counts)

    def note(self, kind: str, **found: list[str]) -> None:
        """Note what was found after a fault."""
        for name, each in found.items():
            setattr(self, name, getattr(self, name) + len(each))
            self.details += [f"{kind}: {name}: {detail}" for detail in each[:5]]


class Run:
    """A run on one database."""

    def __init__(self, system: System, findings: Findings, chance: random.Random) -> None:
        """Findings are added to those of the databases before."""
        self.system, self.findings, self.chance = system, findings, chance
        key, port = create_key(system.url), system.server.port
        generators = [random.Random(chance.random()) for _ in range(WRITERS)]  # noqa: S311 - Reproducible, not secret.
        self.writers = [Writer(f"w{number}", port, key, each) for number, each in enumerate(generators)]
        self.feed = Feed(port, key)
        findings.counts += [each.counts for each in self.writers]

    def inject(self, engine: str, kind: str) -> None:
        """Inject one fault under load, and check afterwards."""
        self.findings.kinds[kind] += 1
        if kind in SQLITE_FILE:
            self.lose_file(kind)
        else:
            self.under_load(FAULTS[engine][kind])
        self.system.recover()
        for writer in self.writers:
            writer.settle_until(time.monotonic() + PATIENCE)
        self.check(kind)

    def under_load(self, fault: faults.Fault) -> None:
        """Inject a fault while all write."""
        stop = Event()
        threads = start_writing(self.writers, stop)
        try:
            faults.pause(WARM_UP)
            fault(self.system)
            faults.pause(self.chance.random() / 4)
        finally:
            stop.set()
            for thread in threads:
                thread.join(PATIENCE)

    def lose_file(self, kind: str) -> None:
        """Back up, lose the file, restore. Nothing may be acknowledged into a lost file for longer than a second."""
        backup = self.system.folder / f"backup-{self.findings.kinds.total()}"
        self.system.run("backup", str(backup))
        before = copy.deepcopy((self.writers, self.feed))
        SQLITE_FILE[kind](self.system, backup)
        lost_at = time.monotonic()
        self.under_load(lambda _: faults.pause(0.7))
        late = [
            f"{each.name}: acknowledged into the lost file"
            for each in self.writers
            if each.last_sent_at > lost_at + NOTICED
        ]
        self.findings.note(kind, lost=late)
        for errors in [each.errors for each in self.writers]:
            self.findings.note(kind, half=errors)
        for each in self.system.folder.glob(f"{self.system.file.name}*"):
            each.unlink()
        self.system.run("restore", str(backup))
        backup.unlink()
        counts = [each.counts for each in self.writers]
        self.writers, self.feed = before
        for writer, count in zip(self.writers, counts, strict=True):
            writer.counts = count

    def check(self, kind: str) -> None:
        """Compare everything with what was acknowledged."""
        for writer in self.writers:
            self.findings.note(kind, half=writer.errors)
            writer.errors = []
        known = {id: record.versions for writer in self.writers for id, record in writer.records.items()}
        database = Database(self.system.url)
        try:
            lost, twice = compare_versions(database, known)
            self.findings.note(kind, lost=lost, twice=twice, half=doctor(database, self.system.url))
        finally:
            database.engine.dispose()
        lost, twice = self.feed.compare(known)
        self.findings.note(kind, lost=lost, twice=twice)
        for writer in self.writers:
            self.findings.note(kind, half=[*writer.unequal_records(self.chance)])


@contextmanager
def running_system(engine: str) -> Iterator[System]:
    """A server with a new database of its own."""
    with ExitStack() as stack:
        folder = Path(
            stack.enter_context(tempfile.TemporaryDirectory(prefix="communique-", ignore_cleanup_errors=True))
        )
        node = stack.enter_context(primary()) if engine == "postgresql" else None
        url = node.address if node else engines.create_database("sqlite", folder, "", "chaos")
        engines.open_migrated(url).engine.dispose()
        server = Server(url, folder / "log", port=free_port(), workers=faults.WORKERS, **faults.SETTINGS)
        system = System(url, folder, server, node)
        stack.callback(lambda: system.server.kill())  # noqa: PLW0108 - It may be another server by then.
        server.wait_until_ready()
        yield system


def run(engine: str, *, minutes: float, seed: int) -> Findings:
    """Inject faults on an engine for a time. Returns what was found, which is printed too."""
    deadline = time.monotonic() + minutes * 60
    findings, chance = Findings(), random.Random(seed)  # noqa: S311 - Reproducible, not secret.
    names = schedule(engine, chance)
    try:
        while time.monotonic() < deadline and not findings.details:
            with running_system(engine) as system:
                inject_until(deadline, Run(system, findings, chance), engine, islice(names, FAULTS_PER_DATABASE))
    finally:  # An error of this program, too, may come from what it has found.
        report(engine, findings)
    return findings


def inject_until(deadline: float, this: Run, engine: str, names: Iterator[str]) -> None:
    """Inject these faults until the time is over or something is found; then print the end of the server's log."""
    try:
        for kind in names:
            started_at = time.monotonic()
            this.inject(engine, kind)
            took = time.monotonic() - started_at
            acknowledged = this.findings.sum("acknowledged")
            click.echo(f"{kind:22} {took:5.1f} s, {acknowledged:7,} acknowledged in all", err=True)
            if this.findings.details or time.monotonic() > deadline:
                break
    finally:
        if this.findings.details:
            click.echo(this.system.server.log.read_text(encoding="utf-8")[-3_000:], err=True)


def schedule(engine: str, chance: random.Random) -> Iterator[str]:
    """Names of faults without end: in each round each once, and each kill of the server four times."""
    while True:
        names = [*FAULTS[engine], *[name for name in KILLS for _ in range(3)]]
        names += [*SQLITE_FILE] if engine == "sqlite" else []
        chance.shuffle(names)
        yield from names


def create_key(url: str) -> str:
    """Secret of a key with which everything may be done."""
    database = Database(url)
    scopes, now = ["read", "write", "publish"], datetime.now(UTC)
    key = database.write(lambda connection: auth.create_key(connection, name="chaos", scopes=scopes, now=now))
    database.engine.dispose()
    return str(key["key"])


def report(engine: str, findings: Findings) -> None:
    """Print a table of the faults and what was found."""
    click.echo(f"\n{engine}: {findings.kinds.total()} faults, of which {findings.kills} kills")
    for kind, count in sorted(findings.kinds.items()):
        click.echo(f"  {kind:22} {count:9,}")
    for each in fields(Counts):
        click.echo(f"  {each.name:22} {findings.sum(each.name):9,}")
    for name in ("lost", "half", "twice"):
        click.echo(f"  {name:22} {getattr(findings, name):9,}")
    for detail in findings.details:
        click.echo(f"  {detail}")


def warn_of_missing_fault() -> None:
    """Say that a fault is left out, before and after everything else that is printed."""
    if not faults.FAKETIME:
        click.secho(f"LEFT OUT: “{faults.CLOCK}”. libfaketime is missing: apt-get install faketime", fg="red", err=True)


@click.command(help="Inject faults under load, and compare the database with what was acknowledged.")
@click.option("--minutes", type=float, default=10.0, show_default=True, help="Duration per engine.")
@click.option("--seed", type=int, default=None, help="Seed of the schedule and the writes; default: a new one.")
@click.option("--engine", "names", type=click.Choice(engines.ENGINES), multiple=True, default=engines.ENGINES)
def main(minutes: float, seed: int | None, names: tuple[str, ...]) -> None:
    """Inject faults into each engine in turn."""
    seed = seed if seed is not None else random.SystemRandom().randrange(10**6)
    click.echo(f"Seed {seed}")
    warn_of_missing_fault()
    found = [run(name, minutes=minutes, seed=seed) for name in names]
    warn_of_missing_fault()
    sys.exit(any(each.details for each in found))


if __name__ == "__main__":
    main()
