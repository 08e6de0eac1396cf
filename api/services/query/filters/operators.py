"""A question to a list, and the few forms that its filters take."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Date,
    SQLColumnExpression,
    Text,
    Uuid,
    and_,
    false,
    func,
    literal_column,
    not_,
    or_,
)

from api.db.column_types import ExactDecimal, UtcDateTime
from api.services.auth import Actor
from api.services.query.filters.placeholders import told
from domain.codes import MISSING
from domain.dates.edtf import parse_edtf

Columns = Mapping[str, ColumnElement[Any]]
Clause = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, by whom, on which day, and the columns in which it is looked for.

    `at` has the columns by their names in filters; those of a tag stand in for those that it repeats. `walked` says
    that rows come in the order of a tag, so that each is looked at in turn.
    """

    asked: Mapping[str, Any]
    actor: Actor
    today: date
    at: Columns
    walked: bool = False


Filter = Callable[[Question, Any], Clause]


def as_text(name: str) -> ColumnElement[str]:
    """Return a name of ours as it is written in a statement.

    As a parameter, SQLite would plan anew for each value of it, to see whether an index of some names is one of them.
    """
    return literal_column(f"'{name}'", Text())


def known(day: date | None) -> date:
    """Return a day that the schema has seen to be there."""
    if day is None:
        raise ValueError("a filter's date has no open end")
    return day


def first_day(text: Any) -> Any:
    """Return the first day that a filter's date can mean."""
    return told(text, lambda text: known(parse_edtf(text).first), Date())


def last_day(text: Any) -> Any:
    """Return the last day that a filter's date can mean."""
    return told(text, lambda text: known(parse_edtf(text).last), Date())


def is_any(name: str) -> Filter:
    """Return the filter: the column has one of the values, or none at all where `_missing` is one of them."""
    return lambda question, values: any_value(question.at[name], values)


def is_id(name: str) -> Filter:
    """Return the filter: the column holds one of the ids."""
    return lambda question, ids: question.at[name].in_([told(id, UUID, Uuid()) for id in ids])


def any_value(column: ColumnElement[Any], values: list[Any]) -> Clause:
    """Return the clause: the column has one of the values; `_missing` is having none."""
    has_value = is_in(column, values)
    return or_(column.is_(None), has_value) if MISSING in values else has_value


def is_in(column: SQLColumnExpression[Any], values: list[Any]) -> Clause:
    """Return the clause: the column has one of the values that are stated."""
    return column.in_([told(value, str, Text()) for value in values if value != MISSING])


def none_of(asks: Filter) -> Filter:
    """Return the filter that removes what another finds, and nothing else: not what it cannot tell."""
    return lambda question, values: not_(func.coalesce(asks(question, values), false()))


def excluding(filters: Mapping[str, Filter]) -> dict[str, Filter]:
    """Return the filters, each with the one that removes what it finds."""
    return {**filters, **{f"exclude_{name}": none_of(asks) for name, asks in filters.items()}}


def missing(name: str) -> Filter:
    """Return the filter for a column that can only be asked whether anything was stated."""
    return lambda question, _: question.at[name].is_(None)


def is_true(name: str) -> Filter:
    """Return the filter: the column is true, or is not (because it is false, or was not stated)."""
    return lambda question, wanted: func.coalesce(question.at[name], false()).is_(wanted)


def at_least(name: str) -> Filter:
    """Return the filter: a figure of at least this much."""
    return lambda question, figure: question.at[name] >= told(figure, Decimal, ExactDecimal())


def at_most(name: str) -> Filter:
    """Return the filter: a figure of at most this much."""
    return lambda question, figure: question.at[name] <= told(figure, Decimal, ExactDecimal())


def instants(name: str, first: Callable[[str], datetime], last: Callable[[str], datetime]) -> dict[str, Filter]:
    """Return both ends of a filter on an instant."""
    stem = name.removesuffix("_at")
    return {
        f"{stem}_from": lambda question, text: question.at[name] >= told(text, first, UtcDateTime()),
        f"{stem}_to": lambda question, text: question.at[name] <= told(text, last, UtcDateTime()),
    }


def days(name: str) -> dict[str, Filter]:
    """Return both ends of a filter on an uncertain date: it may lie in the window, or must (`match=within`).

    A date without a first or a last day is open at that end, and may reach as far as one likes.
    """
    return {
        f"{name}_from": lambda question, text: (
            begins_after(question, name, first_day(text))
            if question.asked["match"] == "within"
            else ends_after(question, name, first_day(text))
        ),
        f"{name}_to": lambda question, text: (
            ends_before(question, name, last_day(text))
            if question.asked["match"] == "within"
            else begins_before(question, name, last_day(text))
        ),
    }


def begins_after(question: Question, name: str, day: Any) -> Clause:
    """The first possible day is this one or later."""
    clause: Clause = question.at[f"{name}_from"] >= day
    return clause


def ends_before(question: Question, name: str, day: Any) -> Clause:
    """The last possible day is this one or earlier."""
    clause: Clause = question.at[f"{name}_to"] <= day
    return clause


def ends_after(question: Question, name: str, day: Any) -> Clause:
    """The last possible day is this one or later; an open end is later than any."""
    return open_or(question, name, "to", question.at[f"{name}_to"] >= day)


def begins_before(question: Question, name: str, day: Any) -> Clause:
    """The first possible day is this one or earlier; an open beginning is earlier than any."""
    return open_or(question, name, "from", question.at[f"{name}_from"] <= day)


def open_or(question: Question, name: str, end: str, clause: Clause) -> Clause:
    """Return the clause, or that the date is open at this end; one that was not stated at all is neither."""
    column, other = question.at[f"{name}_{end}"], question.at[f"{name}_{'from' if end == 'to' else 'to'}"]
    if not is_nullable(column):
        return clause
    return or_(clause, and_(column.is_(None), other.is_not(None)))


def is_nullable(column: Any) -> bool:
    """Whether a table's column may be null."""
    return bool(getattr(column, "nullable", True))
