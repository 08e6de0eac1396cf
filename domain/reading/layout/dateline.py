"""Datelines: `CAIRO, April 13 (Reuters) - `, `(서울=뉴스1) 정다온 기자 =`, `【東京=共同】`."""

import re
from functools import cache

from domain.codes import COUNTRIES
from domain.reading.document import Dateline
from domain.reading.findings import Span
from domain.reading.layout.agencies import agency_pattern
from domain.reading.layout.cities import city_countries
from domain.reading.layout.days import find_days, month_names, weekday_names

DATELINE_LENGTH = 160
"""Characters of a dateline; with them every pattern costs the same for a text of any length."""

MARGIN = 16
"""Characters that may stand beside a day where one is expected: the weekday, or `le `."""

PLACE_WORDS = 3
"""Words of a place that no table has, at most; letters of one in capitals, at least."""

_SEPARATOR = r"(?:\s?(?:[–—―]{1,2}|-{1,2}(?!\w))|\.-|:(?=\s)|\s?[|•])"
_PLACE = r"(?P<place>[^\W\d_][^\n,()\[\]:;|/=–—\"“”«»!?\d]{0,40}?)"
_REGION = r"(?:\s\[[^\]\n]{2,20}\])?(?:,\s(?P<region>[^\W\d_](?:[^\W\d_]|[ .'’-]){1,25}?))?"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    name = rf"(?P<agency>{agency_pattern()})"
    in_brackets = rf"\(\s?(?:[^()\n]{{0,20}}[/,=-]\s?)?{name}(?:\s?[/,=-][^()\n]{{0,20}})?\s?\)"
    reporters = r"(?:\s?[^=\n.]{1,40}?(?:기자|특파원|통신원)\s?=)?\s?"
    days = r"(?P<day>[^()\[\]\n–—/:=|]{3,40}?)"
    inner = r"[^\s=()\[\]（】］]"
    patterns = (
        # (서울=뉴스1) 정다온 기자 =   [세종=뉴시스]   【東京=共同】
        rf"[(\[【［〔](?P<place>{inner}{{1,20}}?)\s?=\s?{name}[)\]】］〕]{reporters}",
        # 【ソウル時事】   [뉴스1]   ［東京　３日　ロイター］
        rf"[(\[【［](?P<place>{inner}{{0,14}}?)[\s\u3000]?(?P<day>\d{{1,2}}[日일])?[\s\u3000]?{name}[)\]】］](?:\s?[-—=])?\s?",
        # [세종] 홍길동 기자 =
        r"[(\[【](?P<place>[가-힣]{2,6})[)\]】]\s(?:[가-힣]{2,4}\s?){1,3}(?:기자|특파원)\s?=\s?",
        # (ANSA) - ROMA, 3 GIU -
        rf"\({name}\)\s?[-–—]\s{_PLACE}(?:,\s{days})?\s?[-–—]\s",
        # CAIRO, April 13 (Reuters) -   Abuja, Oct. 6, 2026 (NAN)   New Delhi [India], June 3 (ANI):
        rf"{_PLACE}{_REGION}(?:(?:,|\s[-–—|])?\s{days})?[,.]?\s{in_brackets}(?:\s?{_SEPARATOR})?\s*",
        # OTTAWA, ON, June 3, 2026 /CNW/ -
        rf"{_PLACE}{_REGION}(?:,\s{days})?\s/\s?{name}\s?/(?:\s?{_SEPARATOR})?\s*",
        # Berlin, 3. März 2026 -   Ottawa, Ontario, June 3, 2026 -   TOKYO, June 3, KYODO -
        rf"{_PLACE}{_REGION},?\s(?:le |den |am |el )?{days}(?:,\s{name})?\s?(?:{_SEPARATOR}\s*|\.\s+|$)",
        # June 3, 2026 - Ottawa, Ontario -
        rf"{days}\s?[-–—|,]\s{_PLACE}{_REGION}\s?(?:[-–—|]\s|$)",
        # Bangkok -   WASHINGTON -   MANILA, Philippines -   NEW DELHI:
        rf"{_PLACE}{_REGION}\s?(?:[-–—―]{{1,2}}\s|:\s)\s*",
    )
    return tuple(map(re.compile, patterns))


def find_dateline(text: str, span: Span, country: str | None) -> Dateline | None:
    """The dateline at the start of a part of a text; None if there is none."""
    end = min(span.end, span.start + DATELINE_LENGTH)
    for pattern in _patterns():
        match = pattern.match(text, span.start, end)
        found = match and _checked(text, match, country)
        if found:
            return found
    return None


def _checked(text: str, match: re.Match[str], country: str | None) -> Dateline | None:
    """What matched, if it names an agency or a place, and a day where one is expected."""
    groups = match.groupdict()
    place, agency = groups.get("place") or "", bool(groups.get("agency"))
    day = next(find_days(text, Span(*match.span()), country), None) if groups.get("day") else None
    if groups.get("day") and (not day or len(groups["day"]) > day.span.end - day.span.start + MARGIN):
        return None
    if not (
        is_place(place) or (agency and not place[:1].islower()) or _is_written_as_place(match, place, has_day=bool(day))
    ):
        return None
    if not agency and not day and match[0].rstrip().endswith(":") and not place.isupper():
        return None
    return Dateline(
        Span(*match.span()),
        Span(*match.span("place")) if place else None,
        day.span if day else None,
        Span(*match.span("agency")) if agency else None,
    )


def _is_written_as_place(match: re.Match[str], place: str, *, has_day: bool) -> bool:
    """Whether words that no table has stand where a place does: `TUCSON, Ariz. - `, `Nyeri, 17 July 2026`."""
    words = place.split()
    if not 1 <= len(words) <= PLACE_WORDS or any(each.casefold().strip(",.") in _no_places() for each in words):
        return False
    if has_day:
        return match[0][len(place) : len(place) + 1] == "," and all(each[:1].isupper() for each in words)
    return (
        place.isupper() and len(place) >= PLACE_WORDS and bool(match.groupdict().get("region")) and ":" not in match[0]
    )


@cache
def _no_places() -> frozenset[str]:
    return (
        frozenset(month_names())
        | frozenset(weekday_names())
        | frozenset("published posted updated date on by issued".split())
    )


def is_place(name: str) -> bool:
    """Whether it is a known city, or several of them, or a country."""
    parts = re.split(r"[·/・]", name.strip())
    return all(part.strip().casefold() in city_countries() or part.strip().title() in _countries() for part in parts)


@cache
def _countries() -> frozenset[str]:
    return frozenset(COUNTRIES.values())
