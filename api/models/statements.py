"""The few statements that SQLAlchemy has only per engine, and the types of those whose columns vary."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Row, Select, and_, bindparam, func, literal, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite

from api.models.base import Base
from api.models.database import Session

AnySelect = Select[*tuple[Any, ...]]
AnyRow = Row[*tuple[Any, ...]]


def insert_missing(session: Session, model: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Insert the rows that are not there yet."""
    insert = postgresql.insert if session.dialect.name == "postgresql" else sqlite.insert
    if rows:
        session.execute(insert(model).on_conflict_do_nothing(), rows)


def lock_until_commit(session: Session, number: int) -> None:
    """Wait until no other transaction holds this lock. SQLite has one writer at a time, and needs none."""
    if session.dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(number)))


def try_to_lock_until_commit(session: Session, number: int) -> bool:
    """Take this lock, unless another transaction holds it. SQLite has one writer at a time, and needs none."""
    if session.dialect.name != "postgresql":
        return True
    return bool(session.scalar(select(func.pg_try_advisory_xact_lock(literal(number, BigInteger)))))


def is_one_of(columns: Sequence[Any], rows: Collection[tuple[Any, ...]]) -> ColumnElement[bool]:
    """Return the clause: together, the columns hold one of the rows.

    It says so of each column by itself too: SQLite finds rows of several columns by no index otherwise.
    """
    alone = (column.in_(sorted({row[place] for row in rows})) for place, column in enumerate(columns))
    return and_(*alone, tuple_(*columns).in_(sorted(rows)))


def is_one_of_told(columns: Sequence[Any], name: str) -> ColumnElement[bool]:
    """Return the same clause for a statement that is made once, and is told the rows by `rows_told`."""
    alone = (column.in_(bindparam(f"{name}_{place}", expanding=True)) for place, column in enumerate(columns))
    return and_(*alone, tuple_(*columns).in_(bindparam(name, expanding=True)))


def rows_told(name: str, rows: Collection[tuple[Any, ...]]) -> dict[str, list[Any]]:
    """Return the values by which a statement is told rows, of which there is at least one."""
    told = {f"{name}_{place}": padded(set(values)) for place, values in enumerate(zip(*rows, strict=True))}
    return told | {name: padded(rows)}


def padded(values: Collection[Any]) -> list[Any]:
    """Return values of which one comes so often that they are 1, 2, 4, 8…: the fewer statements have to be prepared."""
    found = list(values)
    return found + found[-1:] * ((1 << (len(found) - 1).bit_length()) - len(found))
