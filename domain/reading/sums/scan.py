"""Signs and scales of currencies beside the numbers of a running text, by the lexicons of the money parser."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from domain.money import cldr
from domain.money.lexicon import Entry, Lexicon, TokenKind, fold_case, lexicons
from domain.money.numerals import NUMERAL
from domain.money.record_locale import RecordLocale
from domain.money.words import signs
from domain.reading.document import Document
from domain.reading.sums.words import HOMONYMS, LETTERS_BEFORE, NEED_SCALE

LENGTH_OF_A_SIGN = 8
WORDS_OF_A_SUM = 12
"""Words of one sum behind its first number."""

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
LETTER = re.compile("[a-z]")
GROUPED = re.compile(r"\d[.,' ]\d{3}(?!\d)")
SCALED_OR_LONG = re.compile(r" ?(?:\d[\d.,' ]{2}|\d[\d.,]*[ -]?[a-z])")
"""A number behind a letter that stands for a currency: the R of R500 and R2bn, not of the road R21."""

NOT_WON = re.compile("원[칙소형탁점년인료권]")
ABBREVIATION = re.compile(r"[a-z]{2,4}\.(?=[ \u00a0])")


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


def scan_text(document: Document) -> Scan:
    """A text with what its sums are matched with."""
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


def find_sign_before(scan: Scan, position: int, floor: int) -> int | None:
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
    is_short = LETTER.fullmatch(spelling) and not SCALED_OR_LONG.match(scan.lower, end)
    return spelling in LETTERS_BEFORE and scan.text[start].isupper() and not is_short


def find_extent(scan: Scan, number: re.Match[str], *, has_sign: bool) -> Extent:
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
            is_apart = separator and LETTER.fullmatch(spelling) and spelling != "m"
            return None if is_apart and scan.lower[end : end + 1] not in SYMBOLS else Word(start, end, spelling, entry)
    return None


def _is_sign_behind(scan: Scan, number: re.Match[str], word: Word, *, is_scaled: bool, has_sign: bool) -> bool:
    """Whether a spelling behind a number is a currency there, and not another word."""
    currencies = word.entry.sign.currencies if word.entry and word.entry.sign else frozenset[str]()
    if has_sign or LETTER.fullmatch(word.spelling) or NOT_WON.match(scan.lower, word.start):
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
