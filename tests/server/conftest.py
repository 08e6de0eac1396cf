"""One server for the tests of this folder, with short time limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.engines import copy_database
from tests.servers import Server, running_server

LIMITS = {"REQUEST_HEADER_TIMEOUT": "1", "REQUEST_BODY_TIMEOUT": "1", "RESPONSE_TIMEOUT": "1"}


@pytest.fixture(scope="package")
def server(newest: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A running server with a single worker. What it does with sockets does not depend on the database."""
    folder = tmp_path_factory.mktemp("server")
    url = copy_database(newest("sqlite"), folder, "served")
    with running_server(url, folder / "log", **LIMITS) as running:
        yield running
