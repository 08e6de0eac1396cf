"""Clients that ask for the longest pages and do not read them hold little memory, and nobody else up."""

from __future__ import annotations

import socket
from contextlib import ExitStack
from pathlib import Path

import pytest

from api import create_app
from api.settings import Settings
from tests.clients import RECORDS, Client
from tests.records import published
from tests.servers import HOST, Server, is_ready

CLIENTS, RECORD_COUNT, RECORD_CHARACTERS = 12, 60, 900_000
MAX_GROWTH = 200
"""Megabytes; all of the pages' records would be 650, several times."""


def resident_megabytes(server: Server) -> int:
    """Memory of the server's workers."""
    process = server.process.pid
    children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    statuses = (Path(f"/proc/{child}/status").read_text(encoding="utf-8") for child in children)
    return sum(int(status.split("VmRSS:")[1].split(maxsplit=1)[0]) for status in statuses) // 1024


@pytest.mark.long
def test_pages_that_nobody_reads_hold_little_memory(migrated_database: str, tmp_path: Path) -> None:
    app = create_app(Settings(database_url=migrated_database, log_level="error"))
    client = Client.of(app, "write", "publish")
    for number in range(RECORD_COUNT):
        client.create(published(title=f"{number}", body="x" * RECORD_CHARACTERS))
    app.extensions["database"].engine.dispose()
    with ExitStack() as stack:
        server = Server(migrated_database, tmp_path / "log", WEB_THREADS=f"{CLIENTS + 4}", LOG_LEVEL="error")
        stack.callback(server.stop)
        server.wait_until_ready()
        before = resident_megabytes(server)
        for _ in range(CLIENTS):
            reader = stack.enter_context(socket.socket())
            reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            reader.connect((HOST, server.port))
            reader.sendall(f"GET {RECORDS}?limit=200 HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())
            assert reader.recv(100).startswith(b"HTTP/1.1 200")
        assert resident_megabytes(server) - before < MAX_GROWTH
        assert is_ready(server.port)
