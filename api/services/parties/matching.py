"""Matching stated parties to the directory: by identifier, else by kind, jurisdiction and name, else they are added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Text, and_, column, func, select

from api.db.bulk_insert import driver_rows, insert_driver_rows
from api.db.compiled_query import CompiledQuery
from api.db.sql import (
    DIRECTORY_LOCK_ID,
    encode_rows,
    encode_values,
    in_rows_param,
    insert_missing,
    lock_until_commit,
    rows_param,
)
from api.models import Party, PartyIdentifier, PartyName
from api.services.parties.visibility import name_columns, resolve_merged
from domain.ids import uuid7
from domain.text.normalize import match_name

LOCK_UPFRONT_ABOVE = 200
"""Different parties among which some are surely new: the directory is locked at once, and looked up once."""

Pair = tuple[str, str]
Row = dict[str, Any]


class PartyKey(NamedTuple):
    """The matching key of a stated party: its name and identifiers, within its kind and jurisdiction."""

    kind: str
    jurisdiction: str | None
    name: str
    folded_name: str
    identifiers: frozenset[Pair]


class Entry(NamedTuple):
    """A directory entry. `canonical_id` is the entry it was merged into, which holds its identifiers, or its own."""

    id: UUID
    kind: str
    jurisdiction: str | None
    canonical_id: UUID


@dataclass(slots=True)
class DirectorySnapshot:
    """The entries that some parties may be, and the rows that have become new by matching them."""

    entries: dict[UUID, Entry] = field(default_factory=dict)
    by_name: dict[tuple[str, str | None, str], set[UUID]] = field(default_factory=dict)
    holders: dict[Pair, UUID] = field(default_factory=dict)
    schemes: dict[UUID, set[str]] = field(default_factory=dict)
    new_parties: list[Row] = field(default_factory=list)
    new_names: list[Row] = field(default_factory=list)
    new_identifiers: list[Row] = field(default_factory=list)
    newest_id: int = 0

    def find(self, key: PartyKey) -> Entry | None:
        """The entry that a party is: the oldest that has one of its identifiers, else of those that share its name.

        An entry with another identifier of the same scheme is a different party.
        """
        identified = {self.holders[pair] for pair in key.identifiers if pair in self.holders}
        if identified:
            return self.entries[min(identified)]
        schemes = {scheme for scheme, _ in key.identifiers}
        namesakes = self.by_name.get((key.kind, key.jurisdiction, key.folded_name), ())
        same = [id for id in namesakes if schemes.isdisjoint(self.schemes.get(self.entries[id].canonical_id, ()))]
        return self.entries[min(same)] if same else None

    def match(self, key: PartyKey, *, public: bool, now: datetime) -> UUID:
        """The canonical id of the entry that a party is, new if there is none; with its name and identifiers noted."""
        entry = self.find(key) or self.add_entry(key, public=public, now=now)
        if entry.id not in self.by_name.setdefault((entry.kind, entry.jurisdiction, key.folded_name), set()):
            self.add_name(entry, key.folded_name, public=public)
        for pair in sorted(key.identifiers - self.holders.keys()):
            self.holders[pair] = entry.canonical_id
            self.schemes.setdefault(entry.canonical_id, set()).add(pair[0])
            row = {"scheme": pair[0], "value": pair[1], "party_id": entry.canonical_id, "public": public}
            self.new_identifiers.append(row)
        return entry.canonical_id

    def add_entry(self, key: PartyKey, *, public: bool, now: datetime) -> Entry:
        """A new entry under the stated name. Ids rise, so that the lowest id is the oldest entry."""
        id = max(uuid7(now), UUID(int=self.newest_id + 1))
        self.newest_id = id.int
        row = {"id": id, "kind": key.kind, "jurisdiction": key.jurisdiction} | name_columns(key.name)
        self.new_parties.append(row | {"public": public, "merged_into": None, "created_at": now})
        self.entries[id] = Entry(id, key.kind, key.jurisdiction, id)
        return self.entries[id]

    def add_name(self, entry: Entry, folded_name: str, *, public: bool) -> None:
        """Add a name that an entry did not have, also to the entry it was merged into."""
        for id in dict.fromkeys((entry.id, entry.canonical_id)):
            other = self.entries[id]
            self.by_name.setdefault((other.kind, other.jurisdiction, folded_name), set()).add(id)
            is_public = public and id == entry.canonical_id
            self.new_names.append({"party_id": id, "folded_name": folded_name, "public": is_public})


def match_parties(connection: Connection, records: Sequence[Mapping[str, Any]]) -> None:
    """Give every party of these records its `party_id`: its entry in the directory, a new one where none matches.

    Records are matched in order, as if they came one by one. New entries are public if the record is published. A party
    that has a `party_id` keeps it, unless that was merged into another. No entry is merged until the transaction ends.
    The directory is locked if some parties are new.
    """
    unmatched = [
        (party, key_of(party), record) for record in records for party in record["parties"] if "party_id" not in party
    ]
    if unmatched:
        keys = list(dict.fromkeys(key for _, key, _ in unmatched))
        is_locked = len(keys) > LOCK_UPFRONT_ABOVE
        if is_locked:
            lock_until_commit(connection, DIRECTORY_LOCK_ID)
        snapshot = look_up(connection, keys)
        has_new = not is_locked and any(snapshot.find(key) is None for key in keys)
        if has_new and lock_until_commit(connection, DIRECTORY_LOCK_ID):
            snapshot = look_up(connection, keys)
        for party, key, record in unmatched:
            is_public = record["state"] == "published"
            party["party_id"] = snapshot.match(key, public=is_public, now=record["updated_at"])
        if snapshot.new_parties:
            rows = driver_rows(connection.dialect.name, Party.__table__, snapshot.new_parties)
            insert_driver_rows(connection, Party.__table__, rows)
        insert_missing(connection, PartyName.__table__, snapshot.new_names)
        insert_missing(connection, PartyIdentifier.__table__, snapshot.new_identifiers)
    parties = [party for record in records for party in record["parties"]]
    canonical = resolve_merged(connection, {party["party_id"] for party in parties}, lock=True) if parties else {}
    for party in parties:
        party["party_id"] = canonical[party["party_id"]]


def key_of(party: Mapping[str, Any]) -> PartyKey:
    """The matching key of a stated party."""
    identifiers = frozenset((each["scheme"], each["id"]) for each in party["identifiers"])
    return PartyKey(party["kind"], party.get("jurisdiction"), party["name"], match_name(party["name"]), identifiers)


NAMES = rows_param("named", [column(name, Text()) for name in ("kind", "jurisdiction", "folded_name")]).subquery()
NAMESAKES = (
    select(PartyName.party_id, NAMES.c.kind, NAMES.c.jurisdiction)
    .join(NAMES, NAMES.c.folded_name == PartyName.folded_name)
    .cte("namesakes")
    .prefix_with("MATERIALIZED")
)
"""Entries with one of the names, whatever their kind: PostgreSQL might otherwise begin with all of a kind."""

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
CANONICAL_ID = func.coalesce(Party.merged_into, Party.id).label("canonical_id")
ENTRIES = select(Party.id, Party.kind, Party.jurisdiction, CANONICAL_ID, PartyName.folded_name).join(
    PartyName, PartyName.party_id == Party.id, isouter=True
)
IDENTIFIERS = (
    select(PartyIdentifier.party_id, PartyIdentifier.scheme, PartyIdentifier.value)
    .join(Party, PartyIdentifier.party_id == CANONICAL_ID)
    .distinct()
)


def sharing(query: Any, *, identified: bool) -> Any:
    """The query, for entries that share a name with one of the parties; `identified`: or an identifier."""
    shared = (BY_NAME.union(BY_IDENTIFIER) if identified else BY_NAME).subquery()
    return query.where(Party.id.in_(select(shared.c.party_id)))


ENTRIES_SHARING = {each: CompiledQuery(sharing(ENTRIES, identified=each)) for each in (True, False)}
IDENTIFIERS_SHARING = CompiledQuery(sharing(IDENTIFIERS, identified=True))
ENTRIES_BY_ID = CompiledQuery(ENTRIES.where(in_rows_param([Party.id], "ids")))


def look_up(connection: Connection, keys: Sequence[PartyKey]) -> DirectorySnapshot:
    """The entries that share a name or an identifier with one of the parties, and the entries they were merged into.

    Identifiers are looked up only if one of the parties has some.
    """
    snapshot = DirectorySnapshot()
    identifiers = set().union(*(key.identifiers for key in keys))
    names = {(key.kind, key.jurisdiction or "", key.folded_name) for key in keys}
    params = {"named": encode_rows(names), "identifiers": encode_rows(identifiers)}
    rows = ENTRIES_SHARING[bool(identifiers)].all(connection, params)
    merged_into = {row.canonical_id for row in rows} - {row.id for row in rows}
    if merged_into:
        rows += ENTRIES_BY_ID.all(connection, {"ids": encode_values(merged_into)})
    for id, kind, jurisdiction, canonical_id, name in rows:
        snapshot.entries[id] = Entry(id, kind, jurisdiction, canonical_id)
        snapshot.by_name.setdefault((kind, jurisdiction, name), set()).add(id)
    for holder, scheme, value in IDENTIFIERS_SHARING.all(connection, params) if identifiers else ():
        snapshot.holders[scheme, value] = holder
        snapshot.schemes.setdefault(holder, set()).add(scheme)
    return snapshot
