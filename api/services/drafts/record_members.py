"""The fields of a draft record and its source: as the request states them, or the text, or as follows from both."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

from marshmallow import ValidationError

from api.services.drafts.draft_record import Fact, Json, text_digest
from domain.codes import InvalidLanguageTag, canonical_language_tag, is_jurisdiction
from domain.reading import Extraction, Span
from schemas.resources.draft import SourceHintSchema

SOURCE_HINT = SourceHintSchema()
SOURCE_KEY = "s1"

FIRST_LINE = re.compile(r"\S.{0,299}(?!\S)|\S{1,300}")
"""The title of a text that has no headline."""

FALLBACK = "fallback"
"""The band of what is taken where no rule of the extractor found anything."""


def language_of(wanted: Mapping[str, Any], extraction: Extraction) -> str | None:
    """The language of a text: as requested, else as found."""
    try:
        return wanted.get("language") or canonical_language_tag(extraction.language or "")
    except InvalidLanguageTag:
        return None


def jurisdiction_of(wanted: Mapping[str, Any], extraction: Extraction) -> str | None:
    """The jurisdiction of a text: as requested, else as found."""
    stated = (wanted.get("jurisdiction"), *found_values(extraction, "jurisdiction"))
    return next((each for each in stated if each and is_jurisdiction(each)), None)


def days_of(wanted: Mapping[str, Any], extraction: Extraction) -> list[date]:
    """The days that a text may be from: as found, and as requested."""
    days = []
    for each in (*found_values(extraction, "announced_on"), wanted.get("published_on", "")):
        with suppress(ValueError):
            days.append(date.fromisoformat(each))
    return days


def found_values(extraction: Extraction, name: str) -> list[str]:
    """The values of a field of the record that an extraction has."""
    values = (each.members.get(name) for each in extraction.findings if each.type == "field")
    return [each for each in values if isinstance(each, str)]


def record_fields(text: str, wanted: Mapping[str, Any], language: str | None, found: Sequence[Fact]) -> dict[str, Fact]:
    """The fields of the record: what the request states, what the text states, and what follows where neither does."""
    fields: dict[str, Fact] = {}
    for fact in found:
        for name, value in fact.members.items():
            fields.setdefault(name, replace(fact, members={name: value}))
    for name in ("language", "jurisdiction"):
        if name in wanted and (name not in fields or fields[name].members[name] != wanted[name]):
            others = [fields[name].members[name]] if name in fields else []
            fields[name] = Fact({name: wanted[name]}, alternatives=others)
    if "published_on" in wanted:
        fields.setdefault("announced_on", Fact({"announced_on": wanted["published_on"]}))
    if language:
        fields.setdefault("language", Fact({"language": language}, band=FALLBACK))
    title = wanted.get("source", {}).get("title")
    fields.setdefault("title", Fact({"title": title}) if title else first_line(text))
    return fields


def first_line(text: str) -> Fact:
    """The beginning of the first line as the title."""
    line = FIRST_LINE.search(text)
    span = Span(*line.span()) if line else Span(0, len(text))
    return Fact({"title": " ".join(text[span.start : span.end].split())}, (span,), FALLBACK)


def source_of(text: str, wanted: Mapping[str, Any], fields: Mapping[str, Fact], found: Sequence[Fact]) -> Fact:
    """The text as the record's source: the request's members, completed by those that the text states."""
    stated = {name: value for name, value in wanted.get("source", {}).items() if value != []}
    source: Json = {"key": SOURCE_KEY, "kind": "other"}
    for fact in reversed(found):
        source |= valid_members(fact.members)
    source |= stated
    if "url" not in source and "title" not in source:
        source |= {"title": title} if len(title := fields["title"].members["title"]) else {}
    source.setdefault("sha256", text_digest(text))
    if "published_on" in wanted:
        source.setdefault("published_on", wanted["published_on"])
    spans = tuple(span for fact in found for span in fact.spans)
    measured = [each.confidence for each in found if each.confidence is not None]
    first = found[0] if found else Fact({})
    return Fact(source, spans, first.band, first.doubt, first.alternatives, min(measured, default=None))


def valid_members(members: Json) -> Json:
    """The members that a source may have as they are."""
    try:
        SOURCE_HINT.load(members)
    except ValidationError as error:
        return {name: value for name, value in members.items() if name not in error.messages_dict}
    return members
