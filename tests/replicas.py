"""The application on a primary and its replicas, and helpers that wait for their state."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask

from api import create_app
from api.db.replicas import Replicas
from api.settings import Settings
from tests import engines
from tests.clusters import Node
from tests.waiting import wait_until

PATIENCE = 30


@contextmanager
def serving(primary: str, *replicas: str, lag: int = 60) -> Iterator[Flask]:
    """The application on these servers."""
    settings = Settings(
        database_url=primary, database_replica_urls=replicas, database_replica_lag=lag, log_level="error"
    )
    app = create_app(settings)
    yield app
    app.extensions["replicas"].close()
    engines.delete_all_rows(app.extensions["database"])
    app.extensions["database"].engine.dispose()


def replicas(app: Flask) -> Replicas:
    """The application's replicas."""
    found: Replicas = app.extensions["replicas"]
    return found


def probe_all(app: Flask) -> None:
    """Probe every server now."""
    replicas(app).probe_primary()
    for replica in replicas(app).all:
        replicas(app).probe_replica(replica)


def is_eligible(app: Flask) -> bool:
    """Probe all servers; whether a replica may be read."""
    probe_all(app)
    return any(replicas(app).lag_monitor.eligible_flags(0))


def catch_up(app: Flask) -> None:
    """Wait until a replica shows everything written by now."""
    now = replicas(app).current_position()
    assert now is not None
    wait_until(lambda: is_eligible(app) and any(replicas(app).lag_monitor.eligible_flags(now)))


@contextmanager
def confirmed_by(primary: Node, name: str) -> Iterator[None]:
    """Let every commit wait until this standby has confirmed it."""
    primary.configure("synchronous_standby_names", name)
    try:
        yield
    finally:
        primary.configure("synchronous_standby_names", "")
