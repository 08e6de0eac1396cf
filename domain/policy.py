"""The days on which a policy is in force, by its status and the time from which, or in which, it is effective."""

from collections.abc import Mapping
from datetime import date, timedelta

from domain.dates.edtf import DateRange, parse_edtf

NO_LONGER = frozenset({"suspended", "ended", "repealed"})
"""Statuses of a policy that applied until the day of the status."""

ONE_DAY = timedelta(days=1)


def days_in_force(
    status: Mapping[str, str] | None, effective: str | None, announced: DateRange, jurisdiction: str = ""
) -> tuple[date, date] | None:
    """The first and the last day on which a policy may be in force; None if there is none, or nothing says so.

    `status` has a `code` and perhaps `on`. An interval as `effective` ends with its last day, any other date has no
    end. An adopted policy, and one without a status, is in force while it is effective, and a proposed one never is.
    One in force is so from the day of its status on, while it is effective. One that is suspended, ended or repealed
    was so until the day before; if that day is not stated, never. Without `effective`, a policy that is or was in force
    begins with the day of its announcement, or of the status `in_force`.
    """
    code, since = (status["code"], status.get("on")) if status else (None, None)
    is_by_status = code == "in_force" or (code in NO_LONGER and since is not None)
    if not is_by_status and (code not in {None, "adopted"} or effective is None):
        return None
    window = parse_edtf(effective, jurisdiction) if effective else announced
    first, last = window.first or date.min, date.max
    if effective and "/" in effective:
        last = window.last or date.max
    if is_by_status and since:
        days = parse_edtf(since, jurisdiction)
        if code in NO_LONGER:
            last = min(last, max(days.last or date.max, date.min + ONE_DAY) - ONE_DAY)
        elif days.first:
            first = max(first, days.first) if effective else days.first
    return (first, last) if first <= last else None
