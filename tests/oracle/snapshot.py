"""A snapshot of the database for the oracle: all documents of records, and the parts in them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import select

from api.db.database import Database
from api.models import Announcement
from domain.text.normalize import match_name

Part = Mapping[str, Any]
Query = Mapping[str, Sequence[str]]
"""Parameters of a request, each with its values."""

MISSING = "_missing"
LISTS = ("announcements", "commitments", "amounts", "quotes")


@dataclass(frozen=True)
class Item:
    """A list's item: a record, or a part of one with its position."""

    record: Part
    part: Part
    position: int = 0


@dataclass(frozen=True)
class Party:
    """A party as one record states it, and whether that record is published."""

    id: str
    name: str
    identifiers: frozenset[str]
    is_public: bool


@dataclass(frozen=True)
class Snapshot:
    """Every record, and the day of the query."""

    records: Sequence[Part]
    today: date

    def items(self, collection: str) -> list[Item]:
        """All items of a list, in any state."""
        if collection == "announcements":
            return [Item(record, record) for record in self.records]
        return [
            Item(record, part, position) for record in self.records for position, part in enumerate(record[collection])
        ]

    @cached_property
    def parties(self) -> list[Party]:
        """Each party as each record states it."""
        return [
            Party(
                party["party"]["id"],
                match_name(party["name"]),
                frozenset(f"{each['scheme']}:{each['id']}" for each in party["identifiers"]),
                record["state"] == "published",
            )
            for record in self.records
            for party in record["parties"]
        ]

    def ids_of_parties(self, text: str, *, with_key: bool) -> set[str]:
        """Ids of the parties with this id, identifier or visible name."""
        if re.fullmatch("[0-9a-f-]{36}", text):
            return {str(UUID(text))}
        known = [party for party in self.parties if with_key or party.is_public]
        return {party.id for party in known if text in party.identifiers or match_name(text) == party.name}


def read_snapshot(database: Database, today: date) -> Snapshot:
    """Read the stored documents, which are the responses of GET."""
    with database.connect() as connection:
        rows = connection.scalars(select(Announcement.document)).all()
    return Snapshot([orjson.loads(row) for row in rows], today)
