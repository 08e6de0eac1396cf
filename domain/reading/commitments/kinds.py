"""The kind of a commitment, from its cue, its verb, its figure and its date."""

import re

from domain.reading.commitments.clauses import Clause
from domain.reading.commitments.figure import Figure
from domain.reading.due_dates import FoundDate

_AGREEMENTS = frozenset({"sign", "agreed"})
_AIMS = frozenset({"aim", "goal"})
_FOUNDING = re.compile(
    r"\b(?:establish|set up|create|found|launch|open|build|construct|inaugurat|form|be (?:set up|established|created|built|opened|launched)|"
    r"mis(?:e)? en place|cré|construi|ouvr|install|einricht|gründ|bau|eröffn|설립|신설|설치|건립|조성|출범|개소|세우|개원|設立|設置|新設|整備|建設|開設|創設)\w*",
    re.IGNORECASE,
)


def kind_of(text: str, clause: Clause, target: Figure | None, date: FoundDate | None) -> str:
    """A term of the vocabulary of kinds of commitment."""
    is_founding = _FOUNDING.search(text, clause.span.start, min(clause.span.end, clause.span.start + 80)) is not None
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
