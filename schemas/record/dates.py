"""Dates of a record that its jurisdiction decides: fiscal years, the order of seasons, and how a wrong date is read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import chain
from typing import Any

from domain.dates.edtf import MAX_EDTF_LENGTH, NotEdtf, has_backward_seasons, parse_edtf
from domain.dates.fiscal_years import JANUARY, ambiguous_years, first_day
from domain.dates.notations import Origin
from domain.dates.seasons import is_southern
from domain.violations import Path, Violation
from schemas.fields.dates import date_violation
from schemas.record.rules import Object, Violations

Places = tuple[tuple[str, ...], ...]
"""Members that lead to texts, through every item of a list."""

DATES: Places = (
    ("announced_on",),
    ("effective",),
    ("policy_status", "on"),
    ("commitments", "due"),
    ("commitments", "starts"),
    ("commitments", "baseline", "on"),
    ("amounts", "period"),
    ("amounts", "value_date"),
    ("amounts", "change", "compared_with"),
    ("quotes", "said_on"),
    ("sources", "published_on"),
    ("sources", "history", "on"),
)
"""All dates of a record but those of progress reports."""

REPORT_DATES: Places = (("on",), ("source", "published_on"))
"""The dates of a progress report, which are judged when it is new: a report never changes."""

PERIODS = frozenset(("period", "compared_with"))
"""Dates that mostly are years: what looks like two of them is refused."""

HEMISPHERIC = range(25, 33)
"""Codes of seasons of one hemisphere. They are hardly in use, so `2026-27` is taken for two years in every date."""

NAMES = {
    "two calendar years": range(1),
    "a month": range(1, 13),
    "a season": range(21, 33),
    "a quarter": range(33, 37),
    "a third of a year": range(37, 40),
    "half a year": range(40, 42),
}
"""What the code of a part of a year names; 0 for an interval."""


def dates_fit_jurisdiction(record: Object, stated: Object, places: Places = DATES) -> Violations:
    """Fiscal years are written as their months; seasons are in order, and the same in all jurisdictions of the record.

    `stated` is the object with the dates: the record as sent, or a report on one of its commitments.
    """
    jurisdiction = record.get("jurisdiction") or ""
    others = record.get("other_jurisdictions") or ()
    opposite = next((each for each in others if is_southern(each) != is_southern(jurisdiction)), None)
    for place in places:
        found: list[tuple[Path, Any]] = [((), stated)]
        for name in place:
            items = chain.from_iterable(
                (((*path, index), item) for index, item in enumerate(value))
                if isinstance(value, list)
                else [(path, value)]
                for path, value in found
            )
            found = [((*path, name), item[name]) for path, item in items if isinstance(item, Mapping) and name in item]
        is_period = place[-1] in PERIODS
        for path, text in found:
            if isinstance(text, str) and (violation := doubt_about(text, jurisdiction, opposite, is_period=is_period)):
                yield path, violation


@lru_cache(maxsize=4096)
def doubt_about(text: str, jurisdiction: str, opposite: str | None, *, is_period: bool) -> Violation | None:
    """The violation of a date that is valid EDTF and still in doubt: two years or not, or seasons in another order.

    Or a season of a joint announcement, one of whose jurisdictions is in the `opposite` hemisphere.
    """
    if len(text) > MAX_EDTF_LENGTH:
        return None
    years = ambiguous_years(text, jurisdiction)
    if years and (is_period or ("/" not in text and int(text[-2:]) in HEMISPHERIC)):
        meant, other = years
        code = 0 if "/" in text else int(text[-2:])
        stated = next(name for name, codes in NAMES.items() if code in codes)
        one = "two years" if first_day(jurisdiction) == JANUARY else "a fiscal year"
        detail = f"“{text}” can be {one} or {stated}. For {one} write {meant}; for {stated}, {other}."
        return Violation("fiscal_year", detail, (), meant)
    try:
        if has_backward_seasons(text, jurisdiction):
            place = jurisdiction or "this jurisdiction"
            detail = f"“{text}” ends before it starts: see when seasons are in {place}. Write its months."
            return Violation("order", detail)
        days = {each: parse_edtf(text, each) for each in (jurisdiction, opposite) if opposite and each}
    except NotEdtf:
        return None
    if len({*days.values()}) < 2:  # noqa: PLR2004 - Two hemispheres.
        return None
    meanings = [f"{each.first or '..'}/{each.last or '..'} in {place}" for place, each in days.items()]
    return Violation("doubtful", f"“{text}” is {' and '.join(meanings)}. Write the one that is meant.")


def reword_dates(messages: Any, value: Any, origin: Origin) -> Any:
    """The error messages of a record in which those about dates say what its jurisdiction makes of them."""
    if isinstance(messages, dict):
        return {step: reword_dates(inner, member(value, step), origin) for step, inner in messages.items()}
    if not isinstance(messages, list) or not isinstance(value, str):
        return messages
    return [
        date_violation(value, each.detail, origin) if isinstance(each, Violation) and each.code == "date" else each
        for each in messages
    ]


def member(value: Any, step: Any) -> Any:
    """The member or item of a JSON value; None if it has none."""
    if isinstance(value, Mapping):
        return value.get(step)
    return value[step] if isinstance(value, list) and isinstance(step, int) and step < len(value) else None


def origin_of(record: Any) -> Origin:
    """What a record as sent says of itself, as far as that is text."""
    members = (member(record, name) for name in Origin._fields)
    return Origin(*(each if isinstance(each, str) else "" for each in members))
