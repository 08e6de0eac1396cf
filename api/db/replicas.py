"""Reads from replicas: each is probed all the time, and used while it is far enough along."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import compress, count
from threading import Event, Lock, Thread
from typing import NamedTuple

import structlog
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError

from api.db.database import Answer, Database, ReadSource
from api.db.engine import EngineOptions
from api.db.replica_lag import PROBE_TIMEOUT, LagMonitor, PrimarySample, ReplicaState

log = structlog.get_logger()

QUERY_CANCELED = "57014"
"""SQLSTATE of a statement that exceeded its time-out: it would on another server too."""

PRIMARY_STATE = text(
    "SELECT (pg_current_wal_flush_lsn() - '0/0')::bigint AS position, "
    "left(pg_walfile_name(pg_current_wal_flush_lsn()), 8) AS timeline, "
    "(SELECT coalesce(max(seq), 0) FROM versions) AS confirmed_seq"
)
REPLICA_STATE = text(
    "SELECT (pg_last_wal_replay_lsn() - '0/0')::bigint AS position, coalesce("
    "(SELECT received_tli FROM pg_stat_wal_receiver), (SELECT timeline_id FROM pg_control_checkpoint())"
    ") AS timeline WHERE pg_is_in_recovery()"
)
"""The timeline of the last checkpoint stands in where the role may not read all statistics, or nothing is received."""

CURRENT_POSITION = text("SELECT (pg_current_wal_flush_lsn() - '0/0')::bigint")


class Replica:
    """One server to read from, with a connection of its own to probe it."""

    def __init__(self, url: str, options: EngineOptions) -> None:
        self.database, self.probe = Database(url, options), Database(url, probe_options(options))
        self.state = ReplicaState()


class Replicas:
    """The replicas of one primary as one source to read from. If none is eligible, the primary is read."""

    def __init__(
        self, primary: Database, primary_url: str, urls: Sequence[str], options: EngineOptions, *, lag: int
    ) -> None:
        """`urls` has one URL for each replica; `lag` is the number of seconds that one may be behind."""
        self.primary, self.probe = primary, Database(primary_url, probe_options(options))
        self.all = [Replica(url, options) for url in urls]
        self.lag_monitor = LagMonitor([each.state for each in self.all], lag)
        self.turns = count()
        self.probe_functions = (self.probe_primary, *(partial(self.probe_replica, each) for each in self.all))
        self.starting, self.watchers, self.closed = Lock(), list[Thread](), Event()

    def read(self, work: Callable[[Connection], Answer], position: int = 0) -> Answer:
        """Do work that only reads on a replica that has replayed a position; if there is none, on the primary.

        If it fails on a replica, it is done again on another one: the failure may be the server's.
        """
        eligible, confirmed_seq = self.eligible(position)
        for replica in eligible:
            try:
                with replica.database.engine.connect() as connection:
                    return work(connection.execution_options(confirmed_seq=confirmed_seq))
            except DBAPIError as error:
                if getattr(error.orig, "sqlstate", None) == QUERY_CANCELED:
                    raise
                if is_away(error):
                    replica.state.mark_away()
        return self.primary.read(work)

    def at_least(self, position: int) -> ReadSource:
        """A source that has replayed the log up to a position; 0 is any."""
        return ReplicaAtLeast(self, position) if position else self

    def eligible(self, position: int) -> tuple[Sequence[Replica], int]:
        """The replicas that may be read, a different one first each time, and the last change that they may show."""
        if len(self.watchers) < len(self.probe_functions):
            self.start_probing()
        flags, confirmed_seq = self.lag_monitor.eligible(position)
        eligible = [*compress(self.all, flags)]
        first = next(self.turns) % len(eligible) if eligible else 0
        return eligible[first:] + eligible[:first], confirmed_seq

    def current_position(self) -> int | None:
        """A position at which everything committed by now is there. None while the primary is away."""
        try:
            return int(self.primary.read(lambda connection: connection.execute(CURRENT_POSITION).scalar_one()))
        except SQLAlchemyError:
            return None

    def start_probing(self) -> None:
        """Probe every server from now on, each in a thread of its own, so that none waits for another.

        If a thread cannot be started, that is logged, and the next read tries again; the primary is read meanwhile.
        """
        with self.starting:
            for probe in self.probe_functions[len(self.watchers) :]:
                thread = Thread(target=self.repeat, args=(probe,), name="replicas", daemon=True)
                try:
                    thread.start()
                except RuntimeError:  # The limit of threads or memory.
                    log.exception("replica probe not started")
                    return
                self.watchers.append(thread)

    def repeat(self, probe: Callable[[], None]) -> None:
        """Probe at intervals until this is closed."""
        probe()
        while not self.closed.wait(self.lag_monitor.interval):
            probe()

    def probe_primary(self) -> None:
        """Sample the primary's position and last change."""
        at = time.monotonic()
        try:
            row = self.probe.read(lambda connection: connection.execute(PRIMARY_STATE).one())
        except SQLAlchemyError:
            return
        self.lag_monitor.on_primary(PrimarySample(at, row.position, int(row.timeline, 16), row.confirmed_seq))

    def probe_replica(self, replica: Replica) -> None:
        """Read a replica's position. A server that is not a replica now is out of use."""
        try:
            row = replica.probe.read(lambda connection: connection.execute(REPLICA_STATE).first())
        except SQLAlchemyError:
            row = None
        if row is None or row.position is None:
            replica.state.mark_away()
        else:
            self.lag_monitor.on_replica(replica.state, row.position, row.timeline)

    def close(self) -> None:
        """Stop probing, and close all connections except those of the primary to write."""
        self.closed.set()
        for each in self.watchers:
            each.join()
        for database in (self.probe, *(each.probe for each in self.all), *(each.database for each in self.all)):
            database.engine.dispose()


class ReplicaAtLeast(NamedTuple):
    """A read source: a replica that has replayed a position, else the primary."""

    replicas: Replicas
    position: int

    def read(self, work: Callable[[Connection], Answer]) -> Answer:
        """Do work that only reads."""
        return self.replicas.read(work, self.position)


class PrimaryPreferred(NamedTuple):
    """A read source: the primary; while it is away, a replica."""

    replicas: Replicas

    def read(self, work: Callable[[Connection], Answer]) -> Answer:
        """Do work that only reads."""
        if self.replicas.lag_monitor.is_primary_away():
            return self.replicas.read(work)
        try:
            return self.replicas.primary.read(work)
        except DBAPIError as error:
            if not is_away(error):
                raise
        return self.replicas.read(work)


def probe_options(options: EngineOptions) -> EngineOptions:
    """Options for the one connection that probes a server."""
    return replace(options, size=1, statement_timeout=PROBE_TIMEOUT)


def confirmed_seq(connection: Connection) -> int | None:
    """The last change that may be shown from this connection. None for the primary, which may show all."""
    last: int | None = connection.get_execution_options().get("confirmed_seq")
    return last


def is_replica(connection: Connection) -> bool:
    """Whether a connection reads from a replica."""
    return confirmed_seq(connection) is not None


def is_away(error: DBAPIError) -> bool:
    """Whether an error is about the server rather than about the statement."""
    is_canceled = getattr(error.orig, "sqlstate", None) == QUERY_CANCELED
    return error.connection_invalidated or (isinstance(error, OperationalError | InterfaceError) and not is_canceled)
