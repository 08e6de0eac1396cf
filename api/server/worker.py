"""gunicorn's threaded worker with a main thread that receives requests, sends what is slow to be read, and sheds load.

It uses what `ThreadWorker` offers to subclasses: its thread pool, poller and queue of callbacks, and the methods
without an underscore. `docs/operations/limits.md` says what clients notice of it.
"""

from __future__ import annotations

import errno
import selectors
import socket
import sys
import time
from contextlib import suppress
from typing import Any

import structlog

from api.server import refusals
from api.server.connection import MIN_RATE, RECEIVE_BYTES, ClientSocket, Connection, TimeLimits
from api.server.framing import Received
from api.server.heap import Heap
from api.server.pools import Pools, is_probe
from api.server.refusals import Refusal
from api.server.watcher import STOP_IDLE, ConnectionWatcher
from api.services.bulkhead import Bulkhead
from api.settings import Settings

log = structlog.get_logger()

SEND_BUFFER = 256 * 1024
"""Bytes of a response that the kernel takes at once; accepted sockets inherit it. The main thread sends the rest, which
costs more: the kernel's 16 kB at first are less than a list."""

CHECK_INTERVAL = 0.5
"""Seconds between two looks at deadlines, the heartbeat and the parent process."""

SWITCH_INTERVALS = (0.005, 0.0005)
"""Seconds for which a thread keeps the interpreter from others: usually, and while load is shed. The main thread needs
it after every system call, and took a second to refuse a request; at other times short turns cost a GET 8 % of CPU."""

RESOURCES_EXHAUSTED = (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM)
TRANSIENT = (errno.EAGAIN, errno.EWOULDBLOCK, errno.ECONNABORTED)
REFUSED = {Received.TOO_LARGE: refusals.HEADERS_TOO_LARGE, Received.NOT_HTTP: refusals.NOT_HTTP}


class Worker(ConnectionWatcher):
    """A worker whose threads hold complete requests only."""

    def init_process(self) -> None:
        """Read the settings, then serve."""
        settings = Settings.from_environment()
        self.queue = settings.web_queue
        self.limits = TimeLimits(
            header=settings.request_header_timeout,
            body=settings.request_body_timeout,
            send=settings.response_timeout,
            idle=self.cfg.keepalive,
        )
        self.connections = set()
        self.heap = Heap()
        self.shed = 0
        self.checked_at = 0.0
        super().init_process()

    def load_wsgi(self) -> None:
        """Load the application, and share its bulkhead."""
        super().load_wsgi()
        extensions = getattr(self.wsgi, "extensions", {})
        self.bulkhead: Bulkhead = extensions.get("bulkhead") or Bulkhead.of(self.cfg.threads)
        self.pools = Pools(self.tpool, self.cfg.threads, self.queue, self.bulkhead)

    def run(self) -> None:
        """Serve until the worker is asked to stop, then finish what was begun."""
        for listener in self.sockets:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        self.poller.register(self.method_queue.fileno(), selectors.EVENT_READ, self.method_queue.run_callbacks)
        while self.alive and self.check():
            self.set_accept_enabled(self.nr_conns < self.worker_connections)
            self.wait_for_and_dispatch_events(CHECK_INTERVAL)
        self.drain()
        self.pools.shutdown()
        self.poller.close()
        self.method_queue.close()

    def check(self) -> bool:
        """Beat the heart, end what took too long; False if the parent process is gone."""
        now = time.monotonic()
        if now - self.checked_at < CHECK_INTERVAL:
            return True
        self.checked_at = now
        self.notify()
        for conn in [each for each in self.connections if each.deadline is not None and each.deadline < now]:
            self.end_late(conn, now)
        self.heap.trim_if_due()
        sys.setswitchinterval(SWITCH_INTERVALS[self.shed > 0])
        if self.shed:
            log.warning("load shed", requests=self.shed)
            self.shed = 0
        return bool(self.is_parent_alive())

    def drain(self) -> None:
        """Accept what waits to be accepted, close the listeners, and answer until all connections are closed.

        Kept-alive connections get a moment for a request that is on its way; its response says `Connection: close`.
        """
        self.set_accept_enabled(False)
        for listener in self.sockets:
            listener.setblocking(False)
            while self.accept(listener):
                pass
            listener.close()
        self.limits.header = self.limits.body = self.limits.send = self.limits.idle = STOP_IDLE
        began_at = time.monotonic()
        for conn in self.connections:
            if conn.deadline is not None:
                conn.deadline = min(conn.deadline, began_at + STOP_IDLE)
        while self.connections and time.monotonic() < began_at + self.cfg.graceful_timeout:
            self.check()
            self.end_streams()
            self.wait_for_and_dispatch_events(CHECK_INTERVAL / 2)

    def accept(self, listener: socket.socket) -> bool:
        """Accept a connection, and wait for its request; False if there is none."""
        try:
            accepted, address = listener.accept()
        except OSError as error:
            if error.errno in RESOURCES_EXHAUSTED:
                self.close_idlest()
            elif error.errno not in TRANSIENT:
                raise
            return False
        self.nr_conns += 1
        sock = ClientSocket(accepted, self.limits, self.bulkhead)
        conn = Connection(self.cfg, sock, address, listener.getsockname())
        conn.init()
        self.connections.add(conn)
        self.await_request(conn)
        if self.nr_conns >= self.worker_connections:
            self.close_idlest()
        return True

    def await_request(self, conn: Connection) -> None:
        """Wait for a request to begin."""
        self.watch(conn, selectors.EVENT_READ, self.on_client_socket_readable, self.limits.idle)

    def on_client_socket_readable(self, conn: Connection, client: socket.socket) -> None:  # noqa: ARG002
        """Receive the next bytes of a request."""
        received = conn.receive()
        if received is Received.PARTIAL and conn.is_receiving and not (conn.size > RECEIVE_BYTES and self.is_full()):
            return
        self.unwatch(conn)
        if received is Received.PARTIAL and conn.is_receiving:
            self.refuse(conn, refusals.OVERLOADED)
        else:
            self.dispatch(conn, received)

    def dispatch(self, conn: Connection, received: Received) -> None:
        """Do what follows from how far a request has come."""
        if received is Received.READY:
            self.enqueue_req(conn)
        elif received is Received.PARTIAL:
            conn.is_receiving = True
            self.watch(conn, selectors.EVENT_READ, self.on_client_socket_readable, self.limits.header)
        elif received is Received.CLOSED:
            self.discard(conn)
        else:
            self.refuse(conn, REFUSED[received])

    def enqueue_req(self, conn: Connection) -> None:
        """Give a request to a thread, or refuse it if it would wait too long. Health checks are never refused."""
        load, executor = self.pools.pool_for(conn)
        if not is_probe(conn.pieces[0]) and load.refuses(time.monotonic()):
            self.shed += 1
            self.refuse(conn, refusals.OVERLOADED, keep=conn.can_continue)
            return
        conn.load = load
        load.running += 1
        try:
            executor.submit(self.serve, conn)
        except RuntimeError:  # One more thread could not be started. The request is in the queue of the others.
            log.exception("thread not started")

    def serve(self, conn: Connection) -> None:
        """Serve a request in a thread, and have the main thread go on with its connection."""
        conn.started_at = time.monotonic()
        outcome: bool | Refusal = False
        try:
            if not conn.sock.is_streamed:
                outcome = self.handle(conn)
            elif self.bulkhead.acquire():
                try:
                    conn.sock.body_deadline = conn.started_at + self.limits.body
                    outcome = self.handle(conn)
                finally:
                    self.bulkhead.release()
            else:
                outcome = refusals.TOO_MANY_SLOW
        finally:
            self.method_queue.defer(self.finish, conn, outcome)

    def handle_request(self, req: Any, conn: Connection) -> bool:
        """Run the application. A connection with a streamed body is not used again: its end may be unread."""
        if conn.sock.is_streamed:
            req.force_close()
        conn.sock.begin_response()
        try:
            keep = bool(super().handle_request(req, conn))
        finally:
            conn.sock.end_response()
        if keep:
            req.body.read()  # It is here already. With over 64 kB unread, gunicorn would close without a notice.
        return keep

    def handle_error(self, req: Any, client: ClientSocket, addr: Any, exc: Exception) -> None:  # noqa: ARG002
        """Answer an error of gunicorn's parser, or one that the application let through."""
        refusal = refusals.refusal_of(exc)
        if refusal is refusals.INTERNAL:
            log.error("unhandled error", exc_info=exc)
        else:
            log.info("request refused", status=refusal.status, error=type(exc).__name__)
        with suppress(OSError):
            client.send_pieces(refusal.response(has_body=not client.is_head))

    def finish(self, conn: Connection, outcome: bool | Refusal) -> None:
        """Go on in the main thread once a thread is done: keep the connection or close it, or refuse the request."""
        self.heap.note_end(conn.size, is_streamed=conn.sock.is_streamed)
        if conn.load:
            conn.load.finish(time.monotonic() - conn.started_at, is_typical=not conn.sock.is_streamed)
        if isinstance(outcome, Refusal):
            self.refuse(conn, outcome)
        else:
            self.end_request(conn, keep=outcome)

    def refuse(self, conn: Connection, refusal: Refusal, *, keep: bool = False) -> None:
        """Send a response of the server's own; then close the connection, unless told to keep it."""
        with suppress(OSError):
            conn.sock.send_pieces(refusal.response(keep_alive=keep, has_body=not conn.sock.is_head))
        self.end_request(conn, keep=keep)

    def end_request(self, conn: Connection, *, keep: bool) -> None:
        """Send the rest of the response; then wait for the next request, or close."""
        conn.is_keeping = keep
        conn.forget_request()
        if conn.sock.is_broken or conn.sock.fileno() < 0:
            self.discard(conn)
        elif conn.sock.unsent:
            seconds = self.limits.send + conn.sock.unsent_bytes / MIN_RATE
            self.watch(conn, selectors.EVENT_WRITE, self.on_writable, seconds)
            self.limit_unsent()
        elif not keep:
            self.linger(conn)
        elif conn.leftover:
            self.dispatch(conn, conn.receive())
        else:
            self.await_request(conn)

    def on_writable(self, conn: Connection, client: socket.socket) -> None:  # noqa: ARG002
        """Send more of a response."""
        try:
            conn.sock.send_unsent()
        except OSError:
            self.discard(conn)
            return
        if not conn.sock.unsent:
            self.unwatch(conn)
            self.end_request(conn, keep=conn.is_keeping)

    def end_late(self, conn: Connection, now: float) -> None:
        """End a connection whose time is over. A request that came in part is answered with 408."""
        if conn.needed is not None:
            conn.deadline = conn.began_at + self.limits.body + conn.size / MIN_RATE
            if conn.deadline > now:
                return
        self.unwatch(conn)
        if conn.head and not conn.sock.unsent:
            self.refuse(conn, refusals.HEADER_TIMEOUT if conn.needed is None else refusals.BODY_TIMEOUT)
        elif conn.sock.unsent or conn.is_lingering:
            self.discard(conn)
        else:
            self.linger(conn)
