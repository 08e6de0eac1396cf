"""Between a record and its rows: which columns hold what was stated, which are derived, and back again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, insert, select

from api.models import (
    Amount,
    Announcement,
    AnnouncementIdentifier,
    AnnouncementRole,
    AnnouncementTopic,
    Base,
    Commitment,
    Quote,
    Relation,
    Source,
    StatedParty,
)
from api.models.database import Session
from domain.edtf import window

Row = dict[str, Any]
Derive = Callable[[Mapping[str, Any]], Row]


def days(text: str | None, name: str) -> Row:
    """Return the two columns of an uncertain date: its first and its last possible day."""
    first, last = (None, None) if text is None else (window(text).first, window(text).last)
    return {f"{name}_from": first, f"{name}_to": last}


def derive_announcement(record: Mapping[str, Any]) -> Row:
    """Return the announcement's derived columns."""
    return days(record["announced_on"], "announced") | days(record.get("effective"), "effective")


def derive_commitment(part: Mapping[str, Any]) -> Row:
    """Return a commitment's derived columns."""
    target = part.get("target")
    value = Decimal(target["value"]) if target else None
    return {"target_value": value} | days(part.get("due"), "due") | days(part.get("starts"), "starts")


def derive_amount(part: Mapping[str, Any]) -> Row:
    """Return an amount's derived columns."""
    return {"value": Decimal(part["amount"])} | days(part.get("period"), "period")


def derive_relation(part: Mapping[str, Any]) -> Row:
    """Return a relation's column that is kept in a type of its own."""
    return {"announcement": UUID(part["announcement"]) if "announcement" in part else None}


PARTS: Mapping[str, tuple[type[Base], Derive]] = {
    "parties": (StatedParty, lambda part: {"party_id": part["party"]["id"]}),
    "commitments": (Commitment, derive_commitment),
    "amounts": (Amount, derive_amount),
    "quotes": (Quote, lambda part: days(part.get("said_on"), "said")),
    "sources": (Source, lambda _: {}),
    "relations": (Relation, derive_relation),
}
"""Each list of a record: its table, and what its rows hold beyond what was stated."""

LOOK_UPS: tuple[type[Base], ...] = (AnnouncementRole, AnnouncementTopic, AnnouncementIdentifier)
"""Tables from which a record is found, and which say nothing more about it."""

DERIVED = frozenset({"announcement_id", "position", "etag", "document", "value", "target_value", "party_id"}) | {
    f"{name}_{end}" for name in ("announced", "effective", "due", "starts", "period", "said") for end in ("from", "to")
}
"""Columns that say nothing which the others do not."""


def stated_columns(model: type[Base]) -> tuple[str, ...]:
    """Return the columns that hold a part as it was stated, in order."""
    return tuple(column.key for column in model.__mapper__.columns if column.key not in DERIVED)


PART_TABLES: tuple[type[Base], ...] = tuple(model for model, _ in PARTS.values())
STATED_TABLES: tuple[type[Base], ...] = (*PART_TABLES, Announcement)
COLUMNS = {model: stated_columns(model) for model in STATED_TABLES}
INSERTS = {model: insert(model) for model in (*STATED_TABLES, *LOOK_UPS)}
DELETES = [
    delete(model).where(model.__table__.c.announcement_id == bindparam("id")) for model in (*PART_TABLES, *LOOK_UPS)
]
"""Statements that every write runs, made once."""


def write(session: Session, record: Mapping[str, Any], *, etag: str, document: bytes, new: bool) -> None:
    """Make the rows of a record say what the record says. `record` is complete: ids, dates and matches are in it."""
    row = fill(Announcement, record, derive_announcement) | {"etag": etag, "document": document}
    if new:
        session.execute(INSERTS[Announcement], row)
    else:
        table = Announcement.__table__
        session.execute(table.update().where(table.c.id == record["id"]).values(row))  # type: ignore[attr-defined]
        clear(session, record["id"])
    for name, (model, derive) in PARTS.items():
        insert_all(session, model, part_rows(record, record[name], model, derive))
    insert_all(session, AnnouncementRole, role_rows(record))
    insert_all(session, AnnouncementTopic, topic_rows(record))
    insert_all(session, AnnouncementIdentifier, identifier_rows(record))


def fill(model: type[Base], stated: Mapping[str, Any], derive: Derive) -> Row:
    """Return a row: every stated column, null where nothing was stated, and the derived ones."""
    return {name: stated.get(name) for name in COLUMNS[model]} | derive(stated)


def part_rows(record: Row | Mapping[str, Any], parts: Sequence[Row], model: type[Base], derive: Derive) -> list[Row]:
    """Return the rows of one list of parts."""
    return [
        fill(model, part, derive) | {"announcement_id": record["id"], "position": position}
        for position, part in enumerate(parts)
    ]


def role_rows(record: Mapping[str, Any]) -> list[Row]:
    """Return a row for each role that each directory entry has."""
    pairs = {(party["party"]["id"], role) for party in record["parties"] for role in party["roles"]}
    return [{"party_id": id, "role": role, "announcement_id": record["id"]} for id, role in sorted(pairs)]


def topic_rows(record: Mapping[str, Any]) -> list[Row]:
    """Return a row for each topic."""
    return [{"topic": topic, "announcement_id": record["id"]} for topic in record["topics"]]


def identifier_rows(record: Mapping[str, Any]) -> list[Row]:
    """Return a row for each identifier that the record holds; a withdrawn one lets go of them."""
    if record["state"] == "withdrawn":
        return []
    return [
        {"scheme": each["scheme"], "value": each["id"], "announcement_id": record["id"]}
        for each in record["identifiers"]
    ]


def insert_all(session: Session, model: type[Base], rows: list[Row]) -> None:
    """Insert many rows in one statement."""
    if rows:
        session.execute(INSERTS[model], rows)


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
