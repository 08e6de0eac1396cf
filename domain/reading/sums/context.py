"""What the words around a sum say: its kind, whether it is money of the announcement, and what it is part of."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from domain.dates.edtf import parse_edtf
from domain.reading.document import BlockRole, Document, Sentence
from domain.reading.due_dates import find_dates
from domain.reading.findings import LeftOutReason, Span
from domain.reading.sums import words_around as words
from domain.reading.sums.spans import StatedSum

LOOK_ROUND = 80
"""Characters beside a sum in which words say what kind of money it is."""

SUMS_LOOKED_AT = 12
"""Sums before a part among which its whole is looked for."""

CONVERSION = re.compile(
    r"\s?[(\[（]\s?(?:or |about |around |approx(?:imately|\.)? |environ |soit |rund |etwa |약 |約|some |equivalent to |"
    r"roughly |nearly |unos |cerca de )*"
    r"|(?:, or|, equivalent to|, soit|, d\. ?h\.|, das sind) (?:about |around |roughly |nearly |environ )?",
    re.IGNORECASE,
)
QUOTED = re.compile('["“”„«»「『」』‘]')
EQUATION = re.compile(r"\s?=\s?")
RHETORICAL = 1_000_000
"""The least sum in a quotation that is not taken for a figure of speech."""


@dataclass(frozen=True, slots=True)
class SentenceFacts:
    """A sentence with its role, the places of its quotation marks, and why its sums are none of the announcement."""

    span: Span
    role: BlockRole
    quotes: tuple[int, ...]
    reason: LeftOutReason | None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A sum with its sentence, and the sums beside it there."""

    stated: StatedSum
    sentence: SentenceFacts
    before: StatedSum | None
    behind: StatedSum | None

    def clause(self) -> Span:
        """The words around the sum, up to the next sums of the sentence."""
        start = max(self.sentence.span.start, self.stated.span.start - LOOK_ROUND)
        end = min(self.sentence.span.end, self.stated.span.end + LOOK_ROUND)
        if self.before:
            start = max(start, self.before.span.end)
        if self.behind:
            end = min(end, self.behind.span.start)
        return Span(start, max(end, self.stated.span.end))


def sentence_facts(document: Document, sentence: Sentence) -> SentenceFacts:
    """What a sentence says about all of its sums."""
    span, role = sentence.span, document.role(sentence)
    quotes = tuple(match.start() for match in QUOTED.finditer(document.text, *span))
    if role in {"caption", "boilerplate"}:
        return SentenceFacts(span, role, quotes, role)
    if words.DENIED.search(document.text, *span):
        return SentenceFacts(span, role, quotes, "denied")
    return SentenceFacts(span, role, quotes, "past" if _is_past(document, span) else None)


def is_conversion(document: Document, stated: StatedSum, before: StatedSum | None) -> bool:
    """Whether a sum says another one again in another currency: `6.1 trillion rupiah (US$372 million)`."""
    if before is None or before.money.currency == stated.money.currency:
        return False
    return CONVERSION.fullmatch(document.text, before.span.end, stated.span.start) is not None


def reason_to_leave_out(document: Document, around: Surroundings) -> LeftOutReason | None:
    """Why a sum is no money of the announcement: a value of the vocabulary of reasons; None if it is."""
    text, place, sentence = document.text, around.stated.span, around.sentence
    if EQUATION.match(text, place.end) or text[max(0, place.start - 3) : place.start].rstrip().endswith("="):
        return "exchange_rate"
    is_quoted = bisect_left(sentence.quotes, place.start) % 2 == 1
    if is_quoted and around.stated.money.amount < RHETORICAL:
        return "rhetoric"
    return sentence.reason


def _is_past(document: Document, sentence: Span) -> bool:
    """Whether the sentence is about an earlier year: `In 2024 it earned $2 billion`."""
    text = document.text
    if document.anchor is None or words.FUTURE.search(text, *sentence) or not words.PAST.search(text, *sentence):
        return False
    dates = find_dates(document, sentence)
    ends = [parse_edtf(each.value, document.jurisdiction or "").last for each in dates]
    return bool(ends) and all(last is not None and last.year < document.anchor.year for last in ends)


def kind_of(document: Document, around: Surroundings) -> str:
    """The kind of money, by the word nearest to the sum; else a budget."""
    clause, place = around.clause(), around.stated.span
    nearest: list[tuple[int, str]] = []
    for kind, pattern in (*words.KINDS, ("other", words.OTHER)):
        for match in pattern.finditer(document.text, *clause):
            distance = max(place.start - match.end(), match.start() - place.end)
            if distance >= 0:
                nearest.append((distance, kind))
    return min(nearest, default=(0, "budget"))[1]


def whole_of(document: Document, around: Surroundings, earlier: Sequence[StatedSum]) -> StatedSum | None:
    """The sum before it that a sum is part of, where words such as `of which` say so."""
    place, sentence = around.stated.span, around.sentence.span
    before = Span(max(sentence.start, place.start - 2 * LOOK_ROUND), place.start)
    behind = Span(place.end, min(sentence.end, place.end + LOOK_ROUND // 4))
    patterns = ((words.PART_BEFORE, before), (words.SHARE, before), (words.PART_BEHIND, behind))
    if not any(pattern.search(document.text, *where) for pattern, where in patterns):
        return None
    money = around.stated.money
    near = (each for each in reversed(earlier[-SUMS_LOOKED_AT:]) if each.money.currency == money.currency)
    return next((each for each in near if each.money.amount > money.amount), None)
