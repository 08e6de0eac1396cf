"""What the words around a sum say: its kind, whether it is money of the announcement, and what it is part of."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from domain.dates.edtf import parse_edtf
from domain.reading.document import BlockRole, Document, Sentence
from domain.reading.due_dates import find_dates
from domain.reading.findings import LeftOut, LeftOutReason, Span
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
EQUATION = re.compile(r"\s?=\s?")
MARK = re.compile("[,;:、，；]")
PARTS_ADDED = 4
"""Sums in a row that may add up to the one before or behind them."""

RHETORICAL = 1_000_000
"""The least sum in a quotation that is not taken for a figure of speech."""

UNPAID: frozenset[LeftOutReason] = frozenset({"denied", "conditional", "demanded"})
"""Why a clause promises nothing, so that nobody pays the sums in it."""


@dataclass(frozen=True, slots=True)
class SentenceFacts:
    """A sentence with its role, and why its sums are none of the announcement."""

    span: Span
    role: BlockRole
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
    if role in {"caption", "boilerplate"}:
        return SentenceFacts(span, role, role)
    if words.DENIED.search(document.text, *span):
        return SentenceFacts(span, role, "denied")
    if words.CONDITIONAL.search(document.text, *span):
        return SentenceFacts(span, role, "conditional")
    return SentenceFacts(span, role, "past" if _is_past(document, span) else None)


def is_conversion(document: Document, stated: StatedSum, before: StatedSum | None) -> bool:
    """Whether a sum says another one again in another currency: `6.1 trillion rupiah (US$372 million)`."""
    if before is None or before.money.currency == stated.money.currency:
        return False
    return CONVERSION.fullmatch(document.text, before.span.end, stated.span.start) is not None


def reason_to_leave_out(document: Document, around: Surroundings, quoted: Sequence[Span]) -> LeftOutReason | None:
    """Why a sum is no money of the announcement; None if it is. `quoted` are the stretches in quotation marks."""
    text, place = document.text, around.stated.span
    if EQUATION.match(text, place.end) or text[max(0, place.start - 3) : place.start].rstrip().endswith("="):
        return "exchange_rate"
    at = bisect_left(quoted, place.start, key=lambda each: each.start)
    if at and place.start < quoted[at - 1].end and around.stated.money.amount < RHETORICAL:
        return "rhetoric"
    return around.sentence.reason or ("past" if _is_old_level(text, around) else None)


def reason_of_clause(document: Document, around: Surroundings, unpromised: Sequence[LeftOut]) -> LeftOutReason | None:
    """Why the clause that a sum stands in pays nothing; None if it may. `unpromised` are those that promise nothing."""
    place = around.stated.span
    at = bisect_right(unpromised, place.start, key=lambda each: each.span.start) - 1
    if at < 0 or place.end > unpromised[at].span.end or unpromised[at].reason not in UNPAID:
        return None
    reason, sentence = unpromised[at].reason, around.sentence.span
    near = Span(max(sentence.start, place.start - 4 * LOOK_ROUND), min(sentence.end, place.end + 2 * LOOK_ROUND))
    is_sure = reason == "conditional" and not words.UNSURE.search(document.words(near))
    return None if is_sure else reason


def _is_old_level(text: str, around: Surroundings) -> bool:
    """Whether a sum is the one that another beside it takes the place of: `from 20 to 30 euros`."""
    place, before, behind = around.stated.span, around.before, around.behind
    between = Span(place.end, behind.span.start if behind else place.end)
    near = Span(max(around.sentence.span.start, place.start - LOOK_ROUND), place.start)
    is_old = (
        words.OLD_TO_NEW.fullmatch(text, *between)
        or (words.TO_NEW.fullmatch(text, *between) and words.FROM_OLD.search(text, *near))
        or (before and words.FROM_OLD_BEHIND.fullmatch(text, before.span.end, place.start))
    )
    end = min(around.sentence.span.end, place.end + 2 * LOOK_ROUND)
    return bool(is_old) and words.CHANGE.search(text, near.start, end) is not None


def _is_past(document: Document, sentence: Span) -> bool:
    """Whether the sentence is about an earlier year: `In 2024 it earned $2 billion`."""
    text = document.text
    if document.anchor is None or words.FUTURE.search(text, *sentence) or not words.PAST.search(text, *sentence):
        return False
    dates = find_dates(document, sentence)
    ends = [parse_edtf(each.value, document.jurisdiction or "").last for each in dates]
    return bool(ends) and all(last is not None and last.year < document.anchor.year for last in ends)


def kind_of(document: Document, around: Surroundings) -> str:
    """The kind of money, by the nearest word in the clause, else in the sentence; without one a budget."""
    text, place = document.text, around.stated.span
    start, end = around.clause()
    before, behind = MARK.split(text[start : place.start]), MARK.split(text[place.end : end])
    narrow = Span(place.start - len(before[-1]), place.end + len(behind[0]))
    sentence = around.sentence.span
    wide = Span(max(sentence.start, place.start - LOOK_ROUND), min(sentence.end, place.end + LOOK_ROUND // 2))
    return _nearest_kind(text, narrow, place) or _nearest_kind(text, wide, place) or "budget"


def _nearest_kind(text: str, clause: Span, place: Span) -> str | None:
    found = [
        (max(place.start - match.end(), match.start() - place.end), kind)
        for kind, pattern in (*words.KINDS, ("other", words.OTHER))
        for match in pattern.finditer(text, *clause)
        if match.end() <= place.start or match.start() >= place.end
    ]
    return min(found)[1] if found else None


def wholes(document: Document, stated: Sequence[Surroundings]) -> dict[Span, Span]:
    """From the place of each sum that is part of another one to the place of that one.

    Words such as `of which` say so, or two to four sums that stand behind or before a sum are together as large as it.
    """
    found: dict[Span, Span] = {}
    for index, around in enumerate(stated):
        found.update({each.stated.span: around.stated.span for each in _parts_beside(stated, index)})
        earlier = [each.stated for each in stated[max(0, index - SUMS_LOOKED_AT) : index]]
        whole = None if around.stated.span in found else _whole_of(document, around, earlier)
        if whole:
            found[around.stated.span] = found.get(whole.span, whole.span)
    return found


def _parts_beside(stated: Sequence[Surroundings], index: int) -> Sequence[Surroundings]:
    """The sums in a row behind or before a sum that add up to it."""
    for count in range(PARTS_ADDED, 1, -1):
        for parts in (stated[index + 1 : index + 1 + count], stated[max(0, index - count) : index]):
            if len(parts) == count and _add_up(stated[index].stated, [each.stated for each in parts]):
                return parts
    return ()


def _add_up(whole: StatedSum, parts: Sequence[StatedSum]) -> bool:
    is_one_currency = {each.money.currency for each in parts} == {whole.money.currency}
    return is_one_currency and sum(each.money.amount for each in parts) == whole.money.amount


def _whole_of(document: Document, around: Surroundings, earlier: Sequence[StatedSum]) -> StatedSum | None:
    """The nearest larger sum before a sum that words call part of another."""
    place, sentence = around.stated.span, around.sentence.span
    before = Span(max(sentence.start, place.start - 2 * LOOK_ROUND), place.start)
    behind = Span(place.end, min(sentence.end, place.end + LOOK_ROUND // 2))
    is_part = words.PART_BEFORE.search(document.text, *before) or words.PART_BEHIND.search(document.text, *behind)
    ahead = Span(sentence.start, around.before.span.start if around.before else sentence.start)
    if not is_part and not words.WHOLE_AHEAD.fullmatch(document.text, *ahead):
        return None
    money = around.stated.money
    same = (each for each in reversed(earlier) if each.money.currency == money.currency)
    return next((each for each in same if each.money.amount > money.amount), None)
