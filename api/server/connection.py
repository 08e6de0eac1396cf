"""A client's connection: the request that is being received, and the response that is not sent yet.

A thread gets a request once its header and body have come, so that no slow sender holds a thread. Only a body that
cannot be kept here (chunked, over `MAX_RECEIVED`, or announced by `Expect`) is read by the thread, within a time limit.
A response that the client does not read at once stays here, and the main thread sends it.
"""

from __future__ import annotations

import socket
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from errno import EPIPE
from select import POLLOUT, poll
from typing import Any

from gunicorn.http.errors import InvalidRequestLine
from gunicorn.workers.gthread import TConn

from api.server.framing import Received, body_length, is_http
from api.server.load import LoadShedder
from api.services.bulkhead import Bulkhead

MAX_HEADER = 64 * 1024
"""Bytes of a request's line and headers."""

MAX_RECEIVED = 8 * 1024 * 1024
"""Bytes of a request that are kept until it is complete."""

MAX_UNSENT = 1024 * 1024
"""Bytes of a response in pieces that are kept for a slow reader; above that, the thread waits."""

MIN_RATE = 16 * 1024
"""Bytes per second that a client must send or read, beyond a time limit in seconds."""

RECEIVE_BYTES, SMALL_PIECE = 64 * 1024, 4 * 1024
END_OF_HEADER = b"\r\n\r\n"
CHUNKED, EXPECTS = b"\r\ntransfer-encoding:", b"\r\nexpect:"
CLOSES = b"\r\nconnection: close"
MAX_PIECES = 64
POLL_MS = 250
FAST_MS, FAST_SECONDS = 10, 0.1


@dataclass(slots=True)
class TimeLimits:
    """Time limits in seconds. They are shared by all connections, so that a stop can shorten them."""

    header: float
    body: float
    send: float
    idle: float


class ClientSocket(socket.socket):
    """A blocking socket that gives gunicorn's parser what was received, and keeps what it cannot send at once."""

    def __init__(self, accepted: socket.socket, limits: TimeLimits, bulkhead: Bulkhead) -> None:
        """Take over an accepted socket."""
        super().__init__(accepted.family, accepted.type, accepted.proto, accepted.detach())
        self.limits = limits
        self.bulkhead = bulkhead
        self.incoming: deque[bytes] = deque()
        self.body_deadline: float | None = None
        self.is_streamed = False
        self.is_head = False
        """Whether the method of the request is HEAD, whose response has no body."""
        self.header: bytes | None = None
        self.unsent: deque[memoryview] = deque()
        self.unsent_bytes = 0
        self.progress_at = 0.0
        self.is_broken = False

    def receive_now(self) -> bytes:
        """Bytes that have come; empty at the end. Raises `BlockingIOError` if there are none."""
        return super().recv(RECEIVE_BYTES, socket.MSG_DONTWAIT)

    def recv(self, size: int, flags: int = 0) -> bytes:
        """Bytes of the current request: those received first; then, of a streamed body, those that come in time.

        Raises `InvalidRequestLine` behind the end of a request that has come as a whole: gunicorn's C parser takes a
        line without a version for the beginning of one.
        """
        if self.incoming:
            data = self.incoming.popleft()
            if len(data) > size:
                self.incoming.appendleft(data[size:])
            return data[:size]
        if not self.is_streamed:
            raise InvalidRequestLine("")
        if self.body_deadline is not None:
            super().settimeout(max(self.body_deadline - time.monotonic(), 0.001))
        data = super().recv(size, flags)
        self.progress_at = time.monotonic()
        if self.body_deadline is not None:
            self.body_deadline += len(data) / MIN_RATE
        return data

    def settimeout(self, value: float | None) -> None:
        """Set the time limit of each read of a streamed body, instead of one for the whole body."""
        self.body_deadline = None
        if self.is_streamed:
            super().settimeout(value)

    def setblocking(self, flag: bool) -> None:
        """Do nothing: the socket blocks, and what must not wait says so to the operation."""

    def sendall(self, data: Any, flags: int = 0) -> None:  # noqa: ARG002  # The signature of the socket.
        """Send a piece of a response. Its header, the first piece, is sent together with the second."""
        if self.header is None:
            self.send_pieces(data)
        elif self.header:
            header, self.header = self.header, None
            self.send_pieces(header, data)
        else:
            self.header = data

    def begin_response(self) -> None:
        """Hold back the next piece, a header, until there is a body or the response ends."""
        self.header = b""

    def end_response(self) -> None:
        """Send the header of a response without a body, and what the client reads fast."""
        header, self.header = self.header, None
        if not header and not self.unsent:
            return
        with suppress(OSError):
            if header and not self.is_broken:
                self.send_pieces(header)
            if self.unsent:
                self.send_while_read()

    def send_while_read(self) -> None:
        """Send what is kept as long as the client reads fast, to spare the main thread."""
        writable, until = self.when_writable(), time.monotonic() + FAST_SECONDS
        while self.unsent and time.monotonic() < until and writable.poll(FAST_MS):
            self.send_unsent()

    def when_writable(self) -> poll:
        """What waits until the socket takes more."""
        writable = poll()
        writable.register(self.fileno(), POLLOUT)
        return writable

    def send_pieces(self, *pieces: bytes) -> None:
        """Send as much as the socket takes, and keep the rest; wait for the client if too much is kept."""
        length, sent = sum(map(len, pieces)), 0
        if self.unsent:
            self.send_unsent()
            if self.unsent and self.unsent_bytes + length > MAX_UNSENT:
                self.wait_for_reader(MAX_UNSENT - length)
        if not self.unsent:
            try:
                sent = self.sendmsg(pieces, (), socket.MSG_DONTWAIT)
            except BlockingIOError:
                sent = 0
            if sent == length:
                return
        self.unsent.extend(map(memoryview, pieces))
        self.unsent_bytes += length
        self.drop_sent(sent)

    def send_unsent(self) -> None:
        """Send as much of what is kept as the socket takes."""
        while self.unsent:
            try:
                sent = self.sendmsg(list(self.unsent)[:MAX_PIECES], (), socket.MSG_DONTWAIT)
            except BlockingIOError:
                return
            self.drop_sent(sent)

    def drop_sent(self, sent: int) -> None:
        """Drop the first bytes of what is kept."""
        self.unsent_bytes -= sent
        self.progress_at = time.monotonic()
        while self.unsent and sent >= len(self.unsent[0]):
            sent -= len(self.unsent.popleft())
        if sent:
            self.unsent[0] = self.unsent[0][sent:]

    def wait_for_reader(self, kept: int) -> None:
        """Wait until no more than this is kept. Raises `BrokenPipeError` for a client that does not read.

        A thread that waits holds a place of the bulkhead, as the threads of streams do already.
        """
        if not self.bulkhead.acquire():
            raise self.broken("all threads for slow clients are taken")
        try:
            writable, began_at = self.when_writable(), time.monotonic()
            while self.unsent and self.unsent_bytes > kept:
                writable.poll(POLL_MS)
                self.send_unsent()
                if time.monotonic() - began_at > self.limits.send:
                    raise self.broken("the client does not read")
        finally:
            self.bulkhead.release()

    def broken(self, reason: str) -> BrokenPipeError:
        """Drop the rest of the response. Returns the error that ends it."""
        self.is_broken = True
        self.unsent.clear()
        self.unsent_bytes = 0
        return BrokenPipeError(EPIPE, reason)


class Connection(TConn):
    """A connection of a client, between the main thread that watches it and the thread that serves its request."""

    def __init__(self, cfg: Any, sock: ClientSocket, client: Any, server: Any) -> None:
        super().__init__(cfg, sock, client, server)
        self.data_ready = True  # gunicorn does not wait for data itself.
        self.head = b""
        self.pieces: list[bytes] = []
        self.size = 0
        self.needed: int | None = None
        self.leftover = b""
        self.is_watched = False
        self.is_receiving = False
        self.is_lingering = False
        self.is_keeping = False
        self.deadline: float | None = None
        self.load: LoadShedder | None = None
        self.began_at = 0.0
        self.started_at = 0.0

    def receive(self) -> Received:
        """Read what has come, without waiting."""
        data, self.leftover = self.leftover, b""
        if not data:
            try:
                data = self.sock.receive_now()
            except BlockingIOError:
                return Received.PARTIAL
            except OSError:
                return Received.CLOSED
            if not data:
                return Received.CLOSED
        self.sock.progress_at = time.monotonic()
        return self.receive_header(data) if self.needed is None else self.receive_body(data)

    def receive_header(self, data: bytes) -> Received:
        """Add bytes to the header; find out at its end how long the request is."""
        if not self.head:
            self.began_at = self.sock.progress_at
        searched = max(0, len(self.head) - len(END_OF_HEADER) + 1)
        head = self.head + data if self.head else data.lstrip(b"\r\n")
        self.sock.is_head = head.startswith(b"HEAD ")
        end = head.find(END_OF_HEADER, searched)
        if end < 0 or end > MAX_HEADER:
            self.head = head
            if len(head) > MAX_HEADER:
                return Received.TOO_LARGE
            return Received.PARTIAL if is_http(head) else Received.NOT_HTTP
        self.head = head[: end + 2].lower()
        self.needed = end + len(END_OF_HEADER) + body_length(self.head)
        if self.needed > MAX_RECEIVED or CHUNKED in self.head or EXPECTS in self.head:
            self.sock.is_streamed = True
            self.needed = 0
        return self.receive_body(head)

    def receive_body(self, data: bytes) -> Received:
        """Add bytes to the request. What follows its end is the beginning of the next one."""
        self.size += len(data)
        if self.pieces and len(self.pieces[-1]) < SMALL_PIECE:  # An object for each tiny packet would take gigabytes.
            data = self.pieces.pop() + data
        self.pieces.append(data)
        needed: int = self.needed or self.size
        if self.size < needed:
            return Received.PARTIAL
        if self.size > needed:
            cut = len(data) - (self.size - needed)
            self.pieces[-1], self.leftover = data[:cut], data[cut:]
        self.sock.incoming.extend(self.pieces)
        return Received.READY

    def forget_request(self) -> None:
        """Prepare for the next request."""
        self.head, self.pieces, self.size, self.needed = b"", [], 0, None
        self.is_receiving = False
        self.sock.incoming.clear()
        self.sock.is_streamed = False

    @property
    def can_continue(self) -> bool:
        """Whether the request has come as a whole, and the client expects the connection to remain open."""
        head, is_whole = self.pieces[0], not self.sock.is_streamed and not self.leftover
        return is_whole and b" HTTP/1.1\r\n" in head and CLOSES not in self.head
