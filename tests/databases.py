"""Whole databases, told so that two that hold the same can be compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Text, cast, select

from api.models import Base
from api.models.database import Database, Session
from api.models.searching import INDEXES
from tests.engines import empty

Told = list[tuple[str, Any]]


def everything(database: Database) -> dict[str, list[str]]:
    """Return the rows of all tables, with the ids of parties as the parties are called, and without what follows."""
    with database.reading() as session:
        called = dict(callings(session))
        tables = {table.name: select(table) for table in Base.metadata.sorted_tables if table.name != "api_keys"}
        for index in INDEXES.values():
            terms = cast(index.c.terms, Text) if session.dialect.name == "postgresql" else index.c.rowid
            tables[index.name] = select(index.c.id, terms)
        return {
            name: sorted(row_told(row, called) for row in session.execute(query).mappings())
            for name, query in tables.items()
        }


def row_told(row: Any, called: dict[str, str]) -> str:
    """Return a row as text."""
    told = repr({name: value for name, value in row.items() if name not in {"seq", "etag"}})
    for id, calling in called.items():
        told = told.replace(id, calling).replace(UUID(id).hex, calling)
    return told


def callings(session: Session) -> Iterator[tuple[str, str]]:
    """Yield the id of each party with what is said of it and what it is known by."""
    parties, names, identifiers = (Base.metadata.tables[f"part{end}"] for end in ("ies", "y_names", "y_identifiers"))
    for party in session.execute(select(parties)):
        known = [
            sorted(session.execute(select(*columns).where(columns[0].table.c.party_id == party.id)).all())
            for columns in (
                (names.c.folded_name, names.c.public),
                (identifiers.c.scheme, identifiers.c.value, identifiers.c.public),
            )
        ]
        yield str(party.id), f"<{party.kind} {party.jurisdiction} {party.name} {party.public} {known}>"


def compared(database: Database, ways: Sequence[Callable[[], Told]]) -> None:
    """See that each way of keeping records comes to the same."""
    outcomes = []
    for way in ways:
        empty(database)
        outcomes.append((way(), without_times_of_parties(everything(database))))
    for outcome in outcomes[1:]:
        assert outcome == outcomes[0]


def without_times_of_parties(tables: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return the tables without when parties were added: many at once are added at one time."""
    return tables | {"parties": sorted(row.partition("'created_at'")[0] for row in tables["parties"])}
