"""Clauses of promise in German, whose verb frames its clause: each is what stands between commas."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.reading.commitments.clauses import Clause
from domain.reading.commitments.refusals import Refusal, SentenceRefusals
from domain.reading.findings import Span


@dataclass(frozen=True, slots=True)
class SegmentGrammar:
    """The patterns of a language.

    `cues` has a named group for each kind of cue. `commas` part clauses; after `continuing` cues, a clause that is
    `continued` belongs to them. `joint` parts two infinitives. `refusals` say why a clause promises nothing.
    """

    cues: re.Pattern[str]
    commas: re.Pattern[str]
    continued: re.Pattern[str]
    continuing: frozenset[str]
    joint: re.Pattern[str]
    refusals: tuple[Refusal, ...]


def find_framed_clauses(text: str, sentence: Span, grammar: SegmentGrammar) -> Iterator[Clause]:
    """Yield the clauses of a sentence that promise or look like it, in its order."""
    segments = _segments(text, sentence, grammar)
    refusals = SentenceRefusals(text, sentence, grammar.refusals)
    at = 0
    while at < len(segments):
        segment = segments[at]
        at += 1
        cue = grammar.cues.search(text, *segment)
        if cue is None:
            continue
        name = cue.lastgroup or ""
        if name in grammar.continuing and at < len(segments) and grammar.continued.match(text, *segments[at]):
            segment = Span(segment.start, segments[at].end)
            at += 1
        for part in _parts(text, segment, grammar):
            yield Clause(part, part, name, refusals.reason(name, part, part.start))


def _segments(text: str, sentence: Span, grammar: SegmentGrammar) -> list[Span]:
    cuts = [(match.start(), match.end()) for match in grammar.commas.finditer(text, *sentence)]
    starts = [sentence.start, *(end for _start, end in cuts)]
    ends = [*(start for start, _end in cuts), sentence.end]
    return [Span(start, end) for start, end in zip(starts, ends, strict=True) if end > start]


def _parts(text: str, segment: Span, grammar: SegmentGrammar) -> Iterator[Span]:
    start = segment.start
    for match in grammar.joint.finditer(text, *segment):
        yield Span(start, match.end("verb"))
        start = match.end()
    yield Span(start, segment.end)
