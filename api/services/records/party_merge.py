"""Merging two entries of the directory that are the same party."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, delete, select, update

from api.db.sql import DIRECTORY_LOCK_ID, insert_missing, lock_until_commit
from api.models import Announcement, Party, PartyIdentifier, PartyName, StatedParty
from api.services.audit import append_event
from api.services.auth import Actor
from api.services.errors import Conflict, NotFound, ServiceError, invalid
from api.services.parties import get_party
from api.services.records import documents
from api.services.records.reader import find_for_update
from api.services.records.types import Change
from api.services.records.writer import save
from domain.violations import LocatedViolation, Violation


def merge_parties(connection: Connection, id: UUID, *, into: UUID, actor: Actor, now: datetime) -> dict[str, Any]:
    """Merge the party with this id into another, and return that one.

    Every record that names it gets a version that says so; what the records stated stays as it is. The old id leads to
    the other from now on, and the names and identifiers of both find it.
    """
    lock_until_commit(connection, DIRECTORY_LOCK_ID)
    query = select(Party).where(Party.id.in_((id, into))).with_for_update()
    require_mergeable({row.id: row for row in connection.execute(query)}, id, into)
    get_party(connection, into, actor=actor.seeing_drafts())
    redirect(connection, id, into)
    note = f"The party {id} was merged into {into}."
    changes = [
        Change(
            operation="merged",
            id=previous.id,
            payload=documents.payload_of(previous.document),
            previous=previous,
            note=note,
            actor=actor,
            now=now,
        )
        for previous in find_for_update(connection, records_naming(connection, id)).values()
    ]
    append_event(connection, "party.merged", actor=actor, now=now, target=("party", id), details={"into": str(into)})
    for result in save(connection, changes):
        if isinstance(result, ServiceError):
            raise result
    return get_party(connection, into, actor=actor.seeing_drafts())


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
    connection.execute(update(Party).where(Party.merged_into == id).values(merged_into=into))
    connection.execute(update(Party).where(Party.id == id).values(merged_into=into))
    names = select(PartyName.folded_name, PartyName.public).where(PartyName.party_id == id)
    rows = [row._asdict() | {"party_id": into} for row in connection.execute(names)]
    insert_missing(connection, PartyName.__table__, rows)
    identifier = PartyIdentifier.__table__
    pairs = select(identifier.c.scheme, identifier.c.value, identifier.c.public).where(identifier.c.party_id == id)
    rows = [row._asdict() | {"party_id": into} for row in connection.execute(pairs)]
    insert_missing(connection, identifier, rows)
    connection.execute(delete(identifier).where(identifier.c.party_id == id))


def records_naming(connection: Connection, id: UUID) -> list[UUID]:
    """The ids of the records that name the party and are not withdrawn."""
    query = (
        select(StatedParty.announcement_id)
        .join(Announcement, Announcement.id == StatedParty.announcement_id)
        .where(StatedParty.party_id == id, Announcement.state != "withdrawn")
        .distinct()
    )
    return list(connection.scalars(query))
