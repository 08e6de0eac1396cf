"""The kind of a commitment, from its cue, its verb, its figure and its date."""

import re

from domain.reading.commitments.clauses import Clause
from domain.reading.commitments.figures import Figure
from domain.reading.commitments.grammars.signs import FOUNDING
from domain.reading.due_dates import FoundDate

_AGREEMENTS = frozenset({"sign", "agreed"})
_AIMS = frozenset({"aim", "goal"})
_STATE = re.compile(r"(?:\w+\s){0,4}?(?:become|remain|rank|be)\s(?:the|an?|one|among|self-)\b", re.IGNORECASE)
"""Verbs of what somebody is to be, and not to do."""
_STEP = re.compile(
    r"(?:\w+\s){0,4}?(?:designate|select|choose|name|begin|start|launch|sign|hold|open)\b", re.IGNORECASE
)
"""Verbs of what is done on a day, even where it has a figure."""
_BY_MONTH = len("2026-07")


def kind_of(text: str, clause: Clause, target: Figure | None, date: FoundDate | None) -> str:
    """A term of the vocabulary of kinds of commitment."""
    due = date.value if date is not None and date.role == "due" else None
    is_founded = clause.cue == "founded"
    if target is not None and not is_founded:
        is_step = due and len(due) >= _BY_MONTH and _STEP.match(text, *clause.span)
        return "milestone" if is_step else "target"
    if clause.cue in _AGREEMENTS:
        return "agreement"
    if not is_founded and _STATE.match(text, *clause.span):
        return "goal"
    if is_founded or FOUNDING.search(text, clause.span.start, min(clause.span.end, clause.span.start + 80)):
        return "establishment"
    if due is not None:
        return "milestone"
    return "goal" if clause.cue in _AIMS else "measure"
