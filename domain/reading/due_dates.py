"""Dates in running text, relative to the day of the text, and whether something is due then or starts then.

A date is as precise as its words: `by the end of 2027` is 2027, `within 18 months` a month. What the words leave open,
such as a weekday, is no date.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from domain.dates.edtf import NotEdtf, parse_edtf
from domain.dates.fiscal_years import consecutive_years, first_day, fiscal_interval
from domain.dates.notations import Origin
from domain.dates.readings import read_date
from domain.dates.relative_days import relative_day
from domain.reading.dates.patterns import DatePatterns, Lead, date_patterns
from domain.reading.dates.words import WORDS
from domain.reading.document import Document
from domain.reading.findings import Span

DateRole = Literal["due", "starts", "mention"]

RECENT = timedelta(days=92)
"""How long ago a month without a year may be: `in January`, said in March, is over."""

LOOK_BACK = 60
"""Characters before a date in which the words that belong to it stand."""

PRECISION = {"y": len("2026"), "m": len("2026-07")}
LIKELY_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d|[和成]\s?[\d元]")
OF_EACH = re.compile(r"\s(?:of|after|from|nach|après|suivant|à compter|desde|tras)(?!\w)")
"""Behind days that begin with each case, not with the text: payable within 14 days of delivery."""

RANKED = re.compile(
    r"\b(?:first(?! \d)|time|the (?!forest|harvest|interest|request|contest|protest)[a-z]{3,}est)\b[^,.;]{0,30}$"
)
"""Before a time that is over: the first fall in nine years, the highest in ten."""

CLAUSE_END = re.compile(r"[,.;:]")
SHORT_YEAR = re.compile(r"^(\d\d)(?=\s?[年년])")
"""A year of this century, as newspapers and ministries write it: 28年春, ’27년."""

ROUGH = re.compile(r"(?:초반|중반|후반|초순|중순|하순|연말|연초|年末|初め|半ば|말|초|末|央|中)$")
QUARTER = re.compile(r"(?:first|second|third|fourth|last) quarter\b|quartal|trimestre")
"""A quarter without a year is the current or a coming one, unlike a month: reports call past ones by their year."""

MONTHS_OF_A_YEAR = 12
BARE_YEARS = frozenset(("de", "ko", "ja"))
"""Languages in which a year alone says when: `2028 öffnet`."""

ROLES: Mapping[Lead, DateRole] = {
    "due": "due",
    "within": "due",
    "starts": "starts",
    "opens": "mention",
    "plain": "mention",
}


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: its words, its EDTF value, and whether something is due or starts then.

    A date that is over, or only compared with, is a mention.
    """

    span: Span
    value: str
    role: DateRole


def find_dates(document: Document, span: Span) -> list[FoundDate]:
    """The dates at a place of a document, in the order of the text."""
    patterns = date_patterns(document.language)
    found: list[FoundDate] = []
    lead: Lead | None = None
    for match in patterns.core.finditer(document.text, *span):
        end = found[-1].span.end if found else span.start
        earlier = lead if found and patterns.joint.fullmatch(document.text, end, match.start()) else None
        lead, whole = _lead(document.text, patterns, match, max(end, match.start() - LOOK_BACK))
        is_last = earlier in {"opens", "starts"}
        lead = "due" if is_last else lead
        value = _duration(document, patterns, match) if match["count"] else _value(document, patterns, match[0], lead)
        if value is None:
            continue
        if is_last:
            found[-1] = replace(found[-1], role="starts")
        elif patterns.in_force.search(_clause(document.text, whole, span)):
            lead = "starts"
        is_bare = match[0].isdigit() and not patterns.rough.search(document.text, whole.start, match.start())
        found.append(FoundDate(whole, value, _role(document, value, lead, is_bare=is_bare)))
    return found


def _lead(text: str, patterns: DatePatterns, match: re.Match[str], start: int) -> tuple[Lead | None, Span]:
    """What the words around a date say about it, and its place with them."""
    before = patterns.lead.search(text, start, match.start())
    after = patterns.tail.match(text, match.end())
    if match["count"]:
        return "due", Span(before.start() if before and not before["role"] else match.start(), match.end())
    end = match.end() - match[0].endswith(".")
    role = (before and before["role"]) or (after and after["role"]) or ""
    lead = patterns.roles.get(" ".join(_plain(role).split()))
    is_told = after is not None and patterns.roles.get(after["role"]) in {"due", "starts"}
    return lead, Span(before.start() if before else match.start(), after.end() if after and is_told else end)


def _clause(text: str, place: Span, span: Span) -> str:
    """The words around a date up to the next mark on either side."""
    before = text[max(span.start, place.start - LOOK_BACK) : place.start]
    after = text[place.end : min(span.end, place.end + LOOK_BACK)]
    return CLAUSE_END.split(before)[-1] + CLAUSE_END.split(after)[0]


def _plain(words: str) -> str:
    return words.casefold().replace("\u2019", "'")


def _duration(document: Document, patterns: DatePatterns, match: re.Match[str]) -> str | None:
    """When a time such as `18 months` from the day of the text is over, as precise as its unit."""
    unit, written = patterns.units[_plain(match["unit"])], _plain(match["count"])
    number = float(unicodedata.numeric(written)) if len(written) == 1 and written.isnumeric() else None
    number = number or patterns.numbers.get(written) or float(written)
    if unit == "y" and number % 1:
        unit, number = "m", number * MONTHS_OF_A_YEAR
    if match.groupdict().get("years"):
        number += int(match["years"]) * MONTHS_OF_A_YEAR
    is_of_each = unit in "dw" and OF_EACH.match(document.text, match.end()) is not None
    is_past = RANKED.search(document.text, max(0, match.start() - LOOK_BACK), match.start()) is not None
    if document.anchor is None or number % 1 or not number or is_of_each or is_past:
        return None
    return relative_day(f"today+{int(number)}{unit}", document.anchor).isoformat()[: PRECISION.get(unit)]


def _value(document: Document, patterns: DatePatterns, core: str, lead: Lead | None) -> str | None:
    """The EDTF date of words, with what they leave out taken from the day of the text."""
    words, anchor = " ".join(_plain(core).split()), document.anchor
    words = patterns.substitutes.sub(lambda match: patterns.words.substitutes[match[0]], words)
    origin = Origin(document.jurisdiction or "", document.language, anchor.isoformat() if anchor else "")
    if anchor and (month := patterns.months.match(words)):
        first = relative_day(f"today{patterns.month_offsets[month[0]]:+}m", anchor.replace(day=1))
        day = re.search(r"\d+", words)
        return f"{first:%Y-%m}" + (f"-{int(day[0]):02}" if day else "")
    if anchor:
        words = patterns.years.sub(lambda match: _year_of(match[0], patterns, anchor), words)
    words = SHORT_YEAR.sub(r"20\1", ROUGH.sub("", words).strip())
    if LIKELY_YEAR.search(words):
        return _read(words, origin)
    return _without_year(words, patterns, origin, anchor, lead) if anchor else None


def _without_year(words: str, patterns: DatePatterns, origin: Origin, anchor: date, lead: Lead | None) -> str | None:
    """The date of words without a year: a decade, the current or next fiscal year, a month, a part of the year."""
    if patterns.decade.fullmatch(words):
        return f"{(anchor.year // 10 + 1) * 10}"
    is_next, is_this = patterns.next_.search(words) is not None, patterns.this.search(words) is not None
    words = patterns.this.sub("", patterns.next_.sub("", words)).strip()
    if patterns.fiscal.search(words) and not re.search(r"\d", words):
        year = anchor.year - ((anchor.month, anchor.day) < first_day(origin.jurisdiction)) + is_next
        return fiscal_interval(year, origin.jurisdiction)
    if lead is None and not is_next and not is_this and not _is_east_asian(words):
        return None
    may_be_over = lead in {None, "within"} and not QUARTER.search(words)
    return _nearest(words, origin, anchor, is_next=is_next, is_this=is_this, may_be_over=may_be_over)


def _year_of(words: str, patterns: DatePatterns, anchor: date) -> str:
    """A relative year in digits, with the mark that East Asian years have."""
    year = f"{anchor.year + patterns.year_offsets[words]}"
    return f"{year}년 " if patterns.words is WORDS["ko"] else f"{year}年" if patterns.words is WORDS["ja"] else year


def _nearest(
    words: str, origin: Origin, anchor: date, *, is_next: bool, is_this: bool, may_be_over: bool
) -> str | None:
    """The date of words without a year that is nearest to the day of the text."""
    if re.fullmatch(r"\d{1,2}\s?[일日]", words):
        return _nearest(f"{anchor.month}월 {words}", origin, anchor, is_next=False, is_this=False, may_be_over=True)
    mark = "년 " if _is_east_asian(words) else ""
    for year in (anchor.year - 1, anchor.year, anchor.year + 1):
        value = _read(f"{year}{mark}{words}" if mark else f"{words} {year}", origin)
        days = parse_edtf(value, origin.jurisdiction) if value else None
        if value is None or days is None or days.first is None or days.last is None:
            continue
        if is_this:
            if year == anchor.year:
                return value
        elif is_next:
            if days.first > anchor:
                return value
        elif days.last >= anchor or (may_be_over and anchor - days.last <= RECENT):
            return value
    return None


def _is_east_asian(words: str) -> bool:
    return not words.isascii() and re.search(r"[월月일日반半기期분봄여가겨春夏秋冬]", words) is not None


def _read(words: str, origin: Origin) -> str | None:
    """The reading of words with a year. A fiscal year that is named by one year is that year."""
    if consecutive_years(words) is not None:
        words = words.replace("-", "/")
    found = read_date(words, origin)
    if not found:
        return words if is_edtf(words) else None
    is_fiscal = "/" in found[0] and len(re.findall(r"\d+", words)) == 1
    year = re.search(r"\d{4}", words) if is_fiscal else None
    return year[0] if year else found[0][:4] if is_fiscal else found[0]


def is_edtf(words: str) -> bool:
    """Whether words are EDTF already."""
    try:
        parse_edtf(words)
    except NotEdtf:
        return False
    return True


def _role(document: Document, value: str, lead: Lead | None, *, is_bare: bool) -> DateRole:
    """What a date is for. One that is over, or is the day of the text, is only mentioned."""
    last = parse_edtf(value, document.jurisdiction or "").last
    if document.anchor and last and (last < document.anchor or value == document.anchor.isoformat()):
        return "mention"
    if lead is None:
        is_adverb = document.language.partition("-")[0] in BARE_YEARS
        return "due" if is_adverb or not is_bare else "mention"
    return ROLES[lead]
