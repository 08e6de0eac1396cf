"""Days as the heads of texts state them: `April 13`, `9 juin 2026`, `2026년 3월 24일`, `19일`, `on Monday`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from domain.dates.notations import MONTH_FIRST
from domain.dates.words import ERAS, locale_names
from domain.reading.findings import Span

LANGUAGES = ("en", "fr", "de", "es", "pt", "it", "nl", "id")
"""Languages whose names of months and weekdays are known: those of the texts, and of agencies that write like them."""

OTHER_MONTHS = {
    word: number
    for number, words in {
        1: "jan ene janv", 2: "fév fev févr", 3: "mrz", 4: "avr abr", 7: "juil juill", 8: "aou août aout ago",
        9: "sept set", 10: "okt", 12: "déc dez dic",
    }.items()
    for word in words.split()
}  # fmt: skip
"""Abbreviations of agencies that CLDR does not have."""

SOON = timedelta(days=7)
"""How far after the day that a text is known by, a day without a year may lie."""


@dataclass(frozen=True, slots=True)
class StatedDay:
    """A day in a text. `year` and `month` are None where it does not say them."""

    span: Span
    year: int | None
    month: int | None
    day: int

    def resolve(self, near: date | None) -> date | None:
        """The day, with what it leaves out taken from the last such day up to shortly after `near`."""
        if self.year and self.month:
            return _date(self.year, self.month, self.day)
        if near is None:
            return None
        months = [near.year * 12 + near.month - 1 + shift for shift in (1, 0, -1)]
        candidates = (
            [_date(near.year + shift, self.month, self.day) for shift in (1, 0, -1)]
            if self.month
            else [_date(each // 12, each % 12 + 1, self.day) for each in months]
        )
        return next((each for each in candidates if each and each - near <= SOON), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def month_names() -> dict[str, int]:
    """Months by name, whole or abbreviated, in lower case."""
    return {name: number for each in LANGUAGES for name, number in locale_names(each)[0].items()} | OTHER_MONTHS


@cache
def weekday_names() -> dict[str, int]:
    """Weekdays by whole name in lower case; Monday is 0."""
    return {
        name: number
        for each in LANGUAGES
        for name, number in locale_names(each)[1].items()
        if len(name) > 4  # noqa: PLR2004 - shorter ones are abbreviations, which mean other words too
    }


@cache
def _pattern() -> re.Pattern[str]:
    months = "|".join(sorted(map(re.escape, month_names()), key=len, reverse=True))
    eras = "|".join(ERAS)
    return re.compile(
        rf"(?<!\d)(?:(?P<year>\d{{4}}|(?P<era>{eras})\s?(?P<of_era>\d{{1,2}}"
        rf"|元))\s?(?P<mark>[-./年년])\s?(?P<month>\d{{1,2}})"
        r"\s?[-./月월]\s?(?P<day>\d{1,2})(?!\d)(?:\s?[日일]|\.)?"
        rf"|(?P<day_b>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?\s?(?:de |of "
        rf"|d')?(?P<month_b>{months})\b\.?(?:,?\s(?:de )?(?P<year_b>\d{{4}})\b)?"
        rf"|\b(?P<month_c>{months})\b\.?\s(?P<day_c>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s(?P<year_c>\d{{4}})\b)?"
        r"|(?P<first>\d{1,2})(?P<slash>[./-])(?P<second>\d{1,2})(?P=slash)(?P<year_d>\d{4})(?!\d)"
        r"|(?:(?P<month_e>\d{1,2})\s?[月월]\s?)?(?P<day_e>\d{1,2})\s?[日일](?![간間가-힣]))",
        re.IGNORECASE,
    )


def find_days(text: str, span: Span, country: str | None) -> Iterator[StatedDay]:
    """The days that a part of a text states, in its order."""
    for match in _pattern().finditer(text, *span):
        yield _stated(match, country)


def day_at(text: str, start: int, end: int) -> StatedDay | None:
    """The day that stands at a place."""
    match = _pattern().match(text, start, end)
    return _stated(match, None) if match else None


def _stated(match: re.Match[str], country: str | None) -> StatedDay:
    part = match.groupdict()
    year: str | int | None
    if part["month"]:
        year, month, day = part["year"], part["month"], part["day"]
        if part["era"]:
            year = ERAS[part["era"]] + (1 if part["of_era"] == "元" else int(part["of_era"]))
    elif part["first"]:
        turned = country in MONTH_FIRST and int(part["first"]) <= 12 and part["slash"] == "/"  # noqa: PLR2004 - months
        month, day = (part["first"], part["second"]) if turned else (part["second"], part["first"])
        year = part["year_d"]
    else:
        letter = "b" if part["day_b"] else "c" if part["day_c"] else "e"
        day, month, year = part[f"day_{letter}"], part[f"month_{letter}"], part.get(f"year_{letter}")
    number = month_names().get(month.casefold()) if month and not month.isdigit() else int(month) if month else None
    return StatedDay(Span(*match.span()), int(year) if year else None, number, int(day))
