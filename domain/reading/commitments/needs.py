"""What a clause must have besides its cue, to be a promise."""

from domain.reading.commitments.clauses import Clause
from domain.reading.commitments.figures import Figure, Rank
from domain.reading.commitments.grammars.signs import (
    BUILDS,
    BULLET,
    CURRENCY,
    FOUNDING,
    FUNDING,
    MONEY_ALONE,
    MONEY_SUBJECT,
    SINCE,
    UNDER_AGREEMENT,
)
from domain.reading.due_dates import FoundDate
from domain.reading.findings import Span

_EITHER = frozenset({"will", "progress", "approved", "framed", "acts", "act", "nominal"})
_DATE = frozenset({"start", "present", "changed", "expected", "must", "was_due", "dated_act", "listed", "allowed"})
_FIGURE = frozenset({"so_that", "figured", "listed", "provided"})
"""Cues that need a figure or a date, a date, or a figure."""

_VERB = 20
"""Characters in which the verb of a purpose stands."""


def meets_needs(text: str, sentence: Span, clause: Clause, target: Figure | None, date: FoundDate | None) -> bool:
    """Whether a clause with this figure and this date has what its cue needs."""
    cue = clause.cue
    if (cue in _DATE and date is None) or (cue in _FIGURE and target is None):
        return False
    if target is None and date is None and _says_little(text, sentence, clause):
        return False
    if cue == "allowed":
        return date is not None and date.role == "starts"
    if cue == "purpose":
        before = Span(sentence.start, clause.span.start)
        is_done = (target is not None and target.rank < Rank.PLACE) or FOUNDING.search(text, *_start(clause.span))
        is_paid = any(words.search(text, *before) for words in (FUNDING, CURRENCY))
        return bool(is_done) and is_paid and SINCE.search(text, *before) is None
    return cue != "noun" or BULLET.match(text, sentence.start) is not None


def _start(span: Span) -> Span:
    """The beginning of a clause, where its verb stands."""
    return Span(span.start, min(span.end, span.start + _VERB))


def _says_little(text: str, sentence: Span, clause: Clause) -> bool:
    """Whether a clause without figure and date promises nothing: its verb is weak, or it is about a sum alone."""
    return (
        clause.cue in _EITHER
        or (clause.is_weak and UNDER_AGREEMENT.search(text, *sentence) is None)
        or (clause.cue == "joined" and BULLET.match(text, sentence.start) is not None)
        or (MONEY_ALONE.match(text, *clause.span) is not None and BUILDS.search(text, *clause.span) is None)
        or MONEY_SUBJECT.match(text, *clause.scope) is not None
    )
