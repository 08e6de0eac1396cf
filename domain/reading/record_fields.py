"""Fields of the record itself, and its source."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice, takewhile

from domain.reading.document import Document
from domain.reading.findings import Extraction, Finding, Hints, Span
from domain.reading.layout.dateline import is_place
from domain.reading.layout.days import find_days, weekday_names
from domain.reading.record.kinds import find_kind
from domain.reading.record.sources import find_source

TITLE_LENGTH = 160
"""Characters of a title that is made of a sentence; a headline stays whole."""

HEADLINE_WORDS, HEADLINE_LETTERS = 5, 12
"""What a headline has at least; letters in scripts that hardly use spaces."""

LEAD_SENTENCES = 3
"""Sentences of the body that may name the day of the announcement."""

_DAY_OF_REPORT = ("ko", "ja")
"""Languages whose reports name the day of the announcement by its number in the first sentence: `23일 밝혔다`."""

_MARKS = re.compile(
    r"(?:\((?:\d\w\w )?(?:LEAD|LD|URGENT|Yonhap [^)]*|종합\d?보?|속보|[^()]{1,12})\)|\[(?:속보|단독|종합)\])\s*"
)

_LINE_MARK = re.compile(r"\A(?:[-–—•●▪◦○*>]\s+)+")
_CUT_FIGURE = re.compile(r"(?:\s(?:(?:[^\s\d]{0,3}\d|[$€£¥₩₹])[\d.,]*|[A-Z]{1,3}[$€£]?))+\Z")
"""At the end of a title that is cut: a number whose word the cut takes away, `$5` of `$5 billion`."""


def find_fields(document: Document, parties: tuple[Finding, ...], hints: Hints) -> Extraction:
    """Kind, title, language, jurisdiction, place and day of the record, and its source."""
    title, of_title = _title(document)
    findings = [*_fields(document, title, of_title, hints), find_source(document, parties, title, of_title, hints)]
    return Extraction(tuple(findings))


def _fields(document: Document, title: str | None, of_title: Span | None, hints: Hints) -> Iterator[Finding]:
    kind, of_kind, band = find_kind(document)
    yield _field("kind", kind, of_kind or of_title, band)
    if title:
        yield _field("title", title, of_title, "title")
    yield _field("language", document.language, of_title, "language.stated" if hints.language else "language")
    if document.jurisdiction:
        stated = "jurisdiction.stated" if hints.jurisdiction else "jurisdiction"
        yield _field("jurisdiction", document.jurisdiction, document.jurisdiction_span or of_title, stated)
    place = document.dateline.place if document.dateline else _labelled_place(document)
    if place:
        yield _field(
            "place", _place(document.words(place)), place, "place.dateline" if document.dateline else "place.label"
        )
    yield from _day(document)


def _field(name: str, value: str, span: Span | None, band: str) -> Finding:
    return Finding("field", {name: value}, (span,) if span else (), band)


def _labelled_place(document: Document) -> Span | None:
    """A city that is one of the parts of a label: `3 March 2026 | News release | Geneva`."""
    for block in document.blocks:
        if block.role == "label":
            for part in re.finditer(r"[^|]+", document.words(block.span)):
                name = part[0].strip()
                if "|" in document.words(block.span) and is_place(name):
                    start = block.span.start + part.start() + part[0].index(name)
                    return Span(start, start + len(name))
    return None


def _place(words: str) -> str:
    """A place as it is written within a text: the first of several, and not all in capitals."""
    first = re.split(r"[·・/]", words)[0].strip()
    return first.title() if first.isupper() else first


def _title(document: Document) -> tuple[str | None, Span | None]:
    """The headline, else the first sentence, shortened at a word."""
    headlines = list(takewhile(lambda block: block.role != "body", document.blocks))
    spans = [block.span for block in headlines if block.role == "headline"]
    if spans:
        span = next((each for each in spans if _is_long(document.words(each))), spans[0])
        if marks := _MARKS.match(document.words(span)):
            span = Span(span.start + marks.end(), span.end)
        return " ".join(document.words(span).split()), span
    sentence = next((each for each in document.sentences if document.role(each) == "body"), None)
    sentence = sentence or next(iter(document.sentences), None)
    return (_shortened(document.words(sentence.span)), sentence.span) if sentence else (None, None)


def _is_long(words: str) -> bool:
    """Whether it says something: a headline, not the name of a page or section before it."""
    return len(words.split()) >= HEADLINE_WORDS or (not words.isascii() and len(words) >= HEADLINE_LETTERS)


def _shortened(words: str) -> str:
    words = _LINE_MARK.sub("", " ".join(words.split()))
    if len(words) <= TITLE_LENGTH:
        return words.rstrip(".。")
    cut = words[: TITLE_LENGTH + 1].rpartition(" ")[0] or words[:TITLE_LENGTH]
    return _CUT_FIGURE.sub("", cut).rstrip(" ,;:.")


def _day(document: Document) -> Iterator[Finding]:
    """The day of the announcement: the text's own; else the one that its first sentences name, such as `on Monday`."""
    if document.anchor and document.anchor_span:
        yield _field("announced_on", f"{document.anchor}", document.anchor_span, "announced_on.head")
    elif document.anchor:
        day, span = next(_days_of_lead(document, document.anchor), (document.anchor, None))
        yield _field("announced_on", f"{day}", span, "announced_on.lead" if span else "announced_on.stated")


def _days_of_lead(document: Document, anchor: date) -> Iterator[tuple[date, Span]]:
    """Days that the lead names without a year: in Korean and Japanese up to a week before the one the client gave."""
    longest = timedelta(days=7 if document.language in _DAY_OF_REPORT else 0)
    body = (each.span for each in document.sentences if document.role(each) == "body")
    for span in islice(body, LEAD_SENTENCES):
        for stated in find_days(document.text, span, document.country):
            day = None if stated.year else stated.resolve(anchor)
            if day and timedelta() <= anchor - day <= longest:
                yield day, stated.span
        for word in re.finditer(r"[^\W\d_]+", document.words(span)):
            if weekday_names().get(word[0].casefold()) == anchor.weekday():
                yield anchor, Span(span.start + word.start(), span.start + word.end())
