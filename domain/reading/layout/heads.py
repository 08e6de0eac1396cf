"""What the head of a text says about it: language, day and country."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import chain

from domain.reading.document import Block, Dateline, Document, Sentence
from domain.reading.findings import Hints, Span
from domain.reading.layout.blocks import find_blocks
from domain.reading.layout.days import StatedDay, find_days
from domain.reading.layout.jurisdictions import find_jurisdiction
from domain.reading.layout.languages import detect_language
from domain.reading.layout.sentences import split_sentences

_ANNOUNCED_BEFORE = re.compile(
    r"\b(?:said|announced|launched|signed|today|yesterday|unveiled|published|issued)\b[^.]{0,20}$"
    r"|(?:annoncé|déclaré|signé)[^.]{0,12}$|\b(?:hat|haben) (?:heute )?(?:am )?$",
    re.IGNORECASE,
)
_ANNOUNCED_AFTER = re.compile(r"[^.。]{0,120}?(?:밝혔다|발표했다|발표하였다|체결했다|明らかにした|発表した|公表した)")
BEFORE_DAY = 32

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
    if known:
        return known, released[0].span if released else None
    return next(_days_of_lead(text, blocks, country), (None, None))


def _days_of_lead(
    text: str, blocks: tuple[Block, ...], country: str | None
) -> Iterator[tuple[date | None, Span | None]]:
    """Days with a year that the lead says something was announced on: `on 3 May 2026`, `2026년 5월 3일 … 밝혔다`."""
    lead = next((block.span for block in blocks if block.role == "body"), Span(0, 0))
    lead = Span(lead.start, min(lead.end, lead.start + HEAD_LENGTH))
    for stated in find_days(text, lead, country):
        before = text[max(lead.start, stated.span.start - BEFORE_DAY) : stated.span.start]
        if _ANNOUNCED_BEFORE.search(before) or _ANNOUNCED_AFTER.search(text, stated.span.end, lead.end):
            yield stated.resolve(None), stated.span
