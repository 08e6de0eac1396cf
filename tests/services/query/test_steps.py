"""SQLite's virtual machine steps: a list takes no more of them for rows that do not match."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection

from api.db.database import Database
from api.services.parties import matching
from api.services.parties.matching import PartyKey
from api.services.records import rules
from tests.clients import Client
from tests.parts import commitment
from tests.records import published
from tests.services.query.test_statement_counts import counted


def steps(database: Database, client: Client, path: str) -> int:
    """The steps that SQLite takes for a list, in tens."""
    with counted(database, parameters=True) as statements:
        assert client.get(f"/v1/{path}").status_code == 200

    def ask(connection: Connection) -> None:
        raw: Any = connection.connection.driver_connection
        for statement, parameters in statements:
            raw.execute(statement, parameters).fetchall()

    return steps_of(database, ask)


def steps_of(database: Database, work: Callable[[Connection], object]) -> int:
    """The steps that SQLite takes for some work, in tens."""
    taken = []
    with database.connect() as connection:
        raw: Any = connection.connection.driver_connection
        raw.set_progress_handler(lambda: taken.append(1), 10)
        work(connection)
        raw.set_progress_handler(None, 0)
    return len(taken)


SELECTIVE = [
    "announcements?identifier=plan:1",
    "announcements?identifier=plan:1&identifier=plan:2",
    "announcements?topic=light&jurisdiction=KR",
]


@pytest.mark.parametrize("path", SELECTIVE)
def test_few_are_found_by_as_many_steps_among_many(
    client: Client, public: Client, database: Database, path: str
) -> None:
    """The list is not walked in its order as well."""
    if database.engine.dialect.name == "postgresql":
        return
    client.create(published(topics=["light"], identifiers=[{"scheme": "plan", "id": "1"}]))
    alone = steps(database, public, path)
    for number in range(40):
        client.create(published(topics=["other"], identifiers=[{"scheme": "plan", "id": f"other {number}"}]))
    assert steps(database, public, path) <= alone + 5


def test_a_topic_of_a_jurisdiction_is_found_among_many_of_others(
    client: Client, public: Client, database: Database
) -> None:
    """The index of topics by jurisdiction has the page, not only the number of matches."""
    if database.engine.dialect.name == "postgresql":
        return
    path = "announcements?topic=light&jurisdiction=KR"
    client.create(published(topics=["light"], jurisdiction="KR"))
    alone = steps(database, public, path)
    for _ in range(40):
        client.create(published(topics=["light"], jurisdiction="GB"))
    assert steps(database, public, path) <= alone + 5


def test_identifiers_of_many_records_and_parties_are_each_looked_up(client: Client, database: Database) -> None:
    """Identifiers of the same scheme do not slow a batch down in a larger database."""
    if database.engine.dialect.name == "postgresql":
        return
    pairs = {("plan", "1"), ("plan", "2"), ("plan", "3")}

    def keep(name: str, *ids: str) -> None:
        held = [{"scheme": "plan", "id": id} for id in ids]
        named = {"key": "k", "kind": "company", "name": name, "roles": ["issuer"], "identifiers": held}
        client.create(published(identifiers=held, parties=[named]))

    def look_up(connection: Connection) -> None:
        rules.find_holders(connection, pairs)
        matching.look_up(connection, [PartyKey("company", None, "A", "a", frozenset(pairs))])

    keep("A", "1", "2", "3")
    alone = steps_of(database, look_up)
    for number in range(40):
        keep(f"{number}", f"other {number}")
    assert steps_of(database, look_up) <= alone + 5


def test_an_exclusion_takes_steps_in_proportion_to_what_it_excludes(
    client: Client, public: Client, database: Database
) -> None:
    """Not in proportion to its square: no row is compared with each of those to exclude."""
    if database.engine.dialect.name == "postgresql":
        return
    held = [commitment(topics=["light" if number % 2 else "other"]) for number in range(40)]
    path = "commitments?exclude_topic=light&total=exact&limit=0"
    client.create(published(commitments=held))
    alone = steps(database, public, path)
    for _ in range(3):
        client.create(published(commitments=held))
    assert public.get(f"/v1/{path}").json["meta"]["total"]["value"] == 80
    assert steps(database, public, path) <= 5 * alone


@pytest.mark.parametrize("path", ["announcements?jurisdiction=JP", "announcements?jurisdiction=JP&topic=light"])
def test_joint_announcements_of_a_jurisdiction_are_found_among_many_of_others(
    client: Client, public: Client, database: Database, path: str
) -> None:
    """Its index and its tags are read, not the list."""
    if database.engine.dialect.name == "postgresql":
        return
    client.create(published(topics=["light"], jurisdiction="KR", other_jurisdictions=["JP"]))
    client.create(published(topics=["light"], jurisdiction="JP"))
    alone = steps(database, public, path)
    for _ in range(40):
        client.create(published(topics=["light"], jurisdiction="GB", other_jurisdictions=["FR"]))
    assert public.get(f"/v1/{path}").json["meta"]["total"]["value"] == 2
    assert steps(database, public, path) <= alone + 5
