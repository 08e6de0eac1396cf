"""Repairing the directory: merging two entries that are one party, and splitting one that is two.

Each makes a version of the records concerned, with their parties' new entries; what records state stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, delete, insert, select, update

from api.db.sql import (
    DIRECTORY_LOCK_ID,
    REPAIR_LOCK_ID,
    encode_rows,
    encode_values,
    in_rows_param,
    insert_missing,
    lock_until_commit,
)
from api.models import Party, PartyIdentifier, PartyName, StatedParty
from api.models.party import ADDED, REMOVED
from api.services.audit import append_event
from api.services.auth import Actor
from api.services.errors import Conflict, NotFound, ServiceError, invalid
from api.services.parties import edits, get_party, refresh, visibility
from api.services.records import documents
from api.services.records.reader import find_for_update
from api.services.records.rules import EXISTING_LOCKED
from api.services.records.types import Change, Operation
from api.services.records.writer import save
from domain.ids import uuid7
from domain.text.normalize import match_name
from domain.violations import LocatedViolation, Violation

Pair = tuple[str, str]
Row = Mapping[str, Any]
Statements = Sequence[Row]
"""What current records state of an entry, one row for each party of a record."""


def merge_parties(connection: Connection, id: UUID, *, into: UUID, actor: Actor, now: datetime) -> dict[str, Any]:
    """Merge the party with this id into another, and return that one.

    The old id leads to the other from now on, and the names and identifiers of both find it.
    """
    lock_until_commit(connection, REPAIR_LOCK_ID)
    lock_records(connection, connection.scalars(select(StatedParty.announcement_id).where(StatedParty.party_id == id)))
    query = select(Party).where(Party.id.in_((id, into))).order_by(Party.id).with_for_update()
    require_mergeable({row.id: row for row in connection.execute(query)}, id, into)
    get_party(connection, into, actor=actor.seeing_drafts())
    statements = refresh.current_statements(connection, [id])
    redirect(connection, id, into)
    append_event(connection, "party.merged", actor=actor, now=now, target=("party", id), details={"into": str(into)})
    note = f"The party {id} was merged into {into}."
    save_versions(connection, statements, into, operation="merged", note=note, actor=actor, now=now)
    return get_party(connection, into, actor=actor.seeing_drafts())


def lock_records(connection: Connection, ids: Iterable[UUID]) -> None:
    """Lock records, then the directory: as every writer does, so that none wait in a circle."""
    connection.execute(EXISTING_LOCKED, {"ids": encode_values(ids)}).all()
    lock_until_commit(connection, DIRECTORY_LOCK_ID)


def require_mergeable(parties: dict[UUID, Any], id: UUID, into: UUID) -> None:
    """Refuse parties that are not there, are one already, or were merged before."""
    if id not in parties:
        raise NotFound("There is no party with this id.")
    if parties[id].merged_into is not None:
        raise Conflict(f"This party was merged already: /v1/parties/{parties[id].merged_into}")
    if into == id:
        raise invalid([LocatedViolation(("into",), Violation("same", "A party is merged into another one."))])
    if into not in parties or parties[into].merged_into is not None:
        raise invalid([LocatedViolation(("into",), Violation("reference", "There is no party with this id."))])


def redirect(connection: Connection, id: UUID, into: UUID) -> None:
    """Copy the names of one party to the other, and move its identifiers. It keeps its own names for matching."""
    is_public = connection.scalar(select(Party.public).where(Party.id == id))
    connection.execute(update(Party).where(Party.merged_into == id).values(merged_into=into))
    connection.execute(update(Party).where(Party.id == id).values(merged_into=into))
    for model in (PartyName, PartyIdentifier):
        table = model.__table__
        rows = connection.execute(select(table).where(table.c.party_id == id)).mappings()
        copies = [{**row, "party_id": into, "public": row["public"] and is_public} for row in rows]
        insert_missing(connection, table, copies)
    connection.execute(delete(PartyIdentifier).where(PartyIdentifier.party_id == id))


def split_party(
    connection: Connection,
    id: UUID,
    *,
    announcements: Sequence[str],
    parties: Sequence[Mapping[str, str]],
    name: str | None = None,
    identifiers: Sequence[Mapping[str, str]] = (),
    note: str | None = None,
    actor: Actor,
    now: datetime,
) -> dict[str, Any]:
    """Make parties of some records another entry of the directory, and return that one.

    All parties of `announcements` that are this entry, and those of `parties`, which name a record and a key. An entry
    that was merged into this one and finds them by name comes back; otherwise there is a new one.
    """
    lock_until_commit(connection, REPAIR_LOCK_ID)
    lock_records(connection, map(UUID, [*announcements, *(each["announcement"] for each in parties)]))
    entry = connection.execute(select(Party).where(Party.id == id).with_for_update()).one_or_none()
    if entry is None:
        raise NotFound("There is no party with this id.")
    if entry.merged_into is not None:
        raise Conflict(f"This party was merged into another one. Split that one: /v1/parties/{entry.merged_into}")
    stated = refresh.current_statements(connection, [id])
    leaving = leaving_statements(stated, announcements, parties)
    other = former_entry(connection, id, leaving) or uuid7(now)
    insert_entry(connection, other, leaving[0], now=now)
    given = {(each["scheme"], each["id"]) for each in identifiers}
    left = {(row["announcement_id"], row["key"]) for row in leaving}
    staying = [row for row in stated if (row["announcement_id"], row["key"]) not in left]
    move_identifiers(connection, id, other, staying=staying, leaving=leaving, given=given)
    if name is not None:
        connection.execute(update(Party).where(Party.id == other).values(preferred_name=name))
    records = sorted({str(row["announcement_id"]) for row in leaving})
    details = {"into": str(other), "announcements": records} | ({"note": note} if note else {})
    append_event(connection, "party.split", actor=actor, now=now, target=("party", id), details=details)
    reason = f"A party of {id} became {other}." + (f" {note}" if note else "")
    save_versions(connection, leaving, other, operation="split", note=reason, actor=actor, now=now)
    refresh.refresh_entries(connection, [id, other])
    return get_party(connection, other, actor=actor.seeing_drafts())


def leaving_statements(
    stated: Statements, announcements: Sequence[str], parties: Sequence[Mapping[str, str]]
) -> Statements:
    """The statements that become another party. Raises `Invalid` for what is not of the entry, and for all of it."""
    records = [UUID(each) for each in announcements]
    keys = [(UUID(each["announcement"]), each["key"]) for each in parties]
    places: list[tuple[tuple[str, int], bool]] = [
        (("announcements", index), any(row["announcement_id"] == each for row in stated))
        for index, each in enumerate(records)
    ]
    known = {(row["announcement_id"], row["key"]) for row in stated}
    places += [(("parties", index), each in known) for index, each in enumerate(keys)]
    unknown = Violation("reference", "No party of a record there is this one. Find them: /v1/announcements?party=<id>")
    wrong = [place for place, is_known in places if not is_known]
    if wrong:
        raise invalid(LocatedViolation(place, unknown) for place in wrong)
    leaving = [
        row for row in stated if row["announcement_id"] in records or (row["announcement_id"], row["key"]) in keys
    ]
    if len(leaving) == len(stated):
        detail = "Nothing would be left of this party. To change its name or identifiers, send PATCH."
        raise invalid([LocatedViolation(("announcements",), Violation("all", detail))])
    return leaving


def former_entry(connection: Connection, id: UUID, leaving: Statements) -> UUID | None:
    """The oldest entry merged into this one that all these statements would have found by name."""
    columns = (Party.id, Party.kind, Party.jurisdiction, PartyName.folded_name)
    query = select(*columns).join(PartyName, PartyName.party_id == Party.id).where(Party.merged_into == id)
    found: dict[UUID, set[Any]] = {}
    for row in connection.execute(query.order_by(Party.id)):
        found.setdefault(row.id, set()).add((row.kind, row.jurisdiction, row.folded_name))
    keys = {(row["kind"], row["jurisdiction"], match_name(row["name"])) for row in leaving}
    return next((each for each, names in found.items() if keys <= names), None)


def insert_entry(connection: Connection, id: UUID, row: Row, *, now: datetime) -> None:
    """Add an entry under what a record states, not public yet; one that was merged is its own again."""
    own = {"id": id, "kind": row["kind"], "jurisdiction": row["jurisdiction"], "public": False, "created_at": now}
    restored = connection.execute(update(Party).where(Party.id == id).values(merged_into=None))
    if not restored.rowcount:
        connection.execute(insert(Party).values(own | visibility.name_columns(row["name"])))


def pairs_of(rows: Iterable[Row]) -> set[Pair]:
    """The identifiers that statements have."""
    return {(each["scheme"], each["id"]) for row in rows for each in row["identifiers"]}


def move_identifiers(
    connection: Connection, id: UUID, other: UUID, *, staying: Statements, leaving: Statements, given: set[Pair]
) -> None:
    """Share the identifiers of an entry with one that is split off: that has those `given`, or that it alone states.

    What one of the two states of the other's is marked as removed from it: later records of its name are not led away.
    Published records are judged as if there were no drafts.
    """
    at_entry, keys = PartyIdentifier.party_id == id, in_rows_param(edits.KEY_COLUMNS[PartyIdentifier], "keys")
    held = select(PartyIdentifier.scheme, PartyIdentifier.value).where(at_entry, PartyIdentifier.edit == ADDED)
    added = {(row.scheme, row.value) for row in connection.execute(held)}
    public = pairs_of(row for row in staying if row["public"])
    kept = {True: public | added, False: pairs_of(staying) | added}
    moving = given or set().union(*(pairs_of([row]) - kept[row["public"]] for row in leaving))
    blank = {"party_id": other, "public": False, "edit": None}
    rows = edits.added_identifiers(connection, other, given, holders={id, other})
    rows += [blank | {"scheme": scheme, "value": value} for scheme, value in moving - given]
    rows += [
        blank | {"scheme": scheme, "value": value, "edit": REMOVED} for scheme, value in pairs_of(leaving) - moving
    ]
    insert_missing(connection, PartyIdentifier.__table__, rows)
    for mark, pairs in ((REMOVED, given & public), (None, given - public)):
        marked = update(PartyIdentifier).where(at_entry, keys).values(edit=mark)
        connection.execute(marked, {"keys": encode_rows(pairs)})


def save_versions(
    connection: Connection,
    rows: Statements,
    entry: UUID,
    *,
    operation: Operation,
    note: str,
    actor: Actor,
    now: datetime,
) -> None:
    """Give the records of these parties a version in which the parties have this entry."""
    keys: dict[UUID, dict[str, UUID]] = {}
    for row in rows:
        keys.setdefault(row["announcement_id"], {})[row["key"]] = entry
    changes = [
        Change(
            operation=operation,
            id=previous.id,
            payload=documents.payload_of(previous.document),
            previous=previous,
            entries=keys[previous.id],
            note=note,
            actor=actor,
            now=now,
        )
        for previous in find_for_update(connection, keys).values()
    ]
    for result in save(connection, changes):
        if isinstance(result, ServiceError):
            raise result
