"""What the head of a text says about it: language, day and country."""

from datetime import date
from itertools import chain

from domain.reading.document import Block, Dateline, Document, Sentence
from domain.reading.findings import Hints, Span
from domain.reading.layout.blocks import find_blocks
from domain.reading.layout.days import StatedDay, find_days
from domain.reading.layout.jurisdictions import find_jurisdiction
from domain.reading.layout.languages import detect_language
from domain.reading.layout.sentences import split_sentences

HEAD_ROLES = ("label", "boilerplate", "dateline", "byline", "background")
NOTE_LENGTH = 60
"""Characters of a line of background that may give the day, such as `Ends/Tuesday, March 3, 2026`."""

HEAD_LENGTH = 300
"""Characters of a block that are searched for the day of the text."""


def read_document(text: str, hints: Hints) -> Document:
    """A text with its language, day and parts."""
    language = hints.language or detect_language(text)
    blocks, dateline = find_blocks(text, hints.jurisdiction)
    jurisdiction, place = find_jurisdiction(text, language, blocks, dateline)
    if hints.jurisdiction:
        jurisdiction, place = hints.jurisdiction, place if jurisdiction == hints.jurisdiction else None
    anchor, anchor_span = _anchor(text, blocks, dateline, hints, jurisdiction)
    sentences = (
        Sentence(span, at) for at, block in enumerate(blocks) for span in split_sentences(text, block.span, language)
    )
    return Document(text, language, anchor, jurisdiction, blocks, tuple(sentences), dateline, anchor_span, place)


def _anchor(
    text: str, blocks: tuple[Block, ...], dateline: Dateline | None, hints: Hints, country: str | None
) -> tuple[date | None, Span | None]:
    """The day that the text gives for itself, its dateline first, with its place; else the one that the client gave."""
    filed = next(find_days(text, dateline.day, country), None) if dateline and dateline.day else None
    head = (
        find_days(text, Span(block.span.start, min(block.span.end, block.span.start + HEAD_LENGTH)), country)
        for block in blocks
        if block.role in HEAD_ROLES and (block.role != "background" or block.span.end - block.span.start < NOTE_LENGTH)
    )
    released: list[StatedDay] = [day for day in chain.from_iterable(head) if day.resolve(None)]
    known = released[0].resolve(None) if released else hints.published_on
    if filed and (day := filed.resolve(known)):
        return day, filed.span
    return known, released[0].span if released else None
