"""Commitments of a document: each promise with its figure, its due date and its kind."""

import re
from collections.abc import Iterator, Mapping
from itertools import count
from types import MappingProxyType
from typing import Any

from domain.reading.commitments.clauses import Clause, Grammar, find_clauses
from domain.reading.commitments.figures import Figure, choose_target, find_figures
from domain.reading.commitments.grammars.english import ENGLISH
from domain.reading.commitments.grammars.korean import KOREAN
from domain.reading.commitments.grammars.signs import FIRST_PERSON, FUNDING, SUBJECT_COUNTS
from domain.reading.commitments.kinds import kind_of
from domain.reading.commitments.verb_final import VerbFinalGrammar, find_closed_clauses
from domain.reading.document import Document, Sentence
from domain.reading.due_dates import FoundDate, find_dates
from domain.reading.findings import Extraction, Finding, LeftOut, Span

_GRAMMARS: Mapping[str, Grammar | VerbFinalGrammar] = MappingProxyType({"en": ENGLISH, "ko": KOREAN})
_QUOTED = re.compile(r"“[^”\n]*”|\"[^\"\n]*\"|「[^」\n]*」|『[^』\n]*』|«[^»\n]*»|„[^“”\n]*[“”]")
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
        for clause in _clauses(document, sentence, quoted):
            reading = _read(document, sentence, clause, quoted)
            if isinstance(reading, LeftOut):
                left_out.append(reading)
            elif reading is not None:
                members, band = reading
                members = {"key": next(keys), **members, **_parties(clause, parties)}
                found.append(Finding("commitment", members, (clause.span,), band))
    return Extraction(tuple(found), tuple(left_out))


def _clauses(document: Document, sentence: Sentence, quoted: tuple[Span, ...]) -> Iterator[Clause]:
    grammar = _GRAMMARS.get(document.language.partition("-")[0])
    if isinstance(grammar, VerbFinalGrammar):
        return find_closed_clauses(document.text, sentence.span, quoted, grammar)
    return find_clauses(document.text, sentence.span, grammar) if grammar else iter(())


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
    target = _figure(text, clause, language)
    date = _date(document, clause)
    is_sure = target is not None or date is not None
    if clause.cue in _FIGURE_OR_DATE and not is_sure:
        return None
    if clause.cue in _DATE and date is None:
        return None
    if clause.cue == "purpose" and (target is None or not FUNDING.search(text, sentence.span.start, clause.span.start)):
        return None
    is_own = clause.cue == "pledge" or FIRST_PERSON.search(text, clause.scope.start, clause.span.start)
    if is_quoted and not (is_sure and is_own):
        return LeftOut("commitment", clause.span, "rhetoric")
    members: dict[str, Any] = {
        "kind": kind_of(text, clause, target, date),
        "statement": _statement(text, clause),
        **_target(target),
        **_due(document, date),
    }
    band = "quoted" if is_quoted else clause.cue
    return members, band


def _figure(text: str, clause: Clause, language: str) -> Figure | None:
    """The figure of the predicate, else of a subject whose verb lets it count."""
    target = choose_target(find_figures(text, clause.span, language))
    if target is None and SUBJECT_COUNTS.search(text, *clause.span):
        return choose_target(find_figures(text, Span(clause.scope.start, clause.span.start), language))
    return target


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
    target = {"value": f"{figure.value.normalize():f}", "comparator": figure.comparator}
    if figure.unit:
        target["unit"] = figure.unit
    if figure.upper is not None:
        target["upper"] = f"{figure.upper.normalize():f}"
    return {"target": target}


def _statement(text: str, clause: Clause) -> str:
    words = " ".join(text[clause.scope.start : clause.scope.end].split())
    return words[:1].upper() + words[1:]


def _parties(clause: Clause, parties: tuple[Finding, ...]) -> dict[str, list[dict[str, str]]]:
    """The parties that the subject of a clause names."""
    role = "partner" if clause.cue == "sign" else "implementer"
    keys = [
        party.members["key"]
        for party in parties
        if any(clause.scope.start <= span.start and span.end <= clause.span.start for span in party.spans)
    ]
    return {"parties": [{"party": key, "role": role} for key in keys]} if keys else {}
