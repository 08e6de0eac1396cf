"""What full-text indexes hold and are asked for, in the languages of FTS5 and of PostgreSQL.

A term says in which part of an item it stands: those of the title and of the lead each have a mark of their own before
them. So both engines find by the index alone what stands where, and phrases do not reach from one part into the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from sqlalchemy import Dialect, Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import FunctionElement
from sqlalchemy.types import TypeDecorator

from domain.text.analyzer import POINT, POSITION_GAP
from domain.text.search_query import Alternatives, Phrase
from domain.text.token_stream import TermStream

Scope = Literal["all", "title", "lead"]
Streams = tuple[TermStream, TermStream, TermStream]
"""The terms of a row's title, lead and rest."""

TITLE, LEAD, REST = MARKS = (f"t{POINT}", f"l{POINT}", "")
"""What stands before the terms of each. No term of a text begins with a letter and a point."""

BETWEEN = re.compile(r"[^0-9A-Za-z\x80-\U0010ffff]+")
"""What the tokenizer of FTS5 takes for the end of a term."""

SCOPES: Mapping[Scope, tuple[str, ...]] = {"title": (TITLE,), "lead": (TITLE, LEAD), "all": MARKS}


@dataclass(frozen=True, slots=True)
class MatchExpression:
    """What an index is asked for: one phrase of each group of `wanted`, in the scope, and none of `unwanted`.

    What has them in the scope `above` already is left out. Of each group of `filter_terms`, one has to hold, and none
    of `excluded_terms`.
    """

    wanted: tuple[Alternatives, ...]
    unwanted: Alternatives = ()
    scope: Scope = "all"
    above: Scope | None = None
    filter_terms: tuple[tuple[str, ...], ...] = ()
    excluded_terms: tuple[str, ...] = ()

    def fts5(self) -> str:
        """Return it in the language of FTS5."""
        wanted = [any_fts5(group, self.scope) for group in self.wanted]
        known = [f"({' OR '.join(map(quoted, group))})" for group in self.filter_terms]
        removed = [*self.removed(any_fts5, "AND"), *map(quoted, self.excluded_terms)]
        return "".join([" AND ".join([*wanted, *known]), *(f" NOT ({each})" for each in removed)])

    def tsquery(self) -> str:
        """Return it in the language of PostgreSQL."""
        wanted = [any_tsquery(group, self.scope) for group in self.wanted]
        known = [f"({' | '.join(map(lexeme, group))})" for group in self.filter_terms]
        removed = [*self.removed(any_tsquery, "&"), *map(lexeme, self.excluded_terms)]
        return " & ".join([*wanted, *known, *(f"!({each})" for each in removed)])

    def removed(self, any_of: Any, both: str) -> Iterable[str]:
        """Yield what must not be: all that is wanted in the scope above, and any of what is unwanted."""
        if self.above:
            yield f" {both} ".join(any_of(group, self.above) for group in self.wanted)
        if self.unwanted:
            yield any_of(self.unwanted, "all")


def any_fts5(phrases: Alternatives, scope: Scope) -> str:
    """Return what has one of these phrases, in one of the parts that the scope covers."""
    return f"({' OR '.join(phrase_fts5(phrase, mark) for phrase in phrases for mark in SCOPES[scope])})"


def phrase_fts5(phrase: Phrase, mark: str) -> str:
    """Return a phrase in a part of an item."""
    return quoted(" ".join(mark + term for term in phrase.terms)) + (" *" if phrase.is_prefix else "")


def quoted(text: str) -> str:
    """Return text as a string of FTS5. Terms have no quotation marks."""
    return f'"{text}"'


def any_tsquery(phrases: Alternatives, scope: Scope) -> str:
    """Return what has one of these phrases, in one of the parts that the scope covers."""
    return f"({' | '.join(phrase_tsquery(phrase, mark) for phrase in phrases for mark in SCOPES[scope])})"


def phrase_tsquery(phrase: Phrase, mark: str) -> str:
    """Return a phrase in a part of an item. Terms have neither quotation marks nor backslashes."""
    *before, last = (lexeme(mark + term) for term in phrase.terms)
    return f"({' <-> '.join([*before, last + (':*' if phrase.is_prefix else '')])})"


def lexeme(term: str) -> str:
    """Return a term as PostgreSQL reads it."""
    return f"'{term}'"


def marked(bounded_terms: Streams) -> list[str]:
    """Return the terms of an item as an index has them, with a filler after each part."""
    found: list[str] = []
    for stream, mark in zip(bounded_terms, MARKS, strict=True):
        found += [term if term == POSITION_GAP else mark + term for term in stream] if mark else stream
        found.append(POSITION_GAP)
    return found


@lru_cache(maxsize=1 << 12)
def filter_term(name: str, value: str) -> str:
    """Return a fact about an item as a term of its index. No term of a text has a word and a point."""
    return f"{name}{POINT}{BETWEEN.sub(POINT, value)}"


class Expression(TypeDecorator[MatchExpression]):
    """What is sought, in the engine's own language. It is a value: a statement is the same whatever is sought."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: MatchExpression | None, dialect: Dialect) -> str | None:
        """Write it in the engine's language."""
        if value is None:
            return None
        return value.tsquery() if dialect.name == "postgresql" else value.fts5()


class Matches(FunctionElement[Any]):
    """Whether a row of an index, by its `terms`, is what is sought.

    It has no type: were it a boolean, SQLite would be asked whether it is 1, which is no question to an FTS5 index.
    """

    inherit_cache = True


@compiles(Matches, "sqlite")
def match_fts5(element: Matches, compiler: SQLCompiler, **kwargs: Any) -> str:
    """Match a row of an FTS5 table, which is named for that."""
    terms, sought = element.clauses
    return f"{terms.table.name} MATCH {compiler.process(sought, **kwargs)}"


@compiles(Matches, "postgresql")
def match_tsvector(element: Matches, compiler: SQLCompiler, **kwargs: Any) -> str:
    """Match a tsvector."""
    terms, sought = element.clauses
    return f"{compiler.process(terms, **kwargs)} @@ CAST({compiler.process(sought, **kwargs)} AS tsquery)"
