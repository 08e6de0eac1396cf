"""A server that speaks the protocol of Redis, on a free port."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from fakeredis import TcpFakeServer

from tests.servers import HOST


@contextmanager
def redis_server() -> Iterator[str]:
    """Its address, as `127.0.0.1:port`, while the context lasts."""
    server = TcpFakeServer((HOST, 0))
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"{HOST}:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
