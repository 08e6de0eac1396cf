"""Matching stated parties to the directory: by identifier, else by kind, jurisdiction and name, else they are added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import repeat
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Text, and_, column, func, select

from api.db.bulk_insert import insert_rows
from api.db.sql import encode_rows, encode_values, in_rows_param, insert_missing, lock_until_commit, rows_param
from api.models import Party, PartyIdentifier, PartyName
from api.services.bulk.legacy.visibility import DIRECTORY_LOCK_ID, named
from domain.ids import uuid7
from domain.text.normalize import match_name

SOMEBODY_IS_NEW = 200
"""Among how many different parties some are taken to be new, without looking: they would be looked up twice."""

Pair = tuple[str, str]
Row = dict[str, Any]


class PartyKey(NamedTuple):
    """What a stated party is matched by."""

    kind: str
    jurisdiction: str | None
    name: str
    folded: str
    identifiers: frozenset[Pair]

    @classmethod
    def of(cls, party: Mapping[str, Any]) -> PartyKey:
        """Take from a stated party what counts for matching."""
        pairs = frozenset((each["scheme"], each["id"]) for each in party["identifiers"])
        return cls(party["kind"], party.get("jurisdiction"), party["name"], match_name(party["name"]), pairs)

    @property
    def named_so(self) -> tuple[str, str | None, str]:
        """Return what an entry has in common with it that is found by name."""
        return self.kind, self.jurisdiction, self.folded


class Known(NamedTuple):
    """A directory entry: what it is, where, and the one that it was merged into, if it was."""

    id: UUID
    kind: str
    jurisdiction: str | None
    merged_into: UUID | None = None

    @property
    def owner(self) -> UUID:
        """Return the entry that it is now, which holds its identifiers."""
        return self.merged_into or self.id


class DirectorySnapshot:
    """The entries that some parties may be, as they are, and what becomes new of them."""

    def __init__(self) -> None:
        """Know of nobody."""
        self.entries: dict[UUID, Known] = {}
        self.names: dict[UUID, set[str]] = {}
        self.named: dict[tuple[str, str | None, str], set[UUID]] = {}
        self.holders: dict[Pair, UUID] = {}
        self.schemes: dict[UUID, set[str]] = {}
        self.added: list[Row] = []
        self.learnt: dict[type[Any], list[Row]] = {PartyName: [], PartyIdentifier: []}
        self.newest = UUID(int=0)

    def take_entry(self, entry: Known, names: Iterable[str]) -> None:
        """Know of an entry, and of these names that it has."""
        self.entries[entry.id] = entry
        for name in names:
            self.names.setdefault(entry.id, set()).add(name)
            self.named.setdefault((entry.kind, entry.jurisdiction, name), set()).add(entry.id)

    def take_identifier(self, owner: UUID, pair: Pair) -> None:
        """Know who holds an identifier."""
        self.holders[pair] = owner
        self.schemes.setdefault(owner, set()).add(pair[0])

    def find(self, wanted: PartyKey) -> Known | None:
        """Return the entry that a stated party is; the oldest, where several could be."""
        identified = {self.holders[pair] for pair in wanted.identifiers if pair in self.holders}
        if identified:
            return self.entries[min(identified)]
        agreeing = [id for id in self.named.get(wanted.named_so, ()) if self.agrees(self.entries[id], wanted)]
        return self.entries[min(agreeing)] if agreeing else None

    def agrees(self, entry: Known, wanted: PartyKey) -> bool:
        """Whether no identifier of the same scheme says that it is somebody else."""
        return self.schemes.get(entry.owner, set()).isdisjoint(scheme for scheme, _ in wanted.identifiers)

    def match(self, wanted: PartyKey, *, public: bool, now: datetime) -> UUID:
        """Return who a stated party is, having noted what is new, and whether the public may know."""
        entry = self.find(wanted) or self.add(wanted, public=public, now=now)
        self.learn(entry, wanted, public=public)
        return entry.owner

    def add(self, wanted: PartyKey, *, public: bool, now: datetime) -> Known:
        """Add a new entry under the name as it was stated. Who comes first is the older one."""
        id = max(uuid7(now), UUID(int=self.newest.int + 1))
        self.newest = id
        row = {"id": id, "kind": wanted.kind, "jurisdiction": wanted.jurisdiction} | named(wanted.name)
        self.added.append(row | {"public": public, "merged_into": None, "created_at": now})
        entry = Known(id, wanted.kind, wanted.jurisdiction)
        self.take_entry(entry, ())
        return entry

    def learn(self, entry: Known, wanted: PartyKey, *, public: bool) -> None:
        """Note a name or identifiers that the entry did not have yet. An identifier stays with its first holder."""
        owner = entry.owner
        if wanted.folded not in self.names.get(entry.id, ()):
            for id in dict.fromkeys((entry.id, owner)):
                self.take_entry(self.entries[id], [wanted.folded])
                row = {"party_id": id, "folded_name": wanted.folded, "public": public and id == owner}
                self.learnt[PartyName].append(row)
        for pair in sorted(wanted.identifiers):
            if pair not in self.holders:
                self.take_identifier(owner, pair)
                row = {"scheme": pair[0], "value": pair[1], "party_id": owner, "public": public}
                self.learnt[PartyIdentifier].append(row)

    def write(self, connection: Connection) -> None:
        """Keep what is new."""
        insert_rows(connection, Party.__table__, self.added)
        for model, rows in self.learnt.items():
            insert_missing(connection, model.__table__, rows)


def match(connection: Connection, parties: Sequence[Mapping[str, Any]], *, now: datetime) -> list[UUID]:
    """Return the directory's id of each stated party, adding those that are new."""
    return match_in_order(connection, [PartyKey.of(party) for party in parties], repeat(False), now=now)


def match_in_order(
    connection: Connection, wanted: Sequence[PartyKey], public: Iterable[bool], *, now: datetime
) -> list[UUID]:
    """Return the directory's id of each party, of however many records, as if they had come one after the other.

    What is new of them is public at once where that is said; what was there already is not made so.
    """
    different = list(dict.fromkeys(wanted))
    is_locked = len(different) > SOMEBODY_IS_NEW
    if is_locked:
        lock_until_commit(connection, DIRECTORY_LOCK_ID)
    book = look_up(connection, different)
    if not is_locked and any(book.find(each) is None for each in different):
        lock_until_commit(connection, DIRECTORY_LOCK_ID)
        book = look_up(connection, different)
    matches = [book.match(each, public=shown, now=now) for each, shown in zip(wanted, public, strict=False)]
    book.write(connection)
    return matches


NAMED = rows_param("named", [column(name, Text()) for name in ("kind", "jurisdiction", "folded_name")]).subquery()
NAMESAKES = (
    select(PartyName.party_id, NAMED.c.kind, NAMED.c.jurisdiction)
    .join(NAMED, NAMED.c.folded_name == PartyName.folded_name)
    .cte("namesakes")
    .prefix_with("MATERIALIZED")
)
"""Who has a name that is sought, wherever and whatever they are. PostgreSQL might begin with all who are of a kind."""

BY_NAME = select(NAMESAKES.c.party_id).join(
    Party,
    and_(
        Party.id == NAMESAKES.c.party_id,
        Party.kind == NAMESAKES.c.kind,
        func.coalesce(Party.jurisdiction, "") == NAMESAKES.c.jurisdiction,
    ),
)
BY_IDENTIFIER = select(PartyIdentifier.party_id).where(
    in_rows_param((PartyIdentifier.scheme, PartyIdentifier.value), "identifiers")
)
OWNER = func.coalesce(Party.merged_into, Party.id)
ENTRIES = select(Party.id, Party.kind, Party.jurisdiction, Party.merged_into, PartyName.folded_name).join(
    PartyName, PartyName.party_id == Party.id, isouter=True
)
IDENTIFIERS = (
    select(PartyIdentifier.party_id, PartyIdentifier.scheme, PartyIdentifier.value)
    .join(Party, PartyIdentifier.party_id == OWNER)
    .distinct()
)


def of_found(query: Any, *, identified: bool) -> Any:
    """Return the query, of the entries that share a name, or also an identifier, with what is sought."""
    found = (BY_NAME.union(BY_IDENTIFIER) if identified else BY_NAME).subquery()
    return query.where(Party.id.in_(select(found.c.party_id)))


ENTRIES_FOUND = {identified: of_found(ENTRIES, identified=identified) for identified in (True, False)}
IDENTIFIERS_FOUND = of_found(IDENTIFIERS, identified=True)
OWNERS = ENTRIES.where(in_rows_param([Party.id], "ids"))
"""Statements that every new record runs, made once: with identifiers to look for, and without."""


def look_up(connection: Connection, wanted: Sequence[PartyKey]) -> DirectorySnapshot:
    """Return every entry that shares a name or an identifier with one of the stated parties.

    Who holds which identifiers matters only for those that are stated with some.
    """
    book = DirectorySnapshot()
    identified = set().union(*(each.identifiers for each in wanted))
    named = {(each.kind, each.jurisdiction or "", each.folded) for each in wanted}
    sought = {"named": encode_rows(named), "identifiers": encode_rows(identified)}
    take(book, connection.execute(ENTRIES_FOUND[bool(identified)], sought))
    for owner, scheme, value in connection.execute(IDENTIFIERS_FOUND, sought) if identified else ():
        book.take_identifier(owner, (scheme, value))
    owners = {entry.owner for entry in book.entries.values()} - book.entries.keys()
    if owners:
        take(book, connection.execute(OWNERS, {"ids": encode_values(owners)}))
    return book


def take(book: DirectorySnapshot, entries: Iterable[Any]) -> None:
    """Know of entries, a row for each of their names."""
    for id, kind, jurisdiction, merged_into, name in entries:
        book.take_entry(Known(id, kind, jurisdiction, merged_into), () if name is None else (name,))
