"""From what a client states to a whole record: keys, ids, days, matches in the directory, the history of due dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import orjson
from sqlalchemy import select

from api.models import Commitment
from api.models.database import Session
from api.services import directory, progress, rows
from domain.edtf import window
from domain.ids import part_id

if TYPE_CHECKING:
    from api.services.recording import Stored

PREFIXES = {"parties": "p", "commitments": "c", "amounts": "a", "quotes": "q", "sources": "s"}
IDENTIFIED = {"commitments": "commitment", "amounts": "amount", "quotes": "quote"}
"""The parts that have a global id, and the name it is made with."""

Part = dict[str, Any]


def complete(
    session: Session, id: UUID, stated: Mapping[str, Any], *, before: Stored | None, now: datetime
) -> dict[str, Any]:
    """Return the whole record, but for what the server manages of the record itself."""
    version = before.version + 1 if before else 1
    keyed = dict(stated) | {"id": id} | dict(name_parts(stated, version))
    for name, sort in IDENTIFIED.items():
        keyed[name] = [{"id": part_id(id, sort, part["key"])} | part for part in keyed[name]]
    keyed["parties"] = match_parties(session, keyed["parties"], before=before, now=now)
    keyed["commitments"] = follow(session, keyed["commitments"], before=before, version=version, now=now)
    return keyed


def name_parts(stated: Mapping[str, Any], version: int) -> Iterator[tuple[str, list[Part]]]:
    """Yield each list of parts with a key on every part.

    A made key carries the version that made it, so that it is never one that an earlier version used and dropped.
    """
    taken = {part["key"] for name in PREFIXES for part in stated[name] if "key" in part}
    for name, prefix in PREFIXES.items():
        stem = prefix if version == 1 else f"{prefix}{version}."
        fresh = (key for key in numbered(stem) if key not in taken)
        yield name, [part if "key" in part else {"key": next(fresh)} | part for part in stated[name]]


def numbered(stem: str) -> Iterator[str]:
    """Yield the stem with 1, 2, 3 and so on."""
    number = 0
    while True:
        number += 1
        yield f"{stem}{number}"


def match_parties(session: Session, parties: list[Part], *, before: Stored | None, now: datetime) -> list[Part]:
    """Return the parties with their directory entries. One that is stated as before stays matched as before."""
    kept = {part["key"]: part for part in orjson.loads(before.document)["parties"]} if before else {}
    links = {
        party["key"]: UUID(kept[party["key"]]["party"]["id"])
        for party in parties
        if party["key"] in kept and without_link(kept[party["key"]]) == party
    }
    new = [party for party in parties if party["key"] not in links]
    if new:
        matches = directory.match(session, new, now=now)
        links |= {party["key"]: match for party, match in zip(new, matches, strict=True)}
    return [party | {"party": rows.party_link(links[party["key"]])} for party in parties]


def without_link(party: Part) -> Part:
    """Return a party as it was stated."""
    return {name: value for name, value in party.items() if name != "party"}


def follow(
    session: Session, commitments: list[Part], *, before: Stored | None, version: int, now: datetime
) -> list[Part]:
    """Return the commitments with their days, their status, and every due date they have had."""
    histories = due_histories(session, before.id) if before else {}
    statuses = progress.statuses(session, before.id) if before else {}
    return [
        part
        | due_days(part.get("due"))
        | {"url": rows.commitment_url(part["id"]), "status": statuses.get(part["key"])}
        | {"due_history": extend(histories.get(part["key"], []), part.get("due"), version, now)}
        for part in commitments
    ]


def due_days(due: str | None) -> Part:
    """Return the first and the last day that a due date can mean."""
    return {"due_from": window(due).first, "due_to": window(due).last} if due else {}


def due_histories(session: Session, id: UUID) -> dict[str, list[Part]]:
    """Return every due date that each commitment has had, by the commitment's key."""
    query = select(Commitment.key, Commitment.due_history).where(Commitment.announcement_id == id)
    return {key: list(history) for key, history in session.execute(query)}


def extend(history: list[Part], due: str | None, version: int, now: datetime) -> list[Part]:
    """Return the history with this due date at its end, if it is not there already."""
    current = history[-1]["due"] if history else None
    if due == current:
        return history
    return [*history, {"due": due, "version": version, "changed_at": now.isoformat().replace("+00:00", "Z")}]
