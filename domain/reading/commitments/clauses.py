"""Clauses of promise in languages whose verb comes before its object: found by a grammar's cues, ended and split."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from domain.reading.commitments.refusals import Refusal, SentenceRefusals
from domain.reading.findings import LeftOutReason, Span


@dataclass(frozen=True, slots=True)
class Clause:
    """Words that promise, or look like it.

    `span` runs from the verb to the end of its clause, `scope` from its subject. `cue` names what makes it a promise;
    `reason` says why it is none. A weak one promises only with a figure or a date. `lead` is what stands before the
    first of a sentence.
    """

    span: Span
    scope: Span
    cue: str
    reason: LeftOutReason | None = None
    is_weak: bool = False
    lead: Span | None = None


@dataclass(frozen=True, slots=True)
class Grammar:
    """The patterns of a language.

    `cues` has a named group for each kind of cue and matches up to the verb of the promise. A clause begins after
    `starts`, and `ends` end it. `conjunctions` join further verbs to one cue: each is a pattern of the first verb's
    form, and one of what joins. `plain` cues say little by themselves: `refusals` may look at their verbs, and `weak`
    verbs need more. Clauses of `unsplit` cues are one promise with all their verbs; `inner` cues count where no other
    governs them, `deniable` ones where no denial or verb of the future does.
    """

    cues: re.Pattern[str]
    starts: re.Pattern[str]
    ends: re.Pattern[str]
    conjunctions: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    refusals: tuple[Refusal, ...]
    unsplit: frozenset[str]
    inner: frozenset[str]
    deniable: frozenset[str]
    plain: frozenset[str]
    weak: re.Pattern[str]


_GOVERNING = frozenset({"denial", "future", "would"})
"""Cues whose object may be a plan: `will scrap its plan to build 12 dams`."""

_JOINTS = frozenset({"", "and", "et", "y"})
"""Starts that may also join infinitives."""

_WHOLE = frozenset({"sign", "founded"})
"""Cues that say all: `signed a treaty`."""

_BARE_VERB = re.compile(r"\s*(?:(?:also|jointly|then|\w+ly) )?[\w-]+\Z")
"""A verb that shares the object of the next one: `hire and train 75 nurses`."""

_JOINT_AT_END = re.compile(
    r",?\s+(?:and|or|but|while|that|who|where|(?:(?:for|under|in|by|to|of|with|from|on) )?which|et|ou|mais|und|oder|"
    r"aber|y|o|pero)\Z"
)
_LONGEST_JOINT = 15
"""Characters in which such a word stands, with the mark and the white space before it."""


def find_clauses(text: str, sentence: Span, grammar: Grammar) -> Iterator[Clause]:
    """Yield the clauses of a sentence that promise or look like it, in its order."""
    matches = list(grammar.starts.finditer(text, *sentence))
    starts = [match.end() for match in matches]
    heads = _heads(text, sentence, matches, grammar)
    scopes = []
    floor = sentence.start
    for head in heads:
        at = bisect_right(starts, head.start())
        start = starts[at - 1] if at else sentence.start
        scopes.append(start if start >= floor and head.lastgroup != "purpose" else head.start())
        floor = head.end()
    refusals = SentenceRefusals(text, sentence, grammar.refusals if heads else ())
    for at, head in enumerate(heads):
        limit = scopes[at + 1] if at + 1 < len(heads) else sentence.end
        limit = max(limit, head.end())
        end = grammar.ends.search(text, head.end(), limit)
        stop = _trim(text, head.end(), end.start() if end else limit)
        cue = head.lastgroup or ""
        if stop <= head.end() and cue not in _WHOLE:
            continue
        parts = [(head.end(), stop)] if cue in grammar.unsplit else list(_split(text, Span(head.end(), stop), grammar))
        for index, (verb, until) in enumerate(parts):
            first = scopes[at] if index == 0 else verb
            span = Span(head.end() - len(head[0].lstrip()) if index == 0 else verb, until)
            is_plain = cue in grammar.plain
            reason = refusals.reason(cue, Span(first, until), verb, skip_verb=not is_plain)
            is_weak = is_plain and grammar.weak.match(text, verb, until) is not None
            lead = Span(sentence.start, scopes[at]) if at == 0 else None
            yield Clause(span, Span(first, until), cue, reason, is_weak, lead)


def _heads(text: str, sentence: Span, starts: list[re.Match[str]], grammar: Grammar) -> list[re.Match[str]]:
    """The cues of a sentence, without inner ones in the clause of another."""
    heads: list[re.Match[str]] = []
    all_starts = [start.end() for start in starts]
    own_starts = [start.end() for start in starts if start[0].strip(" ,") not in _JOINTS]
    for match in grammar.cues.finditer(text, *sentence):
        between = own_starts if match.lastgroup == "purpose" else all_starts
        is_governed = heads and bisect_right(between, heads[-1].end()) == bisect_right(between, match.start())
        governed = grammar.inner | (grammar.deniable if heads and heads[-1].lastgroup in _GOVERNING else frozenset())
        if not (is_governed and match.lastgroup in governed):
            heads.append(match)
    return heads


def _split(text: str, span: Span, grammar: Grammar) -> Iterator[tuple[int, int]]:
    """Yield the places of the verbs that one cue governs, each to the end of its part."""
    start = span.start
    joint = next((joint for form, joint in grammar.conjunctions if form.match(text, span.start, span.end)), None)
    if joint is not None:
        for match in joint.finditer(text, *span):
            if _BARE_VERB.match(text, start, match.start()):
                continue
            yield start, _trim(text, start, match.start())
            start = match.end()
    yield start, span.end


def _trim(text: str, start: int, end: int) -> int:
    """The end without the white space and points before it, and without a word that joins what follows."""
    while end > start and text[end - 1] in " \n\t\u00a0.,;:!?…。、":
        end -= 1
    joint = _JOINT_AT_END.search(text, max(start, end - _LONGEST_JOINT), end)
    return joint.start() if joint else end
