"""Requests that count or sum all matches have threads of their own: those of short reads are always free."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from api.server.pools import is_aggregate
from tests.server.wire import send
from tests.servers import running_server
from tests.waiting import wait_until

AGGREGATES = (
    "GET /v1/announcements?limit=0&facet=kind",
    "GET /v1/announcements?limit=0&%66acet=kind",
    "GET /v1/commitments?total=exact",
    "GET /v1/commitments/summary",
    "GET /v1/amounts/summary.svg?group_by=kind",
    "HEAD /v1/commitments/timeline.svg",
    "GET /v1/t%6Fpics?limit=1",
    "GET /v1/coverage",
    "POST /v1/announcements/search",
    "QUERY /v1/quotes",
)
OTHERS = (
    "GET /v1/announcements",
    "GET /v1/announcements?q=facet+total&limit=200",
    "GET /v1/changes?since=x",
    "GET /healthz",
)
WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"


def head_of(line: str) -> bytes:
    """The header of a request."""
    return f"{line} HTTP/1.1\r\nHost: a\r\nX: /v1/topics ?facet=\r\n\r\n".encode()


@pytest.mark.parametrize("line", AGGREGATES)
def test_what_counts_all_matches_is_known_by_the_request_line(line: str) -> None:
    assert is_aggregate(head_of(line))


@pytest.mark.parametrize("line", OTHERS)
def test_nothing_else_is_taken_for_it(line: str) -> None:
    assert not is_aggregate(head_of(line))


@pytest.mark.long
def test_aggregates_that_wait_hold_no_thread_of_a_read(migrated_database: str, tmp_path: Path) -> None:
    """On PostgreSQL, where a lock on a table can keep a count waiting."""
    if migrated_database.startswith("sqlite"):
        return
    engine = create_engine(migrated_database)
    line = head_of("GET /v1/commitments/summary")
    read = head_of("GET /v1/announcements?limit=1")
    with running_server(migrated_database, tmp_path / "log", WEB_THREADS="1") as server, ThreadPoolExecutor(2) as pool:
        with engine.connect() as connection:
            connection.exec_driver_sql("LOCK TABLE commitments IN ACCESS EXCLUSIVE MODE")
            waiting = [pool.submit(send, server.port, line) for _ in range(2)]
            wait_until(lambda: connection.exec_driver_sql(WAITING).scalar_one() > 0)
            assert [send(server.port, read).status for _ in range(3)] == [200] * 3
            assert not any(each.done() for each in waiting)
        assert [each.result().status for each in waiting] == [200] * 2
    engine.dispose()
