"""What the planner of SQLite cannot know by itself, and PostgreSQL's finds out from its statistics."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import FunctionElement


class Compared(FunctionElement[Any]):
    """A column that rows are judged by as they come, not found from: SQLite uses no index for it."""

    inherit_cache = True

    def __init__(self, column: ColumnElement[Any]) -> None:
        """Take the column, and be of its type."""
        self.type = column.type
        self.nullable = getattr(column, "nullable", True)
        super().__init__(column)


@compiles(Compared)
def as_it_is(element: Compared, compiler: SQLCompiler, **options: Any) -> str:
    """Write the column."""
    return compiler.process(element.clauses, **options)


@compiles(Compared, "sqlite")
def as_a_value(element: Compared, compiler: SQLCompiler, **options: Any) -> str:
    """Write the column's value, which is not the column: https://www.sqlite.org/optoverview.html, unary plus."""
    return f"+{compiler.process(element.clauses, **options)}"


class Only(FunctionElement[int]):
    """A limit that is 0 where a condition does not hold. SQLite would go through all rows to judge it for each.

    PostgreSQL judges it once, before it reads anything, and plans for a limit that it knows: it gets the limit alone.
    """

    type = Integer()
    inherit_cache = True

    def __init__(self, condition: ColumnElement[bool], most: ColumnElement[int]) -> None:
        """Take the condition, and the limit where it holds."""
        super().__init__(condition, most)


@compiles(Only)
def as_a_limit(element: Only, compiler: SQLCompiler, **options: Any) -> str:
    """Write the limit."""
    _, most = element.clauses
    return compiler.process(most, **options)


@compiles(Only, "sqlite")
def as_a_limit_or_nothing(element: Only, compiler: SQLCompiler, **options: Any) -> str:
    """Write the limit or 0."""
    condition, most = (compiler.process(each, **options) for each in element.clauses)
    return f"CASE WHEN {condition} THEN {most} ELSE 0 END"
