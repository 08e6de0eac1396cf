"""Dates in digits and in East Asian writing, and forms of ISO 8601 that are not supported, as patterns.

`NOTATIONS` is their only table: a pattern for the whole text, and a function from its match to what it may mean in
EDTF. Texts are as `readings.normalize` returns them: in lower case, with ASCII digits and hyphens.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import NamedTuple

from domain.codes import country_of
from domain.dates.edtf import NotEdtf, parse_edtf
from domain.dates.fiscal_years import JANUARY, consecutive_years, first_day, fiscal_interval, named_fiscal_years
from domain.dates.words import BUDDHIST_ERA, ERAS, SEASON_WORDS

MONTH_FIRST = frozenset("AS FM GU MH MP PH PR PW UM US VI".split())
"""Countries that write the month before the day; all others but `EITHER_FIRST` write the day first."""

EITHER_FIRST = frozenset(("", "CA"))
"""Countries that write both, and the unknown one."""

FIRST_OF_BUDDHIST_ERA, LAST_OF_MINGUO = 2_400, 200
"""Bounds of years that are surely counted in that era."""

MONTHS_OF_A_YEAR = 12


class Origin(NamedTuple):
    """What a record says that decides how its dates are read: jurisdiction, language, and its own day."""

    jurisdiction: str = ""
    language: str = ""
    announced_on: str = ""


Candidates = Iterable[str]
Notation = Callable[[re.Match[str], Origin], Candidates]


def common_year(year: str, origin: Origin, era: str | None = None) -> int:
    """A stated year in the common era: of another era, or of those that Thailand and Taiwan count in."""
    number, country = 1 if year == "元" else int(year), country_of(origin.jurisdiction)
    if era:
        return number + ERAS[era]
    if country == "TH" and number >= FIRST_OF_BUDDHIST_ERA:
        return number - BUDDHIST_ERA
    return number + ERAS["民國"] if country == "TW" and number < LAST_OF_MINGUO else number


def edtf(year: int, month: str | int | None = None, day: str | int | None = None) -> str:
    """An EDTF date of a year, a month or a day."""
    return "-".join([f"{year:04}", *(f"{int(part):02}" for part in (month, day) if part is not None)])


def year_month_day(match: re.Match[str], origin: Origin) -> Candidates:
    """2026/07/01, 2026.7.1., 20260701, 2026/07."""
    year, *rest = match.groups()
    yield edtf(common_year(year, origin), *rest)


def month_year(match: re.Match[str], origin: Origin) -> Candidates:
    """07/2026."""
    yield edtf(common_year(match[2], origin), match[1])


def day_month_year(match: re.Match[str], origin: Origin) -> Iterator[str]:
    """1.7.2026, 25/12/2008, 03/04/2026: the order by the separator, by the numbers, else by the country."""
    first, separator, second, stated = match.groups()
    year, country = common_year(stated, origin), country_of(origin.jurisdiction)
    day_first, month_first = ((second, first), (first, second))
    if separator == "." or int(first) > MONTHS_OF_A_YEAR:
        orders: tuple[tuple[str, str], ...] = (day_first,)
    elif int(second) > MONTHS_OF_A_YEAR or country in MONTH_FIRST:
        orders = (month_first,)
    else:
        orders = (month_first, day_first) if country in EITHER_FIRST else (day_first,)
    yield from (edtf(year, month, day) for month, day in orders)


def republic_of_china(match: re.Match[str], origin: Origin) -> Iterator[str]:
    """115/07/01 in Taiwan."""
    if country_of(origin.jurisdiction) == "TW":
        yield edtf(common_year(match[1], origin), match[2], match[3])


def week(match: re.Match[str], _: Origin) -> Iterator[str]:
    """2026-W30, 2026-W30-3."""
    year, number, day = match.groups()
    try:
        monday = date.fromisocalendar(int(year), int(number), int(day or 1))
    except ValueError:
        return
    yield f"{monday}" if day else f"{monday}/{monday + timedelta(days=6)}"


def day_of_year(match: re.Match[str], _: Origin) -> Iterator[str]:
    """2026-183."""
    year, number = int(match[1]), int(match[2])
    day = date(max(year, 1), 1, 1) + timedelta(days=number - 1) if 0 < year < date.max.year else None
    if day and number and day.year == year:
        yield f"{day}"


def duration(match: re.Match[str], _: Origin) -> Iterator[str]:
    """2026/P3Y: the years 2026, 2027 and 2028."""
    start, number, unit = match[1], int(match[2]), match[3]
    first = parse_edtf(start).first
    if first is None or number == 0:
        return
    if unit in "ym":
        months = first.year * 12 + first.month - 1 + number * (12 if unit == "y" else 1)
        after = date(months // 12, months % 12 + 1, first.day)
    else:
        after = first + timedelta(days=number * (7 if unit == "w" else 1))
    last = f"{after - timedelta(days=1)}"
    yield f"{start}/{last if unit in 'wd' else last[: len(start)]}"


def member_set(match: re.Match[str], origin: Origin) -> Iterator[str]:
    """[2026,2027] and {2026..2028}: the interval from the first member to the last one."""
    text = match[1].upper()
    members = [each for each in re.split(r",|\.\.", text) if each]
    ranges = [(parse_edtf(each, origin.jurisdiction), each) for each in members if "/" not in each]
    if not ranges or len(ranges) < len(members):
        return
    start = min(ranges, key=lambda each: each[0].first or date.min)[1]
    end = max(ranges, key=lambda each: each[0].last or date.max)[1]
    start, end = ("" if text.startswith("..") else start, "" if text.endswith("..") else end)
    yield start if start == end else f"{start or '..'}/{end or '..'}"


def open_year(match: re.Match[str], _: Origin) -> Candidates:
    """202X-33: the decade; or from the first to the last of these quarters."""
    year, rest = match[1].upper(), match[2]
    yield year
    yield f"{year.replace('X', '0')}-{rest}/{year.replace('X', '9')}-{rest}"


def two_years(match: re.Match[str], origin: Origin) -> Iterator[str]:
    """2026-27, FY2026/27, 2026-2030: a fiscal year if the second year follows the first, else an interval."""
    first, second = common_year(match["first"], origin), match["second"]
    is_fiscal_year = consecutive_years(f"{match['first']}/{second}") is not None
    if is_fiscal_year and first_day(origin.jurisdiction) != JANUARY:
        yield fiscal_interval(first, origin.jurisdiction)
    elif is_fiscal_year and origin.jurisdiction:
        yield f"{first:04}/{first + 1:04}"
    elif len(second) == len("2030") and not match["fiscal"] and not is_fiscal_year:
        yield f"{first:04}/{common_year(second, origin):04}"


def one_fiscal_year(match: re.Match[str], origin: Origin) -> Candidates:
    """FY2026, FY26, fiscal year 2026."""
    stated = match["year"]
    year = common_year(stated, origin) if len(stated) > 2 else 2000 + int(stated)  # noqa: PLR2004 - As in FY26.
    return named_fiscal_years(year, origin.jurisdiction) if origin.jurisdiction else ()


def east_asian_date(match: re.Match[str], origin: Origin) -> Candidates:
    """2026年7月1日, 2026년 7월, 令和8年, 民國115年7月1日."""
    yield edtf(common_year(match["year"], origin, match["era"]), match["month"], match["day"])


def east_asian_fiscal_year(match: re.Match[str], origin: Origin) -> Candidates:
    """2026年度, named by the year in which it begins."""
    yield fiscal_interval(common_year(match["year"], origin, match["era"]), origin.jurisdiction)


def east_asian_part(match: re.Match[str], origin: Origin) -> Candidates:
    """2026年第3四半期, 2026년 3분기, 2026년 하반기, 2026年春, 2030年末."""
    yield f"{common_year(match['year'], origin, match['era']):04}-{EAST_ASIAN_PARTS[match['part']]}"


EAST_ASIAN_PARTS: Mapping[str, str] = MappingProxyType({
    **{word: code for word, code in SEASON_WORDS.items() if not word.isascii()},
    **{number: f"{code}" for code, numbers in zip(range(33, 37), ("1一", "2二", "3三", "4四"), strict=True)
       for number in numbers},
    **dict.fromkeys("上前상", "40"), **dict.fromkeys("下後后하", "41"), **dict.fromkeys("末底말", "12"),
})  # fmt: skip

ERA_YEAR = rf"(?P<era>{'|'.join(ERAS)})?\s?(?:西暦|公元)?(?P<year>\d{{1,4}}|元)\s?"
MONTH_DAY = r"(?:(?P<month>\d{1,2})\s?[月월]\s?(?:(?P<day>\d{1,2})\s?[日일號号])?)?"
FISCAL = (
    r"(?P<fiscal>fy|f\.y\.|fiscal(?: year)?|financial(?: year)?|budget year|haushaltsjahr|exercice(?: budgétaire)?|"
    r"año fiscal|ano fiscal|tahun anggaran|ปีงบประมาณ)"
)
TWO_YEARS = (
    rf"{FISCAL}?\s?(?P<first>\d{{4}})\s?(?:-|/|to|bis|à|al|a)\s?(?P<second>\d{{4}}|\d\d)"
    r"(?: (?:financial|fiscal|budget) year)?"
)
NOTATIONS: tuple[tuple[re.Pattern[str], Notation], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (TWO_YEARS, two_years),
        (rf"{FISCAL}\s?'?(?P<year>\d{{4}}|\d\d)", one_fiscal_year),
        (r"cy ?(\d{4})", year_month_day),
        (r"(\d{4})(\d\d)(\d\d)", year_month_day),
        (r"(\d{4}) ?[-/. ] ?(\d{1,2}) ?[-/. ] ?(\d{1,2})\.?", year_month_day),
        (r"(\d{4})-?(\d\d)-?(\d\d)(?:z|[+-]\d\d:?\d\d|[t ]\d{1,2}:.*)", year_month_day),
        (r"(\d{4})[-/.](\d{1,2})", year_month_day),
        (r"(\d{1,2})[-/.](\d{4})", month_year),
        (r"(\d{1,2})([-/. ]) ?(\d{1,2})\2 ?(\d{4})\.?", day_month_year),
        (r"(\d{2,3})[-/.](\d{1,2})[-/.](\d{1,2})", republic_of_china),
        (r"(\d{4})-?w(\d\d)(?:-?(\d))?", week),
        (r"(\d{4})-?(\d{3})", day_of_year),
        (r"(\d[\d-]*)/p(\d{1,3})([ymwd])", duration),
        (r"[\[{]([\dx.,~?%-]+)[\]}]", member_set),
        (r"(\d{3}x|\d\dxx)-(\d\d)", open_year),
        (rf"{ERA_YEAR}[年년]\s?{MONTH_DAY}", east_asian_date),
        (rf"{ERA_YEAR}(?:年\s?度|년\s?도|회계연도|財政年度|财政年度|会计年度|財年|财年)", east_asian_fiscal_year),
        (rf"{ERA_YEAR}[年년]\s?第?\s?(?P<part>[1-4一二三四])\s?(?:四半期|季度|季|분기)", east_asian_part),
        (rf"{ERA_YEAR}[年년]\s?(?P<part>[上下前後后상하])\s?(?:半期|半年|期|반기)", east_asian_part),
        (rf"{ERA_YEAR}[年년]\s?(?P<part>[末底말春夏秋冬]|봄|여름|가을|겨울)[季天]?", east_asian_part),
    )
)  # fmt: skip


def read_notation(text: str, origin: Origin) -> tuple[str, ...]:
    """What the first notation that fits may mean; empty if none fits, or if it is no date."""
    for pattern, read in NOTATIONS:
        if match := pattern.fullmatch(text):
            try:
                if found := tuple(dict.fromkeys(read(match, origin))):
                    return found
            except (NotEdtf, ValueError, OverflowError):
                continue
    return ()
