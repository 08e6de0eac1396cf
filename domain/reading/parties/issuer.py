"""The issuer: the body or person whose announcement a text is."""

import re
from collections.abc import Sequence

from domain.reading.document import Document
from domain.reading.parties.register import Party
from domain.reading.parties.roles import roles_of
from domain.reading.parties.short_names import name_words

_FROM = re.compile(r"\s*(?:From|Issued by|Par|De|Von|Herausgeber)\s?:", re.IGNORECASE)
_SUBJECT = 70
"""Characters from the start of a sentence within which its subject stands."""
_LEADS = 2


def find_issuer(document: Document, parties: Sequence[Party]) -> Party | None:
    """The body named as sender; else the speaker or subject of the first sentences; else the first body."""
    bodies = [party for party in parties if party.kind != "person"]
    for at, block in enumerate(document.blocks):
        if _FROM.match(document.text, block.span.start, block.span.end):
            until = document.blocks[min(at + 1, len(document.blocks) - 1)].span.end
            sender = _first_in(bodies, block.span.start, until)
            if sender:
                return sender
    leads = [each for each in document.sentences if document.blocks[each.block].role == "body"][:_LEADS]
    for sentence in leads:
        inside = [
            (mention, party)
            for party in parties
            for mention in party.mentions
            if sentence.span.start <= mention.span.start < sentence.span.end
        ]
        inside.sort(key=lambda each: each[0].span)
        speakers = [party for mention, party in inside if "speaker" in roles_of(document, mention)]
        body = next((party for party in speakers if party.kind != "person"), None)
        subject = next(
            (party for mention, party in inside if mention.span.start - sentence.span.start < _SUBJECT), None
        )
        if body is None and subject and subject.kind != "person":
            body = subject
        if body:
            return body
        person = next(iter(speakers), subject)
        if person:
            return body_of(person, bodies) or person
    return next(iter(bodies), None) or next(iter(parties), None)


def _first_in(parties: Sequence[Party], start: int, end: int) -> Party | None:
    named = [
        (mention.span, party) for party in parties for mention in party.mentions if start <= mention.span.start < end
    ]
    return min(named, key=lambda each: each[0])[1] if named else None


def body_of(person: Party, bodies: Sequence[Party]) -> Party | None:
    """The body that a person's post is in, among those named: `Petroleum Minister` is in the petroleum ministry."""
    if not person.post:
        return None
    post = set(name_words(person.post)) - _COMMON
    whole = " ".join(name_words(person.post))
    for body in bodies:
        if (" ".join(body.words) in whole and len(body.words) > 1) or any(
            each in whole.split() for each in body.abbreviations
        ):
            return body
    if set(name_words(person.post)) & _MINISTERS:
        return next((body for body in bodies if body.kind == "government" and post & (set(body.words) - _COMMON)), None)
    return None


_COMMON = frozenset(
    "the of for and minister ministry secretary department state federal national deputy vice president chief de "
    "la et".split()
)
_MINISTERS = frozenset("minister secretary ministre ministro ministra commissioner".split())
