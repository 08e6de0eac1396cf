"""Matching stated parties to the directory: by identifier, else by kind, jurisdiction and name, else they are added."""

from __future__ import annotations

from collections import Counter
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
from api.models.party import REMOVED
from api.services.parties.visibility import matched_jurisdiction, name_columns, resolve_merged, search_words
from domain.ids import derived_uuid7, uuid7
from domain.text.normalize import match_name

NIL = UUID(int=0)
"""The nil UUID (RFC 9562), of an entry that is not made."""

UNEDITED = dict.fromkeys(("merged_into", "preferred_name", "preferred_jurisdiction", "succeeds"))
"""Columns of a new entry that only administrators fill."""

LOCK_UPFRONT_ABOVE = 200
"""Different parties, some surely new: the directory is locked at once, and looked up once."""

Pair = tuple[str, str]
Row = dict[str, Any]


class PartyKey(NamedTuple):
    """The matching key of a stated party: its name and identifiers, within its kind and matched jurisdiction."""

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
    public: bool


@dataclass(slots=True)
class DirectoryView:
    """The entries as some records see them: by kind, jurisdiction and name; by identifier; the identifiers of each."""

    by_name: dict[tuple[str, str | None, str], set[UUID]] = field(default_factory=dict)
    holders: dict[Pair, UUID] = field(default_factory=dict)
    identifiers: dict[UUID, set[Pair]] = field(default_factory=dict)

    def add_identifier(self, pair: Pair, holder: UUID) -> None:
        """Add an identifier of an entry. The oldest entry that has it is its holder."""
        self.holders[pair] = min(holder, self.holders.get(pair, holder))
        self.identifiers.setdefault(holder, set()).add(pair)


@dataclass(slots=True)
class DirectorySnapshot:
    """The entries that some parties may be, and the rows that have become new by matching them.

    What drafts alone state is in the view `every`, not in `public`: a published record is matched as if there were no
    drafts. `removed` are the identifiers that an administrator removed from an entry.
    """

    entries: dict[UUID, Entry] = field(default_factory=dict)
    removed: dict[UUID, set[Pair]] = field(default_factory=dict)
    public: DirectoryView = field(default_factory=DirectoryView)
    every: DirectoryView = field(default_factory=DirectoryView)
    new_parties: list[Row] = field(default_factory=list)
    new_names: list[Row] = field(default_factory=list)
    new_identifiers: list[Row] = field(default_factory=list)
    newest_id: int = 0

    def find(self, key: PartyKey, *, public: bool) -> Entry | None:
        """The entry that a party is: the oldest that has one of its identifiers, else of those that share its name.

        An entry with another identifier of the same scheme is a different party. One of the name, from which an
        administrator removed the identifier, comes before another that has it. A draft's party is first sought among
        the public entries.
        """
        views = (self.public,) if public else (self.public, self.every)
        schemes = {scheme for scheme, _ in key.identifiers}
        for view in views:
            named = view.by_name.get((key.kind, key.jurisdiction, key.folded_name), set())
            identified = {view.holders[pair] for pair in key.identifiers if pair in view.holders}
            marked = {id for id in named if key.identifiers & self.removed.get(self.entries[id].canonical_id, set())}
            same = (identified & named) or marked or identified
            same = same or {
                id
                for id in named
                if schemes.isdisjoint(scheme for scheme, _ in view.identifiers.get(self.entries[id].canonical_id, ()))
            }
            if same:
                return self.entries[min(same)]
        return None

    def match(self, key: PartyKey, own_id: UUID, *, public: bool, now: datetime) -> UUID:
        """The canonical id of the entry that a party is, new if there is none; with its name and identifiers noted.

        `own_id` is the id of the entry that this statement makes.
        """
        entry = self.find(key, public=public) or self.add_entry(key, own_id, public=public, now=now)
        views = (self.public, self.every) if public else (self.every,)
        if entry.id not in views[0].by_name.get((entry.kind, entry.jurisdiction, key.folded_name), ()):
            for id in dict.fromkeys((entry.id, entry.canonical_id)):
                row = {"party_id": id, "folded_name": key.folded_name, "public": public}
                self.new_names.append(row | {"words": search_words(key.name), "edit": None, "name": None})
                name = (self.entries[id].kind, self.entries[id].jurisdiction, key.folded_name)
                for view in views:
                    view.by_name.setdefault(name, set()).add(id)
        for pair in sorted(key.identifiers - views[0].holders.keys() - self.removed.get(entry.canonical_id, set())):
            row = {"scheme": pair[0], "value": pair[1], "party_id": entry.canonical_id, "public": public}
            self.new_identifiers.append(row | {"edit": None})
            for view in views:
                view.add_identifier(pair, entry.canonical_id)
        return entry.canonical_id

    def add_entry(self, key: PartyKey, own_id: UUID, *, public: bool, now: datetime) -> Entry:
        """A new entry under the stated name; of a published record, also the entry that the record had as a draft.

        Ids rise, so that the lowest id is the oldest entry.
        """
        known = self.entries.get(own_id)
        entry = Entry(own_id, key.kind, key.jurisdiction, own_id, public)
        if known is None or not public or known.public or known.canonical_id != own_id:
            id = own_id if known is None else max(uuid7(now), UUID(int=self.newest_id + 1))
            self.newest_id = max(id.int, self.newest_id)
            entry = entry._replace(id=id, canonical_id=id)
            row = {"id": id, "kind": key.kind, "jurisdiction": key.jurisdiction} | name_columns(key.name)
            self.new_parties.append(row | UNEDITED | {"public": public, "created_at": now})
        self.entries[entry.id] = entry
        return entry


def match_parties(connection: Connection, records: Sequence[Mapping[str, Any]]) -> None:
    """Give every party of these records its `party_id`: its entry in the directory, a new one where none matches.

    Records are matched in order, as if they came one by one; published ones by what published records state. A party
    that has a `party_id` keeps it, unless that was merged. No entry is merged until the transaction ends. The directory
    is locked if some parties are new.
    """
    unmatched = [
        (party, key_of(party, record["jurisdiction"]), record)
        for record in records
        for party in record["parties"]
        if "party_id" not in party
    ]
    if unmatched:
        keys = list(dict.fromkeys((key, record["state"] == "published") for _, key, record in unmatched))
        is_locked = len(keys) > LOCK_UPFRONT_ABOVE
        if is_locked:
            lock_until_commit(connection, DIRECTORY_LOCK_ID)
        snapshot = look_up(connection, [key for key, _ in keys])
        has_new = any(
            snapshot.find(key, public=is_public) is None
            or not key.identifiers <= (snapshot.public if is_public else snapshot.every).holders.keys()
            for key, is_public in keys
        )
        if has_new and not is_locked and lock_until_commit(connection, DIRECTORY_LOCK_ID):
            snapshot = look_up(connection, [key for key, _ in keys])
        own_ids = ids_of_statements(unmatched) if has_new else [NIL] * len(unmatched)
        if has_new:
            add_rows(snapshot, ENTRIES_BY_ID.all(connection, {"ids": encode_values(own_ids)}))
        for (party, key, record), own_id in zip(unmatched, own_ids, strict=True):
            is_public = record["state"] == "published"
            party["party_id"] = snapshot.match(key, own_id, public=is_public, now=record["updated_at"])
        if snapshot.new_parties:
            rows = driver_rows(connection.dialect.name, Party.__table__, snapshot.new_parties)
            insert_driver_rows(connection, Party.__table__, rows)
        insert_missing(connection, PartyName.__table__, snapshot.new_names)
        insert_missing(connection, PartyIdentifier.__table__, snapshot.new_identifiers)
    parties = [party for record in records for party in record["parties"]]
    canonical = resolve_merged(connection, {party["party_id"] for party in parties}, lock=True) if parties else {}
    for party in parties:
        party["party_id"] = canonical[party["party_id"]]


def ids_of_statements(parties: Sequence[tuple[Any, PartyKey, Mapping[str, Any]]]) -> list[UUID]:
    """For each party of a record, the id of the entry that its statement makes: always the same one.

    So neither the id of a public entry nor its place in an order shows which drafts stated the party before.
    """
    numbers: Counter[Any] = Counter()
    ids = []
    for _, key, record in parties:
        statement = (str(record["id"]), key.kind, key.jurisdiction or "", key.folded_name)
        ids.append(derived_uuid7(record["created_at"], *statement, str(numbers[statement])))
        numbers[statement] += 1
    return ids


def key_of(party: Mapping[str, Any], record_jurisdiction: str) -> PartyKey:
    """The matching key of a party that a record of this jurisdiction states."""
    identifiers = frozenset((each["scheme"], each["id"]) for each in party["identifiers"])
    jurisdiction = matched_jurisdiction(party, record_jurisdiction)
    return PartyKey(party["kind"], jurisdiction, party["name"], match_name(party["name"]), identifiers)


NAMES = rows_param("named", [column(name, Text()) for name in ("kind", "jurisdiction", "folded_name")]).subquery()
NAMESAKES = (
    select(PartyName.party_id, NAMES.c.kind, NAMES.c.jurisdiction)
    .join(NAMES, NAMES.c.folded_name == PartyName.folded_name)
    .where(PartyName.edit.is_distinct_from(REMOVED))
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
ENTRIES = select(
    *(Party.id, Party.kind, Party.jurisdiction, CANONICAL_ID, Party.public),
    *(PartyName.folded_name, PartyName.public.label("is_name_public")),
).join(PartyName, and_(PartyName.party_id == Party.id, PartyName.edit.is_distinct_from(REMOVED)), isouter=True)
IDENTIFIERS = (
    select(
        *(PartyIdentifier.party_id, PartyIdentifier.scheme, PartyIdentifier.value),
        *(PartyIdentifier.public, PartyIdentifier.edit),
    )
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

    Identifiers are looked up only if one of the parties has some. Those of an entry that has been added meanwhile are
    left out: its party then counts as new, and all is looked up again under the lock.
    """
    snapshot = DirectorySnapshot()
    identifiers = set().union(*(key.identifiers for key in keys))
    names = {(key.kind, key.jurisdiction or "", key.folded_name) for key in keys}
    params = {"named": encode_rows(names), "identifiers": encode_rows(identifiers)}
    rows = ENTRIES_SHARING[bool(identifiers)].all(connection, params)
    merged_into = {row.canonical_id for row in rows} - {row.id for row in rows}
    rows += ENTRIES_BY_ID.all(connection, {"ids": encode_values(merged_into)}) if merged_into else ()
    add_rows(snapshot, rows)
    held = IDENTIFIERS_SHARING.all(connection, params) if identifiers else ()
    for holder, *pair, is_public, edit in (row for row in held if row[0] in snapshot.entries):
        is_shown = is_public and snapshot.entries[holder].public
        views = (snapshot.public, snapshot.every) if is_shown else (snapshot.every,)
        if edit == REMOVED:
            snapshot.removed.setdefault(holder, set()).add(tuple(pair))
        else:
            for view in views:
                view.add_identifier(tuple(pair), holder)
    return snapshot


def add_rows(snapshot: DirectorySnapshot, rows: Sequence[Any]) -> None:
    """Add entries and their names. What an administrator merged into a public entry matches for published records."""
    snapshot.entries |= {row.id: Entry(*row[:5]) for row in rows}
    for id, kind, jurisdiction, canonical_id, is_entry_public, name, is_name_public in rows:
        is_merged = id != canonical_id and canonical_id in snapshot.entries and snapshot.entries[canonical_id].public
        is_public = is_merged or (is_entry_public and is_name_public)
        for view in (snapshot.public, snapshot.every) if is_public else (snapshot.every,):
            view.by_name.setdefault((kind, jurisdiction, name), set()).add(id)
