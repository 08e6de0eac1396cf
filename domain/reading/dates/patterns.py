"""Patterns of dates in running text, built from the tables of a language. All are linear in the length of the text."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from domain.dates.words import HALF_WORDS, ORDINALS, QUARTER_WORDS, locale_names
from domain.money.words.numbers import ARTICLES, NUMBERS
from domain.money.words.rows import spellings
from domain.reading.dates.words import WORDS, DateWords

Lead = Literal["due", "within", "starts", "opens", "plain"]
"""What a word before or after a date says about it: as the fields of `DateWords`."""

LEADS: tuple[Lead, ...] = ("due", "within", "starts", "opens", "plain")
CAPITALIZED = frozenset(("en", "de"))
"""Languages that write months with a capital, which tells May from may."""

YEAR = r"(?:19[5-9]\d|20\d\d)(?![\d%]|[.,]\d)"
SPACE = r"\s{1,3}"
EAST_ASIAN = frozenset(("ko", "ja"))
EAST_ASIAN_NUMBERS = {"한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "반": 0.5, "半": 0.5}


@dataclass(frozen=True, slots=True)
class DatePatterns:
    """How a language writes dates.

    `core` has the groups `count` and `unit` of a length of time; `lead` ends where a date begins, and `tail` begins
    where it ends, each with the group `role`, whose spellings `roles` has.
    """

    core: re.Pattern[str]
    lead: re.Pattern[str]
    tail: re.Pattern[str]
    rough: re.Pattern[str]
    joint: re.Pattern[str]
    years: re.Pattern[str]
    months: re.Pattern[str]
    next_: re.Pattern[str]
    this: re.Pattern[str]
    fiscal: re.Pattern[str]
    decade: re.Pattern[str]
    in_force: re.Pattern[str]
    substitutes: re.Pattern[str]
    roles: Mapping[str, Lead]
    year_offsets: Mapping[str, int]
    month_offsets: Mapping[str, int]
    units: Mapping[str, str]
    numbers: Mapping[str, float]
    words: DateWords


@lru_cache(maxsize=16)
def date_patterns(language: str) -> DatePatterns:
    """The patterns of a language (BCP 47); those of English for one without tables."""
    base = language.partition("-")[0].lower()
    tag = base if base in WORDS else "en"
    words = WORDS[tag]
    numbers: dict[str, float] = {
        **dict.fromkeys(spellings(ARTICLES.get(tag, "")), 1),
        **{word: float(value) for value, row in NUMBERS.get(tag, {}).items() for word in spellings(row)},
        **(EAST_ASIAN_NUMBERS if tag in EAST_ASIAN else {}),
    }
    count = rf"(?:\d{{1,3}}|{any_of(numbers)})"
    return DatePatterns(
        core=re.compile(east_asian_core(words, count) if tag in EAST_ASIAN else latin_core(tag, words, count)),
        lead=re.compile("(?P<role>)(?:오는 )?$" if tag in EAST_ASIAN else latin_lead(words), re.IGNORECASE),
        tail=re.compile(east_asian_tail(words) if tag in EAST_ASIAN else "(?P<role>)"),
        rough=re.compile(rf"(?<!\w){any_of(spellings(words.rough))}(?!\w)", re.IGNORECASE),
        joint=re.compile(rf"\s{{0,3}}(?:{any_of(spellings(words.joints))})\s{{0,3}}", re.IGNORECASE),
        years=re.compile(any_of([*by_spelling(words.years), *by_spelling(words.short_years)])),
        months=re.compile(any_of(by_spelling(words.months))),
        next_=re.compile(rf"(?<!\w){any_of(spellings(words.next_))}(?!\w)"),
        this=re.compile(rf"(?<!\w){any_of(spellings(words.this))}(?!\w)"),
        fiscal=re.compile(any_of([*spellings(words.fiscal), "年度", "년도", "회계연도"])),
        decade=re.compile(any_of(spellings(words.decade))),
        in_force=re.compile(any_of(spellings(words.in_force)), re.IGNORECASE),
        substitutes=re.compile(any_of(words.substitutes)),
        roles={word: lead for lead in reversed(LEADS) for word in spellings(getattr(words, lead))},
        year_offsets=by_spelling(words.years) | by_spelling(words.short_years),
        month_offsets=by_spelling(words.months),
        units={word: unit for unit, row in words.units.items() for word in spellings(row)},
        numbers=numbers,
        words=words,
    )


def any_of(terms: Iterable[str]) -> str:
    """A pattern for the longest of some terms; for none of them, one that never matches."""
    longest_first = sorted(terms, key=lambda term: (-len(term), term))
    escaped = (re.escape(term).replace(r"\ ", SPACE).replace("'", "['’]") for term in longest_first)
    return f"(?:{'|'.join(escaped)})" if longest_first else "(?!)"


def by_spelling(rows: Mapping[int, str]) -> dict[str, int]:
    """From each spelling to the key of its row."""
    return {word: number for number, row in rows.items() for word in spellings(row)}


def latin_core(language: str, words: DateWords, count: str) -> str:
    """A date without the words before it, in a language with spaces between words."""
    names = locale_names(language)[0]
    months = any_of(name.capitalize() if language in CAPITALIZED else name for name in [*names, *EXTRA_MONTHS])
    month = rf"{months if language in CAPITALIZED else f'(?i:{months})'}(?!\w)\.?"
    day = r"(?<!\d)\d{1,2}(?:st|nd|rd|th|er|\.|º)?"
    of = rf"(?:{SPACE}(?:(?i:{any_of(spellings(words.of))}){SPACE})?|['’])"
    relative = rf"(?i:{any_of(by_spelling(words.years))})"
    fiscal = rf"(?i:{any_of(spellings(words.fiscal))})"
    year = rf"(?:{YEAR}|{relative})"
    adjective = rf"(?i:{any_of([*spellings(words.this), *spellings(words.next_)])})"
    part = (
        rf"(?:(?i:{any_of(word for word in ORDINALS if len(word) > 1)})[\s-]"
        rf"(?i:{any_of(word for word in [*HALF_WORDS, *QUARTER_WORDS, *words.substitutes] if len(word) > 1)})"
        rf"|[QTHS][1-4](?!\w)|(?i:{any_of(spellings(words.seasons))}))(?!\w)"
    )
    unit = rf"(?P<unit>(?i:{any_of(word for row in words.units.values() for word in spellings(row))}))(?!\w)"
    joint = rf"(?i:{any_of(spellings(words.joints))})"
    two_years = rf"{YEAR}[-–/](?:20)?\d\d(?!\w)(?:{SPACE}{fiscal})?"
    current = rf"(?:{adjective}|(?i:the current|the|current|laufenden|l['’]|cet))"
    fiscal_year = rf"{fiscal}\s?(?:{YEAR}|\d\d(?!\w))(?:[-–/](?:20)?\d\d(?!\w))?|{current}{SPACE}{fiscal}(?!\w|\s\d)"
    return "|".join((
        rf"(?<!\w)(?i:{any_of(spellings(words.duration))}){SPACE}(?:(?i:{count})(?:-|{SPACE}{joint}{SPACE}))?(?P<count>(?i:{count}))[\s-]{unit}",
        r"(?<!\w)20\d\d-[01]\d-[0-3]\d(?!\w)",
        r"(?<![\w.])\d{1,2}[./]\d{1,2}[./]20\d\d(?!\w)",
        rf"(?<![\w.,]){day}{SPACE}(?:(?i:{any_of(spellings(words.of))}){SPACE})?{month}(?:,{SPACE}{YEAR}|{of}{year})?",
        rf"(?<!\w){month}{SPACE}\d{{1,2}}(?:st|nd|rd|th)?(?![\w.,]\d|\d)(?:,?{SPACE}{YEAR})?",
        rf"(?<!\w)(?:{adjective}{SPACE})?{month}(?:,{SPACE}{YEAR}|{of}{year}|{SPACE}{adjective}(?!\w))?",
        rf"(?<!\w)(?:{adjective}{SPACE})?{part}(?:{of}(?:{fiscal}{SPACE})?{year}|{SPACE}{adjective}(?!\w))?",
        rf"(?<!\w)(?:{two_years}|{fiscal_year})",
        rf"(?<!\w)(?i:{any_of(spellings(words.decade))})(?!\w)",
        rf"(?<![\w$€£¥₹₦.,]){YEAR}(?![\w/])",
        rf"(?<!\w)(?:{relative}(?!{SPACE}{YEAR})|(?i:{any_of(by_spelling(words.months))}))(?!\w)",
    ))  # fmt: skip


EXTRA_MONTHS = ("Sept",)
"""Abbreviations that CLDR lacks in some language."""


def latin_lead(words: DateWords) -> str:
    """The words before a date, up to where it begins."""
    roles = any_of(word for lead in LEADS for word in spellings(getattr(words, lead)))
    end = rf"(?:{SPACE}|-|(?<=['’]))"
    return rf"(?<!\w)(?:(?P<role>{roles}){end})?(?:{any_of(spellings(words.links))}{end}){{0,6}}$"


def east_asian_core(words: DateWords, count: str) -> str:
    """A date without the particle behind it, in Korean or Japanese."""
    unit = any_of(word for row in words.units.values() for word in spellings(row))
    era_year = r"(?:令和|平成)\s?(?:\d{1,2}|元)"
    short_year = (
        r"(?<![\d.,])(?:\d\d(?=年度|年[春夏秋冬末])|[2-6]\d(?=年(?:まで|中に|から|以降|\d{1,2}月))"
        r"|(?<=['’‘])\d\d(?=\s?년))"
    )
    numbered = rf"(?:{era_year}|(?<!\d)(?:19|20)\d\d|{short_year})\s?[년年](?:\s?(?:度|도|대|代))?"
    before_part = r"(?=\s?(?:[상하上下前後1-4春夏秋冬봄여가겨말연]|\d))"
    relative = (
        rf"{any_of(by_spelling(words.years))}(?:\s?[度도])?|{any_of(by_spelling(words.short_years))}{before_part}"
    )
    year = rf"(?:{numbered}|{relative})"
    month = r"(?<!\d)(?:1[0-2]|0?[1-9])\s?[월月](?:\s?\d{1,2}\s?[일日])?"
    part = r"(?:(?:第)?[1-4]\s?(?:분기|四半期)|[상하]반기|[上下](?:半期|期)|[前後]半)"
    season = r"(?:봄|여름|가을|겨울|春(?!日)|夏|秋(?!田)|冬)"
    tail = r"(?:\s?(?:초반|중반|후반|초순|중순|하순|연말|연초|年末|初め|半ば|말|초|末|央|中(?![\w間])))?"
    limit = r"\s?(?:이내|안에|안으로|내(?=[에로의\s]|까지)|以内|内に|(?(next)(?:간|동안|間|で)?|(?!)))"
    period = rf"(?:(?P<next>{any_of(spellings(words.duration))})\s?)?"
    return "|".join((
        rf"{period}(?<![\d.,])(?<!에서 )(?:(?P<years>\d{{1,2}})년\s)?(?P<count>{count})\s?(?P<unit>{unit}){limit}",
        rf"{year}\s?(?:{month}|{part}|{season}){tail}",
        rf"{any_of(by_spelling(words.months))}(?:\s?\d{{1,2}}\s?[일日])?{tail}",
        rf"{year}{tail}",
        rf"(?:{month}|{part}){tail}",
        r"(?<![\d.,])\d{1,2}\s?[일日](?=\s?(?:까지|부터|まで|から))|(?<=오는 )\d{1,2}일",
    ))  # fmt: skip


def east_asian_tail(words: DateWords) -> str:
    """The particle behind a date."""
    return rf"\s?(?P<role>{any_of(word for lead in LEADS for word in spellings(getattr(words, lead)))})|(?P<none>)"
