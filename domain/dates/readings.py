"""What a date that is not EDTF may mean: `1 July 2026`, `Q3 2026`, `2026年7月1日`, `FY2026-27`, `by the end of 2026`.

Readings are suggestions for the errors of dates, never values: what a source wrote becomes a date only when a client
sends the EDTF. What two readings fit gets both; what says no date, or one that depends on today, gets none.
"""

import re
import unicodedata
from functools import lru_cache

from domain.dates.edtf import MAX_EDTF_LENGTH, NotEdtf, has_backward_seasons, parse_edtf
from domain.dates.notations import Candidates, Origin, common_year, edtf, read_notation
from domain.dates.seasons import months_of
from domain.dates.words import (
    AROUND,
    FILLERS,
    HALF_WORDS,
    LINKING,
    ORDINALS,
    PHRASES,
    QUARTER_WORDS,
    RANGE_WORDS,
    SEASON_WORDS,
    is_weekday,
    month_number,
)

READINGS_SHOWN = 2
NESTED_WORDS = 3
"""Words before a date that are read one after the other, as in “by the end of 2026”."""

DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u30fc\u301c~"), "-")
TIME_OF_DAY = re.compile(
    r",? (?:at )?\d{1,2}(?::\d\d){1,2}(?: ?[ap]\.?m\.?)?(?: ?(?:gmt|utc|z|[ecmp][sd]t|b?st|ces?t|[+-]\d\d:?\d\d))?"
)
LIKELY_YEAR = re.compile(r"(?:1[5-9]|2[0-6])\d\d")
"""A number that is a year and nothing else, also of the Buddhist era."""

JOINED = re.compile(
    r"(?<=\d{4})[-/]?(?=[qhts]\d$)|(?<=^[qhts]\d)[-/]?(?=\d{4})|(?<=^\d[qhts])[-/]?(?=\d{4})"
    r"|(?<=\d)-(?=[^\W\d])|(?<=[^\W\d])-(?=\d)"
)
"""Where words of a date are joined: 2026Q3, Q3-2026, 1H2027, 1-Jul-2026."""

DAY = re.compile(r"(\d{1,2})\.?(?:st|nd|rd|th|er|re|e|de|o|a)?")
PART = re.compile(r"([qthsk])([1-4])|([1-4])([qths])")
"""A quarter or a half with the letter of its name in some language: Q3, T3 (trimestre), K3 (kwartał), H1, S1."""

DECADE = re.compile(
    r"(?:(?:the|les|los|gli|os|années|años|anni|anos|de|jaren|die)\s)*(\d{3})0(?:'?s|er(?: jahren?)?|년대|年代)?"
)
DECADE_WORD = re.compile(r"(?:the |this )?decade")
SUFFIX = re.compile(r"(.+?)\s?(までに|まで|까지|以降|以后|以後|이후|부터|から|頃|ごろ|경|中|内|내)")
SUFFIXES = {
    **dict.fromkeys(("以降", "以后", "以後", "이후", "부터", "から"), "from"),
    **dict.fromkeys(("頃", "ごろ", "경"), "around"),
}
SEPARATOR = re.compile(rf"\s?-\s?|\s(?:{'|'.join(sorted(RANGE_WORDS))})\s")
ROUGH_PARTS = {
    "early": "{0}-01~/{0}-04~",
    "start": "{0}-01",
    "mid": "{0}-05/{0}-08",
    "late": "{0}-10/{0}-12",
    "end": "{0}-12",
}
"""Parts of a year that EDTF has no code for."""

LIMITS = {"before": "../{}", "until": "../{}", "after": "{}/..", "from": "{}/..", "around": "{}~"}
"""What a date limits, or is about."""


@lru_cache(maxsize=1024)
def read_date(text: str, origin: Origin) -> tuple[str, ...]:
    """The EDTF dates that a text may mean: one or two; none if it is unclear, or EDTF itself.

    Each is valid in the jurisdiction.
    """
    if len(text) > MAX_EDTF_LENGTH or is_valid(text, origin.jurisdiction):
        return ()
    plain = normalize(text)
    found = read_notation(plain, origin) or read_plain(plain) or read_words(plain, origin, NESTED_WORDS)
    valid = [each for each in dict.fromkeys(found) if is_valid(each, origin.jurisdiction)]
    return tuple(valid[:READINGS_SHOWN])


def normalize(text: str) -> str:
    """The text in lower case, with ASCII digits, hyphens and single spaces, without quotes or a point at its end."""
    digits = (str(unicodedata.decimal(each, each)) for each in unicodedata.normalize("NFKC", text))
    plain = " ".join("".join(digits).translate(DASHES).casefold().replace("’", "'").split())
    for phrase, word in PHRASES:
        if plain.startswith(f"{phrase} "):
            plain = word + plain[len(phrase) :]
    return plain.strip("\"“”„'«» ").rstrip(",;:!")


def is_valid(text: str, jurisdiction: str) -> bool:
    """Whether it is EDTF, and its seasons are in order."""
    try:
        parse_edtf(text, jurisdiction)
    except NotEdtf:
        return False
    return not has_backward_seasons(text, jurisdiction)


def read_plain(plain: str) -> tuple[str, ...]:
    """EDTF that was written with other hyphens, blanks, small letters, or `Y` before the year."""
    candidate = re.sub(r"\s?([-/])\s?", r"\1", plain).upper().removeprefix("Y").rstrip(".")
    return (candidate,) if is_valid(candidate, "") else ()


def read_words(plain: str, origin: Origin, depth: int) -> Candidates:
    """What words mean: those before or after a date, two dates, the part of a year, or a day with a month's name."""
    if depth == 0 or not plain:
        return ()
    return (
        read_decade(plain, origin)
        or read_around(plain, origin, depth)
        or read_suffix(plain, origin, depth)
        or read_range(plain, origin, depth)
        or read_part(plain, origin)
    )


def read_inner(plain: str, origin: Origin, depth: int) -> str | None:
    """The one reading of a date within a longer text."""
    found = read_notation(plain, origin) or read_plain(plain) or tuple(read_words(plain, origin, depth - 1))
    return found[0] if len(found) == 1 else None


def read_decade(plain: str, origin: Origin) -> Candidates:
    """The 2030s; the decade, of the day of the announcement."""
    if (match := DECADE.fullmatch(plain)) and not plain.isdigit():
        return (f"{match[1]}X",)
    if DECADE_WORD.fullmatch(plain) and LIKELY_YEAR.match(origin.announced_on):
        return (f"{origin.announced_on[:3]}X",)
    return ()


def read_around(plain: str, origin: Origin, depth: int) -> Candidates:
    """A date behind words that limit it: by, before, after, from, around, early, mid, late, end of."""
    stated = plain.removeprefix("the ")
    first, *words = re.sub(r"^([^\W\d]+)-(?=\w)", r"\1 ", stated).split(" ")
    meaning = AROUND.get(stated.split(" ")[0].rstrip(",.")) or AROUND.get(first.rstrip(",."))
    if meaning is None:
        return ()
    while words and words[0].rstrip(",") in LINKING:
        words = words[1:]
    inner = read_inner(" ".join(words), origin, depth)
    return () if inner is None else limited(meaning, inner)


def read_suffix(plain: str, origin: Origin, depth: int) -> Candidates:
    """A date before such a word: 2030年まで, 2030년까지."""
    match = SUFFIX.fullmatch(plain)
    inner = read_inner(match[1], origin, depth) if match else None
    return () if match is None or inner is None else limited(SUFFIXES.get(match[2], "by"), inner)


def limited(meaning: str, inner: str) -> Candidates:
    """The date that a word of this meaning makes of another one."""
    if meaning in ROUGH_PARTS:
        if inner.endswith("X"):
            return (f"../{inner[:-1]}9",) if meaning == "end" else ()
        return (ROUGH_PARTS[meaning].format(inner),) if inner.isdigit() else (inner,)
    if meaning == "by":
        return (inner,)
    if meaning in {"before", "after"}:
        limit = next_date(inner, -1 if meaning == "before" else 1)
    else:
        limit = None if "/" in inner else inner
    return () if limit is None else (LIMITS[meaning].format(limit),)


def next_date(text: str, step: int) -> str | None:
    """The year, month or day after a date, or with the step -1 before it; None for other dates."""
    days = parse_edtf(text)
    if days.first is None or days.last is None or not re.fullmatch(r"\d{4}(-(0\d|1[0-2])(-\d\d)?)?", text):
        return None
    ordinal = (days.first if step < 0 else days.last).toordinal() + step
    return days.first.fromordinal(ordinal).isoformat()[: len(text)]


def read_range(plain: str, origin: Origin, depth: int) -> Candidates:
    """From one date to another one, which may have the year or the month of both."""
    words = plain.removeprefix("between ").removeprefix("from ").removeprefix("zwischen ").removeprefix("entre ")
    for separator in SEPARATOR.finditer(words):
        start, end = words[: separator.start()], words[separator.end() :]
        last = read_inner(end, origin, depth)
        if last is None or "/" in last:
            continue
        shared = [end.split(" ", number)[-1] for number in (1, 2)] if " " in end else []
        for written in (start, *(f"{start} {rest}" for rest in shared)):
            first = read_inner(written, origin, depth)
            if first and "/" not in first:
                return (f"{first}/{last}",)
    return ()


def read_part(plain: str, origin: Origin) -> Candidates:
    """A quarter, half or season of a year, a month, or a day in it, in any order of the words."""
    split = JOINED.sub(" ", TIME_OF_DAY.sub("", plain))
    if long_season := re.fullmatch(r"(?:the )?(\w+) (?:of )?(\d{4}) ?(?:[-/]|to) ?(\d{4}|\d\d)", split):
        return read_long_season(long_season[1], long_season[2], long_season[3], origin)
    every = [each.strip(".'") for each in re.findall(r"[^\s,;()/]+", split)]
    words = [each for each in every if each and each not in FILLERS]
    stated = next((each for each in words if LIKELY_YEAR.fullmatch(each)), None)
    if stated is None:
        return ()
    words.remove(stated)
    year, rest = common_year(stated, origin), tuple(words)
    if rest and is_weekday(rest[0], origin.jurisdiction, origin.language):
        rest = rest[1:]
    if not rest:
        return (edtf(year),)
    code = part_code(rest) or season_code(rest)
    return (f"{year:04}-{code}",) if code else read_month(rest, year, origin)


def part_code(words: tuple[str, ...]) -> str | None:
    """The code of a quarter or a half: `q3`; `third quarter`."""
    if len(words) == 1 and (match := PART.fullmatch(words[0])):
        unit, number = match[1] or match[4], match[2] or match[3]
    elif len(words) == 2 and words[1] in QUARTER_WORDS | HALF_WORDS and words[0] in ORDINALS:  # noqa: PLR2004
        unit, number = "q" if words[1] in QUARTER_WORDS else "h", ORDINALS[words[0]]
    else:
        return None
    if unit in "qtk":
        return f"{32 + int(number)}"
    return f"{39 + int(number)}" if number in "12" else None


def season_code(words: tuple[str, ...]) -> str | None:
    """The code of a season: `spring`; `spring southern`."""
    code = SEASON_WORDS.get(words[0])
    if code is None or len(words) == 1:
        return code
    shift = {"northern": 4, "southern": 8}.get(words[1]) if len(words) == 2 else None  # noqa: PLR2004
    return f"{int(code) + shift}" if shift else None


def read_long_season(word: str, first: str, second: str, origin: Origin) -> Candidates:
    """The winter 2026/27: the months of a season that runs into the next year."""
    span = months_of(SEASON_WORDS.get(word, ""), origin.jurisdiction)
    year = int(first)
    if span is None or span[1] <= 12 or int(second) % 100 != (year + 1) % 100:  # noqa: PLR2004 - Months of a year.
        return ()
    return (f"{first}-{span[0]:02}/{year + 1:04}-{span[1] - 12:02}",)


def read_month(words: tuple[str, ...], year: int, origin: Origin) -> Candidates:
    """A month by its name, or a day in it; or a day in digits, as Vietnamese has it."""
    named = [(word, number) for word in words if (number := month_number(word, origin.jurisdiction, origin.language))]
    days = [match[1] for word in words if (match := DAY.fullmatch(word))]
    if len(named) == 1 and len(days) == len(words) - 1 <= 1:
        return (edtf(year, named[0][1], *days),)
    return (edtf(year, days[1], days[0]),) if not named and len(days) == len(words) == 2 else ()  # noqa: PLR2004
