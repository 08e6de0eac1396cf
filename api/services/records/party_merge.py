"""Making one of two parties of the directory that are the same in the world."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select, update

from api.db.sql import insert_missing, lock_until_commit
from api.models import Announcement, Party, PartyIdentifier, PartyName, StatedParty
from api.services.auth import Actor
from api.services.errors import Conflict, NotFound, invalid
from api.services.parties import queries
from api.services.parties.visibility import DIRECTORY_LOCK_ID
from api.services.records import documents
from api.services.records.lifecycle import find_for_update
from api.services.records.writer import Change, Stored, record_change
from domain.violations import LocatedViolation, Violation


def merge_parties(connection: Connection, id: UUID, *, into: UUID, actor: Actor, now: datetime) -> dict[str, Any]:
    """Make the party with this id one with another, and return the other.

    Every record that names it gets a version that says so; what the records stated stays as it is. The old id leads to
    the other from now on, and the names and identifiers of both find it.
    """
    actor.require("publish")
    lock_until_commit(connection, DIRECTORY_LOCK_ID)
    known = {row.id: row for row in connection.execute(select(Party).where(Party.id.in_((id, into))).with_for_update())}
    refuse_what_cannot_be_one(known, id, into)
    queries.get(connection, into, actor=actor.seeing_drafts())
    move(connection, id, into)
    change = Change("merged", "minor", f"The party {id} was merged into {into}.")
    for stored in affected(connection, id):
        stated = documents.payload_of(stored.document)
        record_change(connection, stored.id, stated, before=stored, change=change, actor=actor, now=now)
    return queries.get(connection, into, actor=actor.seeing_drafts())


def refuse_what_cannot_be_one(known: dict[UUID, Any], id: UUID, into: UUID) -> None:
    """Both have to be there, each for itself, and not one already."""
    if id not in known:
        raise NotFound("There is no party with this id.")
    if known[id].merged_into is not None:
        raise Conflict(f"This party was merged already: /v1/parties/{known[id].merged_into}")
    if into == id:
        raise invalid([LocatedViolation(("into",), Violation("same", "A party is merged into another one."))])
    if into not in known or known[into].merged_into is not None:
        raise invalid([LocatedViolation(("into",), Violation("reference", "There is no party with this id."))])


def move(connection: Connection, id: UUID, into: UUID) -> None:
    """Let the names and identifiers of the one find the other; it keeps its names, by which it is matched."""
    connection.execute(update(Party).where(Party.merged_into == id).values(merged_into=into))
    connection.execute(update(Party).where(Party.id == id).values(merged_into=into))
    names = select(PartyName.folded_name, PartyName.public).where(PartyName.party_id == id)
    insert_missing(
        connection, PartyName.__table__, [row._asdict() | {"party_id": into} for row in connection.execute(names)]
    )
    connection.execute(update(PartyIdentifier).where(PartyIdentifier.party_id == id).values(party_id=into))


def affected(connection: Connection, id: UUID) -> list[Stored]:
    """Return the records that name the party and still speak, locked, always in the same order."""
    query = (
        select(StatedParty.announcement_id)
        .join(Announcement, Announcement.id == StatedParty.announcement_id)
        .where(StatedParty.party_id == id, Announcement.state != "withdrawn")
        .distinct()
    )
    found = (find_for_update(connection, each) for each in sorted(connection.scalars(query)))
    return [stored for stored in found if stored is not None]
