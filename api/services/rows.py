"""Between a record and its rows: which columns hold what was stated, which are derived, and back again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, select

from api.models import Amount, Announcement, Base, Commitment, Quote, Relation, Source, StatedParty, inserting
from api.models.base import OF_RECORD, ListedPart
from api.models.database import Session
from api.services import derived
from api.services.derived import days
from api.services.tags import LOOK_UPS

Row = dict[str, Any]
Derive = Callable[[Mapping[str, Any], Mapping[str, Any]], Row]
Fragments = Mapping[str, Sequence[bytes]]
Tables = dict[type[Base], list[inserting.Values]]

PARTS: Mapping[str, tuple[type[Base], Derive]] = {
    "parties": (StatedParty, derived.party),
    "commitments": (Commitment, derived.commitment),
    "amounts": (Amount, derived.amount),
    "quotes": (Quote, derived.quote),
    "sources": (Source, derived.source),
    "relations": (Relation, derived.relation),
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
    session: Session, record: Mapping[str, Any], *, etag: str, document: bytes, fragments: Fragments, new: bool
) -> None:
    """Make the rows of a record say what the record says. `record` is complete: ids, dates and matches are in it."""
    own = own_row(record, etag=etag, document=document)
    if not new:
        table = Announcement.__table__
        session.execute(table.update().where(table.c.id == record["id"]).values(own))  # type: ignore[attr-defined]
        clear(session, record["id"])
    made = bound(session.dialect.name, record, own, fragments)
    for model, values in made.items():
        if new or model is not Announcement:
            inserting.insert(session, model, values)


def own_row(record: Mapping[str, Any], *, etag: str, document: bytes) -> Row:
    """Return the announcement's own row."""
    stated = {name: record.get(name) for name in COLUMNS[Announcement]}
    return stated | derived.announcement(record) | {"etag": etag, "document": document}


def bound(engine: str, record: Mapping[str, Any], own: Row, fragments: Fragments) -> Tables:
    """Return all rows of a record as the driver takes them, each table after those that it refers to."""
    return (
        {Announcement: inserting.bound(engine, Announcement, [own])}
        | {
            model: inserting.bound(engine, model, part_rows(record, name, model, derive, fragments.get(name)))
            for name, (model, derive) in PARTS.items()
        }
        | {model: inserting.bound(engine, model, make(record)) for model, make in LOOK_UPS.items()}
    )


def part_rows(
    record: Mapping[str, Any], name: str, model: type[Base], derive: Derive, fragments: Sequence[bytes] | None
) -> list[Row]:
    """Return the rows of one list of parts, each with its own document where it is listed by itself.

    A row has every column, null where nothing was stated, and may have more than its table.
    """
    common = {"announcement_id": record["id"]} | (derived.of_record(record) if issubclass(model, ListedPart) else {})
    blank = BLANK[model]
    rows = [
        {**blank, **part, **derive(part, record), **common, "position": position}
        for position, part in enumerate(record[name])
    ]
    for row, fragment in zip(rows, fragments or (), strict=fragments is not None):
        row["document"] = fragment
    return rows


def clear(session: Session, id: UUID) -> None:
    """Remove the rows that are about to be written anew."""
    for statement in DELETES:
        session.execute(statement, {"id": id})


def read(session: Session, id: UUID) -> Row:
    """Return the record that the rows say, as `write` was given it."""
    columns = [getattr(Announcement, name) for name in COLUMNS[Announcement]]
    own = session.execute(select(*columns).where(Announcement.id == id)).one()
    record = state(own._asdict()) | {name: read_parts(session, id, model) for name, (model, _) in PARTS.items()}
    record["commitments"] = [part | follow_up(part, record["due_histories"]) for part in record["commitments"]]
    return record


def read_parts(session: Session, id: UUID, model: type[Base]) -> list[Row]:
    """Return the parts of one list, in order."""
    table = model.__table__
    query = select(table).where(table.c.announcement_id == id).order_by(table.c.position)
    rows = session.execute(query).mappings()
    return [state({name: row[name] for name in COLUMNS[model]}) | link(row) for row in rows]


def state(row: Mapping[Any, Any]) -> Row:
    """Return what a row states, without what it leaves open."""
    return {name: value for name, value in row.items() if value is not None}


def link(row: Mapping[Any, Any]) -> Row:
    """Return how a row shows the directory's entry, where it has one."""
    return {"party": party_link(row["party_id"])} if "party_id" in row else {}


def follow_up(part: Mapping[str, Any], histories: Mapping[str, Any]) -> Row:
    """Return what a commitment has beside what was stated: its days, its address, and the due dates it has had."""
    due = days(part.get("due"), "due") | {"due_history": histories.get(part["key"], [])}
    return {"url": commitment_url(part["id"])} | state(due)


def commitment_url(id: UUID) -> str:
    """Return the address of a commitment."""
    return f"/v1/commitments/{id}"


def party_link(id: UUID) -> Row:
    """Return how a record shows a directory entry."""
    return {"id": id, "url": f"/v1/parties/{id}"}
