"""Topics of a text and of its commitments."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from domain.reading.document import BlockRole, Document
from domain.reading.findings import Finding, Span
from domain.reading.topics.patterns import topic_pattern

ENOUGH = 3
"""Points that make a topic one of the text: a word in its title or first sentence, a promise, or three other words."""

SHOWN = 8
"""Topics of a text at most: those with the most points."""

READ_ROLES: frozenset[BlockRole] = frozenset(("headline", "body"))


class Mention(NamedTuple):
    """A word of topics and its place."""

    span: Span
    slugs: tuple[str, ...]


def add_topics(
    document: Document, parties: tuple[Finding, ...], commitments: tuple[Finding, ...]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The commitments with the topics that their own words name; and the topics of the text, as one field."""
    mentions = list(_mentions(document, parties))
    found = tuple(_with_topics(each, mentions) for each in commitments)
    points = Counter(slug for each in found for slug in each.members.get("topics", ()) for _ in range(ENOUGH))
    first: dict[str, Span] = {}
    lead = next((each.span.end for each in document.sentences if document.role(each) == "body"), 0)
    for span, slugs in mentions:
        for slug in slugs:
            points[slug] += ENOUGH if span.end <= lead else 1
            first.setdefault(slug, span)
    enough = (slug for slug in first if points[slug] >= ENOUGH)
    topics = sorted(enough, key=lambda slug: (-points[slug], first[slug]))[:SHOWN]
    if not topics:
        return found, ()
    places = sorted({first[slug] for slug in topics})
    return found, (Finding("field", {"topics": topics}, tuple(places), "topics"),)


def _mentions(document: Document, parties: tuple[Finding, ...]) -> Iterator[Mention]:
    """The words of topics in the order of the text, without those in names: a ministry is not what is spoken of."""
    pattern = topic_pattern(document.language.partition("-")[0])
    if pattern is None:
        return
    names = sorted(span for party in parties if party.members["kind"] != "group" for span in party.mentions)
    for block in document.blocks:
        if block.role not in READ_ROLES:
            continue
        for match, slugs in pattern.find(document.text, *block.span):
            at = bisect_right(names, (match.start(), len(document.text)))
            if not at or names[at - 1].end < match.end():
                yield Mention(Span(*match.span()), slugs)


def _with_topics(commitment: Finding, mentions: list[Mention]) -> Finding:
    topics: dict[str, None] = {}
    for start, end in commitment.spans:
        first = bisect_left(mentions, start, key=lambda mention: mention.span.start)
        last = bisect_left(mentions, end, key=lambda mention: mention.span.start)
        topics |= dict.fromkeys(slug for mention in mentions[first:last] for slug in mention.slugs)
    if not topics:
        return commitment
    return replace(commitment, members={**commitment.members, "topics": list(topics)})
