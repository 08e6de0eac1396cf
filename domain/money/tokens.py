"""Tokens of a text that states a sum: numerals, periods, and words and signs of a lexicon."""

import re
import unicodedata
from dataclasses import dataclass

from domain.money.lexicon import Entry, TokenKind, fold_case, lexicons
from domain.money.numerals import NUMERAL
from domain.money.record_locale import RecordLocale
from domain.money.refusal import AmbiguousMoney, explain
from domain.money.words import scales, signs

_CODE = re.compile("[A-Z]{3}(?![A-Za-z])")
_PREFIX = re.compile(r"([A-Za-z]{1,3}?)(?:([A-Z]{3})|kr|KR)(?![A-Za-z])")
"""A scale that is written together with a code or with crowns: `MEUR`, `mkr`."""

_DASHES = re.compile("[.,] ?(?:--?|[\u2013\u2014])(?![0-9])|/[-=](?![0-9])(?: only)?")
"""What follows a whole number of francs, euros or rupees: `1'500.-`, `€ 1.500,-`, `6,000/-`."""

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc\u00b4`\u066c", "'") | {"\u066b": "."})

_SLASH = re.compile(" ?/ ?")
_AROUND = ' \t\r\n"\u201c\u201d\u201e\u00ab\u00bb'
_AFTER = _AROUND + ".;:,!"


@dataclass(frozen=True, slots=True)
class Token:
    """A numeral or a period, both without an entry, or a word or sign of a lexicon, as it stands in the text."""

    text: str
    entry: Entry | None
    start: int
    end: int
    is_numeral: bool = False

    @property
    def kind(self) -> TokenKind:
        """The kind of the entry; a period is a filler."""
        if self.is_numeral:
            return TokenKind.NUMBER
        return self.entry.kind if self.entry else TokenKind.FILLER


def _fold(text: str, language: str) -> str:
    """A text with width, digits, apostrophes and spacing alike, and without invisible marks.

    Full NFKC would turn the note in `$15²` into 152 dollars.
    """
    composed = unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).translate(_APOSTROPHES)
    narrow = _SLASH.sub("/", "".join(_narrow(character) for character in composed))
    abbreviations = scales.ABBREVIATIONS.get(language, {})
    words = [abbreviations.get(word.lower(), word) for word in narrow.strip(_AROUND).rstrip(_AFTER).split()]
    return " ".join(words)


def _narrow(character: str) -> str:
    if character.isascii():
        return character
    if unicodedata.decomposition(character).startswith(("<wide>", "<narrow>")):
        return unicodedata.normalize("NFKC", character)
    return str(unicodedata.decimal(character, character))


def tokenize(text: str, locale: RecordLocale) -> list[Token]:
    """The tokens of a text. Raises AmbiguousMoney with the first word that no lexicon has."""
    text = _fold(text, locale.language)
    lower = fold_case(text, locale.language)
    found: list[Token] = []
    position = 0
    while position < len(text):
        if text[position] == " ":
            position += 1
            continue
        token = _token(text, lower, position, locale)
        found.append(token)
        position = token.end
    return found


def _token(text: str, lower: str, position: int, locale: RecordLocale) -> Token:
    code = _CODE.match(text, position)
    if code and code.group() in signs.CODES:
        sign = signs.Sign(frozenset({code.group()}))
        return Token(code.group(), Entry(TokenKind.SIGN, sign=sign), position, code.end())
    for lexicon in lexicons(locale):
        if period := lexicon.period.match(lower, position):
            return Token(period.group(), None, position, period.end())
        if match := lexicon.match(lower, position):
            spelling, entry = match
            return Token(spelling, entry, position, _end(text, position + len(spelling)))
        prefix = _PREFIX.match(text, position)
        if prefix and (not prefix[2] or prefix[2] in signs.CODES):
            scale = lexicon.entries.get(prefix[1].lower())
            if scale and scale.kind is TokenKind.SCALE:
                return Token(prefix[1], scale, position, prefix.end(1))
        if numeral := NUMERAL.match(text, position):
            dashes = _DASHES.match(text, numeral.end())
            return Token(numeral.group(), None, position, dashes.end() if dashes else numeral.end(), is_numeral=True)
    raise AmbiguousMoney(explain(lower) or f"“{lower[position:].split(maxsplit=1)[0][:20]}” is not understood here")


def _end(text: str, end: int) -> int:
    """The end of a word with the point that abbreviates it."""
    is_point = text[end : end + 1] == "." and text[end - 1].isalpha() and not text[end + 1 : end + 2].isdigit()
    return end + is_point
