"""Placeholders of parameters of a request, and the operators from which filters are built."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    SQLColumnExpression,
    Text,
    Uuid,
    and_,
    case,
    false,
    func,
    literal_column,
    or_,
    true,
)

from api.db.compiled_query import BindParams
from api.db.sql import ExactDecimal, UtcDateTime
from api.services.auth import Actor
from domain.codes import MISSING
from domain.dates.edtf import parse_edtf
from domain.dates.instants import required_day
from domain.dates.relative_days import absolute

TODAY = " today"
"""The name under which statements read the day; the leading space keeps it apart from query parameters."""

CONVERTED_BOUNDS = " converted bounds"
"""Likewise, `amount_min` and `amount_max` in each currency on each day: see `convert_bounds`."""

Columns = Mapping[str, ColumnElement[Any]]
Clause = ColumnElement[bool]
Params = Mapping[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Placeholder:
    """Stands for a value of a query parameter while a statement is built: no filter can depend on the value.

    `index` is its place in a list of values, `kind` how a party is named: by `id`, by `identifier` or as `text`.
    """

    binds: BindParams
    name: str
    index: int | None = None
    kind: str = "text"

    def read(self, params: Params) -> Any:
        """The value in the parameters of a request."""
        value = params[self.name]
        return value if self.index is None else value[self.index]


@dataclass(frozen=True, slots=True)
class SearchPlaceholder:
    """Placeholder of a search query: whether it has required words, and excluded words."""

    required: bool
    excluded: bool


def bind_param(value: Placeholder, convert: Callable[[Any], Any], type_: Any) -> BindParameter[Any]:
    """The bind parameter for a placeholder, whose value is converted at each execution."""
    return value.binds.add(lambda params: convert(value.read(params)), type_)


@dataclass(frozen=True, slots=True)
class FilterContext:
    """The parameters of a request, as placeholders, and the columns that filters compare.

    On an access path by tag, columns of the tag take the place of those that it repeats. `ordered` means that rows
    come in the order of the list: a filter then probes each row instead of collecting all matches.
    """

    params: Params
    actor: Actor
    today: Any
    columns: Columns
    ordered: bool = False


FilterClause = Callable[[FilterContext, Any], Clause]
"""Builds the WHERE clause of a filter from the context and the value of its parameter."""


def name_literal(name: str) -> ColumnElement[str]:
    """A tag's name as a literal: SQLite would plan a bind parameter anew for each value, for partial indexes."""
    return literal_column(f"'{name}'", Text())


def bind_date(value: Placeholder, convert: Callable[[str], Any], type_: Any) -> BindParameter[Any]:
    """The bind parameter for a date of a window, which may be relative to the day of the request."""
    return value.binds.add(lambda params: convert(absolute(value.read(params), params[TODAY])), type_)


def first_day(value: Placeholder) -> BindParameter[date]:
    """The first day that a filter's date can mean."""
    return bind_date(value, lambda text: required_day(parse_edtf(text).first, text), Date())


def last_day(value: Placeholder) -> BindParameter[date]:
    """The last day that a filter's date can mean."""
    return bind_date(value, lambda text: required_day(parse_edtf(text).last, text), Date())


def is_any(name: str) -> FilterClause:
    """The column has one of the values, or is NULL if `_missing` is one of them."""
    return lambda context, values: any_value(context.columns[name], values)


def is_id(name: str) -> FilterClause:
    """The column holds one of the ids."""
    return lambda context, ids: context.columns[name].in_([bind_param(id, UUID, Uuid()) for id in ids])


def stated_values(values: Sequence[Any]) -> list[Any]:
    """The values without `_missing`."""
    return [value for value in values if value != MISSING]


def any_value(column: ColumnElement[Any], values: Sequence[Any]) -> Clause:
    """The column has one of the values, or is NULL if `_missing` is one of them."""
    has_value = is_in(column, values)
    return or_(column.is_(None), has_value) if MISSING in values else has_value


def is_in(column: SQLColumnExpression[Any], values: Sequence[Any]) -> Clause:
    """The column has one of the values; `_missing` is skipped."""
    return column.in_([bind_param(value, str, Text()) for value in stated_values(values)])


def any_pair(first: Any, second: Any, values: Sequence[Any]) -> Clause:
    """Two columns hold one of the pairs, each written `first:second`; `_missing` is skipped."""
    pairs = [[bind_param(value, part_of_pair(index), Text()) for index in (0, 1)] for value in stated_values(values)]
    return or_(false(), *(and_(first == one, second == other) for one, other in pairs))


def part_of_pair(index: int) -> Callable[[str], str]:
    """Reader of one half of `scheme:id`."""
    return lambda text: text.split(":", 1)[index]


def none_of(filter_: FilterClause) -> FilterClause:
    """Negate a filter; rows where it is NULL are kept.

    As the condition of a CASE: elsewhere SQLite tells a row value that is not IN a list from NULL by comparing it with
    every item of the list.
    """
    return lambda context, values: case((filter_(context, values), false()), else_=true())


def each_of(filter_: FilterClause) -> FilterClause:
    """Apply a filter once for each of its values: a row must have every one of them."""
    return lambda context, values: and_(*(filter_(context, [value]) for value in values))


MANY_VALUED = ("topic", "party", "role")
"""Ends of the names of filters of whose values a row may have many."""


def with_variants(filters: Mapping[str, FilterClause]) -> dict[str, FilterClause]:
    """The filters; the negation of each as `exclude_…`; and for many values, the demand of all of them as `all_…`."""
    return {
        **filters,
        **{f"exclude_{name}": none_of(each) for name, each in filters.items()},
        **{f"all_{name}": each_of(each) for name, each in filters.items() if name.endswith(MANY_VALUED)},
    }


def missing(name: str) -> FilterClause:
    """The column is NULL; the filter's only value is `_missing`."""
    return lambda context, _: context.columns[name].is_(None)


def is_true(name: str) -> FilterClause:
    """The column is true; or, for `false`, it is false or NULL."""
    return lambda context, expected: func.coalesce(context.columns[name], false()).is_(expected)


def at_least(name: str) -> FilterClause:
    """The column is at least the value."""
    return lambda context, figure: context.columns[name] >= bind_param(figure, Decimal, ExactDecimal())


def at_most(name: str) -> FilterClause:
    """The column is at most the value."""
    return lambda context, figure: context.columns[name] <= bind_param(figure, Decimal, ExactDecimal())


def instants(name: str, first: Callable[[str], datetime], last: Callable[[str], datetime]) -> dict[str, FilterClause]:
    """Both ends of a filter on an instant."""
    stem = name.removesuffix("_at")
    return {
        f"{stem}_from": lambda context, text: context.columns[name] >= bind_date(text, first, UtcDateTime()),
        f"{stem}_to": lambda context, text: context.columns[name] <= bind_date(text, last, UtcDateTime()),
    }


def days(name: str) -> dict[str, FilterClause]:
    """Both ends of a filter on an uncertain date: it may lie in the window, or must (`match=within`).

    A date without a first or a last day is open at that end and overlaps every window there.
    """

    def is_from(context: FilterContext, text: Any) -> Clause:
        if context.params["match"] == "within":
            return context.columns[f"{name}_from"] >= first_day(text)
        return or_open(context, name, "to", context.columns[f"{name}_to"] >= first_day(text))

    def is_to(context: FilterContext, text: Any) -> Clause:
        if context.params["match"] == "within":
            return context.columns[f"{name}_to"] <= last_day(text)
        return or_open(context, name, "from", context.columns[f"{name}_from"] <= last_day(text))

    return {f"{name}_from": is_from, f"{name}_to": is_to}


def or_open(context: FilterContext, name: str, end: str, clause: Clause) -> Clause:
    """The clause, or the date is open at this end; a date that was not stated at all is not open."""
    column, other = context.columns[f"{name}_{end}"], context.columns[f"{name}_{'from' if end == 'to' else 'to'}"]
    if not getattr(column, "nullable", True):
        return clause
    return or_(clause, and_(column.is_(None), other.is_not(None)))
