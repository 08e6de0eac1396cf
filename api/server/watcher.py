"""The connections that no thread serves: the main thread watches them, each within a time limit."""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from gunicorn.workers.gthread import ThreadWorker

from api.server.connection import Connection

LINGER = 2.0
"""Seconds to wait for a client to close too: data that it still sends would else reset the connection, and lose it the
response."""

STOP_IDLE = 2.0
"""Seconds that a stopping worker waits for a client that neither sends nor reads."""

MAX_UNSENT_IN_ALL = 64 * 1024 * 1024
"""Bytes of all responses that wait for slow readers; above that, the one that waited longest is cut off."""

MAX_RECEIVED_IN_ALL = 64 * 1024 * 1024
"""Bytes of all requests that have come in part; above that, those that grow are refused."""


class ConnectionWatcher(ThreadWorker):
    """The part of the worker that waits for sockets and closes them."""

    connections: set[Connection]

    def watch(self, conn: Connection, events: int, callback: Callable[..., None], seconds: float) -> None:
        """Call back when the socket is ready, within a time limit."""
        conn.deadline = time.monotonic() + seconds
        conn.is_watched = True
        self.poller.register(conn.sock, events, partial(callback, conn))

    def unwatch(self, conn: Connection) -> None:
        """Undo `watch`."""
        conn.deadline = None
        if conn.is_watched:
            conn.is_watched = False
            self.poller.unregister(conn.sock)

    def limit_unsent(self) -> None:
        """Cut off the slowest reader if too much is unsent."""
        slow = [each for each in self.connections if each.is_watched and each.sock.unsent]
        if sum(each.sock.unsent_bytes for each in slow) > MAX_UNSENT_IN_ALL:
            self.discard(min(slow, key=lambda each: each.sock.progress_at))

    def linger(self, conn: Connection) -> None:
        """Announce the end of the connection, and wait until the client closes it too (RFC 9112, section 9.6)."""
        try:
            conn.sock.shutdown(socket.SHUT_WR)
        except OSError:
            self.discard(conn)
            return
        conn.is_lingering = True
        self.watch(conn, selectors.EVENT_READ, self.on_lingering, LINGER)

    def on_lingering(self, conn: Connection, client: socket.socket) -> None:  # noqa: ARG002
        """Drop what the client still sends."""
        try:
            if conn.sock.receive_now():
                return
        except BlockingIOError:
            return
        except OSError:
            pass
        self.discard(conn)

    def end_streams(self) -> None:
        """Give threads that wait for a silent client the end of its body."""
        silent_since = time.monotonic() - STOP_IDLE
        for conn in self.connections:
            if conn.deadline is None and conn.sock.is_streamed and conn.sock.progress_at < silent_since:
                with suppress(OSError):
                    conn.sock.shutdown(socket.SHUT_RD)

    def is_full(self) -> bool:
        """Whether the requests that are being received take too much memory."""
        return sum(each.size for each in self.connections) > MAX_RECEIVED_IN_ALL

    def close_idlest(self) -> None:
        """Make room: close the connection that has waited longest for a request."""
        idle = [each for each in self.connections if each.is_watched and not each.head and not each.sock.unsent]
        if idle:
            self.discard(min(idle, key=lambda each: each.deadline or 0.0))

    def discard(self, conn: Connection) -> None:
        """Close a connection at once."""
        self.unwatch(conn)
        self.connections.discard(conn)
        self.nr_conns -= 1
        conn.close()
