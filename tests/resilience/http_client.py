"""The smallest asynchronous HTTP client: a request as bytes, its status and its duration."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

from tests.servers import HOST

FAILED = 0
"""The status of a request whose connection broke, or that was not answered in time."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The status of a request, when it was sent (of `time.monotonic`), and the seconds until it was answered."""

    status: int
    sent_at: float
    seconds: float


class ConnectionPool:
    """Connections to one server that are used again while it keeps them open."""

    def __init__(self, port: int) -> None:
        """`port` is that of the server, on this machine."""
        self.port = port
        self.idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def send(self, path: str, *, timeout: float) -> Outcome:
        """GET a path."""
        sent_at = time.monotonic()
        try:
            async with asyncio.timeout(timeout):
                status = await self.exchange(f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())
        except (OSError, EOFError, TimeoutError):
            status = FAILED
        return Outcome(status, sent_at, time.monotonic() - sent_at)

    async def exchange(self, request: bytes) -> int:
        """Send a request, read the response and return its status."""
        reader, writer = self.idle.pop() if self.idle else await asyncio.open_connection(HOST, self.port)
        is_reusable = False
        try:
            writer.write(request)
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            length = head.partition(b"content-length:")[2].partition(b"\r\n")[0]
            await reader.readexactly(int(length))
            is_reusable = b"\r\nconnection: close" not in head
            return int(head.split(b" ", 2)[1])
        finally:
            if is_reusable:
                self.idle.append((reader, writer))
            else:
                writer.close()

    def close(self) -> None:
        """Close all connections."""
        for _, writer in self.idle:
            writer.close()
