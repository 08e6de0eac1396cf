"""Bodies that several parties have set up together: a party of kind `group`, with its founders as members."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace

from domain.reading.document import Document
from domain.reading.findings import Finding, Span

_BODY = re.compile(
    r"\b(?:launch|form|set\sup|establish|found|create|join)(?:e?d)?\s(?:together\s)?(?:an?|the|their)\s"
    r"(?P<name>(?:[\w'’-]+\s){0,4}?(?:body|council|committee|consortium|alliance|coalition|task\sforce|working\sgroup|"
    r"association|partnership|forum|network|panel|platform|group|federation)\b"
    r"(?:\s(?:on|for|of)(?:\s(?!(?:to|by|in|that|which|and|with)\b)[\w'’-]+){1,3})?)",
    re.IGNORECASE,
)
FOUNDERS = 2
"""Parties that are named as founders, at least: one alone only sets up a part of itself."""


def add_groups(
    document: Document, parties: tuple[Finding, ...], commitments: tuple[Finding, ...]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The parties, with the bodies that they have set up together; and the commitments that say so, with both."""
    founders_of: dict[str, str] = {}
    groups: list[Finding] = []
    found: list[Finding] = []
    places = sorted((span, party.members["key"]) for party in parties if _may_join(party) for span in party.mentions)
    for commitment in commitments:
        name = _body(document, commitment)
        named = _named_before(document, places, name) if name else []
        founders = list(dict.fromkeys(founder for _, founder in named))
        if name is None or len(founders) < FOUNDERS:
            found.append(commitment)
            continue
        key = f"g{len(groups) + 1}"
        members = {"key": key, "name": " ".join(document.words(name).split()), "kind": "group", "roles": ["other"]}
        groups.append(Finding("party", members, (name,), "group", mentions=(name,)))
        founders_of |= dict.fromkeys(founders, key)
        roles = [*({"party": each, "role": "member"} for each in founders), {"party": key, "role": "other"}]
        statement = " ".join(document.text[named[0][0].start : commitment.spans[0].end].split())
        found.append(replace(commitment, members={**commitment.members, "statement": statement, "parties": roles}))
    joined = (_joined(party, founders_of.get(party.members["key"])) for party in parties)
    return (*joined, *groups), tuple(found)


def _may_join(party: Finding) -> bool:
    return party.members["kind"] not in {"person", "group"}


def _body(document: Document, commitment: Finding) -> Span | None:
    """The name of the body that a commitment sets up."""
    if commitment.members["kind"] != "establishment":
        return None
    match = _BODY.search(document.text, *commitment.spans[0])
    return Span(*match.span("name")) if match else None


def _named_before(document: Document, places: list[tuple[Span, str]], name: Span) -> list[tuple[Span, str]]:
    """Where the sentence names parties before a body, with their keys."""
    at = bisect_right(document.sentences, name.start, key=lambda sentence: sentence.span.start) - 1
    first = bisect_left(places, document.sentences[at].span.start, key=lambda place: place[0].start)
    return places[first : bisect_left(places, name.start, key=lambda place: place[0].start)]


def _joined(party: Finding, group: str | None) -> Finding:
    if group is None:
        return party
    roles = [role for role in party.members["roles"] if role not in {"other", "member"}]
    return replace(party, members={**party.members, "roles": [*roles, "member"], "part_of": group})
