"""How many SQL statements a request takes: it does not grow with the data."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from api.models.database import Database
from tests.clients import RECORDS, Client, url_of
from tests.records import published, worked_example


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """Collect the statements that are run meanwhile."""
    statements: list[str] = []

    def collect(connection: Any, cursor: Any, statement: str, *_: Any) -> None:  # noqa: ARG001 - SQLAlchemy's signature.
        statements.append(statement)

    event.listen(database.engine, "before_cursor_execute", collect)
    yield statements
    event.remove(database.engine, "before_cursor_execute", collect)


def count(database: Database, client: Client, path: str) -> int:
    """Return how many statements a GET takes."""
    with counted(database) as statements:
        assert client.get(path).status_code == 200
    return len(statements)


def test_a_record_is_read_with_one_statement(client: Client, public: Client, database: Database) -> None:
    """And one more to find out whose key it is."""
    url = url_of(client.create(worked_example()))
    assert (count(database, public, url), count(database, client, url)) == (1, 2)


def test_a_list_takes_one_statement_whatever_its_size(client: Client, public: Client, database: Database) -> None:
    """And whatever its filters."""
    for number in range(30):
        client.create(published(title=str(number), topics=["quantum"]))
    filters = "jurisdiction=KR&topic=quantum&announced_from=2025&match=within&language=en&exclude_kind=law"
    for query in ("limit=1", "limit=25", filters):
        assert count(database, public, f"{RECORDS}?{query}") == 1
    assert count(database, client, f"{RECORDS}?limit=25") == 2


def test_parties_take_two_statements_whatever_their_number(client: Client, public: Client, database: Database) -> None:
    """The page with the total, and what is known of all of them."""
    client.create(worked_example())
    assert count(database, public, "/v1/parties") == count(database, public, "/v1/parties?limit=1") == 2


def test_writing_takes_no_more_statements_for_more_parts(client: Client, database: Database) -> None:
    """Parts of one sort go in together."""

    def statements(parts: int) -> int:
        parties = [{"key": f"p{n}", "name": f"Party {n}", "kind": "company", "roles": ["issuer"]} for n in range(parts)]
        promises = [{"kind": "goal", "statement": f"Goal {n}"} for n in range(parts)]
        client.create(published(parties=parties))
        with counted(database) as run:
            client.create(published(parties=parties, commitments=promises))
        return len(run)

    assert statements(2) == statements(50)
