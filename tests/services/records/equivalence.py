"""Two ways to save many records, one by one and as a batch, and everything a database then holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from hypothesis import Phase
from sqlalchemy import Connection, Text, cast, func, select

from api.db.database import Database
from api.models import AuditEvent, Base
from api.search.match_expression import INDEXES
from api.services import records
from api.services.auth import OPERATOR, Actor
from api.services.errors import ServiceError
from api.services.records import documents, writer
from api.services.records.types import Change, SaveResult, StoredRecord
from tests.engines import delete_all_rows

NOW = datetime(2026, 11, 1, tzinfo=UTC)
MINISTRY = {"key": "m", "name": "Ministry", "kind": "government", "roles": ["issuer"], "jurisdiction": "KR"}
WRITER = Actor(scopes=frozenset({"write", "read"}))

WITHOUT_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
"""Every example empties a database twice."""

Outcomes = list[tuple[str, Any]]


def at(line: int) -> datetime:
    """The time of a line."""
    return NOW + timedelta(milliseconds=line)


def id_of(number: int) -> str:
    """An id."""
    return f"019c0dea-8800-7000-8000-{number:012}"


def numbered(items: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The records, each with an id to bring along."""
    return [{"id": id_of(number)} | record for number, record in enumerate(items)]


def one_by_one(database: Database, items: Sequence[dict[str, Any]]) -> Outcomes:
    """Save new records one after the other, each in a transaction of its own."""
    outcomes: Outcomes = []
    for line, record in enumerate(items):
        try:
            stored = database.write(lambda connection, record=record, line=line: put(connection, record, at(line)))
            outcomes.append(("created", stored.version))
        except ServiceError as error:
            outcomes.append(("refused", facts_of(error)))
    return outcomes


def put(connection: Connection, record: dict[str, Any], now: datetime) -> Any:
    """Save a new record at the id that it brings."""
    payload = documents.validate(record)
    return records.replace(connection, UUID(record["id"]), payload, actor=OPERATOR, now=now)


def facts_of(error: ServiceError) -> Any:
    """Status, code and places of a refusal."""
    return type(error), error.detail, error.violations


def as_batch(
    database: Database,
    items: Sequence[Any],
    *,
    if_exists: Literal["refuse", "replace"] = "refuse",
    note: str | None = None,
    actor: Actor = OPERATOR,
    first_line: int = 0,
) -> list[SaveResult]:
    """Save records in one call, those that are valid by themselves."""
    results: dict[int, SaveResult] = {}
    changes: dict[int, Change] = {}
    for line, record in enumerate(items, first_line):
        try:
            payload = documents.validate(record)
        except ServiceError as error:
            results[line] = error
            continue
        id = UUID(record["id"]) if "id" in record else None
        common: dict[str, Any] = {"note": note, "actor": actor, "now": at(line), "if_exists": if_exists}
        changes[line] = Change(operation="created", id=id, payload=payload, **common)
    saved = database.write(lambda connection: writer.save(connection, [*changes.values()]))
    results |= zip(changes, saved, strict=True)
    return [result for _, result in sorted(results.items(), key=lambda item: item[0])]


def outcomes_of(results: Sequence[SaveResult]) -> Outcomes:
    """The result of each record."""
    return [
        (each.outcome, each.version) if isinstance(each, StoredRecord) else ("refused", facts_of(each))
        for each in results
    ]


def everything(database: Database) -> dict[str, list[str]]:
    """The rows of all tables, with descriptions of parties and of progress reports in place of their ids."""
    with database.connect() as connection:
        descriptions = dict([*party_descriptions(connection), *report_descriptions(connection)])
        tables = {table.name: select(table) for table in Base.metadata.sorted_tables if table.name != "api_keys"}
        tables["audit_events"] = select(func.count()).select_from(AuditEvent)  # There are many, of earlier tests.
        for index in INDEXES.values():
            terms = cast(index.c.terms, Text) if connection.dialect.name == "postgresql" else index.c.rowid
            tables[index.name] = select(index.c.id, terms)
        return {
            name: sorted(row_text(row, descriptions) for row in connection.execute(query).mappings())
            for name, query in tables.items()
        }


def row_text(row: Any, descriptions: dict[str, str]) -> str:
    """A row as text, without sequence numbers, and without ETags, which depend on the ids of parties."""
    text = repr({name: value for name, value in row.items() if name not in {"seq", "etag"}})
    for id, description in descriptions.items():
        text = text.replace(id, description).replace(UUID(id).hex, description)
    return text


def party_descriptions(connection: Connection) -> Iterator[tuple[str, str]]:
    """Id, kind, jurisdiction, names and identifiers of each party."""
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


def report_descriptions(connection: Connection) -> Iterator[tuple[str, str]]:
    """Id of each progress report, and its number on its commitment."""
    reports = Base.metadata.tables["progress"].c
    numbers: Counter[tuple[UUID, str]] = Counter()
    for row in connection.execute(
        select(reports.id, reports.announcement_id, reports.commitment).order_by(reports.seq)
    ):
        numbers[row.announcement_id, row.commitment] += 1
        yield str(row.id), f"<report {numbers[row.announcement_id, row.commitment]}>"


def assert_equivalent(database: Database, ways: Sequence[Callable[[], Outcomes]]) -> None:
    """Each way to save records has the same outcomes and leaves the same rows."""
    outcomes = []
    for way in ways:
        delete_all_rows(database)
        outcomes.append((way(), everything(database)))
    for outcome in outcomes[1:]:
        assert outcome == outcomes[0]
