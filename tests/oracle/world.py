"""All that is kept, as an oracle sees it: the documents of records, and the parts in them."""

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
from domain.text.normalize import fold_name

Part = Mapping[str, Any]
Question = Mapping[str, Sequence[str]]
"""A query: each parameter with its values."""

MISSING = "_missing"
LISTS = ("announcements", "commitments", "amounts", "quotes")


@dataclass(frozen=True)
class Item:
    """What a list has: a record, or a part of one with its place there."""

    record: Part
    part: Part
    position: int = 0


@dataclass(frozen=True)
class Party:
    """What the directory knows of a party, and whether the public may know it."""

    id: str
    name: str
    identifiers: frozenset[str]
    is_public: bool


@dataclass(frozen=True)
class World:
    """Every record there is, and the day on which it is asked."""

    records: Sequence[Part]
    today: date

    def items(self, collection: str) -> list[Item]:
        """Return all that a list has, in any state."""
        if collection == "announcements":
            return [Item(record, record) for record in self.records]
        return [
            Item(record, part, position) for record in self.records for position, part in enumerate(record[collection])
        ]

    @cached_property
    def parties(self) -> list[Party]:
        """Return what each record says of each party."""
        return [
            Party(
                party["party"]["id"],
                fold_name(party["name"]),
                frozenset(f"{each['scheme']}:{each['id']}" for each in party["identifiers"]),
                record["state"] == "published",
            )
            for record in self.records
            for party in record["parties"]
        ]

    def parties_named(self, text: str, *, with_key: bool) -> set[str]:
        """Return the ids of the parties that are meant: by id, by identifier, or by any name that a reader knows."""
        if re.fullmatch("[0-9a-f-]{36}", text):
            return {str(UUID(text))}
        known = [party for party in self.parties if with_key or party.is_public]
        return {party.id for party in known if text in party.identifiers or fold_name(text) == party.name}


def look(database: Database, today: date) -> World:
    """Return the world as it is kept: the documents, which are what a GET answers."""
    with database.connect() as connection:
        rows = connection.scalars(select(Announcement.document)).all()
    return World([orjson.loads(row) for row in rows], today)
