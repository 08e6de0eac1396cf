"""Filters of commitments, as a table from which their parameters are made, and rules of their parameters."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields

from domain.codes import MISSING
from domain.violations import Violation
from domain.vocabularies import COMMITMENT_KIND, COMMITMENT_STATUS, COMPARATOR
from schemas.fields.scalars import Choice, OneOf, Slug, Text
from schemas.queries.base import BoolParam
from schemas.queries.filter_parameter import FilterParameter
from schemas.queries.filters import PARTY, ROLE
from schemas.queries.windows import DayParam
from schemas.record.rules import Object, Violations

COMMITMENT: Mapping[str, FilterParameter] = {
    "kind": FilterParameter(
        Choice(COMMITMENT_KIND, "A kind of commitment."), "Of any of these kinds.", "Of none of these kinds."
    ),
    "status": FilterParameter(
        Choice(
            COMMITMENT_STATUS,
            "A status.",
            instead={"late": "overdue=true", "overdue": "overdue=true", "draft": "state=draft"}.get,
        ),
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


LATENESS: Mapping[str, fields.Field[Any]] = {
    "overdue": BoolParam(
        "Overdue or not: the last possible due day has passed, and the current status is none of met, abandoned and "
        "reversed. Measured today, or on the day given as `overdue_on`."
    ),
    "overdue_on": DayParam("Overdue on this day.", example="2026-08-01"),
    "since": OneOf(
        ("current", "first"),
        "Measure lateness from the current due date or from the first published due date.",
        instead=lambda text: "announced_from={}" if text[0].isdigit() else None,
    ),
    "superseded": OneOf(
        ("include",),
        "`include`: promises of records that a published record supersedes, directly or not, are overdue like others. "
        "Otherwise they are never overdue, and `meta.left_out` counts them.",
    ),
    "due_moved": BoolParam("Whether the due date has moved since it was first published: `due_history` has entries."),
}
"""Parameters of lateness, and of due dates that have moved."""


def overdue_is_stated(loaded: Object, _: Object) -> Violations:
    """`since` says how `overdue` is measured."""
    if loaded.get("since") is not None and loaded.get("overdue") is None and loaded.get("overdue_on") is None:
        yield ("since",), Violation("overdue", "This needs `overdue` or `overdue_on`.", ("overdue", "overdue_on"))


def unit_is_single(loaded: Object, _: Object) -> Violations:
    """Targets are sorted within a unit."""
    units = loaded.get("unit") or ()
    if str(loaded.get("sort")).endswith("value") and (len(units) != 1 or MISSING in units):
        yield ("sort",), Violation("unit", "Sorting by value needs one `unit`, for example unit=experts.", ("unit",))
