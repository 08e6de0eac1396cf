"""The issuer: the body or person whose announcement a text is."""

import re
from collections.abc import Sequence

from domain.reading.document import Document
from domain.reading.findings import Span
from domain.reading.parties.register import Party
from domain.reading.parties.roles import beside, is_speaker, roles_of
from domain.reading.parties.short_names import folded_words

_FROM = re.compile(r"\s*(?:From|Issued by|Par|De|Von|Herausgeber)\s?:", re.IGNORECASE)
_SUBJECT = 70
"""Characters from the start of a sentence within which its subject stands."""
_LEADS, _FIRST = 2, 8
"""Sentences that say who announces: before, and after, the names in the head of the text are looked at."""


def find_issuer(document: Document, parties: Sequence[Party]) -> Party | None:
    """The body named as sender; else who speaks or acts in the first sentences; else the first body in the head."""
    bodies = [party for party in parties if party.kind != "person"]
    heads = [block.span for block in document.blocks if block.role in ("label", "headline")]
    named = next(filter(None, (_first_in(bodies, span.start, span.end) for span in heads)), None)
    body = [each.span for each in document.sentences if document.role(each) == "body"]
    actor = next(filter(None, (_actor(document, parties, lead) for lead in body[:_LEADS])), None)
    if actor and actor.kind == "person":
        actor = body_of(actor, bodies) or named or actor
    later = filter(None, (_actor(document, parties, span) for span in body[_LEADS:_FIRST]))
    return _sender(document, bodies) or actor or named or next(later, None) or next(iter((*bodies, *parties)), None)


def _sender(document: Document, bodies: Sequence[Party]) -> Party | None:
    """The first body after `From:`, in the same block or the next one."""
    for at, block in enumerate(document.blocks):
        if _FROM.match(document.text, block.span.start, block.span.end):
            until = document.blocks[min(at + 1, len(document.blocks) - 1)].span.end
            return _first_in(bodies, block.span.start, until)
    return None


def _actor(document: Document, parties: Sequence[Party], lead: Span) -> Party | None:
    """The body that speaks in a sentence, else its subject, else the person who speaks, else the first one named."""
    inside = sorted(
        (
            (mention, party)
            for party in parties
            for mention in party.mentions
            if lead.start <= mention.span.start < lead.end
        ),
        key=lambda each: each[0].span,
    )
    speakers = [
        party
        for mention, party in inside
        if is_speaker(*beside(document, mention)) or "speaker" in roles_of(document, mention)
    ]
    subjects = [party for mention, party in inside if mention.span.start - lead.start < _SUBJECT]
    actors = [*(party for party in (*speakers, *subjects[:1]) if party.kind != "person"), *speakers, *subjects]
    others = [party for _, party in inside if party.kind in ("person", "government")]
    return next(iter((*actors, *others)), None)


def _first_in(parties: Sequence[Party], start: int, end: int) -> Party | None:
    named = [
        (mention.span, party) for party in parties for mention in party.mentions if start <= mention.span.start < end
    ]
    return min(named, key=lambda each: each[0])[1] if named else None


def body_of(person: Party, bodies: Sequence[Party]) -> Party | None:
    """The body that a person's post is in, among those named: `Petroleum Minister` is in the petroleum ministry."""
    if not person.post:
        return None
    post = set(folded_words(person.post)) - _COMMON
    whole = " ".join(folded_words(person.post))
    for body in bodies:
        if (" ".join(body.words) in whole and len(body.words) > 1) or any(
            each in whole.split() for each in body.abbreviations
        ):
            return body
    if set(folded_words(person.post)) & _MINISTERS:
        ministries = (body for body in bodies if any(map(_MINISTRY.search, body.words)))
        return next((body for body in ministries if post & (set(body.words) - _COMMON)), None)
    return None


_MINISTRY = re.compile("ministry|department|minist[eè]r|^commission$|^home$")
_COMMON = frozenset(
    "the of for and minister ministry secretary department state federal national deputy vice president chief de "
    "la et".split()
)
_MINISTERS = frozenset("minister secretary ministre ministro ministra commissioner".split())
