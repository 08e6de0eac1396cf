"""Sums of money that an announcement states, each once, with what the words around it say."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter

from domain.money.parser import format_decimal
from domain.reading.document import Document
from domain.reading.findings import Extraction, Finding, LeftOut
from domain.reading.sums.context import (
    Surroundings,
    is_conversion,
    kind_of,
    reason_to_leave_out,
    sentence_facts,
    wholes,
)
from domain.reading.sums.payments import Mention, find_mentions, find_payment
from domain.reading.sums.periods import period_of
from domain.reading.sums.spans import StatedSum, find_sums


def find_amounts(document: Document, parties: tuple[Finding, ...], quotes: tuple[Finding, ...]) -> Extraction:  # noqa: ARG001
    """The sums of a text. A sum that is stated again, as in a headline, is found once, at its place in the body."""
    sums, unread = find_sums(document)
    left_out = [LeftOut("amount", place, "currency_unknown") for place in unread]
    found: dict[tuple[str, str], Surroundings] = {}
    for around in _surroundings(document, sums):
        if reason := reason_to_leave_out(document, around):
            left_out.append(LeftOut("amount", around.stated.span, reason))
            continue
        money = around.stated.money
        key = (format_decimal(money.amount), money.currency)
        if key not in found or found[key].sentence.role == "headline":
            found[key] = around
    stated = sorted(found.values(), key=lambda each: each.stated.span)
    return Extraction(
        tuple(_findings(document, stated, find_mentions(document, parties))),
        tuple(sorted(left_out, key=lambda each: each.span)),
    )


def _surroundings(document: Document, sums: Sequence[StatedSum]) -> Iterator[Surroundings]:
    """The sums that are no conversions of the one before, each with its sentence."""
    starts = [sentence.span.start for sentence in document.sentences]
    kept = [each for before, each in pairwise((None, *sums)) if each and not is_conversion(document, each, before)]
    indexes = [max(0, bisect_right(starts, each.span.start) - 1) for each in kept]
    for index, group in groupby(zip(indexes, kept, strict=True), key=itemgetter(0)):
        facts = sentence_facts(document, document.sentences[index])
        inside = [None, *(each for _, each in group), None]
        for before, each, behind in zip(inside, inside[1:], inside[2:], strict=False):
            if each:
                yield Surroundings(each, facts, before, behind)


def _findings(document: Document, stated: Sequence[Surroundings], mentions: Sequence[Mention]) -> Iterator[Finding]:
    keys = {each.stated.span: f"amount-{number}" for number, each in enumerate(stated, 1)}
    part_of = wholes(document, stated)
    for around in stated:
        span, money = around.stated.span, around.stated.money
        kind = kind_of(document, around)
        members = {
            "key": keys[span],
            "kind": kind,
            "amount": format_decimal(money.amount),
            "upper": format_decimal(money.upper) if money.upper else None,
            "currency": money.currency,
            "text": " ".join(document.words(span).split()),
            "period": None if kind == "other" else period_of(document, around),
            **find_payment(document, around, mentions)._asdict(),
            "part_of": keys[part_of[span]] if span in part_of else None,
        }
        band = "inferred_currency" if around.stated.is_inferred else "stated_currency"
        yield Finding("amount", {name: value for name, value in members.items() if value}, (span,), band)
