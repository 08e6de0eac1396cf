"""The writer: records saved as a batch leave the same database, with the same results, as one after the other."""

from __future__ import annotations

from hashlib import blake2s
from typing import Any, Literal
from uuid import UUID

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from api.db.bulk_insert import COPY_FROM_ROWS
from api.db.database import Database
from api.models import Base
from api.search.index import analyze, analyze_record, index_items
from api.services import records
from api.services.auth import OPERATOR
from api.services.errors import Conflict, Forbidden, Gone, Invalid
from api.services.records import documents
from api.services.records.types import StoredRecord
from tests import strategies
from tests.records import draft, published, worked_example
from tests.services.records.equivalence import (
    MINISTRY,
    NOW,
    WITHOUT_SHRINKING,
    WRITER,
    Outcomes,
    as_batch,
    assert_equivalent,
    id_of,
    numbered,
    one_by_one,
    outcomes_of,
)


@given(st.lists(strategies.records(), max_size=5))
@settings(
    max_examples=15,
    deadline=None,
    phases=WITHOUT_SHRINKING,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_records_are_saved_as_one_by_one(database: Database, records: list[dict[str, Any]]) -> None:
    """Valid records whose parties and identifiers coincide, with relations to records that do not exist."""
    numbers = numbered(records)
    assert_equivalent(
        database, [lambda: one_by_one(database, numbers), lambda: outcomes_of(as_batch(database, numbers))]
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


def test_awkward_records_are_saved_as_one_by_one(database: Database) -> None:
    """A refused record leaves nothing, not even a party, and claims nothing."""
    numbers = numbered(AWKWARD)
    assert_equivalent(
        database, [lambda: one_by_one(database, numbers), lambda: outcomes_of(as_batch(database, numbers))]
    )


def test_documents_of_a_large_batch_are_the_same_to_the_byte(database: Database) -> None:
    """PostgreSQL gets so many by COPY, with documents as text in which a backslash is an escape."""
    title = 'C:\\x41 \\\\ "\\" \t\N{LATIN SMALL LETTER E WITH ACUTE} \N{FULL BLOCK}'
    numbers = numbered([published(title=f"{title} {number}") for number in range(COPY_FROM_ROWS + 5)])
    assert_equivalent(
        database, [lambda: one_by_one(database, numbers), lambda: outcomes_of(as_batch(database, numbers))]
    )


def test_the_etag_is_that_of_the_document(database: Database) -> None:
    (stored,) = as_batch(database, numbered([worked_example()]))
    assert isinstance(stored, StoredRecord)
    etag = f'"1-{blake2s(stored.document, digest_size=6).hexdigest()}"'
    with database.connect() as connection:
        for name in ("announcements", "versions"):
            table = Base.metadata.tables[name]
            assert connection.execute(select(table.c.etag, table.c.document)).one() == (etag, stored.document)


def test_a_record_may_refer_to_a_later_one_of_the_batch(database: Database) -> None:
    """Unless that one is refused."""
    items = numbered([
        draft(relations=[{"type": "cites", "announcement": id_of(1)}]),
        draft(),
        draft(relations=[{"type": "cites", "announcement": id_of(3)}]),
        draft(relations=[{"type": "cites", "announcement": id_of(4)}]),
        draft(title=""),
    ])  # fmt: skip
    outcomes = outcomes_of(as_batch(database, items))
    assert [outcome for outcome, _ in outcomes] == ["created"] * 2 + ["refused"] * 3


def test_stored_records_are_replaced_in_order(database: Database) -> None:
    """Found by id, or else by identifier, also if the same batch created them."""
    mine = [{"scheme": "plan", "id": "1"}]
    as_batch(database, numbered([draft(identifiers=mine)]))
    items = [
        {"id": id_of(0)} | draft(identifiers=mine),
        draft(identifiers=mine, title="By identifier"),
        {"id": id_of(5)} | draft(title="New"),
        {"id": id_of(5)} | draft(title="Newer", identifiers=[{"scheme": "plan", "id": "2"}]),
        draft(identifiers=[{"scheme": "plan", "id": "2"}], title="Newest"),
        {"id": id_of(6)} | draft(identifiers=mine),
        {"id": id_of(5)} | draft(title="No", relations=[{"type": "cites", "announcement": id_of(9)}]),
    ]
    results = as_batch(database, items, if_exists="replace")
    assert outcomes_of(results[:5]) == [
        ("unchanged", 1),
        ("replaced", 2),
        ("created", 1),
        ("replaced", 2),
        ("replaced", 3),
    ]
    assert [type(each) for each in results[5:]] == [Conflict, Invalid]


def test_replacing_in_a_batch_comes_to_the_same_as_one_by_one(database: Database) -> None:
    first = numbered(AWKWARD[:1] + AWKWARD[4:8])
    again = [record | {"title": "Again"} for record in first] + numbered([draft()] * 7)[6:]
    how: dict[str, Any] = {"if_exists": "replace", "note": "x"}

    def one_at_a_time() -> Outcomes:
        items = enumerate([*first, *again])
        return [outcomes_of(as_batch(database, [item], first_line=line, **how))[0] for line, item in items]

    def in_two_batches() -> Outcomes:
        results = as_batch(database, first, **how) + as_batch(database, again, first_line=len(first), **how)
        return outcomes_of(results)

    assert_equivalent(database, [one_at_a_time, in_two_batches])


def test_an_identifier_that_an_earlier_change_lets_go_of_can_be_taken(database: Database) -> None:
    """The second change takes the identifier of the first, and the third finds no record by the one it left."""
    one, two = [{"scheme": "plan", "id": "1"}], [{"scheme": "plan", "id": "2"}]
    as_batch(database, numbered([draft(identifiers=one), draft(identifiers=two)]))
    items = numbered([draft(title="Let go"), draft(identifiers=one), draft(identifiers=two)])
    results = as_batch(database, items, if_exists="replace")
    assert outcomes_of(results) == [("replaced", 2), ("replaced", 2), ("created", 1)]


@pytest.mark.parametrize("if_exists", ["refuse", "replace"])
def test_nothing_is_published_without_the_scope(database: Database, if_exists: Literal["refuse", "replace"]) -> None:
    """Drafts are stored all the same."""
    results = as_batch(database, [published(), draft()], if_exists=if_exists, actor=WRITER)
    assert [type(each) for each in results] == [Forbidden, StoredRecord]


def test_what_is_there_is_not_created_again(database: Database) -> None:
    """A withdrawn record is not replaced either."""
    items = numbered([draft(), draft()])
    as_batch(database, items)
    (refused, _) = as_batch(database, [items[0], draft()])
    assert isinstance(refused, Conflict)
    assert refused.violations[0].path == ("id",)
    common: dict[str, Any] = {"note": "x", "if_match": "*", "actor": OPERATOR, "now": NOW}
    database.write(lambda connection: records.withdraw(connection, UUID(id_of(0)), **common))
    (gone,) = as_batch(database, items[:1], if_exists="replace")
    assert isinstance(gone, Gone)


def test_versions_are_numbered_in_the_order_of_the_lines(database: Database) -> None:
    ids = [id_of(number) for number in (3, 1, 2)]
    as_batch(database, [{"id": id} | draft() for id in ids])
    versions = Base.metadata.tables["versions"]
    with database.connect() as connection:
        assert [
            str(id) for id in connection.scalars(select(versions.c.announcement_id).order_by(versions.c.seq))
        ] == ids


def test_texts_analyzed_ahead_are_those_that_are_indexed(database: Database) -> None:
    (stored,) = as_batch(database, numbered([worked_example()]))
    assert isinstance(stored, StoredRecord)
    analyzed = analyze_record(documents.validate(worked_example()))
    items = index_items(orjson.loads(stored.document))
    assert {item.fields for by_id in items.values() for item in by_id.values()} == analyzed.keys()
    assert all(analyze(fields) == terms for fields, terms in analyzed.items())
