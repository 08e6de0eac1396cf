"""Filters of commitments, as a table from which their parameters are made, and rules of their parameters."""

from collections.abc import Mapping

from domain.codes import MISSING
from domain.violations import Violation
from domain.vocabularies import COMMITMENT_KIND, COMMITMENT_STATUS, COMPARATOR
from schemas.fields.scalars import Choice, Slug, Text
from schemas.queries.filters import PARTY, ROLE, FilterParameter
from schemas.record.rules import Object, Violations

COMMITMENT: Mapping[str, FilterParameter] = {
    "kind": FilterParameter(
        Choice(COMMITMENT_KIND, "A kind of commitment."), "Of any of these kinds.", "Of none of these kinds."
    ),
    "status": FilterParameter(
        Choice(COMMITMENT_STATUS, "A status."),
        "With any of these statuses, by the newest report.",
        "With none of these statuses.",
        "without any report yet",
    ),
    "unit": FilterParameter(
        Text("A unit, as stated.", example="experts"),
        "With a target in any of these units.",
        "With a target in none of these units.",
        "without a unit",
    ),
    "comparator": FilterParameter(
        Choice(COMPARATOR, "A comparator."),
        "With a target of any of these comparators.",
        "With no target of these comparators.",
        "without a comparator",
    ),
    "place": FilterParameter(
        Text("A place, as stated."), "Promised for any of these places.", "For none of these.", "without a place"
    ),
    "topic": FilterParameter(
        Slug("A topic.", example="artificial-intelligence"),
        "About any of these topics: its own, or its record's where it states none.",
        "About none of these topics.",
        "without any topic",
        "About every one of these topics: its own, or its record's where it states none.",
    ),
    "party": FilterParameter(
        PARTY,
        "By or with any of these parties: its own, or its record's where it states none.",
        "By or with none of these parties.",
        "without any party",
        "By or with every one of these parties.",
    ),
    "role": FilterParameter(
        ROLE,
        "With a party in any of these roles; with `party`, with that party in that role.",
        "With no party in any of these roles; with `party`, without that party in that role.",
        all_description="With a party in each of these roles, one or several; with `party`, with that party in each.",
    ),
}
"""Filters of commitments themselves."""

TARGET_RANGE = (
    " A target counts with all that it may mean: `gte` has no upper end, `lte` no lower one, and `upper` ends a range."
)


def overdue_is_stated(loaded: Object, _: Object) -> Violations:
    """`since` says how `overdue` is measured."""
    if loaded.get("since") is not None and loaded.get("overdue") is None and loaded.get("overdue_on") is None:
        yield ("since",), Violation("overdue", "This needs `overdue` or `overdue_on`.", ("overdue", "overdue_on"))


def unit_is_single(loaded: Object, _: Object) -> Violations:
    """Targets are sorted within a unit."""
    units = loaded.get("unit") or ()
    if str(loaded.get("sort")).endswith("value") and (len(units) != 1 or MISSING in units):
        yield ("sort",), Violation("unit", "Sorting by value needs one `unit`, for example unit=experts.", ("unit",))
