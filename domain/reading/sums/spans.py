"""Places of sums in running text: numbers with a sign of a currency, in one pass, each read by `parse_money`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from domain.money import cldr
from domain.money.lexicon import Entry, Lexicon, TokenKind, fold_case, lexicons
from domain.money.numerals import NUMERAL
from domain.money.parser import MAX_MONEY_LENGTH, Money, parse_money
from domain.money.record_locale import RecordLocale
from domain.money.refusal import AmbiguousMoney
from domain.money.words import signs
from domain.reading.document import Document
from domain.reading.findings import Span
from domain.reading.layout.agencies import agency_countries
from domain.reading.sums.words import HOME_DOLLARS, HOMONYMS, LETTERS_BEFORE, NEED_SCALE

LENGTH_OF_A_SIGN = 8
WORDS_OF_A_SUM = 12
"""Words of one sum behind its first number."""

SUMS_READ = 500
"""Sums of a text that are read; one with more is a table."""

CURRENCIES_TRIED = 4
"""Currencies of a text that an unclear sum is tried with."""

ALIKE = str.maketrans({
    **{chr(0xFF01 + index): chr(0x21 + index) for index in range(94)},
    **dict.fromkeys("\u00a0\u202f\u2009\u3000", " "),
    **dict.fromkeys("\u2018\u2019\u02bc", "'"),
    **dict.fromkeys("\u2010\u2011", "-"),
})  # fmt: skip
"""Characters that are written in several ways, one for one, so that places stay the same."""

SEPARATORS = frozenset({" ", "\n", "-"})
SYMBOLS = frozenset("$\u20ac\u00a3")
KINDS_JOINED = frozenset({TokenKind.SCALE, TokenKind.SIGN})
KINDS_BEHIND = KINDS_JOINED | {TokenKind.HALF, TokenKind.QUALIFIER, TokenKind.GLUE, TokenKind.AT_LEAST, TokenKind.ABOUT}
CODE = re.compile("[A-Z]{3}(?![A-Za-z])")
WITHIN_WORD = re.compile("[0-9a-z\u00df-\u024f/-]")
GROUPED = re.compile(r"\d[.,' ]\d{3}(?!\d)")
NUMBER_NEXT = r"(?=(?:[a-z]{0,3}[^\w\s]|[a-z]{2,3} ?)?\d)"
DASH = re.compile(rf" ?[-\u2013\u2014~\u223c\u301c] ?{NUMBER_NEXT}")
TO = re.compile(rf" (?:to|bis|à|and|et|und|y) {NUMBER_NEXT}")
FROM = re.compile(r"(?:from|von|de|desde) $")
OPENING = re.compile(r"(?:between|entre|zwischen) $")
NOT_WON = re.compile("원[칙소형탁점년인료권]")
ABBREVIATION = re.compile(r"[a-z]{2,4}\.(?=[ \u00a0])")
IDIOM = re.compile(r"an? (?:m|b|tr)illion-")
"""A million-dollar question, which costs nothing."""

DOLLAR = re.compile(r"\$|dollars?|dólares|달러|ドル")
OWN_DOLLAR = re.compile(r"(?<![A-Za-z])(?:AU|A|C|CA|Can|S|SG|HK|NZ|J|TT|FJ|EC|BDS|Bds|G|B|BZ|CI)\$")


@dataclass(frozen=True, slots=True)
class StatedSum:
    """A sum in a text; `is_inferred` says that the text or its country tells which of several currencies it is in.

    `sign` is where the sign stands that the sum shares with the next one.
    """

    span: Span
    money: Money
    is_inferred: bool
    sign: Span | None = None


@dataclass(frozen=True, slots=True)
class Scan:
    """A text as it is matched, with the words and the currencies of its language and country."""

    text: str
    lower: str
    lexicons: tuple[Lexicon, ...]
    number: re.Pattern[str]
    home: frozenset[str]


class Word(NamedTuple):
    """A word behind a number, with its place; a further number has no entry."""

    start: int
    end: int
    spelling: str
    entry: Entry | None


@dataclass(frozen=True, slots=True)
class Extent:
    """How far a sum goes behind its first number, and whether that has a scale and a sign of its own."""

    end: int
    is_scaled: bool = False
    sign: str | None = None


def find_sums(document: Document) -> tuple[list[StatedSum], list[Span]]:
    """The sums of a text in its order, and the places of those whose value or currency is in doubt."""
    scan = _scan(document)
    dollar = _dollar(document)
    sums: list[StatedSum] = []
    unread: list[Span] = []
    named: dict[str, None] = {}
    end = 0
    match = scan.number.search(scan.lower)
    while match and len(sums) + len(unread) < SUMS_READ:
        places, end = _places(scan, match, end)
        found = next((each for place in places if (each := _read(scan, document, place, dollar, named))), None)
        if found:
            sums.append(found)
            named[found.money.currency] = None
        elif places:
            unread.append(places[-1])
        end = found.span.end if found else end
        match = scan.number.search(scan.lower, end)
    return sums, unread


def _scan(document: Document) -> Scan:
    locale = RecordLocale.of(document.language, document.jurisdiction or "", None)
    text = document.text.translate(ALIKE)
    home = cldr.home_currencies(locale.country)[0] if locale.country else frozenset[str]()
    return Scan(text, fold_case(text, locale.language), tuple(lexicons(locale)), _numbers(locale.language), home)


@lru_cache(maxsize=32)
def _numbers(language: str) -> re.Pattern[str]:
    """Numbers in digits, and those in words before a scale: `half a billion`."""
    tables = [lexicon.entries for lexicon in lexicons(RecordLocale.of(language, "", None))]
    entries = [
        (word, entry) for table in tables for word, entry in table.items() if word.isascii() or table is tables[0]
    ]
    kinds = {TokenKind.NUMBER, TokenKind.ARTICLE}
    numbers = {word for word, entry in entries if entry.kind in kinds and (len(word) > 1 or word == "a")}
    scales = {word for word, entry in entries if entry.kind is TokenKind.SCALE and len(word) > len("mio")}
    return re.compile(rf"{NUMERAL.pattern}|(?<!\w){_any_of(numbers)}(?=[ -]{_any_of(scales)}(?!\w))")


def _any_of(words: set[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))})"


def _places(scan: Scan, number: re.Match[str], floor: int) -> tuple[list[Span], int]:
    """Where the sum that a number belongs to may stand: as the start of a range, and alone; and where it ends alone."""
    before = _sign_before(scan, number.start(), floor)
    start = number.start() if before is None else before
    beside = scan.lower[start - 1 : start]
    if WITHIN_WORD.match(beside) and (before is None or beside.isalnum()):
        return [], number.end()
    extent = _extent(scan, number, has_sign=before is not None)
    if IDIOM.match(scan.lower, start):
        return [], extent.end
    ends = [_range_end(scan, number, extent, start)]
    if before is not None or extent.sign is not None:
        ends.append(extent.end)
    spans = [Span(start, end) for end in ends if end is not None and end - start <= MAX_MONEY_LENGTH]
    return spans, extent.end


def _sign_before(scan: Scan, position: int, floor: int) -> int | None:
    """Where the sign of a currency that ends before a number begins."""
    end = position - (position > floor and scan.lower[position - 1] == " ")
    for start in range(max(floor, end - LENGTH_OF_A_SIGN), end):
        spelling = scan.lower[start:end]
        is_word_start = start == 0 or not (spelling[0].isalpha() and scan.lower[start - 1].isalnum())
        if is_word_start and _is_sign_before(scan, start, end, spelling):
            return start
    return None


def _is_sign_before(scan: Scan, start: int, end: int, spelling: str) -> bool:
    code = CODE.fullmatch(scan.text, start, end)
    if code and code[0] in signs.CODES:
        return True
    home = scan.lexicons[0].before_digits.get(spelling)
    entry = home or next((lexicon.entries[spelling] for lexicon in scan.lexicons if spelling in lexicon.entries), None)
    if entry is None or entry.kind is not TokenKind.SIGN:
        return False
    if not spelling[0].isalpha() or "$" in spelling:
        return True
    return spelling in LETTERS_BEFORE and scan.text[start].isupper() and (home is None or spelling.isalpha())


def _extent(scan: Scan, number: re.Match[str], *, has_sign: bool) -> Extent:
    """The scales and the sign behind a number."""
    extent = Extent(number.end())
    position = extent.end
    for _ in range(WORDS_OF_A_SUM):
        word = _word_behind(scan, position, is_scaled=extent.is_scaled)
        if word is None:
            break
        position = word.end + (ABBREVIATION.match(scan.lower, word.start, word.end + 2) is not None)
        if word.entry is None or word.entry.kind in {TokenKind.SCALE, TokenKind.HALF}:
            extent = Extent(word.end, is_scaled=True)
        elif word.entry.kind is TokenKind.SIGN:
            is_likely = _is_sign_behind(scan, number, word, is_scaled=extent.is_scaled, has_sign=has_sign)
            return Extent(_with_qualifier(scan, word.end), extent.is_scaled, word.spelling) if is_likely else extent
    return extent


def _word_behind(scan: Scan, position: int, *, is_scaled: bool) -> Word | None:
    """The word of a sum that follows, perhaps after a space or hyphen: a scale, a sign, or what may stand between."""
    start = position + (scan.lower[position : position + 1] in SEPARATORS)
    separator = scan.lower[position:start]
    if start >= len(scan.lower):
        return None
    code = CODE.match(scan.text, start)
    if code and code[0] in signs.CODES:
        return Word(start, code.end(), code[0], Entry(TokenKind.SIGN, sign=signs.Sign(frozenset({code[0]}))))
    if is_scaled and separator != "-" and not scan.lower[position - 1].isascii():
        numeral = NUMERAL.match(scan.lower, start)
        if numeral:
            return Word(start, numeral.end(), numeral[0], None)
    for lexicon in scan.lexicons:
        found = lexicon.match(scan.lower, start)
        if found and found[1].kind in KINDS_BEHIND and (separator != "-" or found[1].kind in KINDS_JOINED):
            spelling, entry = found
            end = start + len(spelling)
            is_letter = len(spelling) == 1 and spelling.isascii() and spelling.isalpha()
            if (
                is_letter
                and separator
                and spelling != "m"
                and scan.lower[end : end + 1] not in {"\u20ac", "$", "\u00a3"}
            ):
                return None
            return Word(start, end, spelling, entry)
    return None


def _is_sign_behind(scan: Scan, number: re.Match[str], word: Word, *, is_scaled: bool, has_sign: bool) -> bool:
    """Whether a spelling behind a number is a currency there, and not another word."""
    currencies = word.entry.sign.currencies if word.entry and word.entry.sign else frozenset[str]()
    is_letter = len(word.spelling) == 1 and word.spelling.isascii() and word.spelling.isalpha()
    if has_sign or is_letter or NOT_WON.match(scan.lower, word.start):
        return False
    if word.spelling in HOMONYMS:
        return bool(currencies & scan.home)
    return word.spelling not in NEED_SCALE or is_scaled or GROUPED.search(number[0]) is not None


def _with_qualifier(scan: Scan, end: int) -> int:
    """The end of a sign with an adjective behind it: `dollars am\u00e9ricains`."""
    is_followed = end + 1 < len(scan.lower) and scan.lower[end] == " "
    found = scan.lexicons[0].match(scan.lower, end + 1) if is_followed else None
    is_adjective = found is not None and found[1].kind is TokenKind.QUALIFIER and len(found[0]) > len("u.s.")
    return end + 1 + len(found[0]) if found and is_adjective else end


def _range_end(scan: Scan, number: re.Match[str], extent: Extent, start: int) -> int | None:
    """Where a range that starts with a number ends; None if it is no range of money."""
    has_sign = start < number.start()
    dash = DASH.match(scan.lower, extent.end)
    joint = dash or TO.match(scan.lower, extent.end)
    if joint is None or FROM.search(scan.lower, max(0, start - 6), start):
        return None
    is_opened = OPENING.search(scan.lower, max(0, start - 10), start) is not None
    if joint[0].strip() in {"and", "et", "und", "y"} and not is_opened:
        return None
    upper = scan.number.search(scan.lower, joint.end(), joint.end() + LENGTH_OF_A_SIGN + 1)
    if upper is None:
        return None
    upper = scan.number.match(scan.lower, upper.start())
    before = _sign_before(scan, upper.start(), joint.end()) if upper else None
    if upper is None or (before is None and upper.start() != joint.end()) or before not in {None, joint.end()}:
        return None
    other = _extent(scan, upper, has_sign=before is not None or has_sign)
    has_other = before is not None or other.sign is not None
    is_close = dash is not None and dash[0] == dash[0].strip() and has_sign and not extent.is_scaled
    is_one_scale = dash is not None and has_sign and other.is_scaled
    is_money = has_other and (has_sign or extent.sign is not None or other.sign is not None)
    return other.end if is_money or is_close or is_one_scale else None


def _read(scan: Scan, document: Document, place: Span, dollar: str, named: Iterable[str]) -> StatedSum | None:
    """The sum at a place; in doubt about its currency, in one that the text named before or the country has."""
    likely = list(islice(named, CURRENCIES_TRIED))
    is_dollar = DOLLAR.search(scan.lower, *place) is not None
    order = (None, *likely, *sorted(scan.home)) if scan.home else (*likely, None)
    for currency in (dollar, *order) if is_dollar else order:
        try:
            money = parse_money(
                document.words(place), jurisdiction=document.jurisdiction, language=document.language, currency=currency
            )
        except AmbiguousMoney:
            continue
        return StatedSum(place, money, is_inferred=currency is not None)
    return None


def _dollar(document: Document) -> str:
    """The currency of a `$` with nothing beside it: the country's dollar where its own texts write it so."""
    home = HOME_DOLLARS.get(document.country or "")
    if home is None or OWN_DOLLAR.search(document.text):
        return "USD"
    agency = document.dateline.agency if document.dateline else None
    is_foreign = agency and agency_countries().get(document.words(agency)) != document.country
    return "USD" if is_foreign else home
