"""Matching stated parties to the directory: by identifier, else by kind, jurisdiction and name, else they are added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, func, insert, select, tuple_

from api.models import Party, PartyIdentifier, PartyName
from api.models.database import Session
from api.models.statements import insert_missing, is_one_of_told, lock_until_commit, padded, rows_told
from api.services.directory import ADDING, matching_name, named
from domain.ids import uuid7

Pair = tuple[str, str]
Row = dict[str, Any]

MOST_AT_ONCE = 5_000
"""How many names and identifiers are looked up in one statement: engines bound its parameters."""


class Wanted(NamedTuple):
    """What a stated party is matched by."""

    kind: str
    jurisdiction: str | None
    name: str
    folded: str
    identifiers: frozenset[Pair]

    @classmethod
    def of(cls, party: Mapping[str, Any]) -> Wanted:
        """Take from a stated party what counts for matching."""
        pairs = frozenset((each["scheme"], each["id"]) for each in party["identifiers"])
        return cls(party["kind"], party.get("jurisdiction"), party["name"], matching_name(party["name"]), pairs)

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


class Book:
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

    def find(self, wanted: Wanted) -> Known | None:
        """Return the entry that a stated party is; the oldest, where several could be."""
        identified = {self.holders[pair] for pair in wanted.identifiers if pair in self.holders}
        if identified:
            return self.entries[min(identified)]
        agreeing = [id for id in self.named.get(wanted.named_so, ()) if self.agrees(self.entries[id], wanted)]
        return self.entries[min(agreeing)] if agreeing else None

    def agrees(self, entry: Known, wanted: Wanted) -> bool:
        """Whether no identifier of the same scheme says that it is somebody else."""
        return self.schemes.get(entry.owner, set()).isdisjoint(scheme for scheme, _ in wanted.identifiers)

    def match(self, wanted: Wanted, *, now: datetime) -> UUID:
        """Return who a stated party is, having noted what is new."""
        entry = self.find(wanted) or self.add(wanted, now=now)
        self.learn(entry, wanted)
        return entry.owner

    def add(self, wanted: Wanted, *, now: datetime) -> Known:
        """Add a new entry under the name as it was stated. Who comes first is the older one."""
        id = max(uuid7(now), UUID(int=self.newest.int + 1))
        self.newest = id
        row = {"id": id, "kind": wanted.kind, "jurisdiction": wanted.jurisdiction} | named(wanted.name)
        self.added.append(row | {"public": False, "merged_into": None, "created_at": now})
        entry = Known(id, wanted.kind, wanted.jurisdiction)
        self.take_entry(entry, ())
        return entry

    def learn(self, entry: Known, wanted: Wanted) -> None:
        """Note a name or identifiers that the entry did not have yet. An identifier stays with its first holder."""
        if wanted.folded not in self.names.get(entry.id, ()):
            for id in dict.fromkeys((entry.id, entry.owner)):
                self.take_entry(self.entries[id], [wanted.folded])
                self.learnt[PartyName].append({"party_id": id, "folded_name": wanted.folded, "public": False})
        for pair in sorted(wanted.identifiers):
            if pair not in self.holders:
                self.take_identifier(entry.owner, pair)
                row = {"scheme": pair[0], "value": pair[1], "party_id": entry.owner, "public": False}
                self.learnt[PartyIdentifier].append(row)

    def write(self, session: Session) -> None:
        """Keep what is new."""
        if self.added:
            session.execute(ADD, self.added)
        for model, rows in self.learnt.items():
            insert_missing(session, model, rows)


def match(session: Session, parties: Sequence[Mapping[str, Any]], *, now: datetime) -> list[UUID]:
    """Return the directory's id of each stated party, adding those that are new."""
    return match_in_order(session, [Wanted.of(party) for party in parties], now=now)


def match_in_order(session: Session, wanted: Sequence[Wanted], *, now: datetime) -> list[UUID]:
    """Return the directory's id of each party, of however many records, as if they had come one after the other."""
    different = list(dict.fromkeys(wanted))
    book = look_up(session, different)
    if any(book.find(each) is None for each in different):
        lock_until_commit(session, ADDING)
        book = look_up(session, different)
    matches = [book.match(each, now=now) for each in wanted]
    book.write(session)
    return matches


ADD = insert(Party)
BY_NAME = (
    select(PartyName.party_id)
    .join(Party, Party.id == PartyName.party_id)
    .where(
        PartyName.folded_name.in_(bindparam("names", expanding=True)),
        tuple_(Party.kind, func.coalesce(Party.jurisdiction, ""), PartyName.folded_name).in_(
            bindparam("named", expanding=True)
        ),
    )
)
BY_IDENTIFIER = select(PartyIdentifier.party_id).where(
    is_one_of_told((PartyIdentifier.scheme, PartyIdentifier.value), "identifiers")
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
OWNERS = ENTRIES.where(Party.id.in_(bindparam("ids", expanding=True)))
"""Statements that every new record runs, made once: with identifiers to look for, and without."""


def look_up(session: Session, wanted: Sequence[Wanted]) -> Book:
    """Return every entry that shares a name or an identifier with one of the stated parties.

    Who holds which identifiers matters only for those that are stated with some.
    """
    book = Book()
    for some in portions(wanted):
        identified = set().union(*(each.identifiers for each in some))
        sought: dict[str, list[Any]] = {
            "names": padded({each.folded for each in some}),
            "named": padded({(each.kind, each.jurisdiction or "", each.folded) for each in some}),
        }
        if identified:
            sought |= rows_told("identifiers", identified)
        take(book, session.execute(ENTRIES_FOUND[bool(identified)], sought))
        for owner, scheme, value in session.execute(IDENTIFIERS_FOUND, sought) if identified else ():
            book.take_identifier(owner, (scheme, value))
    owners = {entry.owner for entry in book.entries.values()} - book.entries.keys()
    if owners:
        take(book, session.execute(OWNERS, {"ids": padded(owners)}))
    return book


def take(book: Book, entries: Iterable[Any]) -> None:
    """Know of entries, a row for each of their names."""
    for id, kind, jurisdiction, merged_into, name in entries:
        book.take_entry(Known(id, kind, jurisdiction, merged_into), () if name is None else (name,))


def portions(wanted: Sequence[Wanted]) -> Iterator[list[Wanted]]:
    """Yield the parties, as many at a time as one statement may look up."""
    some: list[Wanted] = []
    size = 0
    for each in wanted:
        size += 1 + len(each.identifiers)
        if some and size > MOST_AT_ONCE:
            yield some
            some, size = [], 1 + len(each.identifiers)
        some.append(each)
    if some:
        yield some
