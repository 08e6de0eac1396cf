"""Columns that say nothing which a record does not state: dates as days, figures as numbers, what its record says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, select

from api.db import bulk_insert
from api.models import Amount, Announcement, Base, Commitment, Quote, Relation, Source, StatedParty
from api.models.base import OF_RECORD, ListedPart
from api.services.bulk.legacy.lookup_rows import LOOK_UPS
from domain.dates.edtf import DateRange, parse_edtf

Row = dict[str, Any]
Stated = Mapping[str, Any]


def days(text: str | None, name: str) -> Row:
    """Return the two columns of an uncertain date: its first and its last possible day."""
    found = NO_DAYS if text is None else parse_edtf(text)
    return {f"{name}_from": found.first, f"{name}_to": found.last}


NO_DAYS = DateRange(None, None)


def announcement(record: Stated) -> Row:
    """Return an announcement's derived columns."""
    return days(record["announced_on"], "announced") | days(record.get("effective"), "effective")


def party(part: Stated, _: Stated) -> Row:
    """Return the directory's entry for a party."""
    return {"party_id": part["party"]["id"]}


def commitment(part: Stated, record: Stated) -> Row:
    """Return a commitment's derived columns."""
    target, due = part.get("target") or {}, days(part.get("due"), "due")
    first = due["due_from"] or due["due_to"]
    promises = record["due_histories"].get(part["key"], ())
    figures = {
        "target_value": Decimal(target["value"]) if target else None,
        "unit": target.get("unit"),
        "comparator": target.get("comparator"),
        "due_rising": first or date.max,
        "due_falling": first or date.min,
        "promised_to": days(first_promise(promises) or part.get("due"), "due")["due_to"],
        "status_code": part["status"]["code"] if part.get("status") else None,
    }
    return figures | due | days(part.get("starts"), "starts")


def first_promise(promises: Sequence[Stated]) -> str | None:
    """Return the first due date that there was: one that a correction took away was none."""
    return next((promise["due"] for promise in promises if promise["due"]), None)


def amount(part: Stated, record: Stated) -> Row:
    """Return an amount's derived columns."""
    change = part.get("change")
    figures = {
        "value": Decimal(part["amount"]),
        "percent": Decimal(change["percent"]) if change else None,
        "payer_id": entry(part.get("payer"), record),
        "payee_id": entry(part.get("payee"), record),
    }
    return figures | days(part.get("period"), "period")


def quote(part: Stated, record: Stated) -> Row:
    """Return a quote's derived columns."""
    said = days(part.get("said_on"), "said")
    first = said["said_from"] or said["said_to"] or days(record["announced_on"], "announced")["announced_from"]
    return said | {"said_rising": first, "speaker_id": entry(part["speaker"], record)}


def relation(part: Stated, _: Stated) -> Row:
    """Return a relation's column that is kept in a type of its own."""
    return {"announcement": UUID(str(part["announcement"])) if "announcement" in part else None}


def source(_: Stated, __: Stated) -> Row:
    """Return a source's derived columns, of which there are none."""
    return {}


def of_record(record: Stated) -> Row:
    """Return what a listed part repeats of its record."""
    return {
        "state": record["state"],
        "jurisdiction": record["jurisdiction"],
        "announcement_kind": record["kind"],
        "announcement_language": record["language"],
        "updated_at": record["updated_at"],
    } | days(record["announced_on"], "announced")


def entry(key: str | None, record: Stated) -> UUID | None:
    """Return the directory's entry for the party with this key."""
    return next((party["party"]["id"] for party in record["parties"] if party["key"] == key), None)


Derive = Callable[[Mapping[str, Any], Mapping[str, Any]], Row]
Fragments = Mapping[str, Sequence[bytes]]
Tables = dict[type[Base], list[bulk_insert.DriverRow]]

PARTS: Mapping[str, tuple[type[Base], Derive]] = {
    "parties": (StatedParty, party),
    "commitments": (Commitment, commitment),
    "amounts": (Amount, amount),
    "quotes": (Quote, quote),
    "sources": (Source, source),
    "relations": (Relation, relation),
}
"""Each list of a record: its table, and what its rows hold beyond what was stated."""

DERIVED = frozenset(
    {"announcement_id", "position", "etag", "document", "value", "target_value", "unit", "comparator"}
) | {
    "due_rising",
    "due_falling",
    "promised_to",
    "status_code",
    "percent",
    "said_rising",
    "party_id",
    "payer_id",
    "payee_id",
    "speaker_id",
    *(
        f"{name}_{end}"
        for name in ("announced", "effective", "due", "starts", "period", "said")
        for end in ("from", "to")
    ),
}
"""Columns that say nothing which the others do not."""

REPEATED = frozenset({*OF_RECORD, "updated_at"})
"""Columns of a listed part that repeat what its record states."""


def stated_columns(model: type[Base]) -> tuple[str, ...]:
    """Return the columns that hold a part as it was stated, in order."""
    repeated = REPEATED if issubclass(model, ListedPart) else frozenset()
    return tuple(column.key for column in model.__mapper__.columns if column.key not in DERIVED | repeated)


PART_TABLES: tuple[type[Base], ...] = tuple(model for model, _ in PARTS.values())
STATED_TABLES: tuple[type[Base], ...] = (*PART_TABLES, Announcement)
COLUMNS = {model: stated_columns(model) for model in STATED_TABLES}
BLANK: Mapping[type[Base], Row] = {model: dict.fromkeys(columns) for model, columns in COLUMNS.items()}
DELETES = [
    delete(model).where(model.__table__.c.announcement_id == bindparam("id")) for model in (*PART_TABLES, *LOOK_UPS)
]
"""Statements that every write runs, made once."""


def write(
    connection: Connection, record: Mapping[str, Any], *, etag: str, document: bytes, fragments: Fragments, new: bool
) -> None:
    """Make the rows of a record say what the record says. `record` is complete: ids, dates and matches are in it."""
    own = own_row(record, etag=etag, document=document)
    if not new:
        table = Announcement.__table__
        connection.execute(table.update().where(table.c.id == record["id"]).values(own))
        clear(connection, record["id"])
    made = bound(connection.dialect.name, record, own, fragments)
    for model, values in made.items():
        if new or model is not Announcement:
            bulk_insert.insert_driver_rows(connection, model.__table__, values)


def own_row(record: Mapping[str, Any], *, etag: str, document: bytes) -> Row:
    """Return the announcement's own row."""
    stated = {name: record.get(name) for name in COLUMNS[Announcement]}
    return stated | announcement(record) | {"etag": etag, "document": document}


def bound(engine: str, record: Mapping[str, Any], own: Row, fragments: Fragments) -> Tables:
    """Return all rows of a record as the driver takes them, each table after those that it refers to."""
    return (
        {Announcement: bulk_insert.driver_rows(engine, Announcement.__table__, [own])}
        | {
            model: bulk_insert.driver_rows(
                engine, model.__table__, part_rows(record, name, model, derive, fragments.get(name))
            )
            for name, (model, derive) in PARTS.items()
        }
        | {model: bulk_insert.driver_rows(engine, model.__table__, make(record)) for model, make in LOOK_UPS.items()}
    )


def part_rows(
    record: Mapping[str, Any], name: str, model: type[Base], derive: Derive, fragments: Sequence[bytes] | None
) -> list[Row]:
    """Return the rows of one list of parts, each with its own document where it is listed by itself.

    A row has every column, null where nothing was stated, and may have more than its table.
    """
    common = {"announcement_id": record["id"]} | (of_record(record) if issubclass(model, ListedPart) else {})
    blank = BLANK[model]
    rows = [
        {**blank, **part, **derive(part, record), **common, "position": position}
        for position, part in enumerate(record[name])
    ]
    for row, fragment in zip(rows, fragments or (), strict=fragments is not None):
        row["document"] = fragment
    return rows


def clear(connection: Connection, id: UUID) -> None:
    """Remove the rows that are about to be written anew."""
    for statement in DELETES:
        connection.execute(statement, {"id": id})


def read(connection: Connection, id: UUID) -> Row:
    """Return the record that the rows say, as `write` was given it."""
    columns = [getattr(Announcement, name) for name in COLUMNS[Announcement]]
    own = connection.execute(select(*columns).where(Announcement.id == id)).one()
    record = state(own._asdict()) | {name: read_parts(connection, id, model) for name, (model, _) in PARTS.items()}
    record["commitments"] = [part | follow_up(part, record["due_histories"]) for part in record["commitments"]]
    return record


def read_parts(connection: Connection, id: UUID, model: type[Base]) -> list[Row]:
    """Return the parts of one list, in order."""
    table = model.__table__
    query = select(table).where(table.c.announcement_id == id).order_by(table.c.position)
    rows = connection.execute(query).mappings()
    return [state({name: row[name] for name in COLUMNS[model]}) | link(row) for row in rows]


def state(row: Mapping[Any, Any]) -> Row:
    """Return what a row states, without what it leaves open."""
    return {name: value for name, value in row.items() if value is not None}


def link(row: Mapping[Any, Any]) -> Row:
    """Return how a row shows the directory's entry, where it has one."""
    return {"party": party_link(row["party_id"])} if "party_id" in row else {}


def follow_up(part: Mapping[str, Any], histories: Mapping[str, Any]) -> Row:
    """Return what a commitment has beside what was stated: its days, its address, and the due dates it has had."""
    history = histories.get(part["key"], [])
    due = days(part.get("due"), "due") | {"due_history": history if len(history) > 1 else []}
    return {"url": commitment_url(part["id"])} | state(due)


def commitment_url(id: UUID) -> str:
    """Return the address of a commitment."""
    return f"/v1/commitments/{id}"


def party_link(id: UUID) -> Row:
    """Return how a record shows a directory entry."""
    return {"id": id, "url": f"/v1/parties/{id}"}
