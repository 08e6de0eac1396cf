"""Rows from which lists find a record: tags, roles, identifiers, and the wholes that amounts are a part of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from api.models import AmountWhole, AnnouncementIdentifier, AnnouncementRole, AnnouncementTag, Base, CommitmentTag
from api.services.records.types import Record, identifiers_of

Row = dict[str, Any]


def announcement_tags(record: Record, announced: Row) -> list[Row]:
    """The tags of a record: its topics and parties, and the kinds and publishers of its sources."""
    sources = record["sources"]
    tags = [
        *(("topic", topic) for topic in record["topics"]),
        *(("party", party["party_id"].hex) for party in record["parties"]),
        *(("source_kind", source["kind"]) for source in sources),
        *(("publisher", source["publisher"]) for source in sources if "publisher" in source),
    ]
    copied = copied_columns(record) | announced | {"kind": record["kind"]}
    return [copied | {"name": name, "value": value} for name, value in dict.fromkeys(tags)]


def commitment_tags(record: Record, announced: Row) -> list[Row]:
    """The tags of all commitments: their own topics, parties and roles, or the record's where they state none."""
    tags = {party["key"]: party["party_id"].hex for party in record["parties"]}
    copied = copied_columns(record) | announced
    of_record = [(tags[party["key"]], party["roles"]) for party in record["parties"]]
    rows: list[Row] = []
    for position, part in enumerate(record["commitments"]):
        own = [(tags[each["party"]], [each["role"]] if "role" in each else []) for each in part["parties"]]
        pairs = [("topic", topic) for topic in part["topics"] or record["topics"]]
        for tag, roles in own or of_record:
            pairs.append(("party", tag))
            for role in roles:
                pairs += [("role", role), ("party_role", f"{tag} {role}")]
        rows += [copied | {"position": position, "name": name, "value": value} for name, value in dict.fromkeys(pairs)]
    return rows


def copied_columns(record: Record) -> Row:
    """What a tag repeats of its record."""
    return {"announcement_id": record["id"], "state": record["state"], "jurisdiction": record["jurisdiction"]}


def role_rows(record: Record, _: Row) -> list[Row]:
    """A row for each role that each directory entry has."""
    pairs = {(party["party_id"], role) for party in record["parties"] for role in party["roles"]}
    return [{"party_id": id, "role": role, "announcement_id": record["id"]} for id, role in sorted(pairs)]


def identifier_rows(record: Record, _: Row) -> list[Row]:
    """A row for each identifier that the record holds."""
    return [
        {"scheme": scheme, "value": value, "announcement_id": record["id"]} for scheme, value in identifiers_of(record)
    ]


def whole_rows(record: Record, _: Row) -> list[Row]:
    """A row for each amount and each other one that it is a part of, near or far; there is no circle among them."""
    amounts = {part["key"]: part for part in record["amounts"]}
    rows = []
    for part in record["amounts"]:
        whole = part
        while "part_of" in whole:
            whole = amounts[whole["part_of"]]
            rows.append({"amount_id": part["id"], "whole_id": whole["id"], "announcement_id": record["id"]})
    return rows


LOOKUPS: Mapping[type[Base], Callable[[Record, Row], list[Row]]] = {
    AnnouncementRole: role_rows,
    AnnouncementTag: announcement_tags,
    AnnouncementIdentifier: identifier_rows,
    CommitmentTag: commitment_tags,
    AmountWhole: whole_rows,
}
"""Tables that say nothing more about a record, and what makes their rows from it and its first and last day."""
