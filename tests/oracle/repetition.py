"""Superseded records, and amounts that restate others, found by walking the relations in plain Python."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tests.oracle.filter_rules import ends_of_amount, held_identifiers, same_number
from tests.oracle.snapshot import Part, Snapshot

Links = Mapping[str, set[str]]
"""From each id to those that it leads to."""


def superseded_records(snapshot: Snapshot) -> set[str]:
    """Ids of records that a published record supersedes, which nothing supersedes itself, directly or not."""
    later: dict[str, set[str]] = {}
    for id, earlier in supersessions(snapshot).items():
        for target in earlier:
            later.setdefault(target, set()).add(id)
    return {id for id in later if ends(later, id)}


def supersessions(snapshot: Snapshot) -> dict[str, set[str]]:
    """From each published record to those that it supersedes; of two that supersede each other, from the greater id."""
    links = {
        record["id"]: targets(snapshot, record, "supersedes") if record["state"] == "published" else set()
        for record in snapshot.records
    }
    return {id: {each for each in earlier if id > each or id not in links[each]} for id, earlier in links.items()}


def restating_amounts(snapshot: Snapshot) -> set[str]:
    """Ids of amounts that lead, by what they restate, to one of a published record that restates nothing."""
    stated: dict[str, set[str]] = {}
    pairs = set(restatements(snapshot))
    for again, first in pairs:
        if again > first or (first, again) not in pairs:
            stated.setdefault(again, set()).add(first)
    return {id for id in stated if ends(stated, id)}


def ends(links: Links, start: str) -> set[str]:
    """Ids that lead nowhere, and to which the links lead from an id."""
    return {id for id in reached(links, start) if id not in links}


def reached(links: Links, start: str) -> set[str]:
    """Ids to which the links lead from an id, in one step or more."""
    found: set[str] = set()
    todo = [start]
    while todo:
        for id in links.get(todo.pop(), ()):
            if id not in found:
                found.add(id)
                todo.append(id)
    return found


def targets(snapshot: Snapshot, record: Part, type_: str) -> set[str]:
    """Ids of the records to which a record has a relation of this type: stated, or published with the stated number."""
    relations = [each for each in record["relations"] if each["type"] == type_]
    numbers = {"{scheme}:{id}".format(**each["identifier"]) for each in relations if "identifier" in each}
    published = (other for other in snapshot.records if other["state"] == "published" and other["id"] != record["id"])
    return {each["announcement"] for each in relations if "announcement" in each} | {
        other["id"] for other in published if numbers & held_identifiers(other)
    }


def restatements(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """Pairs of amounts of which the first restates the second, and does not replace it."""
    records = {record["id"]: record for record in snapshot.records}
    owners: dict[str, Any] = {part["id"]: record for record in snapshot.records for part in record["amounts"]}
    earlier = supersessions(snapshot)
    for record in snapshot.records:
        replaced = reached(earlier, record["id"])
        for part in record["amounts"]:
            named = [part["restates"]] if part.get("restates") in owners else []
            equal = [
                other["id"]
                for target in targets(snapshot, record, "restates")
                for other in records[target]["amounts"]
                if are_equal(part, other)
            ]
            for first in (*named, *equal):
                owner = owners[first]
                if owner["state"] == "published" and owner["id"] not in replaced:
                    yield part["id"], first


def are_equal(one: Part, other: Part) -> bool:
    """Whether two amounts state the same money."""
    pairs = zip((one["amount"], *ends_of_amount(one)), (other["amount"], *ends_of_amount(other)), strict=True)
    return one["currency"] == other["currency"] and all(same_number(*pair) for pair in pairs)
