"""The few statements that SQLAlchemy has only per engine, and the types of those whose columns vary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, func, select
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
