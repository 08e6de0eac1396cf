"""What of a record is searched: for announcements, commitments and quotes the texts of title, lead and rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

import orjson

from api.models import searching
from api.models.database import Session
from api.models.inserting import Values
from api.models.searching import Name
from domain.indexed import streams

Part = Mapping[str, Any]
Texts = tuple[str, ...]
Fields = tuple[Texts, Texts, Texts]
Rows = dict[Name, list[Values]]
"""The texts of title, lead and rest: what is found in the first comes first."""


def bound(engine: str, record: Part) -> Rows:
    """Return the rows of a new record as the driver takes them."""
    return {
        name: searching.bound(engine, {id: as_streams(texts) for id, texts in fields.items()})
        for name, fields in fields_of(record).items()
    }


def insert(session: Session, rows: Rows) -> None:
    """Index new records."""
    for name, values in rows.items():
        searching.insert_bound(session, name, values)


def index(session: Session, record: Part, before: bytes | None) -> None:
    """Make the indexes say what the record says. `before` is its document as it was indexed; None to write it all."""
    old = fields_of(orjson.loads(before)) if before else {}
    for name, fields in fields_of(record).items():
        indexed = old.get(name, {})
        searching.remove(session, name, sorted(indexed.keys() - fields.keys()))
        changed = {id: texts for id, texts in fields.items() if indexed.get(id) != texts}
        searching.put(session, name, {id: as_streams(texts) for id, texts in changed.items()})


def is_indexed(session: Session, announcement: UUID) -> bool:
    """Whether an announcement has been indexed."""
    return searching.has(session, "announcements", announcement)


def as_streams(fields: Fields) -> searching.Streams:
    """Return the terms of the fields."""
    title, lead, rest = streams(fields)
    return title, lead, rest


def fields_of(record: Part) -> dict[Name, dict[UUID, Fields]]:
    """Return what is searched of a record and of its parts, by their ids."""
    parties = {party["key"]: party for party in record["parties"]}
    return {
        "announcements": {as_uuid(record["id"]): announcement_fields(record)},
        "commitments": {as_uuid(part["id"]): commitment_fields(part, parties) for part in record["commitments"]},
        "quotes": {as_uuid(part["id"]): quote_fields(part, parties) for part in record["quotes"]},
    }


def as_uuid(id: UUID | str) -> UUID:
    """Return an id, which is text in a document."""
    return id if isinstance(id, UUID) else UUID(id)


def announcement_fields(record: Part) -> Fields:
    """Return what is searched of an announcement."""
    translations = [each or {} for each in (record.get("translations") or {}).values()]
    title = stated([record, *translations], "title")
    lead = (*stated([record, *translations], "summary"), *stated(record["commitments"], "statement"))
    return title, lead, tuple(announcement_rest(record))


def announcement_rest(record: Part) -> Iterator[str]:
    """Yield what is searched of an announcement beside what it leads with."""
    yield from stated([record], "body", "place")
    yield from stated(record["quotes"], "text")
    yield from stated(record["parties"], "name", "post")
    yield from stated(record["amounts"], "text", "purpose")
    yield from stated(record["sources"], "title", "publisher", "author", "via")
    for name in ("commitments", "amounts", "quotes"):
        yield from stated([each for part in record[name] for each in part["evidence"]], "exact")
    yield from stated([part.get("target") or {} for part in record["commitments"]], "value")
    yield from record["topics"]
    yield from stated(record["identifiers"], "id")


def commitment_fields(part: Part, parties: Mapping[str, Part]) -> Fields:
    """Return what is searched of a commitment."""
    lead = (*stated([part.get("target") or {}], "value", "unit"), *stated([part], "due_text", "place"))
    names = stated([parties[each["party"]] for each in part["parties"]], "name")
    return stated([part], "statement"), lead, (*stated(part["evidence"], "exact"), *names)


def quote_fields(part: Part, parties: Mapping[str, Part]) -> Fields:
    """Return what is searched of a quote."""
    speaker = stated([parties[part["speaker"]]], "name", "post")
    return stated([part], "text"), speaker, stated(part["evidence"], "exact")


def stated(parts: list[Part], *names: str) -> Texts:
    """Return the texts that these members have, of the parts that have them."""
    return tuple(part[name] for part in parts for name in names if part.get(name))
