"""The rows that a record is found from: topics, parties, roles, sources and numbers, its own and its commitments'."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from api.models import AmountWhole, AnnouncementIdentifier, AnnouncementRole, AnnouncementTag, Base, CommitmentTag
from api.services.bulk.legacy import row_mapping

Row = dict[str, Any]
Record = Mapping[str, Any]
Pair = tuple[str, str]


def of_announcement(record: Record) -> Iterator[Pair]:
    """Yield each tag of a record: its name and its value."""
    yield from (("topic", topic) for topic in record["topics"])
    yield from (("party", tag_of(party)) for party in record["parties"])
    yield from (("source_kind", source["kind"]) for source in record["sources"])
    yield from (("publisher", source["publisher"]) for source in record["sources"] if "publisher" in source)


def of_commitment(part: Record, record: Record) -> Iterator[Pair]:
    """Yield each tag of a commitment: its own topics and parties, or its record's where it states none."""
    named = {party["key"]: tag_of(party) for party in record["parties"]}
    yield from (("topic", topic) for topic in part["topics"] or record["topics"])
    if part["parties"]:
        parts = [(named[each["party"]], [each["role"]] if "role" in each else []) for each in part["parties"]]
    else:
        parts = [(tag_of(party), party["roles"]) for party in record["parties"]]
    for party, roles in parts:
        yield "party", party
        for role in roles:
            yield "role", role
            yield "party_role", f"{party} {role}"


def tag_of(party: Record) -> str:
    """Return the value by which a party is tagged: its id in the directory."""
    id: UUID = party["party"]["id"]
    return id.hex


def announcement_tags(record: Record) -> list[Row]:
    """Return the rows of a record's tags."""
    common = compared(record) | {"kind": record["kind"]}
    return [common | {"name": name, "value": value} for name, value in dict.fromkeys(of_announcement(record))]


def commitment_tags(record: Record) -> list[Row]:
    """Return the rows of the tags of all commitments."""
    common = compared(record)
    return [
        common | {"position": position, "name": name, "value": value}
        for position, part in enumerate(record["commitments"])
        for name, value in dict.fromkeys(of_commitment(part, record))
    ]


def compared(record: Record) -> Row:
    """Return what a tag repeats of its record."""
    days = row_mapping.days(record["announced_on"], "announced")
    own = {"announcement_id": record["id"], "state": record["state"], "jurisdiction": record["jurisdiction"]}
    return own | days


def roles(record: Record) -> list[Row]:
    """Return a row for each role that each directory entry has."""
    pairs = {(party["party"]["id"], role) for party in record["parties"] for role in party["roles"]}
    return [{"party_id": id, "role": role, "announcement_id": record["id"]} for id, role in sorted(pairs)]


def identifiers(record: Record) -> list[Row]:
    """Return a row for each identifier that the record holds; a withdrawn one lets go of them."""
    if record["state"] == "withdrawn":
        return []
    return [
        {"scheme": each["scheme"], "value": each["id"], "announcement_id": record["id"]}
        for each in record["identifiers"]
    ]


def wholes(record: Record) -> list[Row]:
    """Return a row for each amount and each other one that it is a part of, near or far."""
    amounts = {part["key"]: part for part in record["amounts"]}
    return [
        {"amount_id": part["id"], "whole_id": amounts[key]["id"], "announcement_id": record["id"]}
        for part in record["amounts"]
        for key in above(part, amounts)
    ]


def above(part: Record, amounts: Mapping[str, Record]) -> Iterator[str]:
    """Yield the keys of the amounts that one is a part of, the nearest first; there is no circle among them."""
    while "part_of" in part:
        yield part["part_of"]
        part = amounts[part["part_of"]]


LOOK_UPS: Mapping[type[Base], Any] = {
    AnnouncementRole: roles,
    AnnouncementTag: announcement_tags,
    AnnouncementIdentifier: identifiers,
    CommitmentTag: commitment_tags,
    AmountWhole: wholes,
}
"""Tables from which a record is found, and which say nothing more about it, each with how its rows are made."""
