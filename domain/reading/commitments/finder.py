"""Commitments of a document: each promise with its figure, its due date and its kind."""

import re
from collections.abc import Iterator
from itertools import count
from types import MappingProxyType
from typing import Any

from domain.reading.commitments.clauses import Clause, find_clauses
from domain.reading.commitments.english import ENGLISH
from domain.reading.commitments.figures import choose_target, find_figures
from domain.reading.commitments.figure import Figure
from domain.reading.commitments.kinds import kind_of
from domain.reading.document import Document, Sentence
from domain.reading.due_dates import FoundDate, find_dates
from domain.reading.findings import Extraction, Finding, LeftOut, Span

_GRAMMARS = MappingProxyType({"en": ENGLISH})
_QUOTED = re.compile(r"“[^”\n]*”|\"[^\"\n]*\"|「[^」\n]*」|『[^』\n]*』|«[^»\n]*»|„[^“”\n]*[“”]")
_FIRST_PERSON = re.compile(
    r"\b(?:we|we'll|we’ll|our|i)\b|\bthe (?:government|ministry|department|agency|company|council|commission|fund|state|city)\b", re.IGNORECASE
)
_MONEY_VERB = re.compile(
    r"\s*(?:also |now |jointly |each |be )*(?:cost|lend|spend|invest|provide|contribute|add|allocate|grant|give|pay|receive|get|inject|commit|"
    r"put|set aside|donate|disburse|share|raise|release|pump|earmark|match|provided|given|allocated|be)\b",
    re.IGNORECASE,
)
_FUNDING = re.compile(
    r"\b(?:award\w*|set aside|allocat\w*|approv\w*|earmark\w*|fund\w*|grants?|loans?|invest\w*|budget\w*|financ\w*|packages?|"
    r"programmes?|programs?|schemes?|plans?|projects?|deals?|agreements?|contracts?|launch\w*|announc\w*|unveil\w*|committ?\w*|facility|initiative)\b",
    re.IGNORECASE,
)
_FIGURE_OR_DATE = frozenset({"expected", "progress", "approved", "purpose"})
_DATE = frozenset({"start"})


def find_commitments(document: Document, parties: tuple[Finding, ...], quotes: tuple[Finding, ...]) -> Extraction:
    """The commitments of a document, and the words that look like one and are none."""
    found: list[Finding] = []
    left_out: list[LeftOut] = []
    quoted = _quoted(document, quotes)
    keys = (f"c{number}" for number in count(1))
    for sentence in document.sentences:
        if document.blocks[sentence.block].role != "body":
            continue
        for clause in _clauses(document, sentence):
            reading = _read(document, sentence, clause, quoted)
            if isinstance(reading, LeftOut):
                left_out.append(reading)
            elif reading is not None:
                members, band = reading
                found.append(Finding("commitment", {"key": next(keys), **members}, (clause.span,), band))
    return Extraction(tuple(found), tuple(left_out))


def _clauses(document: Document, sentence: Sentence) -> Iterator[Clause]:
    grammar = _GRAMMARS.get(document.language.partition("-")[0])
    if grammar:
        yield from find_clauses(document.text, sentence.span, grammar)


def _quoted(document: Document, quotes: tuple[Finding, ...]) -> tuple[Span, ...]:
    marked = [Span(*match.span()) for match in _QUOTED.finditer(document.text)]
    return tuple(sorted([*marked, *(span for quote in quotes for span in quote.spans)]))


def _read(
    document: Document, sentence: Sentence, clause: Clause, quoted: tuple[Span, ...]
) -> tuple[dict[str, Any], str] | LeftOut | None:
    """The members of a commitment and its band, or why a clause is none."""
    if clause.reason is not None:
        return LeftOut("commitment", clause.span, clause.reason) if clause.reason != "unspecific" else None
    text = document.text
    language = document.language.partition("-")[0]
    is_quoted = any(span.start <= clause.span.start and clause.span.end <= span.end + 1 for span in quoted)
    figures = find_figures(text, clause.span, language)
    target = choose_target(figures)
    if target is None and not clause.is_conjunct:
        target = choose_target(find_figures(text, Span(clause.scope.start, clause.span.start), language))
    date = _date(document, clause)
    is_sure = target is not None or date is not None
    if clause.cue in _FIGURE_OR_DATE and not is_sure:
        return None
    if clause.cue in _DATE and date is None:
        return None
    if clause.cue == "purpose" and (target is None or not _FUNDING.search(text, sentence.span.start, clause.span.start)):
        return None
    if is_quoted and not (is_sure and _FIRST_PERSON.search(text, clause.scope.start, clause.span.start)):
        return LeftOut("commitment", clause.span, "rhetoric")
    if re.match(r"\s*be\b", text[clause.span.start + len(clause.cue):clause.span.start + 20]) and not is_sure and False:
        return None
    members: dict[str, Any] = {
        "kind": kind_of(text, clause, target, date),
        "statement": _statement(text, clause),
        **_target(target),
        **_due(document, date),
    }
    band = "quoted" if is_quoted else clause.cue
    return members, band


def _date(document: Document, clause: Clause) -> FoundDate | None:
    """The date of a clause: the first that is due, else the first that it starts at."""
    dates = [date for date in find_dates(document, clause.scope) if date.role != "mention"]
    return next((date for date in dates if date.role == "due"), dates[0] if dates else None)


def _due(document: Document, date: FoundDate | None) -> dict[str, str]:
    if date is None:
        return {}
    if date.role == "starts":
        return {"starts": date.value}
    return {"due": date.value, "due_text": " ".join(document.words(date.span).split())}


def _target(figure: Figure | None) -> dict[str, Any]:
    if figure is None:
        return {}
    target = {"value": f"{figure.value:f}", "comparator": figure.comparator}
    if figure.unit:
        target["unit"] = figure.unit
    if figure.upper is not None:
        target["upper"] = f"{figure.upper:f}"
    return {"target": target}


def _statement(text: str, clause: Clause) -> str:
    words = " ".join(text[clause.scope.start : clause.scope.end].split())
    return words[:1].upper() + words[1:]
