"""The kind of a commitment, from its cue, its verb, its figure and its date."""

from domain.reading.commitments.clauses import Clause
from domain.reading.commitments.figures import Figure
from domain.reading.commitments.grammars.signs import FOUNDING
from domain.reading.due_dates import FoundDate

_AGREEMENTS = frozenset({"sign", "agreed"})
_AIMS = frozenset({"aim", "goal"})


def kind_of(text: str, clause: Clause, target: Figure | None, date: FoundDate | None) -> str:
    """A term of the vocabulary of kinds of commitment."""
    is_founding = FOUNDING.search(text, clause.span.start, min(clause.span.end, clause.span.start + 80)) is not None
    if clause.cue == "founded":
        return "establishment"
    if clause.cue in _AGREEMENTS and target is None:
        return "agreement"
    if target is not None:
        return "target"
    if is_founding:
        return "establishment"
    if date is not None and date.role == "due":
        return "milestone"
    return "goal" if clause.cue in _AIMS else "measure"
