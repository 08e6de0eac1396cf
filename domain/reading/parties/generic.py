"""Places where `the ministry` and its like stand for a party named before."""

import re
from collections.abc import Iterator, Sequence

from domain.reading.document import Document
from domain.reading.findings import Span
from domain.reading.parties.cues import GENERIC_WORDS
from domain.reading.parties.mentions import Mention
from domain.reading.parties.register import Party

_GENERIC = re.compile(
    rf"\b[Tt]he ({'|'.join(sorted(GENERIC_WORDS))})\b(?! (?:of|for|on|official|source|spokes))", re.IGNORECASE
)
_KINDS = {"company": "company", "firm": "company", "minister": "person", "secretary": "person"}
"""Words that stand for the last party of a kind, where no name has them."""


_GOVERNMENT = re.compile(
    r"\b(?:the|le|l['’]|die|der|el)\s?(?P<name>government|gouvernement(?:\s\w+(?:ais|ien|ain|ois))?|"
    r"(?:bundes|landes|staats)?regierung|gobierno|cabinet)\b|(?P<eastern>정부(?=는|가)|政府(?=は|が))",
    re.IGNORECASE,
)


def find_government(document: Document) -> Mention | None:
    """The place where a text that names no body first speaks of `the government`, or None."""
    for number, sentence in enumerate(document.sentences):
        match = _GOVERNMENT.search(document.text, *sentence.span) if document.role(sentence) == "body" else None
        if match and match.lastgroup:
            span = Span(*match.span(match.lastgroup))
            return Mention(span, match[match.lastgroup], "government", number, certain=True)
    return None


def find_generic(document: Document, parties: Sequence[Party]) -> Iterator[tuple[Party, Mention]]:
    """Such places, each with the party named last before it whose name has that word, or that is of the kind."""
    named = sorted(((mention.span, party) for party in parties for mention in party.mentions), key=lambda each: each[0])
    at, last, sentence = 0, dict[str, Party](), 0
    for match in _GENERIC.finditer(document.text):
        span = Span(*match.span(1))
        while at < len(named) and named[at][0].start < span.start:
            last |= dict.fromkeys((*named[at][1].words, named[at][1].kind), named[at][1])
            at += 1
        while sentence + 1 < len(document.sentences) and document.sentences[sentence].span.end <= span.start:
            sentence += 1
        word = match[1].casefold()
        party = last.get(word) or last.get(_KINDS.get(word, ""))
        inside = (at and named[at - 1][0].end > span.start) or (at < len(named) and named[at][0].start < span.end)
        if party and not inside:
            yield party, Mention(span, match[1], None, sentence)
