"""Matching the parties of a record to the directory, which holds each real party once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, func, insert, select, tuple_, update

from api.models import Announcement, Party, PartyIdentifier, PartyName, StatedParty
from api.models.database import Session
from api.models.statements import insert_missing, is_one_of, lock_until_commit
from domain.ids import uuid7
from domain.text import fold_name

SORTED_BY = 80
"""How many characters of a name lists go by: a cursor carries them, and has to fit into an address."""

ADDING = 0x636F6D_01
"""The number of the lock under which parties are added."""


LONGEST_INDEXED = 200
"""How long a folded name may be for an index; folding can make many characters of one."""


def matching_name(name: str) -> str:
    """Return what a name is matched by: folded, and where that is too long for an index, a digest of it."""
    folded = fold_name(name)
    return folded if len(folded) <= LONGEST_INDEXED else hashlib.sha256(folded.encode()).hexdigest()


class Wanted(NamedTuple):
    """What a stated party is matched by."""

    kind: str
    jurisdiction: str | None
    name: str
    folded: str
    identifiers: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, party: Mapping[str, Any]) -> Wanted:
        """Take from a stated party what counts for matching."""
        named = frozenset((each["scheme"], each["id"]) for each in party["identifiers"])
        return cls(party["kind"], party.get("jurisdiction"), party["name"], matching_name(party["name"]), named)


class Known(NamedTuple):
    """A directory entry, with the names and identifiers by which it can be found."""

    id: UUID
    kind: str
    jurisdiction: str | None
    names: frozenset[str]
    identifiers: frozenset[tuple[str, str]]
    merged_into: UUID | None = None

    def has_identifier_of(self, wanted: Wanted) -> bool:
        """Whether an identifier says that this is the one."""
        return not self.identifiers.isdisjoint(wanted.identifiers)

    def is_named(self, wanted: Wanted) -> bool:
        """Whether the name says so, and no identifier of the same scheme says otherwise."""
        theirs = dict(self.identifiers)
        agrees = all(theirs.get(scheme, value) == value for scheme, value in wanted.identifiers)
        same = (self.kind, self.jurisdiction) == (wanted.kind, wanted.jurisdiction)
        return same and agrees and wanted.folded in self.names


def match(session: Session, parties: Sequence[Mapping[str, Any]], *, now: datetime) -> list[UUID]:
    """Return the directory's id of each stated party, adding those that are new.

    By identifier, else by kind, jurisdiction and name without regard to case, accents, width or spacing.
    """
    wanted = [Wanted.of(party) for party in parties]
    found = look_up(session, wanted)
    if any(find(found, each) is None for each in wanted):
        lock_until_commit(session, ADDING)
        found = look_up(session, wanted)
    matches = []
    for each in wanted:
        entry = find(found, each) or add(session, each, now=now)
        found[entry.id] = learn(session, entry, each)
        matches.append(entry.merged_into or entry.id)
    return matches


def still_there(session: Session, ids: Iterable[UUID], *, lock: bool = False) -> dict[UUID, UUID]:
    """Return for each entry the one that it is now: itself, or the one that it was merged into.

    With a lock, no entry is merged until the transaction ends.
    """
    wanted = set(ids)
    query = select(Party.id, Party.merged_into).where(Party.id.in_(wanted)).order_by(Party.id)
    rows = session.execute(query.with_for_update(read=True, key_share=True) if lock else query)
    return {id: id for id in wanted} | {row.id: row.merged_into for row in rows if row.merged_into}


def find(known: Mapping[UUID, Known], wanted: Wanted) -> Known | None:
    """Return the entry that a stated party is; the oldest, where several could be."""
    entries = sorted(known.values(), key=lambda entry: entry.id)
    identified = (entry for entry in entries if entry.has_identifier_of(wanted))
    named = (entry for entry in entries if entry.is_named(wanted))
    return next(identified, None) or next(named, None)


BY_NAME = select(PartyName.party_id).where(PartyName.folded_name.in_(bindparam("names", expanding=True)))
BY_IDENTIFIER = select(PartyIdentifier.party_id).where(
    PartyIdentifier.scheme.in_(bindparam("schemes", expanding=True)),
    tuple_(PartyIdentifier.scheme, PartyIdentifier.value).in_(bindparam("identifiers", expanding=True)),
)
FOUND = BY_NAME.union(BY_IDENTIFIER).subquery()
ENTRIES = (
    select(Party.id, Party.kind, Party.jurisdiction, Party.merged_into, PartyName.folded_name)
    .join(PartyName, PartyName.party_id == Party.id)
    .where(Party.id.in_(select(FOUND)))
)
IDENTIFIERS = (
    select(Party.id.label("party_id"), PartyIdentifier.scheme, PartyIdentifier.value)
    .join(PartyIdentifier, PartyIdentifier.party_id == func.coalesce(Party.merged_into, Party.id))
    .where(Party.id.in_(select(FOUND)))
)
"""Statements that every new record runs, made once."""


def look_up(session: Session, wanted: Sequence[Wanted]) -> dict[UUID, Known]:
    """Return every entry that shares a name or an identifier with one of the stated parties."""
    identified = set().union(*(each.identifiers for each in wanted))
    sought = {
        "names": list({each.folded for each in wanted}),
        "schemes": list({scheme for scheme, _ in identified}),
        "identifiers": list(identified),
    }
    entries = session.execute(ENTRIES, sought).all()
    identifiers = group((row.party_id, (row.scheme, row.value)) for row in session.execute(IDENTIFIERS, sought))
    names = group((entry.id, entry.folded_name) for entry in entries)
    return {
        id: Known(id, kind, jurisdiction, frozenset(names[id]), frozenset(identifiers.get(id, ())), merged)
        for id, kind, jurisdiction, merged, _ in entries
    }


def group(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, set[Any]]:
    """Return the values of each name."""
    groups: dict[Any, set[Any]] = {}
    for name, value in pairs:
        groups.setdefault(name, set()).add(value)
    return groups


def add(session: Session, wanted: Wanted, *, now: datetime) -> Known:
    """Add a new entry under the name as it was stated."""
    id = uuid7(now)
    session.execute(
        insert(Party).values(
            id=id,
            kind=wanted.kind,
            jurisdiction=wanted.jurisdiction,
            **named(wanted.name),
            public=False,
            created_at=now,
        )
    )
    return Known(id, wanted.kind, wanted.jurisdiction, frozenset(), frozenset())


def learn(session: Session, entry: Known, wanted: Wanted) -> Known:
    """Keep a name or identifiers that the entry did not have yet. An identifier stays with its first holder."""
    owner = entry.merged_into or entry.id
    if wanted.folded not in entry.names:
        named_so = {"folded_name": wanted.folded, "public": False}
        insert_missing(session, PartyName, [{"party_id": id} | named_so for id in dict.fromkeys((entry.id, owner))])
    new = sorted(wanted.identifiers - entry.identifiers)
    insert_missing(
        session,
        PartyIdentifier,
        [{"scheme": scheme, "value": value, "party_id": owner, "public": False} for scheme, value in new],
    )
    return entry._replace(names=entry.names | {wanted.folded}, identifiers=entry.identifiers | wanted.identifiers)


def named(name: str) -> dict[str, str]:
    """Return the columns of the name that an entry goes by."""
    return {"name": name, "sort_key": fold_name(name)[:SORTED_BY]}


def make_private(session: Session, parties: Sequence[Mapping[str, Any]]) -> None:
    """Show no longer what only records that were withdrawn say of these parties."""
    ids = {party["party"]["id"] for party in parties}
    spoken = (
        select(StatedParty.party_id, StatedParty.name, StatedParty.identifiers)
        .join(Announcement, Announcement.id == StatedParty.announcement_id)
        .where(StatedParty.party_id.in_(ids), Announcement.state == "published")
        .order_by(Announcement.published_at, Announcement.id)
    )
    rows = session.execute(spoken).all()
    for id in sorted(ids):
        said = [row for row in rows if row.party_id == id]
        hide(session, PartyName, id, PartyName.folded_name, {matching_name(row.name) for row in said})
        held = {f"{each['scheme']}:{each['id']}" for row in said for each in row.identifiers}
        hide(session, PartyIdentifier, id, PartyIdentifier.scheme + ":" + PartyIdentifier.value, held)
        values = named(said[0].name) if said else {}
        still = session.scalar(select(Party.name).where(Party.id == id)) in {row.name for row in said}
        session.execute(update(Party).where(Party.id == id).values(public=bool(said), **({} if still else values)))


def hide(session: Session, model: Any, id: UUID, column: Any, said: set[str]) -> None:
    """Make those rows of a party private that no published record says."""
    session.execute(update(model).where(model.party_id == id, column.not_in(said)).values(public=False))


def make_public(session: Session, parties: Sequence[Mapping[str, Any]]) -> None:
    """Show from now on what a published record says of its parties. An entry goes by the first name made public."""
    names = {party["party"]["id"]: party["name"] for party in reversed(parties)}
    folded = {(party["party"]["id"], matching_name(party["name"])) for party in parties}
    stated = {(each["scheme"], each["id"], party["party"]["id"]) for party in parties for each in party["identifiers"]}
    hidden = session.scalars(select(Party.id).where(Party.id.in_(names), Party.public.is_(False))).all()
    for id in hidden:
        session.execute(update(Party).where(Party.id == id).values(public=True, **named(names[id])))
    show(session, PartyName, (PartyName.party_id, PartyName.folded_name), folded)
    holder = (PartyIdentifier.scheme, PartyIdentifier.value, PartyIdentifier.party_id)
    show(session, PartyIdentifier, holder, stated)


def show(session: Session, model: Any, columns: Any, rows: set[Any]) -> None:
    """Make these rows public that are not yet."""
    if rows:
        session.execute(update(model).where(is_one_of(columns, rows), model.public.is_(False)).values(public=True))
