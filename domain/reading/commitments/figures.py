"""Figures of a promise: what is counted or measured, and how many of it. Money, dates, ages and labels are none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from domain.money.lexicon import TokenKind, language_lexicon
from domain.reading.commitments.east_asian_figures import east_asian_figures
from domain.reading.commitments.figure import Comparator, Figure, Rank
from domain.reading.commitments.number_words import WORDS, NumberWords
from domain.reading.findings import Span

_TOKEN = re.compile(
    r"(?P<number>\d{1,3}(?:(?P<group>[,.'’\u00a0\u202f ])\d{3}(?!\d))(?:(?P=group)\d{3}(?!\d))*(?:[.,]\d+)?"
    r"|\d{1,2}(?:,\d{2})+,\d{3}|\d+(?:[.,]\d+)?)"
    r"|(?P<word>[^\W\d_]+(?:[-'’][^\W\d_]+)*)|(?P<mark>[^\s\w])"
)
_GLUED = re.compile(
    r"(?:km²|km2|km|kg|m²|m2|m3|mm|cm|MWh|GWh|TWh|kWh|MW|GW|kW|TW|Mt|Gt|kt|ha|bpd|bcm|tpa|t|°C|bn|mn|m|k)\b"
)
_MEASURES = frozenset(
    "bed beds seat seat-bed kilometre kilometer km megawatt gigawatt mw gw mwh gwh kilowatt hectare hectares acre acres ha "
    "tonne ton tons tonnes unit room bedroom place mile metre meter".split()
)
"""What a number that is joined to a word by a hyphen may measure: `a 300-bed hospital`, but not `a 10-year plan`."""

_LABELS = frozenset(
    "no nr number article articles section phase level route highway grade class tier line chapter version page room "
    "paragraph act part stage annex table figure resolution schedule terminal gate covid goal pillar vision agenda expo "
    "artikel absatz paragraf phase stufe klasse loi décret alinéa artículo ley fase horizon agenda-".split()
)
"""Words before a number that is a name: `Article 5`, `Vision 2030`."""

_BEFORE_YEAR = frozenset(
    "in by of until till before after since from during end mid late early year fiscal fy to through calendar and between "
    "en d'ici fin avant après depuis à début l'horizon horizon et de bis im ab seit vor nach jahr ende anfang mitte und "
    "para antes hasta desde del al a año finales season academic school".split()
)
_AGES = frozenset("aged age ages under over âgés âgées ans ab über unter mayores menores".split())
_YEARS = range(1900, 2101)
_PLACES = frozenset("in across throughout among at over within into dans en sur à auf an aus für".split())
_CLOCK = re.compile(r":\d|\s?(?:a\.m|p\.m|am\b|pm\b|o'clock|uhr\b|h\b)", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:rais|increas|cut|reduc|lower|lift|bring|boost|grow|expand|doubl|tripl|halv|rise|reach|push|rais|slash|shrink|"
    r"extend|shorten|drop|limit|cap|climb|narrow|curb|hike|decreas|scal|rédui|port|augment|relev|abaiss|baiss|ramen|pass|"
    r"atteindre|erhöh|senk|steiger|reduzier|ausbau|anheb|verringer|wachs|heb|drück|aument|reduc|elev|disminu|baj|sub)\w*",
    re.IGNORECASE,
)
_SHARE_OF_TIME = re.compile(r"(?:first|second|latter|other|and a|one and a|two and a)\s$", re.IGNORECASE)
_NO_SHARE = re.compile(r"\s(?:a |an |million|billion|of (?:19|20)\d\d|of (?:the|this|next) (?:year|decade|century)|year)")


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int
    kind: Literal["number", "word", "mark"]


def find_figures(text: str, span: Span, language: str) -> tuple[Figure, ...]:
    """The figures between two places of a text, in its order."""
    if language in {"ko", "ja", "zh"}:
        return tuple(east_asian_figures(text, span))
    words = WORDS.get(language, WORDS["en"])
    tokens = _tokens(text, span)
    return tuple(_read(text, span, tokens, words, language))


def choose_target(figures: tuple[Figure, ...]) -> Figure | None:
    """The figure that is promised: the level to reach, else the first that is no place or starting point."""
    return min((each for each in figures if each.rank < Rank.NONE), key=lambda each: each.rank, default=None)


def _tokens(text: str, span: Span) -> list[_Token]:
    return [
        _Token(match[0].casefold().replace("’", "'"), match.start(), match.end(), match.lastgroup)  # type: ignore[arg-type]
        for match in _TOKEN.finditer(text, *span)
    ]


@lru_cache(16)
def _currency_words(language: str) -> frozenset[str]:
    """Words and signs of money, by the lexicon that sums are read with."""
    entries = {**language_lexicon("en").entries, **language_lexicon(language).entries}
    return frozenset(word for word, entry in entries.items() if entry.kind is TokenKind.SIGN) - {"real", "m", "ft", "h"}


def _read(text: str, span: Span, tokens: list[_Token], words: NumberWords, language: str) -> Iterator[Figure]:
    yield from _shares(text, span, words)
    is_change = _CHANGE.search(text, *span) is not None
    at = 0
    while at < len(tokens):
        number = _number(text, tokens, at, words)
        if number is None:
            at += 1
            continue
        value, after = number
        upper = _number(text, tokens, after + 1, words) if _joins_range(text, tokens, at, after) else None
        end = upper[1] if upper else after
        reading = _Reading(text, tokens, at, end, words, language)
        if not reading.is_other():
            yield reading.figure(value, upper[0] if upper else None, is_change=is_change)
        at = end


def _number(text: str, tokens: list[_Token], at: int, words: NumberWords) -> tuple[Decimal, int] | None:
    """The value of a number in digits or words with its scales, and the index of the token after it."""
    if at >= len(tokens):
        return None
    token = tokens[at]
    if token.kind == "number":
        value = _digits(token.text, words)
    elif token.text in words.numbers:
        value = Decimal(words.numbers[token.text])
    elif token.text in words.scales and len(token.text) > 2 and at and tokens[at - 1].text in _ONE:  # noqa: PLR2004
        value = Decimal(1)
        at -= 1
    else:
        return None
    at += 1
    while at < len(tokens) and value is not None:
        scale = words.scales.get(tokens[at].text)
        if scale is None and tokens[at].text == "-" and at + 1 < len(tokens):
            scale = words.scales.get(tokens[at + 1].text)
            at += scale is not None
        is_glued = tokens[at].start == tokens[at - 1].end
        if scale is None or (len(tokens[at].text) == 1 and not is_glued):
            break
        value *= scale
        at += 1
    return (value, at) if value is not None else None


_ONE = frozenset("a an one un une ein eine einer cien half".split())


def _digits(written: str, words: NumberWords) -> Decimal:
    """The value of digits, with the separators of the language; three digits after the other's point are a group."""
    if words.decimal == ".":
        return Decimal(re.sub(r"[,'\u00a0\u202f ]", "", written))
    if re.fullmatch(r"\d{1,3}(?:([., '\u00a0\u202f])\d{3})+(?:[.,]\d+)?", written) and "," not in written[:4]:
        whole, comma, decimals = written.partition(",")
        return Decimal(re.sub(r"\D", "", whole) + (f".{decimals}" if comma else ""))
    return Decimal(re.sub(r"['\u00a0\u202f ]", "", written).replace(",", "."))


def _joins_range(text: str, tokens: list[_Token], at: int, after: int) -> bool:
    """Whether a number is the lower end of a range, `10 to 15 percent`, `between 10 and 15`, `10-15`."""
    if after + 1 >= len(tokens) or (tokens[after + 1].kind != "number"):
        return False
    before = tokens[at - 1].text if at else ""
    joint = tokens[after].text
    if joint in {"to", "à", "bis", "a"}:
        return before not in {"from", "de", "von", "desde", "du"}
    if joint in {"and", "et", "und", "y"}:
        return before in {"between", "entre", "zwischen"}
    return joint in {"-", "–"} and text[tokens[after].end] != " "


@dataclass(frozen=True, slots=True)
class _Reading:
    """A number among the tokens around it: those from `at` to before `end`."""

    text: str
    tokens: list[_Token]
    at: int
    end: int
    words: NumberWords
    language: str

    def _word(self, at: int) -> str:
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def _before(self) -> int:
        """The index of the last token before the number that is not `about`, `at least` and the like."""
        at = self.at - 1
        around = self.words.about | self.words.at_least | self.words.at_most | {"no", "more", "less", "up", "an"}
        while at >= 0 and self._word(at) in around:
            at -= 1
        if self._word(at) in {"at", "to", "de", "d'au"} and at + 1 < self.at and self._word(at + 1) in around:
            is_up_to = self._word(at) == "to" and self._word(at - 1) == "up"
            at -= 2 if is_up_to else self._word(at) == "at"
        elif self._word(at) == "to" and self._word(at - 1) == "up":
            at -= 2
        return at

    def is_other(self) -> bool:
        """Whether the number is money, a date, an age, a time, a label or an ordinal."""
        first, last = self.tokens[self.at], self.tokens[self.end - 1]
        before, after = self._word(self.at - 1), self._word(self.end)
        tail = self.text[last.end : last.end + 6]
        if first.text in {"one", "un", "ein"} and self.end == self.at + 1:
            return True
        return (
            self._is_money(before, after)
            or self._is_date(first, before, after)
            or (last.kind == "number" and tail[:1].isalpha() and not _GLUED.match(tail))
            or (before == "-" and self.text[first.start - 2 : first.start - 1].isalpha())
            or (before in _LABELS and first.kind == "number")
            or before in {"per", "pro", "je", "#", "/"}
            or (before in _AGES and self._noun(self.end) is None and after not in self.words.percent)
            or _CLOCK.match(self.text, last.end) is not None
            or self._word(self.end) in {"of", "in"} and self._word(self.end + 1) in self.words.numbers
        )

    def _is_money(self, before: str, after: str) -> bool:
        money = _currency_words(self.language)
        pair = f"{after} {self._word(self.end + 1)}"
        joined = self._word(self.end + 1) if after == "-" else after
        glued = re.search(r"[A-Za-z]{1,3}$", self.text[max(0, self.tokens[self.at].start - 3) : self.tokens[self.at].start])
        return (
            before in money
            or (before == "." and self._word(self.at - 2) in {"rs", "rp", "kr", "fr"})
            or joined in money
            or pair in money
            or (glued is not None and (glued[0].isupper() or glued[0].casefold() in money))
            or (after == "de" and self._word(self.end + 1) in money)
            or (after == "of" and self._word(self.end + 1) in {"dollars", "euros", "pounds"})
        )

    def _is_date(self, first: _Token, before: str, after: str) -> bool:
        words = self.words
        if first.kind == "number" and first.text.isdigit():
            is_year = len(first.text) == 4 and int(first.text) in _YEARS  # noqa: PLR2004
            is_named = before in _BEFORE_YEAR or before in words.calendar or self._word(self.at - 2) in words.calendar
            if is_year and (is_named or self._noun(self.end) is None or before in {"-", "–", "/"}):
                return True
            beside = {before, after, self._word(self.end + 1) if after in {".", "de"} else "",
                      self._word(self.at - 2) if before == "." else ""}
            if int(first.text) < 32 and beside & words.calendar:  # noqa: PLR2004
                return True
        nearby = {after, self._word(self.end + 1), self._word(self.end + 2) if after == "-" else ""}
        if nearby & words.durations and after not in words.percent:
            is_level = self._word(self._before()) in words.aims and after in words.durations
            return not (is_level and _CHANGE.search(self.text, self.tokens[0].start, first.start))
        return False

    def figure(self, value: Decimal, upper: Decimal | None, *, is_change: bool) -> Figure:
        """The figure that the number states."""
        first, last = self.tokens[self.at], self.tokens[self.end - 1]
        unit, is_joined = self._unit()
        before = self._before()
        word = self._word(before)
        near = {self._word(at) for at in range(before + 1, self.at)} | (
            {self._word(self.end + 1)} if self._word(self.end) == "or" else set()
        )
        rank = Rank.PLAIN
        if word in {"from", "depuis", "contre", "gegenüber"} or (word in {"de", "von", "desde"} and is_change):
            rank = Rank.NONE if self.language == "en" or self._is_start(before) else Rank.PLAIN
        elif word in self.words.aims and is_change:
            rank = Rank.LEVEL
        elif is_joined:
            rank = Rank.JOINED
        elif word in _PLACES or word in {"the", "les", "die", "den", "los", "las", "these", "its", "all"} or (
            word in {"each", "of"} and self._word(before - 1) in {"in", "each"}
        ):
            rank = Rank.PLACE if unit != "%" else Rank.PLAIN
        return Figure(value, unit, self._comparator(near), upper, Span(first.start, last.end), rank)

    def _is_start(self, before: int) -> bool:
        """Whether `from 10` stands beside `to 20`."""
        return any(self._word(at) in self.words.aims for at in range(self.end, min(self.end + 4, len(self.tokens))))

    def _comparator(self, near: set[str]) -> Comparator:
        words = self.words
        if "no" in near and "more" in near:
            return "lte"
        if near & (words.at_least | {"more", "plus", "más", "mehr"}):
            return "gte"
        if near & (words.at_most | {"less", "less", "menos", "moins"}):
            return "lte"
        return "about" if near & words.about else "eq"

    def _unit(self) -> tuple[str | None, bool]:
        """The noun after the number, and whether a hyphen joins them."""
        at = self.end
        after = self._word(at)
        if after in self.words.percent:
            is_points = self._word(at + 1) in {"points", "point", "punkte", "prozentpunkte", "puntos"}
            return ("percentage points" if is_points else "%"), False
        if (after, self._word(at + 1)) in {("per", "cent"), ("pour", "cent"), ("por", "ciento")}:
            return ("percentage points" if self._word(at + 2) in {"points", "point"} else "%"), False
        if after in {"per", "for", "pour", "je", "por"} and self.tokens[at + 1 : at + 2] and (
            self.tokens[at + 1].kind == "number" or self._word(at + 1) == "every"
        ):
            noun = self._noun(at + 2)
            stop = noun.end if noun else self.tokens[at + 1].end
            return self.text[self.tokens[at].start : stop], False
        if after == "-" and self._word(at + 1) in _MEASURES:
            return self._word(at + 1), True
        if glued := _GLUED.match(self.text, self.tokens[at - 1].end):
            return glued[0], False
        noun = self._noun(at)
        return (" ".join(self.text[noun.start : noun.end].split()) if noun else None), False

    def _noun(self, at: int) -> Span | None:
        """The place of the words from a token on that are a noun with its adjectives: at most four words."""
        while self._word(at) in self.words.skipped:
            at += 1
        start = at
        while at < min(start + 4, len(self.tokens)):
            token = self.tokens[at]
            if token.kind != "word" or token.text in self.words.units_end:
                break
            if at > start and self.text[self.tokens[at - 1].end : token.start].count("\n") > 1:
                break
            at += 1
        return Span(self.tokens[start].start, self.tokens[at - 1].end) if at > start else None


def _shares(text: str, span: Span, words: NumberWords) -> Iterator[Figure]:
    for match in _share_pattern(tuple(words.shares)).finditer(text, *span):
        is_time = _SHARE_OF_TIME.search(text, max(span.start, match.start() - 12), match.start())
        if not is_time and not _NO_SHARE.match(text, match.end()):
            value = Decimal(words.shares[match[0].casefold()])
            yield Figure(value, "%", "eq", None, Span(*match.span()), Rank.PLAIN)


@lru_cache(16)
def _share_pattern(shares: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(map(re.escape, shares), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(longest_first)})(?![\w-])", re.IGNORECASE)
