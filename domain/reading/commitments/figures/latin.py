"""Figures in languages that put spaces between words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from domain.money.lexicon import TokenKind, language_lexicon
from domain.reading.commitments.figures.context_words import (
    AGES,
    BEFORE_YEAR,
    CHANGE,
    CLOCK,
    GLUED,
    LABELS,
    MEASURES,
    NO_SHARE,
    PLACES,
    REMOVAL,
    SHARE_OF_TIME,
    YEARS,
)
from domain.reading.commitments.figures.figure import Comparator, Figure, Rank
from domain.reading.commitments.figures.number_words import NumberWords
from domain.reading.commitments.figures.numerals import Token, figure_tokens, is_range, number_at
from domain.reading.findings import Span

_KNOWN = frozenset("the les die den los las these those its their both all".split())
"""Words before a number of what the reader knows: `the 36 states`."""

_EACH = frozenset("a per an par pro por al".split())
"""Words between a number and the time that it is for: `40 a year`."""

_SIZES = frozenset("employees workers staff inhabitants residents people members beds".split())
"""What the size of a firm or a town is measured in: `firms with more than 250 employees`."""


def latin_figures(text: str, span: Span, words: NumberWords, language: str) -> Iterator[Figure]:
    """Yield the figures between two places of a text: shares in words first."""
    tokens = figure_tokens(text, span)
    yield from _shares(text, span, words)
    is_change = CHANGE.search(text, *span) is not None
    at = 0
    while at < len(tokens):
        number = number_at(tokens, at, words)
        if number is None:
            at += 1
            continue
        value, after = number
        upper = number_at(tokens, after + 1, words) if is_range(text, tokens, at, after) else None
        end = upper[1] if upper else after
        reading = _Reading(text, tokens, at, end, words, language)
        if not reading.is_other():
            yield reading.figure(value, upper[0] if upper else None, is_change=is_change)
        at = end


@lru_cache(16)
def _currency_words(language: str) -> frozenset[str]:
    """Words and signs of money, by the lexicon that sums are read with."""
    entries = {**language_lexicon("en").entries, **language_lexicon(language).entries}
    return frozenset(word for word, entry in entries.items() if entry.kind is TokenKind.SIGN) - {"real", "m", "ft", "h"}


@dataclass(frozen=True, slots=True)
class _Reading:
    """A number among the tokens around it: those from `at` to before `end`."""

    text: str
    tokens: list[Token]
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
        """Whether the number is money, a date, an age, a time, a label, an ordinal or a rank."""
        first, last = self.tokens[self.at], self.tokens[self.end - 1]
        before, after = self._word(self.at - 1), self._word(self.end)
        tail = self.text[last.end : last.end + 6]
        if first.kind == "word" and (
            before in _KNOWN or (first.text in {"one", "un", "ein"} and self.end == self.at + 1)
        ):
            return True
        return (
            self._is_money(before, after)
            or self._is_date(first, before, after)
            or (last.kind == "number" and tail[:1].isalpha() and not GLUED.match(tail))
            or (before == "-" and self.text[first.start - 2 : first.start - 1].isalpha())
            or (before in LABELS and first.kind == "number")
            or before in {"per", "pro", "je", "top", "#", "/"}
            or (before in AGES and self._noun(self.end) is None and after not in self.words.percent)
            or CLOCK.match(self.text, last.end) is not None
            or (self._word(self.end) in {"of", "in"} and self._word(self.end + 1) in self.words.numbers)
        )

    def _is_money(self, before: str, after: str) -> bool:
        money = _currency_words(self.language)
        pair = f"{after} {self._word(self.end + 1)}"
        joined = self._word(self.end + 1) if after == "-" else after
        glued = re.search(
            r"[A-Za-z]{1,3}$", self.text[max(0, self.tokens[self.at].start - 3) : self.tokens[self.at].start]
        )
        return (
            before in money
            or (before == "." and self._word(self.at - 2) in {"rs", "rp", "kr", "fr"})
            or joined in money
            or pair in money
            or (glued is not None and (glued[0].isupper() or glued[0].casefold() in money))
            or (after == "de" and self._word(self.end + 1) in money)
            or (after.startswith("d'") and after[2:] in money)
            or (after == "of" and self._word(self.end + 1) in {"dollars", "euros", "pounds"})
        )

    def _is_date(self, first: Token, before: str, after: str) -> bool:
        words = self.words
        if first.kind == "number" and first.text.isdigit():
            is_year = len(first.text) == 4 and int(first.text) in YEARS  # noqa: PLR2004
            is_named = (
                before in BEFORE_YEAR | _KNOWN or before in words.calendar or self._word(self.at - 2) in words.calendar
            )
            if is_year and (is_named or self._noun(self.end) is None or before in {"-", "–", "/"}):
                return True
            beside = {
                before,
                after,
                self._word(self.end + 1) if after in {".", "de"} else "",
                self._word(self.at - 2) if before == "." else "",
            }
            if int(first.text) < 32 and beside & words.calendar:  # noqa: PLR2004
                return True
        if after in _EACH:
            return False
        nearby = {after, self._word(self.end + 1), self._word(self.end + 2) if after == "-" else ""}
        if nearby & words.durations and after not in words.percent:
            is_level = self._word(self._before()) in words.aims and after in words.durations
            return not (is_level and CHANGE.search(self.text, self.tokens[0].start, first.start))
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
        if self._word(self.at - 1) == "than" and self._word(self.at - 2) not in {"more", "less", "fewer", "later"}:
            rank = Rank.NONE
        elif word in {"from", "depuis", "contre", "gegenüber"} or (word in {"de", "von", "desde"} and is_change):
            is_removed = REMOVAL.search(self.text, self.tokens[0].start, first.start) is not None
            is_level = self._is_start() or (self.language == "en" and not is_removed)
            rank = Rank.NONE if is_level else Rank.PLAIN
        elif word in self.words.aims and is_change:
            rank = Rank.LEVEL
        elif word in {"with", "employing"} and near and unit in _SIZES:
            rank = Rank.NONE
        elif is_joined:
            rank = Rank.JOINED
        elif word in PLACES or word in _KNOWN or (word in {"each", "of"} and self._word(before - 1) in {"in", "each"}):
            rank = Rank.PLACE if unit != "%" else Rank.PLAIN
        return Figure(value, unit, self._comparator(near), upper, Span(first.start, last.end), rank)

    def _is_start(self) -> bool:
        """Whether `from 10` stands beside `to 20`."""
        return any(self._word(at) in self.words.aims for at in range(self.end, min(self.end + 4, len(self.tokens))))

    def _comparator(self, near: set[str]) -> Comparator:
        words = self.words
        if "no" in near and "more" in near:
            return "lte"
        if near & (words.at_least | {"more", "plus", "más", "mehr"}):
            return "gte"
        if near & (words.at_most | {"less", "menos", "moins"}):
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
        if (
            after in {"per", "for", "pour", "je", "por"}
            and self.tokens[at + 1 : at + 2]
            and (self.tokens[at + 1].kind == "number" or self._word(at + 1) == "every")
        ):
            noun = self._noun(at + 2)
            stop = noun.end if noun else self.tokens[at + 1].end
            return self.text[self.tokens[at].start : stop], False
        if after == "-" and self._word(at + 1) in MEASURES:
            return self._word(at + 1), True
        if glued := GLUED.match(self.text, self.tokens[at - 1].end):
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
            if self.words.nouns_are_capitalised and at > start and self.text[self.tokens[at - 1].start].isupper():
                break
            if token.kind != "word" or token.text in self.words.units_end:
                break
            if at > start and self.text[self.tokens[at - 1].end : token.start].count("\n") > 1:
                break
            at += 1
        return Span(self.tokens[start].start, self.tokens[at - 1].end) if at > start else None


def _shares(text: str, span: Span, words: NumberWords) -> Iterator[Figure]:
    for match in _share_pattern(tuple(words.shares)).finditer(text, *span):
        is_time = SHARE_OF_TIME.search(text, max(span.start, match.start() - 12), match.start())
        if not is_time and not NO_SHARE.match(text, match.end()):
            value = Decimal(words.shares[match[0].casefold()])
            yield Figure(value, "%", "eq", None, Span(*match.span()), Rank.PLAIN)


@lru_cache(16)
def _share_pattern(shares: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(map(re.escape, shares), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(longest_first)})(?![\w-])", re.IGNORECASE)
