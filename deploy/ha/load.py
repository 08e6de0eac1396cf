"""Mixed load: clients that write, import, read and follow the changes, each as the documentation recommends."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event

from deploy.ha.history import READ, WRITE, History
from deploy.ha.importer import Importer
from deploy.ha.load_client import LoadClient, LoadControl
from deploy.ha.processes import ClusterError, wait_until
from deploy.ha.reader import Follower, Reader
from deploy.ha.writer import Writer

WRITERS, READERS = 4, 4
DRAIN_TIMEOUT = 120


@dataclass(slots=True)
class Load:
    """The running clients."""

    clients: list[LoadClient]
    history: History
    control: LoadControl

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Forbid writes within the context. Waits until each write that began is acknowledged."""
        self.control.may_write.clear()
        wait_until(
            lambda: not any(client.is_busy for client in self.clients),
            seconds=DRAIN_TIMEOUT,
            what="every write to be acknowledged",
        )
        yield
        self.control.may_write.set()

    def is_steady(self, *, seconds: float) -> bool:
        """Whether writes and reads succeeded in both halves of the last seconds. Raises if a client has crashed."""
        if not all(client.is_alive() for client in self.clients):
            raise ClusterError("A client crashed; see its traceback above.")
        now = time.monotonic()
        succeeded = {
            (request.purpose, now - request.ended > seconds / 2)
            for request in self.history.since(now - seconds)
            if request.succeeded
        }
        return {(purpose, half) for purpose in (WRITE, READ) for half in (False, True)} <= succeeded


@contextmanager
def run_load(port: int, write_key: str, read_key: str) -> Iterator[Load]:
    """Run the clients within the context."""
    history, control = History(), LoadControl(Event(), Event())
    clients: list[LoadClient] = [Follower("follower", port, read_key, history, control)]
    clients += [Writer(f"writer-{number}", port, write_key, history, control) for number in range(1, WRITERS + 1)]
    clients += [Reader(f"reader-{number}", port, read_key, history, control) for number in range(1, READERS + 1)]
    clients.append(Importer("importer", port, write_key, history, control))
    control.may_write.set()
    for client in clients:
        client.start()
    try:
        yield Load(clients, history, control)
    finally:
        control.stop.set()
        for client in clients:
            client.join(30)
