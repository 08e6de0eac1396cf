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
NEAR_PAYER = 20
NEAR_RECEIVES = 12
"""Characters between a sum and a party that is fined, a party that pays it, and a verb of receiving behind it."""

PARTICLE = 2
AND = re.compile(r",? (?:and|et|und|y) (?:will |would |also |to )*")
BODIES = "ministry department agency commission authority foundation bank fund council state city county".split()
"""Nouns that stand for the only party whose name has them: the ministry."""

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
            *(document.words(each) for each in party.spans),
        ):
            names.setdefault(name, party.members["key"])
    for noun in BODIES:
        keys = {key for name, key in names.items() if noun in name.casefold().split()}
        if len(keys) == 1:
            names |= dict.fromkeys((f"the {noun}", f"The {noun}"), *keys)
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
    payer, payee = _before(text, around, before)
    for each in takewhile(lambda each: each.span.start < min(end, place.end + NEAR_PARTY), islice(mentions, at, None)):
        between = text[place.end : each.span.start]
        if words.FROM_PAYER.search(between) or (
            words.TOPIC_OF_SUM.match(between) and words.TOPICS.match(text, each.span.end)
        ):
            payer = each.key
        elif words.TO_PAYEE.search(between) and payee is None:
            payee = each.key
    return Payment(None if payer == payee else payer, payee)


def _before(text: str, around: Surroundings, parties: Sequence[Mention]) -> Payment:
    """Payer and payee by the words between a sum and the nearest party before it."""
    if not parties:
        return Payment()
    place, nearest, other = around.stated.span, parties[-1], parties[-2] if len(parties) > 1 else None
    gap = place.start - nearest.span.end
    is_fined = other and gap <= NEAR_VERB and words.FINES.search(text, other.span.end, nearest.span.start)
    if is_fined or words.FINED.match(text[nearest.span.end : place.start]):
        return Payment(nearest.key, other.key if other else None)
    head = Span(max(around.sentence.span.start, nearest.span.start - NEAR_PAYER), nearest.span.start)
    if gap <= NEAR_PAYER and words.FROM_PAYER.search(text, *head):
        return Payment(payer=nearest.key)
    return _subject(text, around, nearest)


def _subject(text: str, around: Surroundings, party: Mention) -> Payment:
    """A party as the payer or the payee of a sum, by the verb of their clause."""
    place, sentence = around.stated.span, around.sentence.span
    earlier = around.before.span.end if around.before else sentence.start
    verb = Span(max(party.span.end, earlier), place.start)
    behind = Span(place.end, min(sentence.end, place.end + NEAR_RECEIVES))
    is_own = party.span.start >= earlier
    if is_own and (words.RECEIVES.search(text, *verb) or words.RECEIVED.search(text, *behind)):
        return Payment(payee=party.key)
    is_topic = words.TOPICS.match(text, party.span.end) and not words.SIGNS.match(text, place.end)
    is_other = words.OTHER_TOPIC.search(text, party.span.end + PARTICLE, place.start) or words.REST.search(text, *verb)
    is_payer = is_own and ((is_topic and not is_other) or words.PAYS_BEHIND.match(text, place.end + 1))
    also = None if is_own else AND.match(text, earlier)
    pays = words.PAYS.search(text, *verb) if is_own else also and words.PAYS.match(text, also.end())
    return Payment(payer=party.key if is_payer or pays else None)
