"""What of a record is searched: for announcements, commitments and quotes the texts of title, lead and rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Connection

from api.db.bulk_insert import DriverRow
from api.search import index as searching
from api.search.index import Entry, Name
from api.search.match_expression import filter_term
from api.services.records.row_mapping import days
from domain.text.token_stream import bounded_terms

Part = Mapping[str, Any]
Texts = tuple[str, ...]
Fields = tuple[Texts, Texts, Texts]
Rows = dict[Name, list[DriverRow]]
"""The texts of title, lead and rest: what is found in the first comes first."""


def bound(engine: str, record: Part) -> Rows:
    """Return the rows of a new record as the driver takes them."""
    return {
        name: searching.bound(engine, {id: item.entry for id, item in entries.items()})
        for name, entries in entries_of(record).items()
    }


def insert(connection: Connection, rows: Rows) -> None:
    """Index new records."""
    for name, values in rows.items():
        searching.insert_bound(connection, name, values)


def index(connection: Connection, record: Part, before: bytes | None) -> None:
    """Make the indexes say what the record says. `before` is its document as it was indexed; None for a new record."""
    old = entries_of(orjson.loads(before)) if before else {}
    for name, entries in entries_of(record).items():
        indexed = old.get(name, {})
        changed = {id: item for id, item in entries.items() if indexed.get(id) != item}
        searching.remove(connection, name, {id: item.day for id, item in indexed.items() if entries.get(id) != item})
        searching.put(connection, name, {id: item.entry for id, item in changed.items()})


def index_again(connection: Connection, record: Part) -> None:
    """Make the indexes say what the record says, whatever of it they have already."""
    for name, entries in entries_of(record).items():
        searching.remove(connection, name, {id: item.day for id, item in entries.items()})
        searching.put(connection, name, {id: item.entry for id, item in entries.items()})


def is_indexed(connection: Connection, announcement: UUID, day: date) -> bool:
    """Whether an announcement has been indexed, whose first possible day is this one."""
    return searching.has(connection, "announcements", announcement, day)


@dataclass(frozen=True, slots=True)
class Item:
    """What is searched of a record or of a part: the day by which it stands, its fields, and facts."""

    day: date
    fields: Fields
    filter_terms: tuple[str, ...]

    @property
    def entry(self) -> Entry:
        """Return it as an index is told it: its terms are made only then."""
        title, lead, rest = bounded_terms(self.fields)
        return Entry(self.day, (title, lead, rest), self.filter_terms)


def entries_of(record: Part) -> dict[Name, dict[UUID, Item]]:
    """Return what the indexes have to know of a record and of its parts, by their ids."""
    day: date = days(record["announced_on"], "announced")["announced_from"]
    parts: dict[Name, dict[UUID, Part]] = {
        "announcements": {as_uuid(record["id"]): record},
        **{name: {as_uuid(part["id"]): part for part in record[name]} for name in PARTS},
    }
    return {
        name: {id: Item(day, fields, facts_of(name, record, parts[name][id])) for id, fields in found.items()}
        for name, found in fields_of(record).items()
    }


PARTS: tuple[Name, ...] = ("commitments", "quotes")
"""The parts of a record that are searched by themselves."""


def facts_of(name: Name, record: Part, part: Part) -> tuple[str, ...]:
    """Return what of an item is found by the index of its words too, by the names of the filters.

    Nearly all is published: the index knows what is not, which costs less to leave out than that is to look for.
    """
    kind = record["kind"] if name == "quotes" else part["kind"]
    topics = (part["topics"] if name == "commitments" else ()) or record["topics"]
    known = [("jurisdiction", record["jurisdiction"]), ("kind", kind), *(("topic", topic) for topic in topics)]
    known += [("state", record["state"])] if record["state"] in INDEXED_STATES else []
    return tuple(dict.fromkeys(filter_term(*each) for each in known))


INDEXED_FILTERS = ("jurisdiction", "kind", "topic")
"""The filters that are facts, beside the state."""

INDEXED_STATES = ("draft", "withdrawn")
"""The states that are facts."""


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
    return title, lead, announcement_rest(record)


def announcement_rest(record: Part) -> Texts:
    """Return what is searched of an announcement beside what it leads with."""
    evidence = [each for name in EVIDENT for part in record[name] for each in part["evidence"]]
    return (
        *stated([record], "body", "place"),
        *stated(record["quotes"], "text"),
        *stated(record["parties"], "name", "post"),
        *stated(record["amounts"], "text", "purpose"),
        *stated(record["sources"], "title", "publisher", "author", "via"),
        *stated(evidence, "exact"),
        *stated([part.get("target") or {} for part in record["commitments"]], "value"),
        *record["topics"],
        *stated(record["identifiers"], "id"),
    )


EVIDENT = ("commitments", "amounts", "quotes")
"""The parts of a record that have evidence."""


def commitment_fields(part: Part, parties: Mapping[str, Part]) -> Fields:
    """Return what is searched of a commitment."""
    lead = (*stated([part.get("target") or {}], "value", "unit"), *stated([part], "due_text", "place"))
    names = stated([parties[each["party"]] for each in part["parties"]], "name")
    return stated([part], "statement"), lead, (*stated(part["evidence"], "exact"), *names)


def quote_fields(part: Part, parties: Mapping[str, Part]) -> Fields:
    """Return what is searched of a quote."""
    speaker = stated([parties[part["speaker"]]], "name", "post")
    return stated([part], "text"), speaker, stated(part["evidence"], "exact")


def stated(parts: Sequence[Part], *names: str) -> Texts:
    """Return the texts that these members have, of the parts that have them."""
    return tuple([text for part in parts for name in names if (text := part.get(name))])
