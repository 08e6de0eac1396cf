"""A worker that cannot start one more thread serves with those that it has."""

from __future__ import annotations

import resource
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.clients import RECORDS
from tests.engines import copy_database
from tests.server.wire import send
from tests.servers import running_server

CLIENTS, ROUNDS = 16, 5
ROOM = 4 * 1024**2
"""Bytes of address space that are left to the worker: less than the stack of a thread."""


def test_requests_wait_for_the_threads_there_are(newest: Callable[[str], str], tmp_path: Path) -> None:
    with running_server(copy_database(newest("sqlite"), tmp_path, "threads"), tmp_path / "log") as server:
        listed = f"GET {RECORDS} HTTP/1.1\r\nHost: a\r\n\r\n".encode()
        assert send(server.port, listed).status == 200
        (worker,) = server.workers()
        size = int(Path(f"/proc/{worker}/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        resource.prlimit(worker, resource.RLIMIT_AS, (size + ROOM, resource.RLIM_INFINITY))
        with ThreadPoolExecutor(CLIENTS) as pool:
            answers = pool.map(lambda _: send(server.port, listed).status, range(CLIENTS * ROUNDS))
        assert set(answers) == {200}
        assert "thread not started" in server.log.read_text(encoding="utf-8")
        assert server.workers() == [worker]
