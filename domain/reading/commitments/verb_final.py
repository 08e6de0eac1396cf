"""Clauses of promise in languages whose verb comes last: each ends with its ending, or joins the one after it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.reading.commitments.clauses import Clause
from domain.reading.commitments.quotations import Quotations
from domain.reading.commitments.refusals import Refusal, SentenceRefusals
from domain.reading.findings import Span


@dataclass(frozen=True, slots=True)
class VerbFinalGrammar:
    """The patterns of a language.

    `endings` has a named group for each kind of cue, and matches what ends a promise; `joins` the verb of a clause that
    the next one's ending governs. `breaks` end a clause that promises nothing. `topics` are a subject at the beginning.
    `spoken` are the endings that count in quotations too, `outlined` those that add nothing to the cue `outline` before
    them. A promise by a `weak` verb needs a figure or a date. `refusals` say why a clause promises nothing: by the
    clause, or by the sentence.
    """

    endings: re.Pattern[str]
    joins: re.Pattern[str]
    breaks: re.Pattern[str]
    topics: re.Pattern[str]
    spoken: frozenset[str]
    outlined: frozenset[str]
    weak: re.Pattern[str]
    refusals: tuple[Refusal, ...]


def find_closed_clauses(
    text: str, sentence: Span, quotations: Quotations, grammar: VerbFinalGrammar
) -> Iterator[Clause]:
    """Yield the clauses of a sentence that promise or look like it, in its order."""
    marks = sorted(
        [
            *(
                (match.start(), match.end(), match.lastgroup or "")
                for match in grammar.endings.finditer(text, *sentence)
            ),
            *((match.start(), match.end(), "") for match in grammar.joins.finditer(text, *sentence)),
            *((match.start(), match.end(), "break") for match in grammar.breaks.finditer(text, *sentence)),
        ],
        key=lambda mark: (mark[0], -mark[1]),
    )
    refusals = SentenceRefusals(text, sentence, grammar.refusals)
    start = sentence.start
    joined: list[Span] = []
    last = sentence.start
    is_outlined = False
    for begin, end, cue in marks:
        if begin < last:
            continue
        quote = quotations.around(begin, end)
        if quote is not None:
            if cue in grammar.spoken:
                yield _clause(text, Span(max(quote.start, sentence.start), end), cue, grammar, refusals)
            continue
        last = end
        if cue == "break" or (is_outlined and cue in grammar.outlined):
            joined.clear()
        elif cue == "":
            joined.append(Span(start, end))
        else:
            for each in joined:
                yield _clause(text, each, "joined", grammar, refusals)
            joined.clear()
            yield _clause(text, Span(start, end), cue, grammar, refusals)
        start = end
        is_outlined = cue == "outline"


def _clause(text: str, scope: Span, cue: str, grammar: VerbFinalGrammar, refusals: SentenceRefusals) -> Clause:
    start = scope.start
    while start < scope.end and not text[start].isalnum() and text[start] not in "「『(":
        start += 1
    topic = grammar.topics.match(text, start, scope.end)
    span = Span(topic.end() if topic and topic.end() < scope.end else start, scope.end)
    reason = refusals.reason(cue, Span(start, scope.end), start)
    is_weak = cue in {"shall", "joined"} and grammar.weak.search(text, *span) is not None
    return Clause(span, Span(start, scope.end), cue, reason, is_weak=is_weak)
