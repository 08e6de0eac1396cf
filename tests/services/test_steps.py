"""How many steps a list takes: no more for what it does not find."""

from __future__ import annotations

from typing import Any

import pytest

from api.models.database import Database
from tests.clients import Client
from tests.records import published
from tests.services.test_statements import counted


def steps(database: Database, client: Client, path: str) -> int:
    """Return how many steps SQLite takes to answer a list, in tens."""
    taken = []
    with counted(database, parameters=True) as statements:
        assert client.get(f"/v1/{path}").status_code == 200
    with database.reading() as session:
        raw: Any = session.connection.driver_connection
        raw.set_progress_handler(lambda: taken.append(1), 10)
        for statement, parameters in statements:
            raw.execute(statement, parameters).fetchall()
        raw.set_progress_handler(None, 0)
    return len(taken)


@pytest.mark.parametrize("path", ["announcements?identifier=plan:1", "announcements?topic=light&jurisdiction=KR"])
def test_few_are_found_by_as_many_steps_among_many(
    client: Client, public: Client, database: Database, path: str
) -> None:
    """The list is not gone through in its order as well."""
    if database.engine.dialect.name == "postgresql":
        return
    client.create(published(topics=["light"], identifiers=[{"scheme": "plan", "id": "1"}]))
    alone = steps(database, public, path)
    for number in range(40):
        client.create(published(topics=["other"], identifiers=[{"scheme": "plan", "id": f"other {number}"}]))
    assert steps(database, public, path) <= alone + 5
