"""What lists are counted and summed by: from a name to the values that each of the matching rows has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import CTE, ColumnElement, FromClause, String, and_, case, cast, extract, null
from sqlalchemy.orm import aliased

from api.db.sql import AnySelect
from api.models import AnnouncementRole, AnnouncementTag, CommitmentTag
from api.services.query.access_paths import full_match
from api.services.query.filters.party import tag_value
from api.services.query.list_query import ListQuery
from domain import codes
from domain import vocabularies as words

Labels = Mapping[str, str]


class Values(NamedTuple):
    """Where the matching rows have their values: what to read, and the value."""

    source: FromClause
    value: ColumnElement[Any]


class Dimension(NamedTuple):
    """How to come by the values: the columns of the matching rows that it takes, by their names, and what to read.

    A row has `one` value or none, or it may have several; where these come `again`, it still counts once for each.
    """

    columns: tuple[str, ...]
    values: Callable[[ListQuery, CTE, FromClause], Values]
    one: bool = False
    again: bool = False


def column(name: str) -> Dimension:
    """Return the dimension of a column."""
    return Dimension((name,), lambda _, matched, source: Values(source, matched.c[name]), one=True)


def year(stem: str) -> Dimension:
    """Return the dimension of the year in which an uncertain date lies; none where it may lie in several."""

    def values(_: ListQuery, matched: CTE, source: FromClause) -> Values:
        first, last = (extract("year", matched.c[f"{stem}_{end}"]) for end in ("from", "to"))
        return Values(source, case((first == last, first), else_=null()))

    return Dimension((f"{stem}_from", f"{stem}_to"), values, one=True)


def tag(name: str) -> Dimension:
    """Return the dimension of a tag: what has several is counted under each."""

    def values(query: ListQuery, matched: CTE, source: FromClause) -> Values:
        table, joined = tags(query, matched, name)
        return Values(source.outerjoin(table, joined), table.value)

    return Dimension(("announcement_id", "position"), values)


def tags(query: ListQuery, matched: CTE, name: str) -> tuple[Any, ColumnElement[bool]]:
    """Return a table of tags, and what joins those of a name to the matching rows."""
    own = query.resource.tags is CommitmentTag and name not in RECORD_TAGS
    table: Any = aliased(CommitmentTag if own else AnnouncementTag)
    here = [table.announcement_id == matched.c.announcement_id, table.name == name]
    if own:
        here.append(table.position == matched.c.position)
    return table, and_(*here)


RECORD_TAGS = ("source_kind", "publisher")
"""Tags that commitments have by way of their records alone."""


def entry_in(name: str) -> Dimension:
    """Return the dimension of a column that holds a party of the directory, as a tag would have it."""
    return Dimension((name,), lambda _, matched, source: Values(source, tag_value(matched.c[name])), one=True)


def role(*, of: str | None = None) -> Dimension:
    """Return the dimension of the roles of a record's parties, or of one of them."""

    def values(_: ListQuery, matched: CTE, source: FromClause) -> Values:
        held: Any = aliased(AnnouncementRole)
        here = [held.announcement_id == matched.c.announcement_id]
        if of:
            here.append(held.party_id == matched.c[of])
        return Values(source.outerjoin(held, and_(*here)), held.role)

    return Dimension(("announcement_id", *((of,) if of else ())), values, again=of is None)


RECORD: Mapping[str, Dimension] = {
    "jurisdiction": column("jurisdiction"),
    "topic": tag("topic"),
    "party": tag("party"),
    "source_kind": tag("source_kind"),
    "publisher": tag("publisher"),
    "year": year("announced"),
    "state": column("state"),
}
"""What everything can be counted by."""

DIMENSIONS: Mapping[str, Mapping[str, Dimension]] = {
    "announcements": {
        **RECORD,
        "kind": column("announcement_kind"),
        "language": column("announcement_language"),
        "role": role(),
    },
    "commitments": {
        **RECORD,
        "kind": column("kind"),
        "status": column("status_code"),
        "unit": column("unit"),
        "comparator": column("comparator"),
        "role": tag("role"),
        "announcement_kind": column("announcement_kind"),
        "language": column("announcement_language"),
        "due_year": year("due"),
    },
    "amounts": {
        **RECORD,
        "kind": column("kind"),
        "currency": column("currency"),
        "stage": column("stage"),
        "frequency": column("frequency"),
        "payer": entry_in("payer_id"),
        "payee": entry_in("payee_id"),
        "announcement_kind": column("announcement_kind"),
        "language": column("announcement_language"),
        "period_year": year("period"),
    },
    "quotes": {
        **RECORD,
        "speaker": entry_in("speaker_id"),
        "role": role(of="speaker_id"),
        "language": column("language"),
        "translated_from": column("translated_from"),
        "kind": column("announcement_kind"),
    },
}
"""What each list can be counted by."""

PARTIES = frozenset({"party", "payer", "payee", "speaker"})
"""Dimensions whose values are parties of the directory."""


def matching(query: ListQuery, names: Iterable[str], *more: str) -> AnySelect:
    """Return the query for the columns that these dimensions take, and for more, of every row that was asked for."""
    taken = (column for name in names for column in DIMENSIONS[query.resource.name][name].columns)
    path = full_match(query)
    found = [name for name in dict.fromkeys((*taken, *more)) if name in path.columns]
    return path.select(*(path.columns[name].label(name) for name in found))


@cache
def labels(collection: str, name: str) -> Labels:
    """Return the words for a dimension's values, where they are terms of a closed list."""
    kinds = {
        "commitments": words.COMMITMENT_KIND,
        "amounts": words.AMOUNT_KIND,
        "parties": words.PARTY_KIND,
    }
    lists = {
        "kind": kinds.get(collection, words.ANNOUNCEMENT_KIND),
        "announcement_kind": words.ANNOUNCEMENT_KIND,
        "status": words.COMMITMENT_STATUS,
        "comparator": words.COMPARATOR,
        "role": words.PARTY_ROLE,
        "source_kind": words.SOURCE_KIND,
        "stage": words.STAGE,
        "frequency": words.FREQUENCY,
        "state": words.STATE,
    }
    standards = {"jurisdiction": codes.JURISDICTIONS, "currency": codes.CURRENCIES}
    found = lists.get(name)
    return {term.code: term.label for term in found.terms} if found else standards.get(name, {})


def as_text(value: ColumnElement[Any]) -> ColumnElement[str]:
    """Return a value as text, so that those of several dimensions can stand in one column."""
    return cast(value, String)


def value_and_label(collection: str, name: str, value: str | None, party: str | None) -> tuple[str | None, str]:
    """Return a dimension's value as it is asked for, and its label; `party` is the name of one of the directory."""
    if value is None:
        return None, "not stated"
    if name in PARTIES:
        return str(UUID(value)), party or value
    return value, labels(collection, name).get(value, value)
