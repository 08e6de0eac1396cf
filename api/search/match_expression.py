"""The tables of the full-text index, and match expressions in the syntax of FTS5 or of tsquery: what a search needs.

A term of a title or a lead has a prefix in the index that names its field. So both engines search single fields by
the index alone, and no phrase matches across two fields.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from sqlalchemy import BigInteger, ColumnElement, Dialect, Text, Uuid, column, select, table
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import FunctionElement, TableClause
from sqlalchemy.types import TypeDecorator

from domain.text.analyzer import POINT
from domain.text.search_query import Alternatives, Phrase

IndexName = Literal["announcements", "commitments", "amounts", "quotes"]

INDEXES: Mapping[IndexName, TableClause] = {
    name: table(
        f"{name[:-1]}_terms",
        column("id", Uuid()),
        column("rowid", BigInteger()),
        column("terms", Text().with_variant(postgresql.TSVECTOR(), "postgresql")),
    )
    for name in ("announcements", "commitments", "amounts", "quotes")
}

INDEXED_FILTERS = ("jurisdiction", "kind", "topic")
"""Filters whose values are terms of the index; the state is one too."""

INDEXED_STATES = ("draft", "withdrawn")
"""States with a term. Nearly all records are published: to leave out the others is cheaper than to match those."""

SearchFields = Literal["all", "title", "lead"]
"""Fields to search: `title` alone, `lead` for title and lead, or all."""

TITLE, LEAD, REST = PREFIXES = (f"t{POINT}", f"l{POINT}", "")
"""Prefixes of the terms of each field. No term of a text begins with a letter and a point."""

FIELD_PREFIXES: Mapping[SearchFields, tuple[str, ...]] = {"title": (TITLE,), "lead": (TITLE, LEAD), "all": PREFIXES}

TOKEN_BREAK = re.compile(r"[^0-9A-Za-z\x80-\U0010ffff]+")
"""Characters that end a term for the tokenizer of FTS5."""


@lru_cache(maxsize=1 << 12)
def filter_term(name: str, value: str) -> str:
    """Term for a filter's value, such as `kind·policy`. No term of a text has a point after a word."""
    return f"{name}{POINT}{TOKEN_BREAK.sub(POINT, value)}"


class Syntax(NamedTuple):
    """Search syntax of an engine: a term, a phrase with the field's prefix, and the operators."""

    term: Callable[[str], str]
    phrase: Callable[[Phrase, str], str]
    either: str
    both: str
    but_not: str


@dataclass(frozen=True, slots=True)
class MatchExpression:
    """A search: a phrase of each group of `required` in `fields`, and none of `excluded` in any field.

    Rows that have all of `required` in `exclude_fields` are left out. A row must have a term of each group of
    `filter_terms` (see `filter_term`), and none of `excluded_terms`.
    """

    required: tuple[Alternatives, ...]
    excluded: Alternatives = ()
    fields: SearchFields = "all"
    exclude_fields: SearchFields | None = None
    filter_terms: tuple[tuple[str, ...], ...] = ()
    excluded_terms: tuple[str, ...] = ()

    def render(self, syntax: Syntax) -> str:
        """The expression as text for the engine. Terms hold no quotation marks and no backslashes."""

        def any_of(phrases: Alternatives, fields: SearchFields) -> str:
            found = (syntax.phrase(phrase, prefix) for phrase in phrases for prefix in FIELD_PREFIXES[fields])
            return f"({syntax.either.join(found)})"

        parts = [any_of(group, self.fields) for group in self.required]
        parts += [f"({syntax.either.join(map(syntax.term, group))})" for group in self.filter_terms]
        removed = [any_of(self.excluded, "all")] if self.excluded else []
        if self.exclude_fields:
            removed.append(syntax.both.join([any_of(group, self.exclude_fields) for group in self.required]))
        removed += map(syntax.term, self.excluded_terms)
        return syntax.both.join(parts) + "".join([f"{syntax.but_not}({each})" for each in removed])


def fts5_phrase(phrase: Phrase, prefix: str) -> str:
    """`"a b"`, or `"a b" *` if the last term is only the beginning of one."""
    return f'"{" ".join([prefix + term for term in phrase.terms])}"{" *" if phrase.is_prefix else ""}'


def tsquery_phrase(phrase: Phrase, prefix: str) -> str:
    """`('a' <-> 'b')`, or `('a' <-> 'b':*)` if the last term is only the beginning of one."""
    terms = " <-> ".join([f"'{prefix}{term}'" for term in phrase.terms])
    return f"({terms}{':*' if phrase.is_prefix else ''})"


FTS5 = Syntax('"{}"'.format, fts5_phrase, " OR ", " AND ", " NOT ")
TSQUERY = Syntax("'{}'".format, tsquery_phrase, " | ", " & ", " & !")


class MatchExpressionType(TypeDecorator[MatchExpression]):
    """Bind type of a match expression: the statement is the same for every search."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: MatchExpression | None, dialect: Dialect) -> str | None:
        """Write the expression in the engine's syntax."""
        return None if value is None else value.render(TSQUERY if dialect.name == "postgresql" else FTS5)


class Matches(FunctionElement[Any]):
    """`terms MATCH expression`. It has no type: SQLite would compare a boolean with 1, which FTS5 does not index."""

    inherit_cache = True


@compiles(Matches, "sqlite")
def fts5_match(element: Matches, compiler: SQLCompiler, **options: Any) -> str:
    """`table MATCH expression`: FTS5 takes the table's name for all its columns."""
    terms, expression = element.clauses
    return f"{terms.table.name} MATCH {compiler.process(expression, **options)}"


@compiles(Matches, "postgresql")
def tsvector_match(element: Matches, compiler: SQLCompiler, **options: Any) -> str:
    """`terms @@ CAST(expression AS tsquery)`."""
    terms, expression = element.clauses
    return f"{compiler.process(terms, **options)} @@ CAST({compiler.process(expression, **options)} AS tsquery)"


def matching_ids(name: IndexName, expression: ColumnElement[Any]) -> Any:
    """Subquery: the ids of the rows that match an expression."""
    index = INDEXES[name].c
    return select(index.id).where(Matches(index.terms, expression))
