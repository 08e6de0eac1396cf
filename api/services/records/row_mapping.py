"""The rows of a record, in every table but the search index and the versions. `row_reader` is the inverse.

Columns named as on the wire hold what was stated. The others are derived: date ranges, decimals, directory entries,
and values copied from the record, which lists compare without a join.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain, islice
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, bindparam, delete, update

from api.db.bulk_insert import driver_rows, insert_driver_rows
from api.db.sql import GREATEST, encode_values, in_rows_param
from api.models import (
    Amount,
    AmountWhole,
    Announcement,
    AnnouncementIdentifier,
    AnnouncementRole,
    AnnouncementTag,
    Base,
    Commitment,
    CommitmentTag,
    Quote,
    Relation,
    Source,
    StatedParty,
)
from api.models.base import OF_RECORD, ListedPart
from api.services.records.rules import identifiers_of
from api.services.records.types import Record, RenderedRecord
from domain.dates.edtf import DateRange, parse_edtf
from domain.dates.fiscal_years import NO_YEARS, years_of
from domain.policy import days_in_force

Row = dict[str, Any]
Part = Mapping[str, Any]
Derive = Callable[[Part, Record, Mapping[str, UUID]], Row]
"""The derived columns of a part, from the part, its record, and the directory entries of the parties by their keys."""

INSERT_ROWS = 10_000
"""Rows in one insert: the largest record has 80,000 tags, which as dictionaries take 40 MB."""

UNKNOWN_DATE = DateRange(None, None)
NEVER_IN_FORCE: Row = {"in_force_from": None, "in_force_to": None}


def date_columns(text: str | None, name: str, jurisdiction: str) -> Row:
    """The two columns of an uncertain date: the first and the last day that it can mean in a jurisdiction."""
    days = UNKNOWN_DATE if text is None else parse_edtf(text, jurisdiction)
    return {f"{name}_from": days.first, f"{name}_to": days.last}


def in_force_columns(record: Record) -> Row:
    """The first and the last day on which the policy may be in force."""
    jurisdiction = record["jurisdiction"]
    announced = parse_edtf(record["announced_on"], jurisdiction)
    placed = DateRange(announced.first or announced.last, announced.last)
    days = days_in_force(record.get("policy_status"), record.get("effective"), placed, jurisdiction)
    return {"in_force_from": days[0], "in_force_to": days[1]} if days else NEVER_IN_FORCE


def commitment_columns(part: Part, record: Record, _: Mapping[str, UUID]) -> Row:
    """A commitment's figures, the ends of its target, ranges and status.

    A due date that was corrected away was never promised.
    """
    jurisdiction = record["jurisdiction"]
    target, due = part.get("target") or {}, date_columns(part.get("due"), "due", jurisdiction)
    comparator, value = target.get("comparator"), Decimal(target["value"]) if target else None
    upper = Decimal(target["upper"]) if "upper" in target else GREATEST if comparator == "gte" else value
    first_day = due["due_from"] or due["due_to"]
    history = record["due_histories"].get(part["key"], ())
    first_promise = next((each["due"] for each in history if each["due"]), part.get("due"))
    figures = {
        "target_value": value,
        "lower_value": -GREATEST if comparator == "lte" else value,
        "upper_value": upper,
        "unit": target.get("unit"),
        "comparator": comparator,
        "due_rising": first_day or date.max,
        "due_falling": first_day or date.min,
        "promised_to": parse_edtf(first_promise, jurisdiction).last if first_promise else None,
        "due_moved": len(history) > 1,
        "status_code": part["status"]["code"] if part.get("status") else None,
    }
    return figures | due | date_columns(part.get("starts"), "starts", jurisdiction)


def amount_columns(part: Part, record: Record, entries: Mapping[str, UUID]) -> Row:
    """An amount's decimals, the ends of a limit or a range, period, the years of that, payer and payee."""
    change, comparator, value = part.get("change"), part.get("comparator"), Decimal(part["amount"])
    upper = Decimal(part["upper"]) if "upper" in part else value
    is_limit = comparator in {"gte", "lte"}
    period, jurisdiction = part.get("period"), record["jurisdiction"]
    years = NO_YEARS if period is None else years_of(period, jurisdiction)
    figures = {
        "value": value,
        "bound": comparator if is_limit else "range" if upper > value else None,
        "lower_value": -GREATEST if comparator == "lte" else value,
        "upper_value": GREATEST if comparator == "gte" else upper,
        "restates": UUID(part["restates"]) if "restates" in part else None,
        "percent": Decimal(change["percent"]) if change else None,
        "payer_id": entries.get(part.get("payer", "")),
        "payee_id": entries.get(part.get("payee", "")),
        "period_year": years.period_year,
        "fiscal_year": years.fiscal_year,
    }
    return figures | date_columns(period, "period", jurisdiction)


def quote_columns(part: Part, record: Record, entries: Mapping[str, UUID]) -> Row:
    """The days of a quote, which default to those of the record, and its speaker."""
    said = date_columns(part.get("said_on"), "said", record["jurisdiction"])
    announced = parse_edtf(record["announced_on"], record["jurisdiction"])
    first_day = said["said_from"] or said["said_to"] or announced.first or announced.last
    return said | {"said_rising": first_day, "speaker_id": entries[part["speaker"]]}


def relation_columns(part: Part, _: Record, __: Mapping[str, UUID]) -> Row:
    """The id or the number of the record that a relation is to."""
    number = part.get("identifier") or {}
    return {
        "announcement": UUID(part["announcement"]) if "announcement" in part else None,
        "identifier_scheme": number.get("scheme"),
        "identifier_value": number.get("id"),
    }


def commitment_tags(record: Record, copied: Row) -> Iterator[Row]:
    """The tags of all commitments: their own topics, parties and roles, or the record's where they state none."""
    ids = {party["key"]: party["party_id"].hex for party in record["parties"]}
    of_record = [(ids[party["key"]], party["roles"]) for party in record["parties"]]
    for position, part in enumerate(record["commitments"]):
        own = [(ids[each["party"]], [each["role"]] if "role" in each else []) for each in part["parties"]]
        tags = [("topic", topic) for topic in part["topics"] or record["topics"]]
        for id, roles in own or of_record:
            tags.append(("party", id))
            for role in roles:
                tags += [("role", role), ("party_role", f"{id} {role}")]
        for name, value in dict.fromkeys(tags):
            yield copied | {"position": position, "name": name, "value": value}


def lookup_rows(record: Record, copied: Row) -> dict[type[Base], Iterable[Row]]:
    """Lookup rows: redundant, used by filters. Tags, roles, identifiers, wholes of amounts."""
    shared = {"announcement_id": record["id"]}
    tags = [
        *(("topic", topic) for topic in record["topics"]),
        *(("party", party["party_id"].hex) for party in record["parties"]),
        *(("source_kind", source["kind"]) for source in record["sources"]),
        *(("publisher", source["publisher"]) for source in record["sources"] if "publisher" in source),
        *(("policy_status", status["code"]) for status in (record.get("policy_status"),) if status),
        *(("other_jurisdiction", code) for code in record["other_jurisdictions"]),
    ]
    roles = {(party["party_id"], role) for party in record["parties"] for role in party["roles"]}
    amounts = {part["key"]: part for part in record["amounts"]}
    wholes: list[Row] = []
    for part in record["amounts"]:
        whole = part
        while "part_of" in whole:  # There is no circle among them.
            whole = amounts[whole["part_of"]]
            wholes.append({"amount_id": part["id"], "whole_id": whole["id"]} | shared)
    return {
        AnnouncementRole: [{"party_id": id, "role": role} | shared for id, role in roles],
        AnnouncementTag: [copied | {"name": name, "value": value} for name, value in dict.fromkeys(tags)],
        AnnouncementIdentifier: [
            {"scheme": scheme, "value": value} | shared for scheme, value in identifiers_of(record)
        ],
        CommitmentTag: commitment_tags(record, copied),
        AmountWhole: wholes,
    }


LOOKUPS: tuple[type[Base], ...] = (
    AnnouncementRole, AnnouncementTag, AnnouncementIdentifier, CommitmentTag, AmountWhole,
)  # fmt: skip


PARTS: Mapping[str, tuple[type[Base], Derive | None]] = {
    "parties": (StatedParty, None),
    "commitments": (Commitment, commitment_columns),
    "amounts": (Amount, amount_columns),
    "quotes": (Quote, quote_columns),
    "sources": (Source, None),
    "relations": (Relation, relation_columns),
}
"""Each list of a record: its table, and the function that derives the other columns."""

RANGES = ("announced", "effective", "in_force", "due", "starts", "period", "said")
DERIVED = {
    *("announcement_id", "position", "etag", "document", "value", "bound", "lower_value", "upper_value", "percent"),
    *("due_rising", "due_falling", "promised_to", "due_moved", "status_code", "said_rising"),
    *("party_id", "payer_id", "payee_id", "speaker_id", "identifier_scheme", "identifier_value"),
    *("period_year", "fiscal_year"),
    *(f"{name}_{end}" for name in RANGES for end in ("from", "to")),
}
OF_TARGET = {"target_value", "unit", "comparator"}
"""Columns of commitments that are derived from the target; an amount states its comparator itself."""


def stated_columns(model: type[Base]) -> tuple[str, ...]:
    """The columns that hold what was stated, in order: none that are derived, or copied from the record."""
    copied = {*OF_RECORD, "updated_at"} if issubclass(model, ListedPart) else set()
    derived = DERIVED | copied | (OF_TARGET if model is Commitment else set())
    return tuple(column.key for column in model.__mapper__.columns if column.key not in derived)


TABLES: tuple[type[Base], ...] = (Announcement, *(model for model, _ in PARTS.values()), *LOOKUPS)
STATED = {model: stated_columns(model) for model in TABLES if model not in LOOKUPS}
BLANK = {model: dict.fromkeys(columns) for model, columns in STATED.items()}
ANNOUNCEMENTS: Table = Announcement.__table__
UPDATE = update(ANNOUNCEMENTS).where(ANNOUNCEMENTS.c.id == bindparam("record_id"))
DELETES = [
    delete(model).where(in_rows_param([model.__table__.c.announcement_id], "ids"))
    for model in TABLES
    if model is not Announcement
]


def write_rows(
    connection: Connection, records: Iterable[tuple[Record, RenderedRecord]], *, replaced: Sequence[UUID] = ()
) -> None:
    """Write the rows of whole records, a statement or two for each table; those `replaced` have rows already."""
    by_record = [rows_of(record, rendered) for record, rendered in records]
    rows = {model: chain.from_iterable([each[model] for each in by_record]) for model in TABLES}
    if replaced:
        own = list(rows[Announcement])
        rows[Announcement] = chain([row for row in own if row["id"] not in replaced])
        connection.execute(UPDATE, [row | {"record_id": row["id"]} for row in own if row["id"] in replaced])
        ids = encode_values(replaced)
        for statement in DELETES:
            connection.execute(statement, {"ids": ids})
    engine = connection.dialect.name
    for model in TABLES:
        table: Any = model.__table__
        is_last = False
        while not is_last:
            batch = driver_rows(engine, table, islice(rows[model], INSERT_ROWS))
            insert_driver_rows(connection, table, batch)
            is_last = len(batch) < INSERT_ROWS


def rows_of(record: Record, rendered: RenderedRecord) -> dict[type[Base], Iterable[Row]]:
    """All rows of a whole record, by table. A row may have more than its table's columns."""
    jurisdiction = record["jurisdiction"]
    announced = date_columns(record["announced_on"], "announced", jurisdiction)
    announced["announced_from"] = announced["announced_from"] or announced["announced_to"]
    own = {name: record.get(name) for name in STATED[Announcement]} | announced
    own |= date_columns(record.get("effective"), "effective", jurisdiction) | NEVER_IN_FORCE
    if record.get("effective") or record.get("policy_status"):
        own |= in_force_columns(record)
    rows: dict[type[Base], Iterable[Row]] = {
        Announcement: [own | {"etag": rendered.etag, "document": rendered.document}]
    }
    entries = {party["key"]: party["party_id"] for party in record["parties"]}
    copied = announced | {
        "announcement_id": record["id"],
        "state": record["state"],
        "jurisdiction": record["jurisdiction"],
        "announcement_kind": record["kind"],
        "announcement_language": record["language"],
        "updated_at": record["updated_at"],
    }
    for name, (model, derive) in PARTS.items():
        shared = copied if issubclass(model, ListedPart) else {"announcement_id": record["id"]}
        rows[model] = listed = [
            {
                **BLANK[model],
                **part,
                **(derive(part, record, entries) if derive else {}),
                **shared,
                "position": position,
            }
            for position, part in enumerate(record[name])
        ]
        for row, document in zip(listed, rendered.parts.get(name, ()), strict=False):
            row["document"] = document
    return rows | lookup_rows(record, copied | {"kind": record["kind"]})
