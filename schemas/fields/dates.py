"""The error of a date that is not EDTF, with what to write instead."""

from domain.dates.notations import Origin
from domain.dates.readings import read_date
from domain.violations import Violation

UNKNOWN_ORIGIN = Origin()


def date_violation(text: str, reason: str, origin: Origin = UNKNOWN_ORIGIN) -> Violation:
    """The violation of a date: with its one reading as the suggestion, with both of two, or with the reason alone."""
    match read_date(text, origin):
        case (near,):
            return Violation("date", f"“{text}” is not in a form that dates have here. Write {near}.", (), near)
        case (one, other):
            detail = f"“{text}” is not in a form that dates have here. Write {one} or {other}, whichever is meant."
            return Violation("date", detail)
    return Violation("date", reason)
