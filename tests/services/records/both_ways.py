"""Both ways to keep many records: one after the other and all at once, and what a database then has."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from hypothesis import Phase
from sqlalchemy import Connection, Text, cast, select

from api.db.database import Database
from api.models import Base
from api.search.index import INDEXES
from api.services.auth import OPERATOR, Actor
from api.services.bulk import prepare
from api.services.errors import ServiceError
from api.services.records import batch_writer, documents, lifecycle
from api.services.records.writer import Change
from tests.engines import empty

NOW = datetime(2026, 11, 1, tzinfo=UTC)
MINISTRY = {"key": "m", "name": "Ministry", "kind": "government", "roles": ["issuer"], "jurisdiction": "KR"}
WRITER = Actor(scopes=frozenset({"write", "read"}))

WITHOUT_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
"""Every example empties a database twice."""

Told = list[tuple[str, Any]]


def at(line: int) -> datetime:
    """Return the time of a line."""
    return NOW + timedelta(milliseconds=line)


def id_of(number: int) -> str:
    """Return an id."""
    return f"019c0dea-8800-7000-8000-{number:012}"


def numbered(found: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the records, each with an id to bring along."""
    return [{"id": id_of(number)} | record for number, record in enumerate(found)]


def one_by_one(database: Database, found: Sequence[dict[str, Any]]) -> Told:
    """Keep new records one after the other, each in a transaction of its own."""
    told = []
    for line, record in enumerate(found):
        try:
            stored = database.write(lambda connection, record=record, line=line: put(connection, record, at(line)))
            told.append(("created", stored.version))
        except ServiceError as error:
            told.append(("refused", said(error)))
    return told


def put(connection: Connection, record: dict[str, Any], now: datetime) -> Any:
    """Keep a new record at the id that it brings."""
    stated = documents.validate(record)
    return lifecycle.replace(connection, UUID(record["id"]), stated, change_type="minor", actor=OPERATOR, now=now)


def said(error: ServiceError | None) -> Any:
    """Return what a refusal says."""
    return error and (type(error), error.detail, error.violations)


def together(
    database: Database,
    items: Sequence[Any],
    *,
    mode: batch_writer.Mode = "create",
    note: str | None = None,
    actor: Actor = OPERATOR,
) -> list[batch_writer.Outcome]:
    """Keep items in one transaction."""
    return database.write(
        lambda connection: batch_writer.keep(connection, items, mode=mode, note=note, actor=actor, now=NOW)
    )


def prepared(database: Database, found: Sequence[Any]) -> list[Any]:
    """Return records made ready as another process would."""
    return [
        prepare.prepare(
            line, orjson.dumps(record), engine=database.engine.dialect.name, change=Change("created"), now=at(line)
        )
        for line, record in enumerate(found)
    ]


def incoming(found: Sequence[Any]) -> list[batch_writer.RawRecord]:
    """Return records as they came."""
    return [batch_writer.RawRecord(line, record) for line, record in enumerate(found)]


def told_of(outcomes: Sequence[batch_writer.Outcome]) -> Told:
    """Return what became of each record."""
    return [(each.status, each.stored.version if each.stored else said(each.error)) for each in outcomes]


def everything(database: Database) -> dict[str, list[str]]:
    """Return the rows of all tables, with the ids of parties as the parties are called, and without what follows."""
    with database.connect() as connection:
        called = dict(callings(connection))
        tables = {table.name: select(table) for table in Base.metadata.sorted_tables if table.name != "api_keys"}
        for index in INDEXES.values():
            terms = cast(index.c.terms, Text) if connection.dialect.name == "postgresql" else index.c.rowid
            tables[index.name] = select(index.c.id, terms)
        return {
            name: sorted(row_told(row, called) for row in connection.execute(query).mappings())
            for name, query in tables.items()
        }


def row_told(row: Any, called: dict[str, str]) -> str:
    """Return a row as text."""
    told = repr({name: value for name, value in row.items() if name not in {"seq", "etag"}})
    for id, calling in called.items():
        told = told.replace(id, calling).replace(UUID(id).hex, calling)
    return told


def callings(connection: Connection) -> Iterator[tuple[str, str]]:
    """Yield the id of each party with what is said of it and what it is known by."""
    parties, names, identifiers = (Base.metadata.tables[f"part{end}"] for end in ("ies", "y_names", "y_identifiers"))
    for party in connection.execute(select(parties)):
        known = [
            sorted(connection.execute(select(*columns).where(columns[0].table.c.party_id == party.id)).all())
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
