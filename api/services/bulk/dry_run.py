"""Trying an import out: everything is checked, also against earlier lines of which nothing was kept."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from api.services.bulk.prepare import RawRecord
from api.services.errors import Conflict
from api.services.records.batch_writer import Outcome
from domain.violations import LocatedViolation, Violation

Name = tuple[str, ...]

TABLE = "CREATE TABLE seen (name BLOB PRIMARY KEY, line INTEGER NOT NULL) WITHOUT ROWID"


class Trial:
    """Keeps records as another one does, and knows what it has been given before: the transactions are taken back.

    What it knows is in a temporary database, which SQLite puts on disk as it grows.
    """

    def __init__(self, keeping: Any, mode: str) -> None:
        """Take what checks and keeps records."""
        self.keeping, self.mode = keeping, mode
        self.seen = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self.seen.execute(TABLE)

    def __call__(self, connection: Connection, items: Sequence[RawRecord], **how: Any) -> list[Outcome]:
        """Return what would become of these records."""
        known = {item.line: dict(self.find(names_of(item.record))) for item in items}
        outcomes = self.keeping(connection, [self.without_known(item) for item in items], **how)
        by_line = {item.line: item for item in items}
        return [self.compared(each, by_line[each.line], known[each.line]) for each in outcomes]

    def compared(self, outcome: Outcome, item: RawRecord, known: Mapping[Name, int]) -> Outcome:
        """Return what would become of a record beside those of earlier batches, and remember it."""
        if outcome.error is not None:
            return outcome
        earlier = {name: line for name, line in known.items() if line < item.line}
        if earlier and self.mode == "create":
            return Outcome(item.line, "refused", error=taken(earlier))
        rows = [(digest(name), item.line) for name in names_of(item.record)]
        self.seen.executemany("INSERT OR IGNORE INTO seen VALUES (?, ?)", rows)
        return Outcome(item.line, "replaced" if earlier else outcome.status, outcome.stored)

    def find(self, names: Iterable[Name]) -> Iterator[tuple[Name, int]]:
        """Yield those names that an earlier record had, with its line."""
        for name in names:
            row = self.seen.execute("SELECT line FROM seen WHERE name = ?", (digest(name),)).fetchone()
            if row:
                yield name, row[0]

    def without_known(self, item: RawRecord) -> RawRecord:
        """Return a record without its relations to earlier ones, which would be there by now."""
        if not isinstance(item.record, dict) or not isinstance(item.record.get("relations"), list):
            return item
        left = [each for each in item.record["relations"] if not self.is_known(each)]
        return RawRecord(item.line, item.record | {"relations": left})

    def is_known(self, relation: Any) -> bool:
        """Whether a relation is to a record of an earlier line."""
        id = id_of(relation, "announcement")
        return id is not None and bool(list(self.find([("id", id)])))


def names_of(record: Any) -> list[Name]:
    """Return what a record can be found by: its id, and its publisher's numbers."""
    id = id_of(record, "id")
    numbers = record.get("identifiers") if isinstance(record, Mapping) else None
    pairs = [each for each in numbers if isinstance(each, Mapping)] if isinstance(numbers, list) else []
    named = [("identifier", str(each.get("scheme")), str(each.get("id"))) for each in pairs]
    return [*([("id", id)] if id else []), *named]


def id_of(value: Any, member: str) -> str | None:
    """Return the id in a member of something that nobody has checked."""
    try:
        return str(UUID(value[member]))
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def digest(name: Name) -> bytes:
    """Return a short form of a name."""
    return hashlib.blake2b("\0".join(name).encode(), digest_size=16).digest()


def taken(earlier: Mapping[Name, int]) -> Conflict:
    """Return the error for a record that an earlier line has already."""
    violations = [
        LocatedViolation(
            ("id",) if name[0] == "id" else ("identifiers",), Violation("taken", f"Line {line} has this already.")
        )
        for name, line in earlier.items()
    ]
    return Conflict("An earlier line has this id or one of these identifiers.", violations)
