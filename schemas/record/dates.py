"""Dates of a record that its jurisdiction decides: fiscal years, the order of seasons, and how a wrong date is read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from domain.dates.edtf import MAX_EDTF_LENGTH, NotEdtf, has_backward_seasons
from domain.dates.fiscal_years import JANUARY, ambiguous_years, first_day
from domain.dates.notations import Origin
from domain.violations import Violation
from schemas.fields.dates import date_violation
from schemas.record.rules import Object, Violations

DATES: tuple[tuple[str, str, str | None], ...] = (
    ("commitments", "due", None),
    ("commitments", "starts", None),
    ("commitments", "baseline", "on"),
    ("amounts", "period", None),
    ("amounts", "change", "compared_with"),
    ("quotes", "said_on", None),
    ("sources", "published_on", None),
)
"""Dates of parts: the list, the member, and the member within that."""

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


def dates_fit_jurisdiction(_: Object, original: Object) -> Violations:
    """Fiscal years are written as their months, and seasons come in the order of the jurisdiction."""
    jurisdiction = original.get("jurisdiction")
    jurisdiction = jurisdiction if isinstance(jurisdiction, str) else ""
    for name in ("announced_on", "effective"):
        text = original.get(name)
        if isinstance(text, str) and (violation := doubt_about(text, jurisdiction, is_period=False)):
            yield (name,), violation
    for list_name, name, inner in DATES:
        parts = original.get(list_name)
        for index, part in enumerate(parts if isinstance(parts, list) else ()):
            text = part.get(name) if isinstance(part, Mapping) else None
            if inner and isinstance(text, Mapping):
                text = text.get(inner)
            is_period = (inner or name) in PERIODS
            if isinstance(text, str) and (violation := doubt_about(text, jurisdiction, is_period=is_period)):
                yield (list_name, index, name, *((inner,) if inner else ())), violation


@lru_cache(maxsize=4096)
def doubt_about(text: str, jurisdiction: str, *, is_period: bool) -> Violation | None:
    """The violation of a date that is valid EDTF and still in doubt: two years or not, or seasons in another order."""
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
        is_backward = has_backward_seasons(text, jurisdiction)
    except NotEdtf:
        return None
    if not is_backward:
        return None
    place = jurisdiction or "this jurisdiction"
    return Violation("order", f"“{text}” ends before it starts: see when seasons are in {place}. Write its months.")


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
