"""A TCP proxy to PostgreSQL that cuts the connection at a commit: before the server receives it, or before the client
receives the response.
"""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator
from threading import Thread
from typing import Literal

HOST = "127.0.0.1"
COMMIT = b"Q\x00\x00\x00\x0bCOMMIT\x00"
"""COMMIT as a message of the protocol."""

Moment = Literal["never", "before", "after"]


class Cutter:
    """Forwards bytes both ways, and cuts the connection at a moment of a commit."""

    def __init__(self, server: str) -> None:
        """Listen. `server` is the path of the server's Unix socket."""
        self.server = server
        self.moment: Moment = "never"
        self.listener = socket.create_server((HOST, 0))
        self.port: int = self.listener.getsockname()[1]
        Thread(target=self.accept, daemon=True).start()

    def accept(self) -> None:
        """Accept connections until this is closed."""
        with contextlib.suppress(OSError):
            while True:
                client, _ = self.listener.accept()
                server = socket.socket(socket.AF_UNIX)
                server.connect(self.server)
                for pair in ((client, server), (server, client)):
                    Thread(target=self.forward, args=(*pair, client), daemon=True).start()

    def forward(self, source: socket.socket, target: socket.socket, client: socket.socket) -> None:
        """Forward bytes one way until either side closes, or they are to be cut."""
        with source, target, contextlib.suppress(OSError):
            while content := source.recv(65_536):
                if COMMIT in content and self.moment != "never":
                    self.cut(content, target if source is client else source, client)
                    return
                target.sendall(content)
            target.shutdown(socket.SHUT_RDWR)

    def cut(self, content: bytes, server: socket.socket, client: socket.socket) -> None:
        """Close both connections: the commit never arrives, or its response never does."""
        moment, self.moment = self.moment, "never"
        if moment == "after":
            client.shutdown(socket.SHUT_RDWR)
            server.sendall(content)
            server.shutdown(socket.SHUT_WR)
        else:
            server.shutdown(socket.SHUT_RDWR)
            client.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def cutter(server: str) -> Iterator[Cutter]:
    """A proxy to the server at a Unix socket."""
    proxy = Cutter(server)
    try:
        yield proxy
    finally:
        proxy.listener.close()
