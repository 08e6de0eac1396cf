"""Periods that a sum is for: `over four years`, `for 2028-2034`, `올해 예산은`."""

import re

from domain.money.words.numbers import NUMBERS
from domain.money.words.rows import spellings
from domain.reading.dates.patterns import EAST_ASIAN, any_of, date_patterns
from domain.reading.document import Document
from domain.reading.due_dates import FoundDate, find_dates
from domain.reading.findings import Span
from domain.reading.sums.context import Surroundings

NUMBER_WORDS = {
    word: int(number)
    for language in ("en", "fr", "de", "es")
    for number, row in NUMBERS[language].items()
    if number >= 1 and number % 1 == 0
    for word in spellings(row)
}
YEARS = re.compile(
    r"(?<!\w)(?:over|for|across|during|spread over|sur|pendant|über|für|auf|durante)\s"
    r"(?:(?:the|a|les|la|die|den|der|los|las|next|coming|first|following|period of|total of|prochaines|prochains"
    r"|nächsten|kommenden|ersten|próximos|primeros)\s){0,3}"
    rf"(?P<count>\d{{1,2}}|{any_of(NUMBER_WORDS)})[ -](?:years?|ans|années|jahren?|años)(?!\w)"
    rf"|(?<![\w-])(?P<adjective>\d{{1,2}}|{any_of(NUMBER_WORDS)})-year\s(?:program|plan|project|scheme|package|initiative|"
    r"strategy|investment)"
    r"|(?<![\d.,])(?P<number>\d{1,2})\s?(?:년간|년 동안|年間|[カヵか]年)",
    re.IGNORECASE,
)
START = re.compile(r"\s(?:from|starting in|à partir de|ab|desde)\s(?:FY ?)?(20\d\d)")
YEAR_OR_YEARS = re.compile(r"\d{4}(?:-\d\d)?/\d{4}(?:-\d\d)?|\d{4}")
EAST_ASIAN_RANGE = re.compile(r"(20\d\d)\s?[년年]?\s?[~\u223c\u301c\uff5e\u2013-]\s?(20\d\d)\s?[년年]")
PURPOSE = re.compile(r"\s?(?:\([^()]{0,40}\)\s?)?(?:for|on|für|pour)\s[^,.;:]{1,40}")
"""Between a sum and its period: what it is for."""

LIMIT = re.compile("(?:까지|부터|이후|までに?|から|以降)$")
BUDGET = re.compile(r"\s?(?:budget|haushalt|예산|予算|概算要求|年度|년도)", re.IGNORECASE)
PAST = re.compile(r"(?:past|last|지난|过去|過去)\s?$", re.IGNORECASE)
BUDGET_OF_YEAR = re.compile(
    r"\bbudget\s(?:[\w-]+\s){0,6}?(?:(?:for|in)\s)?(?P<year>this\syear|next\syear|20\d\d)\s(?:[\w-]+\s){0,4}\Z"
    r"|(?:\b(?P<own>20\d\d)|\b(?P<genitive>this\syear|next\syear)['’]s)\s(?:[\w-]+\s){0,4}?budget\s(?:[\w-]+\s){0,8}\Z",
    re.IGNORECASE,
)
"""A budget with its year, before the sum that it comes to: `The budget for trams this year comes to`."""
NEAR_BEHIND, NEAR_BUDGET, NEAR_BEFORE = 2, 40, 30
"""Characters between a sum and its period: behind it, so with the word budget, and in East Asian texts before it."""


def period_of(document: Document, around: Surroundings) -> str | None:
    """The EDTF period that words beside a sum give it."""
    if document.anchor is None:
        return None
    clause, place, text = around.clause(), around.stated.span, document.text
    is_east_asian = document.language.partition("-")[0] in EAST_ASIAN
    before, behind = Span(clause.start, place.start), Span(place.end, clause.end)
    order = [before] if is_east_asian else [behind] if around.before else [behind, before]
    for span in order:
        years = YEARS.search(text, *span)
        if years and not PAST.search(text, span.start, years.start()):
            begun = [each for each in find_dates(document, Span(span.start, years.start())) if each.role == "starts"]
            is_beside = begun and years.start() - begun[-1].span.end <= NEAR_BEHIND
            return _years(text, years, int(begun[-1].value[:4]) if is_beside else document.anchor.year)
    if is_east_asian:
        if spans := list(EAST_ASIAN_RANGE.finditer(text, *before)):
            return f"{spans[-1][1]}/{spans[-1][2]}"
        dates = [each for each in find_dates(document, before) if place.start - each.span.end <= NEAR_BEFORE]
        return next((each.value for each in reversed(dates) if _is_open(document, each)), None)
    near = (each for each in find_dates(document, behind) if _is_open(document, each))
    return next((each.value for each in near if _is_beside(text, each.span, place)), None) or _year_of_budget(
        text, before, document.anchor.year
    )


def _year_of_budget(text: str, before: Span, year: int) -> str | None:
    budget = BUDGET_OF_YEAR.search(text, *before)
    if budget is None:
        return None
    words = (budget["year"] or budget["own"] or budget["genitive"]).lower()
    return words if words.isdigit() else f"{year + words.startswith('next')}"


def _years(text: str, years: re.Match[str], year: int) -> str | None:
    """The years of a length such as `four years`, from the year of the text or the one stated behind it."""
    written = years["count"] or years["adjective"] or years["number"]
    length = NUMBER_WORDS.get(written.lower()) or int(written)
    start = START.match(text, years.end())
    first = int(start[1]) if start else year
    return f"{first}/{first + length - 1}" if length > 1 else None


def _is_open(document: Document, each: FoundDate) -> bool:
    """Whether a date is a year or years still to come, and no limit such as `by 2030`."""
    words = document.words(each.span)
    lead = date_patterns(document.language).roles.get(words.split()[0].lower())
    is_limit = lead in {"due", "starts"} or LIMIT.search(words) is not None
    is_now = document.anchor is not None and each.value[:4] >= f"{document.anchor.year}"
    return YEAR_OR_YEARS.fullmatch(each.value) is not None and is_now and not is_limit


def _is_beside(text: str, date: Span, place: Span) -> bool:
    gap = date.start - place.end
    is_budget = gap <= NEAR_BUDGET and BUDGET.match(text, date.end) is not None
    return gap <= NEAR_BEHIND or is_budget or PURPOSE.fullmatch(text, place.end, date.start) is not None
