"""Rows of tables as they were at an older revision, with some value in every column that a test leaves open."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, insert, inspect
from sqlalchemy.types import TypeDecorator, TypeEngine

from api.models import Base

NOW = datetime(2026, 1, 30, 8, tzinfo=UTC)
FILLERS: dict[type, Any] = {str: "x", int: 1, bool: False, bytes: b"x", object: {}, date: NOW.date(), datetime: NOW}
"""Values for columns that a test leaves open, by type."""


def filler(sort: TypeEngine[Any]) -> Any:
    """Any value for a column of this type."""
    return FILLERS[(sort.impl_instance if isinstance(sort, TypeDecorator) else sort).python_type]


def insert_row(connection: Connection, model: type[Base], **members: Any) -> None:
    """Insert a row into a table as it is, with some value in every column that needs one."""
    table = Base.metadata.tables[model.__tablename__]
    there = {each["name"] for each in inspect(connection).get_columns(table.name)}
    needed = [each for each in table.columns if each.name in there and not each.nullable and each.name != "seq"]
    fillers = {each.name: filler(each.type) for each in needed if each.name not in members}
    connection.execute(insert(table), fillers | members)
