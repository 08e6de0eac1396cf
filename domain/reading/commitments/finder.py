"""Commitments of a document: each promise with its figure, its due date and its kind."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from itertools import count
from types import MappingProxyType
from typing import Any

from domain.reading.commitments.clauses import Clause, Grammar, find_clauses
from domain.reading.commitments.figures import Figure, Rank, choose_target, find_figures
from domain.reading.commitments.grammars.english import ENGLISH
from domain.reading.commitments.grammars.french import FRENCH
from domain.reading.commitments.grammars.german import GERMAN
from domain.reading.commitments.grammars.japanese import JAPANESE
from domain.reading.commitments.grammars.korean import KOREAN
from domain.reading.commitments.grammars.signs import (
    BEGINS_WITH_FIGURE,
    BEGINS_WITH_YEAR,
    BETWEEN,
    COMPARED,
    EACH_TIME,
    EACH_TIME_AFTER,
    FIRST_PERSON,
    LEAD_IN,
    LEADING_DATE,
    LENGTH_OF_TIME,
    LINE_MARK,
    SUBJECT_COUNTS,
    WEEKDAY,
)
from domain.reading.commitments.grammars.spanish import SPANISH
from domain.reading.commitments.kinds import kind_of
from domain.reading.commitments.needs import meets_needs
from domain.reading.commitments.quotations import Quotations
from domain.reading.commitments.segments import SegmentGrammar, find_framed_clauses
from domain.reading.commitments.verb_final import VerbFinalGrammar, find_closed_clauses
from domain.reading.document import Document
from domain.reading.due_dates import FoundDate, find_dates
from domain.reading.findings import Extraction, Finding, LeftOut, LeftOutReason, Span

_GRAMMARS: Mapping[str, Grammar | SegmentGrammar | VerbFinalGrammar] = MappingProxyType(
    {
        "en": ENGLISH,
        "fr": FRENCH,
        "es": SPANISH,
        "de": GERMAN,
        "ko": KOREAN,
        "ja": JAPANESE,
    }
)
_SPOKEN = frozenset({"pledge", "will", "plan"})
"""Cues of verbs that come last, whose speaker is the subject."""

_MUTUAL = frozenset({"sign", "agreed", "founded"})
"""Cues whose subject is who promises, and how many they are."""

_LONGEST = 1_200
"""Characters of a sentence that are read together."""

_LISTED_BEFORE = re.compile(r",?\s(?:and|et|und|y)\s|,\s")
"""What stands between parties that do something together."""


def find_commitments(document: Document, parties: tuple[Finding, ...], quotes: tuple[Finding, ...]) -> Extraction:
    """The commitments of a document, and the words that look like one and are none."""
    found: list[Finding] = []
    left_out: list[LeftOut] = []
    quotations = Quotations.of(document, quotes)
    keys = (f"c{number}" for number in count(1))
    named = sorted((place, party.members["key"]) for party in parties for place in party.mentions)
    for sentence in _sentences(document):
        for clause in _clauses(document, sentence, quotations):
            reading = _read(document, sentence, clause, quotations)
            if isinstance(reading, LeftOut):
                left_out.append(reading)
            elif reading is not None:
                members, band = reading
                members = {"key": next(keys), **members, **_parties(document.text, clause, named)}
                found.append(Finding("commitment", members, (clause.span,), band))
    return Extraction(tuple(found), tuple(left_out))


def _sentences(document: Document) -> Iterator[Span]:
    """Yield what may promise: sentences of the body that ask nothing, in parts where they are longer than any prose."""
    for sentence in document.sentences:
        if document.blocks[sentence.block].role == "body" and document.text[sentence.span.end - 1] not in "?？":
            for start in range(*sentence.span, _LONGEST):
                yield Span(start, min(start + _LONGEST, sentence.span.end))


def _clauses(document: Document, sentence: Span, quotations: Quotations) -> Iterator[Clause]:
    grammar = _GRAMMARS.get(document.language.partition("-")[0])
    if isinstance(grammar, SegmentGrammar):
        return find_framed_clauses(document.text, sentence, grammar)
    if isinstance(grammar, VerbFinalGrammar):
        return find_closed_clauses(document.text, sentence, quotations, grammar)
    return find_clauses(document.text, sentence, grammar) if grammar else iter(())


def _read(
    document: Document, sentence: Span, clause: Clause, quotations: Quotations
) -> tuple[dict[str, Any], str] | LeftOut | None:
    """The members of a commitment and its band, or why a clause is none."""
    text = document.text
    quotation = quotations.around(*clause.span)
    is_quoted = quotation is not None
    if clause.reason is not None:
        reason: LeftOutReason = "rhetoric" if is_quoted and clause.reason == "unspecific" else clause.reason
        return LeftOut("commitment", clause.span, reason)
    target = _figure(text, clause, document.language.partition("-")[0])
    date = _date(document, clause)
    if target and date and date.span.start <= target.span.start < date.span.end:
        date = None
    is_lead_in = target is None and clause.cue not in {"sign", "founded"} and LEAD_IN.match(text, clause.span.end)
    if is_lead_in or not meets_needs(text, sentence, clause, target, date):
        return LeftOut("commitment", clause.span, "rhetoric") if is_quoted else None
    if date is None and _is_of_past_year(document, sentence, clause):
        return LeftOut("commitment", clause.span, "past")
    begin = quotation.start if quotation else clause.scope.start
    is_own = clause.cue in _SPOKEN or FIRST_PERSON.search(text, begin, clause.span.start)
    if is_quoted and not (is_own and (target or date)):
        return LeftOut("commitment", clause.span, "rhetoric")
    members: dict[str, Any] = {
        "kind": kind_of(text, sentence, clause, target, date),
        "statement": _statement(text, clause),
        **_target(target),
        **_due(document, date),
    }
    return members, "quoted" if is_quoted else clause.cue


def _is_of_past_year(document: Document, sentence: Span, clause: Clause) -> bool:
    """Whether a year that is over begins the sentence or the clause."""
    starts = (sentence.start, clause.scope.start, clause.span.start)
    years = [match for start in starts if (match := BEGINS_WITH_YEAR.match(document.text, start, clause.span.end))]
    return document.anchor is not None and any(int(year["year"]) < document.anchor.year for year in years)


def _figure(text: str, clause: Clause, language: str) -> Figure | None:
    """The figure of the predicate, or of a subject whose verb lets it count."""
    figures = find_figures(text, clause.span, language)
    subject = Span(clause.scope.start, clause.span.start)
    if SUBJECT_COUNTS.search(text, *clause.span) or (
        clause.cue not in _MUTUAL and BEGINS_WITH_FIGURE.match(text, *subject)
    ):
        figures += find_figures(text, subject, language)
    target = choose_target(tuple(each for each in figures if not _is_compared(text, clause, each.span)))
    return None if target and clause.cue == "sign" and target.rank is Rank.PLACE else target


def _date(document: Document, clause: Clause) -> FoundDate | None:
    """The date of a clause, else of an adverb at the beginning: the first that is due, else the first it starts at."""
    dates = _dates(document, clause, clause.scope)
    if not dates and clause.lead and (lead := LEADING_DATE.match(document.text, *clause.lead)):
        dates = _dates(document, clause, Span(*lead.span()))
    if any(date.role == "starts" for date in dates):
        dates = [each for each in dates if each.role == "starts" or not _is_length(document, each)]
    return next((date for date in dates if date.role == "due"), dates[0] if dates else None)


def _dates(document: Document, clause: Clause, span: Span) -> list[FoundDate]:
    return [
        date
        for date in find_dates(document, span)
        if date.role != "mention"
        and not _is_each_time(document, date, clause)
        and not _is_compared(document.text, clause, date.span)
    ]


def _is_compared(text: str, clause: Clause, place: Span) -> bool:
    """Whether a figure or date only compares with another year."""
    return any(match.start() <= place.start < match.end() for match in COMPARED.finditer(text, *clause.scope))


def _is_length(document: Document, date: FoundDate) -> bool:
    return LENGTH_OF_TIME.search(document.text, *date.span) is not None


def _is_each_time(document: Document, date: FoundDate, clause: Clause) -> bool:
    """Whether a time returns, or is counted from an event that does: `within 30 days of an application`."""
    text = document.text
    return BETWEEN.search(text, clause.scope.start, date.span.start) is not None or (
        _is_length(document, date)
        and (
            EACH_TIME_AFTER.match(text, date.span.end, clause.scope.end) is not None
            or EACH_TIME.search(text, max(clause.scope.start, date.span.start - 20), date.span.end) is not None
        )
    )


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
    for filler in (LINE_MARK, WEEKDAY):
        if match := filler.match(words):
            words = words[match.end() :]
    return words[:1].upper() + words[1:]


def _parties(text: str, clause: Clause, named: list[tuple[Span, str]]) -> dict[str, list[dict[str, str]]]:
    """The parties that the subject of a clause names; of an agreement also those that it is made with."""
    is_mutual, start = clause.cue == "sign", clause.scope.start
    first = bisect_left(named, start, key=lambda place: place[0].start)
    last = bisect_left(named, clause.span.end if is_mutual else clause.span.start, key=lambda place: place[0].start)
    while is_mutual and first and _LISTED_BEFORE.fullmatch(text, named[first - 1][0].end, start):
        first -= 1
        start = named[first][0].start
    role = "partner" if is_mutual else "implementer"
    parties = [{"party": key, "role": role} for key in dict.fromkeys(key for _, key in named[first:last])]
    return {"parties": parties} if parties else {}
