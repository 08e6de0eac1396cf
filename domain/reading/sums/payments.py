"""Who pays a sum and who receives it, from the parties that its sentence names."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import NamedTuple

from domain.reading.document import Document
from domain.reading.findings import Finding, Span
from domain.reading.sums import words_around as words
from domain.reading.sums.context import Surroundings

NEAR_PARTY = 60
"""Characters between a sum and a party behind it."""

PARTIES_BEFORE = 2
"""Parties before a sum of which one may be its subject."""

NEAR_VERB = 2
AND = re.compile(r",? (?:and|et|und|y) ")
PERSON = "person"


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a text names a party."""

    span: Span
    key: str


class Payment(NamedTuple):
    """The keys of the party that pays and of the one that receives."""

    payer: str | None = None
    payee: str | None = None


def find_mentions(document: Document, parties: Iterable[Finding]) -> list[Mention]:
    """The places of the names of parties, in the order of the text; persons pay in the name of others."""
    names: dict[str, str] = {}
    for party in parties:
        if party.members["kind"] == PERSON:
            continue
        for name in (
            party.members["name"],
            party.members.get("abbreviation"),
            *(document.words(each) for each in party.spans),
        ):
            if name:
                names.setdefault(name, party.members["key"])
    if not names:
        return []
    longest_first = sorted(names, key=len, reverse=True)
    pattern = re.compile(rf"(?<![A-Za-z])(?:{'|'.join(map(re.escape, longest_first))})(?![A-Za-z])")
    return [Mention(Span(*match.span()), names[match[0]]) for match in pattern.finditer(document.text)]


def find_payment(document: Document, around: Surroundings, mentions: Sequence[Mention]) -> Payment:
    """Who pays a sum and who receives it, where its sentence says so."""
    text, place, sentence = document.text, around.stated.span, around.sentence.span
    end = around.clause().end
    at = bisect_left(mentions, place.start, key=lambda each: each.span.start)
    before = [each for each in mentions[max(0, at - PARTIES_BEFORE) : at] if each.span.start >= sentence.start]
    payer, payee = _subject(text, around, before)
    for each in takewhile(lambda each: each.span.start < min(end, place.end + NEAR_PARTY), islice(mentions, at, None)):
        between = text[place.end : each.span.start]
        if words.FROM_PAYER.search(between) or (
            words.TOPIC_OF_SUM.match(between) and words.TOPICS.match(text, each.span.end)
        ):
            payer = each.key
        elif words.TO_PAYEE.search(between) and payee is None:
            payee = each.key
    return Payment(None if payer == payee else payer, payee)


def _subject(text: str, around: Surroundings, before: Sequence[Mention]) -> Payment:
    """Payer or payee by the verb between a sum and the nearest party before it."""
    if not before:
        return Payment()
    place, nearest, other = around.stated.span, before[-1], before[-2] if len(before) > 1 else None
    is_object = place.start - nearest.span.end <= NEAR_VERB
    if other and is_object and words.FINES.search(text, other.span.end, nearest.span.start):
        return Payment(nearest.key, other.key)
    earlier = around.before.span.end if around.before else around.sentence.span.start
    verb = Span(max(nearest.span.end, earlier), place.start)
    is_own = nearest.span.start >= earlier
    if is_own and words.RECEIVES.search(text, *verb):
        return Payment(payee=nearest.key)
    is_joined = is_own or AND.match(text, earlier) is not None
    is_subject = is_own and words.TOPICS.match(text, nearest.span.end) and not words.SIGNS.match(text, place.end)
    if is_subject and not words.REST.search(text, *verb):
        return Payment(payer=nearest.key)
    is_payer = is_joined and words.PAYS.search(text, *verb)
    is_payer = is_payer or (is_own and words.PAYS_BEHIND.match(text, place.end + 1))
    return Payment(payer=nearest.key if is_payer else None)
