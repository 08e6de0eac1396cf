"""Fields of the record itself, and its source."""

import re
from collections.abc import Iterator

from domain.reading.document import Document
from domain.reading.findings import Extraction, Finding, Hints, Span
from domain.reading.layout.days import find_days
from domain.reading.record.kinds import find_kind
from domain.reading.record.sources import find_source

TITLE_LENGTH = 160
"""Characters of a title that is made of a sentence; a headline stays whole."""

_DAY_OF_REPORT = ("ko", "ja")
"""Languages whose reports name the day of the announcement by its number in the first sentence: `23일 밝혔다`."""

_MARKS = re.compile(
    r"(?:\((?:\d\w\w )?(?:LEAD|LD|URGENT|Yonhap [^)]*|종합\d?보?|속보|[^()]{1,12})\)|\[(?:속보|단독|종합)\])\s*"
)


def find_fields(document: Document, parties: tuple[Finding, ...], hints: Hints) -> Extraction:
    """Kind, title, language, jurisdiction, place and day of the record, and its source."""
    title, of_title = _title(document)
    findings = [*_fields(document, title, of_title, hints), find_source(document, parties, title, hints)]
    return Extraction(tuple(findings))


def _fields(document: Document, title: str | None, of_title: Span | None, hints: Hints) -> Iterator[Finding]:
    kind, of_kind, band = find_kind(document)
    yield _field("kind", kind, of_kind or of_title, band)
    if title:
        yield _field("title", title, of_title, "title")
    yield _field("language", document.language, of_title, "language.stated" if hints.language else "language")
    if document.jurisdiction:
        stated = "jurisdiction.stated" if hints.jurisdiction else "jurisdiction"
        yield _field("jurisdiction", document.jurisdiction, document.jurisdiction_span, stated)
    if document.dateline and document.dateline.place:
        yield _field(
            "place", _place(document.words(document.dateline.place)), document.dateline.place, "place.dateline"
        )
    yield from _day(document)


def _field(name: str, value: str, span: Span | None, band: str) -> Finding:
    return Finding("field", {name: value}, (span,) if span else (), band)


def _place(words: str) -> str:
    """A place as it is written within a text: the first of several, and not all in capitals."""
    first = re.split(r"[·・/]", words)[0].strip()
    return first.title() if first.isupper() else first


def _title(document: Document) -> tuple[str | None, Span | None]:
    """The headline, else the first sentence, shortened at a word."""
    for role in ("headline", "body", "background"):
        for block in document.blocks:
            if block.role != role:
                continue
            span = block.span
            if role != "headline":
                span = next(each.span for each in document.sentences if document.blocks[each.block] is block)
            elif marks := _MARKS.match(document.words(span)):
                span = Span(span.start + marks.end(), span.end)
            words = " ".join(document.words(span).split())
            return (words if role == "headline" else _shortened(words)), span
    return None, None


def _shortened(words: str) -> str:
    if len(words) <= TITLE_LENGTH:
        return words.rstrip(".。")
    cut = words[: TITLE_LENGTH - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:.") + "…"


def _day(document: Document) -> Iterator[Finding]:
    """The day of the announcement: the text's own; in Korean and Japanese reports, the one that the lead names."""
    day, span = document.anchor, document.anchor_span
    if day and span:
        yield _field("announced_on", f"{day}", span, "announced_on.head")
        return
    lead = next((each.span for each in document.sentences if document.role(each) == "body"), None)
    if day and lead and document.language in _DAY_OF_REPORT:
        for stated in find_days(document.text, lead, document.country):
            resolved = None if stated.year else stated.resolve(day)
            if resolved and abs((day - resolved).days) <= 7:  # noqa: PLR2004 - a week
                yield _field("announced_on", f"{resolved}", stated.span, "announced_on.lead")
                return
    if day:
        yield _field("announced_on", f"{day}", None, "announced_on.stated")
