"""Records kept many at once: the same database, and the same answers, as one after the other."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from api.db.bulk_insert import COPY_FROM_ROWS
from api.db.database import Database
from api.models import Base
from api.services.auth import OPERATOR
from api.services.bulk import prepare
from api.services.errors import Conflict, Forbidden, Gone, Invalid, Malformed
from api.services.records import batch_writer, documents, lifecycle
from api.services.records.writer import Change
from tests.engines import empty
from tests.records import draft, published, worked_example
from tests.services.records.both_ways import (
    MINISTRY,
    NOW,
    WITHOUT_SHRINKING,
    WRITER,
    Told,
    compared,
    id_of,
    incoming,
    numbered,
    one_by_one,
    prepared,
    together,
    told_of,
)
from tests.strategies import records


@given(st.lists(records(), max_size=5))
@settings(
    max_examples=15,
    deadline=None,
    phases=WITHOUT_SHRINKING,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_records_are_kept_as_one_by_one(database: Database, found: list[dict[str, Any]]) -> None:
    """Right records with parties and identifiers that coincide; relations to what is not there."""
    numbers = numbered(found)
    compared(
        database,
        [
            lambda: one_by_one(database, numbers),
            lambda: told_of(together(database, prepared(database, numbers))),
        ],
    )


AWKWARD: list[Any] = [
    published(parties=[MINISTRY], identifiers=[{"scheme": "plan", "id": "1"}]),
    draft(identifiers=[{"scheme": "plan", "id": "1"}]),
    draft(title=""),
    published(sources=[]),
    published(parties=[MINISTRY, MINISTRY | {"key": "n", "name": "MINISTRY "}]),
    draft(parties=[MINISTRY | {"key": "o", "identifiers": [{"scheme": "ror", "id": "x"}]}]),
    published(parties=[MINISTRY | {"identifiers": [{"scheme": "ror", "id": "y"}]}, MINISTRY | {"key": "p"}]),
    draft(parties=[MINISTRY | {"name": "Ministerium", "identifiers": [{"scheme": "ror", "id": "x"}]}]),
    draft(parties=[MINISTRY | {"name": "Ministerium"}]),
    draft(relations=[{"type": "cites", "announcement": id_of(0)}]),
    draft(relations=[{"type": "cites", "announcement": id_of(1)}], identifiers=[{"scheme": "plan", "id": "9"}]),
    draft(relations=[{"type": "cites", "announcement": id_of(11)}]),
    draft(state="withdrawn"),
    worked_example() | {"identifiers": [{"scheme": "plan", "id": "9"}]},
    draft(parties=[{"name": "No key", "kind": "person", "roles": ["speaker"]}]),
    draft(amounts=[{"kind": "budget", "text": "€1.2bn"}]),
]  # fmt: skip


def test_awkward_records_are_kept_as_one_by_one(database: Database) -> None:
    """What is refused leaves nothing, not even a party, and lets go of what it claimed."""
    numbers = numbered(AWKWARD)
    compared(
        database,
        [
            lambda: one_by_one(database, numbers),
            lambda: told_of(together(database, prepared(database, numbers))),
        ],
    )


def test_many_at_once_say_to_the_letter_what_each_said(database: Database) -> None:
    """PostgreSQL is given so many in another way, and their documents as text in which a backslash begins something."""
    title = 'C:\\x41 \\\\ "\\" \t\N{LATIN SMALL LETTER E WITH ACUTE} \N{FULL BLOCK}'
    numbers = numbered([published(title=f"{title} {number}") for number in range(COPY_FROM_ROWS + 5)])
    compared(
        database,
        [
            lambda: one_by_one(database, numbers),
            lambda: told_of(together(database, prepared(database, numbers))),
        ],
    )


def test_records_made_ready_before_are_kept_like_those_that_were_not(database: Database) -> None:
    """Ids that stood in for the directory's leave no trace."""
    numbers = numbered(AWKWARD)

    def made_ready() -> Told:
        name = database.engine.dialect.name
        change = Change("created")
        items = [
            prepare.prepare(line, orjson.dumps(record), engine=name, change=change, now=NOW)
            for line, record in enumerate(numbers)
        ]
        return told_of(together(database, items))

    compared(database, [lambda: told_of(together(database, incoming(numbers))), made_ready])


def test_the_validator_is_that_of_the_document(database: Database) -> None:
    """In the record and in its version."""
    (outcome,) = together(database, prepared(database, numbered([worked_example()])))
    assert outcome.stored is not None
    etag = documents.etag_of(1, outcome.stored.document)
    with database.connect() as connection:
        for name in ("announcements", "versions"):
            table = Base.metadata.tables[name]
            assert connection.execute(select(table.c.etag, table.c.document)).one() == (etag, outcome.stored.document)


def test_a_record_may_point_at_one_further_on(database: Database) -> None:
    """Unless that one is refused."""
    items = numbered([
        draft(relations=[{"type": "cites", "announcement": id_of(1)}]),
        draft(),
        draft(relations=[{"type": "cites", "announcement": id_of(3)}]),
        draft(relations=[{"type": "cites", "announcement": id_of(4)}]),
        draft(title=""),
    ])  # fmt: skip
    assert [each.status for each in together(database, incoming(items))] == ["created"] * 2 + ["refused"] * 3


def test_what_is_there_is_replaced_in_its_turn(database: Database) -> None:
    """Found by its id, or where none is given by an identifier; also what the same batch brought."""
    mine = [{"scheme": "plan", "id": "1"}]
    together(database, incoming(numbered([draft(identifiers=mine)])))
    items = [
        {"id": id_of(0)} | draft(identifiers=mine),
        draft(identifiers=mine, title="By identifier"),
        {"id": id_of(5)} | draft(title="New"),
        {"id": id_of(5)} | draft(title="Newer", identifiers=[{"scheme": "plan", "id": "2"}]),
        draft(identifiers=[{"scheme": "plan", "id": "2"}], title="Newest"),
        {"id": id_of(6)} | draft(identifiers=mine),
        {"id": id_of(5)} | draft(title="No", relations=[{"type": "cites", "announcement": id_of(9)}]),
        "no record",
    ]
    outcomes = together(database, incoming(items), mode="upsert")
    found = [(each.status, each.stored and each.stored.version) for each in outcomes]
    assert found == [
        ("unchanged", 1),
        ("replaced", 2),
        ("created", 1),
        ("replaced", 2),
        ("replaced", 3),
        ("refused", None),
        ("refused", None),
        ("refused", None),
    ]
    assert [type(each.error) for each in outcomes[5:]] == [Conflict, Invalid, Malformed]


def test_replacing_comes_to_the_same_as_putting_one_after_the_other(database: Database) -> None:
    """In what is kept."""
    first = numbered(AWKWARD[:1] + AWKWARD[4:8])
    again = [record | {"title": "Again"} for record in first] + numbered([draft()] * 7)[6:]

    def put_each() -> Told:
        for record in [*first, *again]:
            together(database, incoming([record]), mode="upsert", note="x")
        return []

    def kept() -> Told:
        together(database, incoming(first), mode="upsert", note="x")
        together(database, incoming(again), mode="upsert", note="x")
        return []

    outcomes = []
    for way in (put_each, kept):
        empty(database)
        way()
        with database.connect() as connection:
            table = Base.metadata.tables["announcements"]
            columns = (table.c.id, table.c.version, table.c.title, table.c.state)
            outcomes.append(sorted(connection.execute(select(*columns)).all()))
    assert outcomes[0] == outcomes[1]


@pytest.mark.parametrize("mode", ["create", "upsert"])
def test_nothing_is_published_without_the_scope(database: Database, mode: batch_writer.Mode) -> None:
    """Drafts are kept all the same."""
    outcomes = together(database, incoming([published(), draft()]), mode=mode, actor=WRITER)
    assert [type(each.error) for each in outcomes] == [Forbidden, type(None)]


def test_what_is_there_is_not_created_again(database: Database) -> None:
    """And a withdrawn record is not replaced."""
    items = numbered([draft(), draft()])
    together(database, incoming(items))
    (refused, _) = together(database, incoming([items[0], draft()]))
    assert isinstance(refused.error, Conflict)
    assert refused.error.violations[0].path == ("id",)
    common: dict[str, Any] = {"change_type": "minor", "note": "x", "if_match": "*", "actor": OPERATOR, "now": NOW}
    database.write(lambda connection: lifecycle.withdraw(connection, UUID(id_of(0)), **common))
    (gone,) = together(database, incoming(items[:1]), mode="upsert")
    assert isinstance(gone.error, Gone)


def test_versions_are_numbered_in_the_order_of_the_lines(database: Database) -> None:
    """Whatever the order of the ids."""
    ids = [id_of(number) for number in (3, 1, 2)]
    together(database, incoming([{"id": id} | draft() for id in ids]))
    versions = Base.metadata.tables["versions"]
    with database.connect() as connection:
        assert [
            str(id) for id in connection.scalars(select(versions.c.announcement_id).order_by(versions.c.seq))
        ] == ids
