"""The few statements that SQLAlchemy has only per engine, and the types of those whose columns vary."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Row, Select, and_, func, literal, select, tuple_
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

    It says so of the first column by itself too: SQLite finds rows of several columns by no index otherwise.
    """
    first = columns[0].in_(sorted({row[0] for row in rows}))
    return and_(first, tuple_(*columns).in_(sorted(rows)))
