"""Datelines: `CAIRO, April 13 (Reuters) - `, `(서울=뉴스1) 정다온 기자 =`, `【東京=共同】`."""

import re
from functools import cache

from domain.codes import COUNTRIES
from domain.reading.document import Dateline
from domain.reading.findings import Span
from domain.reading.layout.agencies import agency_pattern
from domain.reading.layout.cities import city_countries
from domain.reading.layout.days import day_at, month_names, weekday_names

DATELINE_LENGTH = 160
"""Characters of a dateline; with them every pattern costs the same for a text of any length."""

PLACE_WORDS = 3
"""Words of a place that no table has, at most; letters of one in capitals, at least."""

REGIONS = 2

_PLACE = re.compile(r"[^\W\d_](?:[^\W\d_]|(?<=St)\. |(?<=[A-Z])\. ?|['’ /·]|-(?=\w)){1,40}")
_REGION = re.compile(r",\s(?P<name>[^\W\d_](?:[^\W\d_]|[ .'’]|-(?=\w)){1,25})|\s?\[[^\]\n]{2,20}\]")
_CLOCK = re.compile(r"\)|,?\s\d{1,2}[:.h]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,4})?", re.IGNORECASE)
_DASH = r"(?:\s?[–—―]{1,2}|\s?(?:--|-(?!\w))|\.\s?[-–—]|\s?[|•])"
_AFTER_DASH = re.compile(rf"\)?{_DASH}\s*")
_AFTER_DAY = re.compile(rf"\)?{_DASH}|:\s")
_AFTER_COLON = re.compile(r":\s+(?=[^\W\d_][^\n]{60})")
_AFTER_MARK = re.compile(r"[.:](?=\s)\s*|$")
_AFTER_POINT = re.compile(r"\.\s+(?=[^\W\d_])")
_AFTER_AGENCY = re.compile(r"-?\s+|-(?=\w)")

_LEADING_DAY = re.compile(r"[^\n–—|]{4,40}?\s?[-–—|,]\s(?=[^\W\d_])")


@cache
def _bracketed() -> tuple[re.Pattern[str], ...]:
    """Datelines in brackets, as Korea, Japan and Italy write them."""
    name = rf"(?P<agency>{agency_pattern()})"
    inner = r"[^\s=＝()\[\]（】］]"
    reporters = r"(?:\s?[^=\n.]{1,40}?(?:기자|특파원|통신원)\s?=)?\s*"
    patterns = (
        # (서울=뉴스1) 정다온 기자 =   [세종=뉴시스]   【東京=共同】
        rf"[(\[【［〔](?P<place>{inner}{{1,20}}?)(?:\s{inner}{{2,12}})?\s?[=＝]\s?{name}[)\]】］〕]{reporters}",
        # 【ソウル時事】   [뉴스1]   ［東京　３日　ロイター］
        rf"[(\[【［](?P<place>{inner}{{0,14}}?)[\s\u3000]?(?P<day>\d{{1,2}}[日일])?[\s\u3000]?{name}[)\]】］](?:\s?[-—=])?\s*",
        # [헤럴드경제=홍길동 기자]
        rf"[(\[【]{name}\s?[=|]\s?[^\]\n]{{2,30}}(?:기자|특파원)[)\]】]\s*",
        # [세종] 홍길동 기자 =
        r"[(\[【](?P<place>[가-힣]{2,6})[)\]】]\s(?:[가-힣]{2,4}\s?){1,3}(?:기자|특파원)\s?=\s*",
        # 세종=홍길동 기자
        r"(?P<place>[가-힣]{2,4})\s?=\s?(?:[가-힣]{2,4}\s?){1,3}(?:기자|특파원)\s?=?\s*",
    )
    return tuple(map(re.compile, patterns))


@cache
def _agency() -> re.Pattern[str]:
    """An agency in brackets, between slashes or after a comma; an unknown one by its letters in brackets."""
    name = agency_pattern()
    return re.compile(
        rf",?\s?\(\s?(?:[^()\n]{{0,20}}[/,=-]\s?)??(?P<a>{name})(?:\s?[/,=-][^()\n]{{0,20}})?\s?\)"
        rf"|\.?\s?/\s?(?P<b>{name})\s?/|,\s(?P<c>{name})(?!\w)|,?\s?\((?P<d>[A-Z]{{2,8}})\)(?=\s?[-–—])"
    )


@cache
def _before_day() -> re.Pattern[str]:
    weekdays = "|".join(weekday_names())
    return re.compile(
        rf"(?:[,.]|{_DASH})?\s*\(?(?:(?:le|den|am|el) )?(?:(?:{weekdays}|mon|tue|wed|thu|fri|sat|sun)\.?,?\s)?(?=\w)",
        re.IGNORECASE,
    )


def find_dateline(text: str, span: Span) -> Dateline | None:
    """The dateline at the start of a part of a text; None if there is none."""
    end = min(span.end, span.start + DATELINE_LENGTH)
    for pattern in _bracketed():
        if match := pattern.match(text, span.start, end):
            groups = match.groupdict()
            parts = {name: Span(*match.span(name)) for name in ("place", "day", "agency") if groups.get(name)}
            if "agency" in parts or is_place(groups["place"]):
                return Dateline(Span(*match.span()), **parts)
    inside = span.start + (text[span.start] == "(")
    leading = _LEADING_DAY.match(text, span.start, end)
    day = day_at(text, leading.start(), leading.end()) if leading else None
    starts = [(leading.end(), day.span)] if leading and day else []
    return next(filter(None, (_scan(text, span.start, *each, end) for each in [*starts, (inside, None)])), None)


def _scan(text: str, start: int, at: int, day: Span | None, end: int) -> Dateline | None:
    """The dateline whose place is at `at`: after it regions, the day and the agency in any order, and a mark."""
    match = _PLACE.match(text, at, end)
    if not match:
        return None
    place = Span(at, at + len(match[0].rstrip()))
    at, agency, regions = place.end, None, 0
    while at < end:
        if agency is None and (match := _agency().match(text, at, end)):
            agency, at = Span(*match.span(match.lastgroup or 0)), match.end()
        elif day is None and (found := _day(text, at, end)):
            day, at = found
        elif not agency and regions < REGIONS and (match := _region(text, at, end)):
            regions, at = regions + 1, match.end()
        else:
            break
    name = text[place.start : place.end]
    is_known, is_marked = is_place(name), bool(day or agency or regions or name.isupper())
    behind = _mark(text, at, end, is_known=is_known, is_marked=is_marked, has_agency=bool(agency))
    if not behind or (behind == end and at < end and not (day or agency)):
        return None
    if is_known or _is_written_as_place(text, place, has_day=bool(day), has_agency=bool(agency), regions=regions):
        return Dateline(Span(start, behind), place, day, agency)
    return None


def _mark(text: str, at: int, end: int, *, is_known: bool, is_marked: bool, has_agency: bool) -> int:
    """The end of the mark after a dateline; 0 if there is none."""
    marks = (
        (_AFTER_DASH, True),
        (_AFTER_MARK, is_marked),
        (_AFTER_POINT, is_known),
        (_AFTER_COLON, is_known),
        (_AFTER_AGENCY, has_agency),
    )
    found = (pattern.match(text, at, end) for pattern, applies in marks if applies)
    return next((match.end() for match in found if match), 0)


def _day(text: str, at: int, end: int) -> tuple[Span, int] | None:
    """A day with the place behind it; after a dash it has to be the last thing of its line."""
    before = _before_day().match(text, at, end)
    day = day_at(text, before.end(), end) if before else None
    if not before or not day:
        return None
    clock = _CLOCK.match(text, day.span.end, end)
    behind = clock.end() if clock else day.span.end
    is_last = text[behind : behind + 1] in ("", "\n") or bool(_AFTER_DAY.match(text, behind, end))
    return (day.span, behind) if is_last or not re.match(_DASH, before[0]) else None


def _region(text: str, at: int, end: int) -> re.Match[str] | None:
    match = _REGION.match(text, at, end)
    name = (match["name"] or "").split(" ")[0].rstrip(".").casefold() if match else ""
    return None if name in month_names() or name in weekday_names() else match


def _is_written_as_place(text: str, place: Span, *, has_day: bool, has_agency: bool, regions: int) -> bool:
    """Whether words that no table has stand as a place does: `TUCSON, Ariz. - `, `Nyeri, 17 July 2026`, `Ede (ANP)`."""
    words = text[place.start : place.end].split()
    if len(words) > PLACE_WORDS or any(each.casefold().strip(",.") in _no_places() for each in words):
        return False
    if has_agency or (has_day and text[place.end] == ","):
        return all(each[:1].isupper() or len(each) <= PLACE_WORDS for each in words)
    is_capital = all(each.isupper() for each in words) and place.end - place.start > PLACE_WORDS
    return is_capital and (regions > 0 or text[place.end : place.end + 2] in (" –", " —"))


@cache
def _no_places() -> frozenset[str]:
    words = (
        "published posted updated date on by from issued mr mrs ms dr breaking update exclusive watch opinion analysis "
        "explainer fact factbox press statement correction note summary timeline live video photos editorial"
    ).split()
    return frozenset(words) | frozenset(month_names()) | frozenset(weekday_names())


def is_place(name: str) -> bool:
    """Whether it is a known city, or several of them, or a country."""
    parts = re.split(r"[·/・]", name.strip())
    return all(part.strip().casefold() in city_countries() or part.strip().title() in _countries() for part in parts)


@cache
def _countries() -> frozenset[str]:
    return frozenset(COUNTRIES.values())
