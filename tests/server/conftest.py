"""One server for the tests of this folder, with short time limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.engines import copy_database
from tests.server.wire import send
from tests.servers import Server, running_server
from tests.waiting import wait_until

CHUNKED = b"POST /nowhere HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
LIMITS = {"REQUEST_HEADER_TIMEOUT": "1", "REQUEST_BODY_TIMEOUT": "1", "RESPONSE_TIMEOUT": "1", "WEB_THREADS": "8"}


@pytest.fixture(scope="package")
def server(newest: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A running server with a single worker. What it does with sockets does not depend on the database."""
    folder = tmp_path_factory.mktemp("server")
    url = copy_database(newest("sqlite"), folder, "served")
    with running_server(url, folder / "log", **LIMITS) as running:
        yield running


@pytest.fixture
def idle_server(server: Server) -> Server:
    """The server once it has forgotten the slow clients of other tests. A thread is free soon after its response."""
    wait_until(lambda: send(server.port, CHUNKED).status == 404)
    return server
