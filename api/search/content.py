"""Indexed content of records, commitments and quotes: texts by weight, and terms for filters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from uuid import UUID

from api.search.match_expression import PREFIXES, filter_term
from domain.dates.edtf import parse_edtf
from domain.text.analyzer import POSITION_GAP, bounded_terms

IndexName = Literal["announcements", "commitments", "quotes"]
Part = Mapping[str, Any]
Texts = tuple[str, ...]
Fields = tuple[Texts, Texts, Texts]
"""The texts of title, lead and rest. Matches in the title rank first."""

INDEXED_FILTERS = ("jurisdiction", "kind", "topic")
"""Filters whose values are terms of the index; the state is one too."""

INDEXED_STATES = ("draft", "withdrawn")
"""States with a term. Nearly all records are published: to leave out the others is cheaper than to match those."""

EVIDENT = ("commitments", "amounts", "quotes")
"""The parts of a record that have evidence."""


@dataclass(frozen=True, slots=True)
class IndexItem:
    """A row of an index: the first possible day of its record, its texts, and its terms for filters."""

    day: date
    fields: Fields
    filter_terms: tuple[str, ...] = ()

    def terms(self) -> list[str]:
        """The terms of the texts in order, each with its field's prefix, and a position gap after each field."""
        found: list[str] = []
        for terms, prefix in zip(bounded_terms(self.fields), PREFIXES, strict=True):
            found += [term if term == POSITION_GAP else prefix + term for term in terms] if prefix else terms
            found.append(POSITION_GAP)
        return found


def index_items(record: Part) -> dict[IndexName, dict[UUID, IndexItem]]:
    """The items of a record or of its document, by index and id."""
    day: Any = parse_edtf(record["announced_on"]).first  # Never open at its start: the schema sees to it.
    parties = {party["key"]: party for party in record["parties"]}
    found: dict[IndexName, list[tuple[Part, Fields, str, Sequence[str]]]] = {
        "announcements": [(record, announcement_texts(record), record["kind"], record["topics"])],
        "commitments": [
            (part, commitment_texts(part, parties), part["kind"], part["topics"] or record["topics"])
            for part in record["commitments"]
        ],
        "quotes": [(part, quote_texts(part, parties), record["kind"], record["topics"]) for part in record["quotes"]],
    }
    return {
        name: {
            (part["id"] if isinstance(part["id"], UUID) else UUID(part["id"])): IndexItem(
                day, fields, filter_terms(record, kind, topics)
            )
            for part, fields, kind, topics in items
        }
        for name, items in found.items()
    }


def filter_terms(record: Part, kind: str, topics: Sequence[str]) -> tuple[str, ...]:
    """The terms of an item for filters within the index."""
    values = [("jurisdiction", record["jurisdiction"]), ("kind", kind), *(("topic", topic) for topic in topics)]
    if record["state"] in INDEXED_STATES:
        values.append(("state", record["state"]))
    return tuple(dict.fromkeys([filter_term(*each) for each in values]))


def announcement_texts(record: Part) -> Fields:
    """The searched texts of an announcement."""
    translated = [record, *[each or {} for each in (record.get("translations") or {}).values()]]
    evidence = [each for name in EVIDENT for part in record[name] for each in part["evidence"]]
    rest = (
        *present([record], "body", "place"),
        *present(record["quotes"], "text"),
        *present(record["parties"], "name", "post"),
        *present(record["amounts"], "text", "purpose"),
        *present(record["sources"], "title", "publisher", "author", "via"),
        *present(evidence, "exact"),
        *present([part.get("target") or {} for part in record["commitments"]], "value"),
        *record["topics"],
        *present(record["identifiers"], "id"),
    )
    lead = (*present(translated, "summary"), *present(record["commitments"], "statement"))
    return present(translated, "title"), lead, rest


def commitment_texts(part: Part, parties: Mapping[str, Part]) -> Fields:
    """The searched texts of a commitment."""
    lead = (*present([part.get("target") or {}], "value", "unit"), *present([part], "due_text", "place"))
    names = present([parties[each["party"]] for each in part["parties"]], "name")
    return present([part], "statement"), lead, (*present(part["evidence"], "exact"), *names)


def quote_texts(part: Part, parties: Mapping[str, Part]) -> Fields:
    """The searched texts of a quote."""
    speaker = present([parties[part["speaker"]]], "name", "post")
    return present([part], "text"), speaker, present(part["evidence"], "exact")


def present(parts: Sequence[Part], *names: str) -> Texts:
    """The texts of these members, part by part, where there are any."""
    return tuple([text for part in parts for name in names if (text := part.get(name))])
