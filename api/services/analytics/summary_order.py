"""The order of a summary's rows, and the first ones of it."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from api.services.analytics.aggregates import Row
from api.services.analytics.dimensions import dimension_of
from api.services.query.list_query import ListQuery


def first_rows(
    rows: Sequence[Row], query: ListQuery, groups: Sequence[str], *, sort: str = "group", limit: int | None = None
) -> list[Row]:
    """The rows in order, of which the first so many if there is a limit.

    Rows without a sum come last. Sums of several currencies are not compared: by `sum` there is an order, and a limit,
    in each currency. Rows that are equal stay in the order of their groups.
    """
    name, is_descending = sort.removeprefix("-"), sort.startswith("-")
    by_group = sorted(rows, key=group_key(query, groups), reverse=is_descending and name == "group")
    if name == "group":
        return by_group[:limit]
    figure = sum_of if name == "sum" else itemgetter(name)
    ordered = sorted((row for row in by_group if row[name] is not None), key=figure, reverse=is_descending)
    ordered += [row for row in by_group if row[name] is None]
    return [*first_of_each_currency(ordered, limit)] if name == "sum" else ordered[:limit]


def sum_of(row: Row) -> Decimal:
    """The sum of a row as a number."""
    return Decimal(row["sum"])


def first_of_each_currency(rows: Sequence[Row], limit: int | None) -> Iterator[Row]:
    """The first rows of each currency, one currency after the other."""
    currency = itemgetter("currency")
    for _, members in groupby(sorted(rows, key=currency), currency):
        yield from islice(members, limit)


def group_key(query: ListQuery, groups: Sequence[str]) -> Callable[[Row], Any]:
    """The sort key of a row by its groups: their values, names of parties; what is not stated is the greatest."""
    parties = {name for name in groups if dimension_of(query, name).is_party}

    def key(row: Row) -> list[tuple[bool, str]]:
        shown = (row["labels"].get(name, row[name]) if name in parties else row[name] for name in groups)
        return [(value is None, value or "") for value in (*shown, row.get("currency", ""))]

    return key


def group_columns(query: ListQuery, groups: Sequence[str]) -> list[str]:
    """The columns of a table's groups: of each its value, and its label where values are codes or ids."""
    columns = []
    for name in groups:
        dimension = dimension_of(query, name)
        columns += [name, f"{name}_label"] if dimension.is_party or dimension.labels else [name]
    return columns
