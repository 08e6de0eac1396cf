"""The kind of a commitment, from its cue, its verb, its figure and its date."""

import re

from domain.reading.commitments.clauses import Clause
from domain.reading.commitments.figures import Figure
from domain.reading.commitments.grammars.signs import CHANGE, CURRENCY, FOUNDING, MUTUAL, UNDER_AGREEMENT
from domain.reading.due_dates import FoundDate
from domain.reading.findings import Span

_AIMS = frozenset({"aim", "goal"})
_STATE = re.compile(r"(?:\w+\s){0,4}?(?:become|remain|rank|be)\s(?:the|an?|one|among|self-)\b", re.IGNORECASE)
"""Verbs of what somebody is to be, and not to do."""
_STEP = re.compile(
    r"(?:\w+\s){0,4}?(?:designate|select|choose|name|begin|start|launch|sign|hold|open)\b", re.IGNORECASE
)
"""Verbs of what is done on a day, even where it has a figure."""
_BY_MONTH = len("2026-07")
_NEAR = 60
"""Characters from the beginning of a clause in which its verb stands."""


def kind_of(text: str, sentence: Span, clause: Clause, target: Figure | None, date: FoundDate | None) -> str:
    """A term of the vocabulary of kinds of commitment."""
    due = date.value if date is not None and date.role == "due" else ""
    near = Span(clause.span.start, min(clause.span.end, clause.span.start + _NEAR))
    is_mutual = MUTUAL.search(text, *clause.span) is not None
    is_in_agreement = UNDER_AGREEMENT.search(text, *sentence) is not None
    is_level = CHANGE.search(text, *clause.span) is not None and CURRENCY.search(text, *clause.span) is not None
    rules = (
        (clause.cue == "founded", "establishment"),
        (target is not None and len(due) >= _BY_MONTH and _STEP.match(text, *clause.span), "milestone"),
        (target is not None, "target"),
        (clause.cue == "sign" or (clause.cue == "agreed" and is_mutual) or is_in_agreement, "agreement"),
        (is_level, "target"),
        (clause.cue in _AIMS or _STATE.match(text, *clause.span), "goal"),
        (FOUNDING.search(text, *near), "establishment"),
        (due, "milestone"),
    )
    return next((kind for is_so, kind in rules if is_so), "measure")
