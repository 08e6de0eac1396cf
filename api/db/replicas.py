"""Replicas to read from: each is looked at all the time, and is in use while it has come far enough."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import compress, count
from threading import Event, Lock, Thread
from typing import NamedTuple

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError

from api.db.database import Answer, Database, ReadSource
from api.db.engine import EngineOptions
from api.db.replica_lag import PROBE_TIMEOUT, LagMonitor, PrimarySample, ReplicaState

TOO_SLOW = "57014"
"""The SQLSTATE of a statement that took too long: it would elsewhere too."""

AT_PRIMARY = text(
    "SELECT (pg_current_wal_flush_lsn() - '0/0')::bigint AS position, "
    "left(pg_walfile_name(pg_current_wal_flush_lsn()), 8) AS timeline, "
    "(SELECT coalesce(max(seq), 0) FROM versions) AS confirmed_seq"
)
AT_REPLICA = text(
    "SELECT (pg_last_wal_replay_lsn() - '0/0')::bigint AS position, coalesce("
    "(SELECT received_tli FROM pg_stat_wal_receiver), (SELECT timeline_id FROM pg_control_checkpoint())"
    ") AS timeline WHERE pg_is_in_recovery()"
)
"""Who may not read all statistics, or asks one that receives nothing, is told the timeline of its last checkpoint."""

WRITTEN = text("SELECT (pg_current_wal_flush_lsn() - '0/0')::bigint")


class Replica:
    """One server to read from, with a connection of its own to look at it with."""

    def __init__(self, url: str, options: EngineOptions) -> None:
        """Take the URL of one server."""
        self.database, self.probe = Database(url, options), Database(url, probe_options(options))
        self.state = ReplicaState()

    def close(self) -> None:
        """Let go of its connections."""
        self.database.engine.dispose()
        self.probe.engine.dispose()


class Replicas:
    """All replicas of one primary, as one source to read from; where none is fit, the primary is."""

    def __init__(
        self, primary: Database, primary_url: str, urls: Sequence[str], options: EngineOptions, *, lag: int
    ) -> None:
        """Take the primary, the URL of each replica, and the seconds that one may lie behind."""
        self.primary, self.probe = primary, Database(primary_url, probe_options(options))
        self.all = [Replica(url, options) for url in urls]
        self.lag_monitor = LagMonitor([each.state for each in self.all], lag)
        self.turns = count()
        self.starting, self.watchers, self.closed = Lock(), list[Thread](), Event()

    def read(self, work: Callable[[Connection], Answer], since: int = 0) -> Answer:
        """Do the work, which only reads, on a replica that has come as far as `since`; where none has, on the primary.

        It is done again on another where it fails on one, for that may be the fault of the one.
        """
        eligible, confirmed_seq = self.in_turn(since)
        for replica in eligible:
            try:
                with replica.database.engine.connect() as connection:
                    return work(connection.execution_options(confirmed_seq=confirmed_seq))
            except DBAPIError as error:
                if sqlstate(error) == TOO_SLOW:
                    raise
                if is_away(error):
                    replica.state.leave()
        return self.primary.read(work)

    def since(self, position: int) -> ReadSource:
        """Return the source that shows at least what was there at a position."""
        return ReplicaAtLeast(self, position) if position else self

    def in_turn(self, since: int) -> tuple[Sequence[Replica], int]:
        """Return the replicas that are fit, each time beginning with another one, and the last change they may tell."""
        if not self.watchers:
            self.watch()
        are_eligible, confirmed_seq = self.lag_monitor.eligible(since)
        eligible = [*compress(self.all, are_eligible)]
        first = next(self.turns) % len(eligible) if eligible else 0
        return eligible[first:] + eligible[:first], confirmed_seq

    def written(self) -> int | None:
        """Return a position at which all is there that has been committed by now; none where the primary is away."""
        try:
            found: int = self.primary.read(lambda connection: connection.execute(WRITTEN).scalar_one())
        except SQLAlchemyError:
            return None
        return found

    def watch(self) -> None:
        """Look at every server from now on, each in a thread of its own, so that none has to wait for another."""
        with self.starting:
            if self.watchers:
                return
            looks = (self.ask_primary, *(partial(self.ask, each) for each in self.all))
            self.watchers = [
                Thread(target=self.keep_doing, args=(look,), name="replicas", daemon=True) for look in looks
            ]
            for each in self.watchers:
                each.start()

    def keep_doing(self, look: Callable[[], None]) -> None:
        """Look now and then, until this is closed."""
        look()
        while not self.closed.wait(self.lag_monitor.every):
            look()

    def refresh(self) -> None:
        """Look at every server now."""
        self.ask_primary()
        for replica in self.all:
            self.ask(replica)

    def ask_primary(self) -> None:
        """Ask the primary how far it has come."""
        at = time.monotonic()
        try:
            row = self.probe.read(lambda connection: connection.execute(AT_PRIMARY).one())
        except SQLAlchemyError:
            return
        self.lag_monitor.on_primary(PrimarySample(at, row.position, int(row.timeline, 16), row.confirmed_seq))

    def ask(self, replica: Replica) -> None:
        """Ask a replica how far it has come. A server that is not one at present is out of use."""
        try:
            row = replica.probe.read(lambda connection: connection.execute(AT_REPLICA).first())
        except SQLAlchemyError:
            row = None
        if row is None or row.position is None:
            replica.state.leave()
        else:
            self.lag_monitor.on_replica(replica.state, row.position, row.timeline)

    def close(self) -> None:
        """Stop looking, and let go of all connections but those to write with."""
        self.closed.set()
        for each in self.watchers:
            each.join()
        self.probe.engine.dispose()
        for replica in self.all:
            replica.close()


class ReplicaAtLeast(NamedTuple):
    """Replicas that have come as far as a position, or the primary."""

    replicas: Replicas
    position: int

    def read(self, work: Callable[[Connection], Answer]) -> Answer:
        """Do the work, which only reads."""
        return self.replicas.read(work, self.position)


class PrimaryPreferred(NamedTuple):
    """The primary; while it is away, a replica as it was."""

    replicas: Replicas

    def read(self, work: Callable[[Connection], Answer]) -> Answer:
        """Do the work, which only reads."""
        if self.replicas.lag_monitor.is_primary_away():
            return self.replicas.read(work)
        try:
            return self.replicas.primary.read(work)
        except DBAPIError as error:
            if not is_away(error):
                raise
        return self.replicas.read(work)


def probe_options(options: EngineOptions) -> EngineOptions:
    """Return how the connections are kept that only look: one of its own for each server, and not for long."""
    return replace(options, size=1, statement_timeout=PROBE_TIMEOUT)


def confirmed_seq(connection: Connection) -> int | None:
    """Return the last change that may be told from a session; none where it is the primary's, and all may be."""
    last: int | None = connection.get_execution_options().get("confirmed_seq")
    return last


def is_replica(connection: Connection) -> bool:
    """Whether a session reads from a replica."""
    return confirmed_seq(connection) is not None


def is_away(error: DBAPIError) -> bool:
    """Whether an error says something of the server rather than of what it was asked."""
    return error.connection_invalidated or (
        isinstance(error, OperationalError | InterfaceError) and sqlstate(error) != TOO_SLOW
    )


def sqlstate(error: DBAPIError) -> str | None:
    """Return PostgreSQL's code of an error."""
    state: str | None = getattr(error.orig, "sqlstate", None)
    return state
