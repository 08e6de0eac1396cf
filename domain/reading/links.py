"""Sums and the promises that they pay for; a promise that says only that a sum will be paid is none."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from itertools import groupby

from domain.reading.document import Document
from domain.reading.findings import Finding

PAYMENT = re.compile(
    r"(?:\w+\s){0,3}?(?:invest|spend|provide|give|pay|allocate|contribute|lend|commit|inject|grant|earmark|donate|offer|"
    r"put\sup|set\saside|make\savailable)\s(?:about\s|up\sto\s|another\s|an?\s(?:additional|extra|further)\s)?\Z",
    re.IGNORECASE,
)
PURPOSE = re.compile(r"\b(?:to\s[a-z]|for\s\w+ing\b|and\b)")
"""Words behind a sum that promise more than the sum."""


def without_payments(
    document: Document, commitments: tuple[Finding, ...], amounts: tuple[Finding, ...]
) -> tuple[Finding, ...]:
    """The commitments but those that say only that a sum is paid or has changed, as the amount says already."""
    return tuple(each for each in commitments if not _is_payment(document, each, amounts))


def _is_payment(document: Document, commitment: Finding, amounts: tuple[Finding, ...]) -> bool:
    (start, end), text, members = commitment.spans[0], document.text, commitment.members
    at = bisect_left(amounts, start, key=lambda amount: amount.spans[0].start)
    if at == len(amounts) or amounts[at].spans[0].end > end or members.keys() & {"due", "starts"}:
        return False
    if "target" in members:
        change = amounts[at].members.get("change", {"percent": None})
        return bool(members["target"]["value"] == change["percent"])
    place = amounts[at].spans[0]
    return bool(PAYMENT.match(text[start : place.start])) and not PURPOSE.search(text, place.end, end)


def link_sums(
    document: Document, commitments: tuple[Finding, ...], amounts: tuple[Finding, ...]
) -> tuple[Finding, ...]:
    """The amounts, each with the commitment in whose words, or behind which in its sentence, it stands.

    A sum in the sentence that follows an agreement is what the agreement is worth.
    """
    starts = [sentence.span.start for sentence in document.sentences]
    by_sentence: dict[int, list[Finding]] = {
        at: list(group)
        for at, group in groupby(commitments, lambda each: bisect_right(starts, each.spans[0].start) - 1)
    }
    return tuple(_linked(document, starts, by_sentence, amount) for amount in amounts)


def _linked(document: Document, starts: list[int], by_sentence: dict[int, list[Finding]], amount: Finding) -> Finding:
    place = amount.spans[0]
    at = bisect_right(starts, place.start) - 1
    candidates = [each for each in by_sentence.get(at, ()) if each.spans[0].start <= place.start]
    if not candidates and at and document.sentences[at].block == document.sentences[at - 1].block:
        candidates = [each for each in by_sentence.get(at - 1, ()) if each.members["kind"] == "agreement"]
    if not candidates or "commitment" in amount.members:
        return amount
    return replace(amount, members={**amount.members, "commitment": candidates[-1].members["key"]})
