"""Sums of money that an announcement states, each once, with what the words around it say."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any

from domain.money.parser import format_decimal
from domain.reading.document import Document
from domain.reading.findings import Extraction, Finding, LeftOut, Span
from domain.reading.quotes.marks import find_pieces
from domain.reading.sums.context import (
    Surroundings,
    is_conversion,
    kind_of,
    reason_of_clause,
    reason_to_leave_out,
    sentence_facts,
    wholes,
)
from domain.reading.sums.lists import add_unsigned
from domain.reading.sums.payments import Mention, find_mentions, find_payment
from domain.reading.sums.periods import period_of
from domain.reading.sums.spans import StatedSum, find_sums

ROUNDING = 20
"""A headline rounds a sum by at most a part in so many."""

AWARDED = frozenset({"budget", "grant", "investment"})
"""Kinds of a sum that named payees receive parts of: `awarded $640 million … Iowa will receive $117 million`."""


def find_amounts(document: Document, parties: tuple[Finding, ...], unpromised: Sequence[LeftOut] = ()) -> Extraction:
    """The sums of a text. A sum that is stated again, as in a headline, is found once, at its place in the body.

    `unpromised` are clauses that promise nothing, in the order of the text, and so may pay nothing.
    """
    sums, unread = find_sums(document)
    left_out = [LeftOut("amount", place, "currency_unknown") for place in unread]
    quoted = [piece.marked for piece in find_pieces(document)]
    stated: list[Surroundings] = []
    for around in _surroundings(document, add_unsigned(document, sums)):
        if reason := reason_to_leave_out(document, around, quoted) or reason_of_clause(document, around, unpromised):
            left_out.append(LeftOut("amount", around.stated.span, reason))
        else:
            stated.append(around)
    findings = _findings(document, _without_repeats(stated), find_mentions(document, parties))
    return Extraction(tuple(findings), tuple(sorted(left_out, key=lambda each: each.span)))


def _without_repeats(stated: Sequence[Surroundings]) -> list[Surroundings]:
    """The sums without those that a headline rounds, and those that another sentence has stated before."""
    first: dict[tuple[str, Decimal], Span] = {}
    for each in stated:
        if each.sentence.role != "headline":
            first.setdefault(_value(each), each.sentence.span)
    kept: list[Surroundings] = []
    for each in stated:
        if each.sentence.role != "headline":
            is_new = first[_value(each)] == each.sentence.span
        else:
            is_new = not any(_rounds(_value(each), other) for other in (*first, *map(_value, kept)))
        if is_new:
            kept.append(each)
    return kept


def _value(around: Surroundings) -> tuple[str, Decimal]:
    return around.stated.money.currency, around.stated.money.amount


def _rounds(rough: tuple[str, Decimal], exact: tuple[str, Decimal]) -> bool:
    """Whether a sum in a headline may be another one, rounded."""
    return rough[0] == exact[0] and abs(rough[1] - exact[1]) * ROUNDING <= exact[1]


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
    awards: dict[str, Mapping[str, Any]] = {}
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
        award = awards.get(money.currency)
        if award and members["payee"] and not members["part_of"] and money.amount < Decimal(award["amount"]):
            members |= {"part_of": award["key"], "payer": members["payer"] or award.get("payer")}
        if kind in AWARDED and not members["part_of"]:
            awards.setdefault(money.currency, members)
        band = "inferred_currency" if around.stated.is_inferred else "stated_currency"
        spans = (span, around.stated.sign) if around.stated.sign else (span,)
        yield Finding("amount", {name: value for name, value in members.items() if value}, spans, band)
