"""Rules of query parameters that no single field can check. A rule gets the parameters, loaded and as sent."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

from domain.dates.edtf import parse_edtf
from domain.dates.instants import first_instant, last_instant
from domain.violations import Violation
from schemas.record.rules import Object, Violations

MOST_GROUPS = 3


class Range(NamedTuple):
    """The parameters of a range, and functions that give the ends to compare."""

    first: str
    last: str
    low: Callable[[str], Any]
    high: Callable[[str], Any]


RANGES = (
    *(
        Range(f"{stem}_from", f"{stem}_to", lambda text: parse_edtf(text).first, lambda text: parse_edtf(text).last)
        for stem in ("announced", "effective", "due", "starts", "period", "said")
    ),
    *(Range(f"{stem}_from", f"{stem}_to", first_instant, last_instant) for stem in ("updated", "created", "published")),
    *(Range(f"{stem}_min", f"{stem}_max", Decimal, Decimal) for stem in ("value", "amount", "change")),
)


def ranges_are_ordered(loaded: Object, _: Object) -> Violations:
    """A range begins before it ends."""
    for first, last, low, high in RANGES:
        start, end = loaded.get(first), loaded.get(last)
        if start is not None and end is not None and low(start) > high(end):
            yield (first,), Violation("order", f"This is after {last}. Swap the two.")


def search_is_stated(loaded: Object, _: Object) -> Violations:
    """Order by relevance and highlights need words to search for."""
    if loaded.get("q") is None:
        needed = Violation("search", "This needs `q`.", ("q",))
        if loaded.get("sort") == "relevance":
            yield ("sort",), needed
        if loaded.get("highlight"):
            yield ("highlight",), needed


def overdue_is_stated(loaded: Object, _: Object) -> Violations:
    """`since` says how `overdue` is measured."""
    if loaded.get("since") is not None and loaded.get("overdue") is None and loaded.get("overdue_on") is None:
        yield ("since",), Violation("overdue", "This needs `overdue` or `overdue_on`.", ("overdue", "overdue_on"))


def currency_is_single(loaded: Object, _: Object) -> Violations:
    """Amounts are sorted within a currency."""
    if str(loaded.get("sort")).endswith("amount") and len(loaded.get("currency") or ()) != 1:
        yield ("sort",), Violation("currency", "Sorting by amount needs one `currency`.", ("currency",))


def counts_have_no_pages(loaded: Object, _: Object) -> Violations:
    """`limit=0` gives counts alone."""
    if loaded.get("limit") == 0 and loaded.get("cursor") is not None:
        yield ("cursor",), Violation("cursor", "With `limit=0` there are no pages. Leave `cursor` out.")


def groups_are_few(loaded: Object, _: Object) -> Violations:
    """A table shows at most three groups."""
    if len(loaded.get("group_by") or ()) > MOST_GROUPS:
        yield ("group_by",), Violation("length", f"At most {MOST_GROUPS} groups are allowed.")


def target_is_single(loaded: Object, _: Object) -> Violations:
    """Amounts are converted into one currency."""
    if loaded.get("convert") is not None and len(loaded.get("currency") or ()) != 1:
        yield ("convert",), Violation("currency", "Converting needs one `currency` to convert into.", ("currency",))


def group_is_single(loaded: Object, _: Object) -> Violations:
    """A bar has one name."""
    if len(loaded.get("group_by") or ()) > 1:
        yield ("group_by",), Violation("length", "A chart has one group.")
