"""Columns that say nothing which a record does not state: dates as days, figures as numbers, what its record says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from domain.edtf import Window, window

Row = dict[str, Any]
Stated = Mapping[str, Any]


def days(text: str | None, name: str) -> Row:
    """Return the two columns of an uncertain date: its first and its last possible day."""
    found = NO_DAYS if text is None else window(text)
    return {f"{name}_from": found.first, f"{name}_to": found.last}


NO_DAYS = Window(None, None)


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
