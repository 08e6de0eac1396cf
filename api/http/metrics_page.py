"""The page of metrics: those of all workers, and the state of the database; at `/metrics`, or at METRICS_BIND."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from wsgiref.types import StartResponse, WSGIEnvironment

from flask import Flask, Response
from prometheus_client import CONTENT_TYPE_LATEST
from prometheus_client.core import GaugeMetricFamily, Metric
from sqlalchemy.exc import SQLAlchemyError

from api import metrics
from api.db.database import Database
from api.db.replicas import Replicas
from api.db.sqlite_file import side_file
from api.services import change_feed
from api.services.auth import OPERATOR


def render_page(app: Flask) -> bytes:
    """The metrics in Prometheus' text format."""
    return metrics.render([*database_state(app.extensions["database"], app.extensions["replicas"])])


def database_state(database: Database, replicas: Replicas | None) -> Iterator[Metric]:
    """What is looked up for each response. While the database cannot be read, only that is said."""
    try:
        position: float | None = database.read(lambda connection: change_feed.latest_number(connection, OPERATOR))
    except SQLAlchemyError:
        position = None
    yield GaugeMetricFamily(
        "communique_database_up", "Whether the primary database can be read.", value=float(position is not None)
    )
    if position is not None:
        yield GaugeMetricFamily(
            "communique_change_log_position", "Sequence number of the last change in the change log.", value=position
        )
    if database.file:
        yield file_sizes(database.file.path)
    if replicas:
        yield replica_lags(replicas)


def file_sizes(path: Path) -> Metric:
    """The sizes of a SQLite file and of its write-ahead log."""
    family = GaugeMetricFamily("communique_sqlite_file_bytes", "Size of the SQLite files.", labels=["file"])
    for name, file in (("database", path), ("wal", side_file(path, "-wal"))):
        family.add_metric([name], file.stat().st_size if file.exists() else 0)
    return family


def replica_lags(replicas: Replicas) -> Metric:
    """How far each replica is behind, in the order of DATABASE_REPLICA_URLS; infinity for one that is away."""
    family = GaugeMetricFamily("communique_replica_lag_seconds", "Age of the data of a replica.", labels=["replica"])
    for number, lag in enumerate(replicas.lag_monitor.lags(), start=1):
        family.add_metric([str(number)], lag)
    return family


class MetricsListener:
    """WSGI middleware: at the port of METRICS_BIND the metrics and nothing else, without a key."""

    def __init__(self, app: Flask, port: int) -> None:
        self.app, self.port = app, str(port)
        self.wsgi_app = app.wsgi_app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request to that port, or pass it on."""
        if environ["SERVER_PORT"] != self.port:
            return self.wsgi_app(environ, start_response)
        if environ["PATH_INFO"] != "/metrics":
            return Response("Only /metrics is here.\n", 404)(environ, start_response)
        return Response(render_page(self.app), content_type=CONTENT_TYPE_LATEST)(environ, start_response)
