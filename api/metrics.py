"""Metrics of a worker process, for Prometheus. HTTP metrics have the names of OpenTelemetry's semantic conventions.

Workers share PROMETHEUS_MULTIPROC_DIR, which `gunicorn.conf.py` sets: whichever worker answers sums the files of all.
Without it, as in a test, a process has its own metrics.
"""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from prometheus_client import REGISTRY, CollectorRegistry, Counter, Gauge, Histogram, Metric, Summary, generate_latest
from prometheus_client.mmap_dict import MmapedDict
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.registry import Collector

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
GROUP_SIZES = (1, 2, 4, 8, 16, 32)

REQUEST_DURATION = Histogram(
    "http_server_request_duration_seconds",
    "Time until a response is ready to be sent, by route, method and status.",
    ("http_route", "http_request_method", "http_response_status_code"),
    buckets=SECONDS,
)
REQUEST_BYTES = Counter(
    "http_server_request_body_size_bytes", "Bytes of request bodies that have a Content-Length.", ("http_route",)
)
RESPONSE_BYTES = Counter(
    "http_server_response_body_size_bytes", "Bytes of response bodies that have a Content-Length.", ("http_route",)
)
request_duration: Callable[[str, str, int], Histogram] = cache(REQUEST_DURATION.labels)
request_bytes: Callable[[str], Counter] = cache(REQUEST_BYTES.labels)
response_bytes: Callable[[str], Counter] = cache(RESPONSE_BYTES.labels)
"""The series of these labels. To find one again takes 2 µs less than by `labels`."""

PROBLEMS = Counter("communique_problems", "Requests refused, by the type of their problem document.", ("type",))
VIOLATIONS = Counter("communique_violations", "Errors in refused requests, by their code.", ("code",))
TRANSACTION_DURATION = Summary(
    "communique_transaction_duration_seconds",
    "Time in a database transaction or read, with the wait for a connection and for other writers.",
    ("operation",),
)
FACTS_DROPPED = Counter(
    "communique_draft_facts_dropped",
    "What an extractor handed over and its text does not bear out, by the type of fact and the reason.",
    ("extractor", "type", "reason"),
)
WRITE_QUEUE_LENGTH = Gauge(
    "communique_write_queue_length",
    "POSTs of new records that wait for their transaction.",
    multiprocess_mode="livesum",
)
WRITE_GROUP_SIZE = Histogram("communique_write_group_size", "POSTs that share a transaction.", buckets=GROUP_SIZES)
CONNECTIONS_IN_USE = Gauge(
    "communique_database_connections_in_use",
    "Connections in use of the PostgreSQL pools.",
    multiprocess_mode="livesum",
)
READ_DURATION, WRITE_DURATION = (TRANSACTION_DURATION.labels(each) for each in ("read", "write"))

FILE_OF_PROCESS = re.compile(r"_([0-9]+)\.db$")
ARCHIVE = "ended"
"""The place of a process id in the names of the files that hold the sums of ended workers."""


class StateCollector(Collector):
    """Metrics that are looked up for each response rather than counted."""

    def __init__(self, state: Iterable[Metric]) -> None:
        self.state = state

    def collect(self) -> Iterable[Metric]:
        """These metrics."""
        return self.state


def render(state: Iterable[Metric]) -> bytes:
    """The metrics of all workers, and these of the database's state, in Prometheus' text format."""
    looked_up = CollectorRegistry()
    looked_up.register(StateCollector(state))
    folder = os.environ.get("PROMETHEUS_MULTIPROC_DIR")
    return (generate_shared(Path(folder)) if folder else generate_latest(REGISTRY)) + generate_latest(looked_up)


def generate_shared(folder: Path) -> bytes:
    """The metrics of all workers that use this folder, those that have ended included."""
    registry = CollectorRegistry()
    MultiProcessCollector(registry, str(folder))
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        for pid in {int(found[1]) for file in folder.iterdir() if (found := FILE_OF_PROCESS.search(file.name))}:
            if not is_alive(pid):
                archive_process(folder, pid)
        return generate_latest(registry)
    finally:
        os.close(descriptor)


def is_alive(pid: int) -> bool:
    """Whether a process has this id."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def archive_process(folder: Path, pid: int) -> None:
    """Add the counts of an ended process to those of earlier ones, and remove its files.

    Otherwise each restart of a worker would leave files that every response reads (prometheus/client_python#275).
    """
    mark_process_dead(pid, str(folder))
    for file in folder.glob(f"*_{pid}.db"):
        archive = MmapedDict(str(folder / file.name.replace(f"_{pid}.", f"_{ARCHIVE}.")))
        for key, value, _, _ in MmapedDict.read_all_values_from_file(str(file)):
            archive.write_value(key, archive.read_value(key)[0] + value, 0)
        archive.close()
        file.unlink()
