"""A view that runs again after a lost connection gives the response that it gives at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from api.db.database import Database
from tests.clients import Client, url_of
from tests.records import worked_example


def lose_first_connection(database: Database, monkeypatch: pytest.MonkeyPatch) -> list[Connection]:
    """Let the next read fail at its end, as if its connection had been lost. Returns the connections of all reads."""
    connect, used = database.autocommit, list[Connection]()

    @contextmanager
    def lost_once() -> Iterator[Connection]:
        with connect() as connection:
            yield connection
            used.append(connection)
            if len(used) == 1:
                raise DBAPIError("", None, Exception("lost"), connection_invalidated=True)

    monkeypatch.setattr(database, "autocommit", lost_once)
    return used


@pytest.mark.parametrize(
    "path",
    [
        "/v1/commitments/summary?group_by=jurisdiction",
        "/v1/amounts/summary?group_by=kind",
        "/v1/amounts/summary?convert=announced_on&currency=USD&group_by=kind",
        "/v1/amounts/summary.svg?group_by=topic",
        "/v1/commitments/timeline.svg",
        "/v1/commitments?format=csv",
        "{record}?format=jsonld",
    ],
)
def test_a_read_that_is_done_again_gives_the_same_response(
    client: Client, public: Client, database: Database, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    path = path.format(record=url_of(client.create(worked_example())))
    expected = public.get(path)
    used = lose_first_connection(database, monkeypatch)
    again = public.get(path)
    assert len(used) >= 2
    assert (again.status_code, again.headers["Content-Type"]) == (200, expected.headers["Content-Type"])
    assert again.data == expected.data
