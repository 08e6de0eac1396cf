"""The number of SQL statements of a request does not grow with the data."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import pytest
from sqlalchemy import Connection, event

from api.db import compiled_query
from api.db.database import Database
from api.services.query import executor
from api.services.tokens import signer
from tests.clients import RECORDS, Client, url_of
from tests.directory import create, entry_of, party
from tests.records import published, worked_example


@contextmanager
def counted(database: Database, *, parameters: bool = False) -> Iterator[list[Any]]:
    """Collect the statements that run meanwhile; `parameters`: each with its parameters.

    The secret of cursors, which is read once per engine, has been read.
    """
    with database.connect() as connection:
        signer(connection)
    statements: list[Any] = []
    fetch_rows = compiled_query.fetch_rows

    def collect(connection: Any, cursor: Any, statement: str, values: Any, *_: Any) -> None:  # noqa: ARG001 - SQLAlchemy's signature.
        statements.append((statement, values) if parameters else statement)

    def collect_and_fetch(connection: Connection, statement: str, values: Any) -> Any:
        if connection.dialect.name == "sqlite":  # The driver runs it, without an event.
            collect(connection, None, statement, values)
        return fetch_rows(connection, statement, values)

    event.listen(database.engine, "before_cursor_execute", collect)
    with patch.object(compiled_query, "fetch_rows", collect_and_fetch):
        yield statements
    event.remove(database.engine, "before_cursor_execute", collect)


def count(database: Database, client: Client, path: str) -> int:
    """The number of statements of a GET."""
    with counted(database) as statements:
        assert client.get(path).status_code == 200
    return len(statements)


def test_a_record_is_read_with_one_statement(client: Client, public: Client, database: Database) -> None:
    """A key takes one more."""
    url = url_of(client.create(worked_example()))
    assert (count(database, public, url), count(database, client, url)) == (1, 2)


def test_a_list_takes_one_statement_whatever_its_size(client: Client, public: Client, database: Database) -> None:
    """The rows of the page have the number of matches."""
    for number in range(30):
        client.create(published(title=str(number), topics=["quantum"]))
    filters = "jurisdiction=KR&topic=quantum&announced_from=2025&match=within&language=en&exclude_kind=law"
    for query in ("limit=1", "limit=25", filters, "announced_from=2025&announced_to=2026", "place=none"):
        assert count(database, public, f"{RECORDS}?{query}") == 1
    assert count(database, client, f"{RECORDS}?limit=25") == 2


def test_notes_on_unknown_values_take_a_bounded_number_of_statements(
    client: Client, public: Client, database: Database
) -> None:
    """One for a known value; for an unknown one its candidates and those that are checked; only for few values."""
    for number in range(30):
        topics = [f"none-{number}", f"none-{number + 100}"]
        client.create(published(title=str(number), topics=topics, jurisdiction="JP" if number else "KR"))
    assert count(database, public, f"{RECORDS}?topic=none-1&jurisdiction=KR") == 2
    assert count(database, public, f"{RECORDS}?topic=none") <= 2 + 3 + 5
    values = "&".join(f"topic=none{number}" for number in range(50))
    assert count(database, public, f"{RECORDS}?{values}") <= 1 + 3 * (1 + 3 + 5)


@pytest.mark.parametrize("filters", ["language=en", "announced_from=2020&announced_to=2030"])
def test_a_list_with_dense_matches_takes_two_statements(
    client: Client, public: Client, database: Database, monkeypatch: pytest.MonkeyPatch, filters: str
) -> None:
    """The second walks the list instead of sorting matches, and gives the same page."""
    for number in range(5):
        client.create(published(title=str(number), language="en"))
    path = f"{RECORDS}?{filters}&limit=3"
    few = public.get(path).get_json()
    monkeypatch.setattr(executor, "COUNT_AT_MOST", 2)
    assert count(database, public, path) == 2
    assert public.get(path).get_json() == few


def test_a_search_takes_one_statement_on_sqlite(client: Client, public: Client, database: Database) -> None:
    """The rows of the page have the number of matches, also behind page 1; one more counts rows with the words."""
    if database.engine.dialect.name == "postgresql":
        return
    for number in range(30):
        client.create(published(title=f"Quantum {number}"))
    first = public.get(f"{RECORDS}?q=quantum&limit=20").get_json()
    assert first["meta"]["total"]["value"] == 30
    following = first["links"]["next"]
    for path in (f"{RECORDS}?q=quantum&jurisdiction=KR", following[following.index("/v1/") :]):
        assert count(database, public, path) == 1
    assert count(database, public, f"{RECORDS}?q=quantum&language=en") == 2


LISTS = [
    "announcements?jurisdiction=KR&topic=quantum-technology&announced_from=2025&match=within",
    "announcements?party=IonQ&role=partner",
    "announcements?q=quantum+chips&facet=kind,topic,party",
    "announcements?topic=quantum-technology&facet=jurisdiction,year&limit=0",
    "announcements?jurisdiction=KR&facet=topic,party&limit=0&total=exact",
    "commitments?due_from=2026&due_to=2035&sort=due&facet=status,unit",
    "commitments?party=IonQ&overdue=false",
    "commitments?q=quantum&exclude_kind=goal",
    "amounts?currency=USD&amount_min=1000&sort=-amount&facet=currency,payer",
    "amounts?payer=IonQ&total=exact",
    "quotes?speaker=Bae+Kyung-hoon&q=quantum&facet=speaker",
    "topics?",
    "coverage?",
]

SEARCH_STATEMENTS = 8
"""Of a search: on PostgreSQL two for each of three ranks, and two for the number."""


@pytest.mark.parametrize("path", LISTS)
def test_every_list_takes_few_statements(client: Client, public: Client, database: Database, path: str) -> None:
    """At most two for the page, one for all facets, also for counts alone; a key takes one more."""
    client.create(worked_example())
    page = SEARCH_STATEMENTS if "q=" in path else 2
    most = page + 1 if "facet" in path and "limit=0" not in path else page
    assert count(database, public, f"/v1/{path}") <= most
    assert count(database, client, f"/v1/{path}") <= most + 1


@pytest.mark.parametrize("name", ["announcements", "commitments", "amounts", "quotes"])
def test_items_by_their_ids_take_few_statements(client: Client, public: Client, database: Database, name: str) -> None:
    """The page shows which ids are missing, unless there is none."""
    client.create(worked_example())
    ids = [item["id"] for item in public.get(f"/v1/{name}").get_json()["data"]][:2]
    query = "&".join(f"id={id}" for id in [*ids, "01a20f53-50a8-7d1e-ae73-a66ea1cda80f"])
    assert count(database, public, f"/v1/{name}?{query}") == 1
    assert count(database, public, f"/v1/{name}?{query}&limit=0") == 2


def test_a_page_in_a_format_without_meta_takes_no_statement_for_it(
    client: Client, public: Client, database: Database
) -> None:
    """Neither for the promises of superseded records that are left out, nor for the ids that were not found."""
    client.create(worked_example())
    for query in ("overdue=true", "id=01a20f53-50a8-7d1e-ae73-a66ea1cda80f"):
        path = f"/v1/commitments?{query}&limit=0&format="
        assert count(database, public, f"{path}ndjson") < count(database, public, f"{path}json")


def test_parties_take_two_statements_whatever_their_number(client: Client, public: Client, database: Database) -> None:
    """One for the page with the total, one for the facts about its parties."""
    client.create(worked_example())
    assert count(database, public, "/v1/parties") == count(database, public, "/v1/parties?limit=1") == 2


def test_writing_takes_no_more_statements_for_more_parts(client: Client, database: Database) -> None:
    """Parts of one kind are inserted by one statement, or on PostgreSQL by one COPY, which is not counted here."""

    def statements(parts: int) -> int:
        parties = [{"key": f"p{n}", "name": f"Party {n}", "kind": "company", "roles": ["issuer"]} for n in range(parts)]
        promises = [{"kind": "goal", "statement": f"Goal {n}"} for n in range(parts)]
        client.create(published(parties=parties))
        with counted(database) as run:
            client.create(published(parties=parties, commitments=promises))
        return len(run)

    assert statements(2) >= statements(50)
    assert statements(30) == statements(50)


def test_a_merge_takes_no_more_statements_for_more_records(client: Client, database: Database) -> None:
    """The directory is brought up to date once for all of them."""

    def statements(records: int) -> int:
        names = [f"{name} of {records}" for name in ("Alpha", "Beta")]
        ids = [entry_of([create(client, party(name)) for _ in range(records)][-1]) for name in names]
        with counted(database) as run:
            assert client.post(f"/v1/parties/{ids[0]}/merge", json={"into": ids[1]}).status_code == 200
        return len(run)

    assert statements(2) >= statements(12)
