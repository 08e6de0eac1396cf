"""What becomes of due dates: every one that the public has been promised is kept, the first one first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import orjson
from sqlalchemy import Connection

from api.services.bulk.legacy import documents, matching, progress, row_mapping, visibility
from domain.ids import part_id
from domain.part_keys import KEY_PREFIXES

if TYPE_CHECKING:
    from api.services.bulk.legacy.writer import Stored

Promise = dict[str, Any]
Histories = dict[str, list[Promise]]


def follow(
    commitments: Sequence[Mapping[str, Any]], known: Histories, *, correcting: bool, version: int, now: datetime
) -> Histories:
    """Return the history of each commitment's due date, by key; one that was dropped keeps its history.

    `known` is what the public has been promised so far: nothing, until the record is first published. A correction
    mends what was recorded, and is no new promise.
    """
    followed = dict(known)
    for part in commitments:
        promise = {"due": part.get("due"), "version": version, "changed_at": now.isoformat().replace("+00:00", "Z")}
        followed[part["key"]] = extend(known.get(part["key"], []), promise, correcting=correcting)
    return followed


def extend(history: list[Promise], promise: Promise, *, correcting: bool) -> list[Promise]:
    """Return the history with this promise at its end, if it is not there already."""
    current = history[-1]["due"] if history else None
    if promise["due"] == current:
        return history
    if correcting and history:
        return [*history[:-1], history[-1] | {"due": promise["due"]}]
    return [*history, promise]


IDENTIFIED = {"commitments": "commitment", "amounts": "amount", "quotes": "quote"}
"""The parts that have a global id, and the name it is made with."""

Part = dict[str, Any]


def complete(
    connection: Connection,
    id: UUID,
    stated: Mapping[str, Any],
    *,
    before: Stored | None,
    correcting: bool,
    now: datetime,
) -> dict[str, Any]:
    """Return the whole record, but for what the server manages of the record itself."""
    whole = named(id, stated, before)
    whole["parties"] = match_parties(connection, whole["parties"], before=before, now=now)
    statuses = progress.statuses(connection, id) if before else {}
    return follow_up(whole, statuses, before=before, correcting=correcting, now=now)


def named(id: UUID, stated: Mapping[str, Any], before: Stored | None) -> dict[str, Any]:
    """Return what is stated with its id, and with a key, and where it has one an id, for every part."""
    whole = dict(stated) | {"id": id} | name_parts(stated, before, before.version + 1 if before else 1)
    for name, sort in IDENTIFIED.items():
        whole[name] = [{"id": part_id(id, sort, part["key"])} | part for part in whole[name]]
    return whole


def linked(parties: Sequence[Part], entries: Iterable[UUID]) -> list[Part]:
    """Return the parties with their directory entries."""
    return [party | {"party": row_mapping.party_link(entry)} for party, entry in zip(parties, entries, strict=True)]


def follow_up(
    whole: dict[str, Any], statuses: Mapping[str, Any], *, before: Stored | None, correcting: bool, now: datetime
) -> dict[str, Any]:
    """Return the record with what has become of its commitments."""
    version = before.version + 1 if before else 1
    promised = before.due_histories if before and before.published_at else {}
    histories = follow(whole["commitments"], promised, correcting=correcting, version=version, now=now)
    commitments = [
        part | row_mapping.follow_up(part, histories) | {"status": statuses.get(part["key"])}
        for part in whole["commitments"]
    ]
    return whole | {"due_histories": histories, "commitments": commitments}


def name_parts(stated: Mapping[str, Any], before: Stored | None, version: int) -> dict[str, list[Part]]:
    """Return each list of parts with a key on every part.

    A part that comes without its key, and is stated just as one was before, is that one. A made key carries the version
    that made it, so that it is never one that an earlier version used and dropped.
    """
    if all("key" in part for name in KEY_PREFIXES for part in stated[name]):
        return {}
    old = documents.payload_of(before.document) if before else {name: [] for name in KEY_PREFIXES}
    known = {name: recognise(stated[name], old[name]) for name in KEY_PREFIXES}
    taken = {part["key"] for parts in known.values() for part in parts if "key" in part}
    return {name: [*make_keys(known[name], prefix, version, taken)] for name, prefix in KEY_PREFIXES.items()}


def recognise(parts: list[Part], old: list[Part]) -> list[Part]:
    """Return the parts, those without a key with that of an old part that states the same and is not among them."""
    given = {part["key"] for part in parts if "key" in part}
    free: dict[bytes, list[str]] = {}
    for part in reversed(old):
        if part["key"] not in given:
            free.setdefault(content(part), []).append(part["key"])
    return [
        part if "key" in part or not free.get(content(part)) else with_key(part, free[content(part)].pop())
        for part in parts
    ]


def content(part: Part) -> bytes:
    """Return what a part states apart from its key, in one form."""
    return orjson.dumps({name: value for name, value in part.items() if name != "key"}, option=orjson.OPT_SORT_KEYS)


def with_key(part: Part, key: str) -> Part:
    """Return a part with a key."""
    return {"key": key} | part


def make_keys(parts: list[Part], prefix: str, version: int, taken: set[str]) -> Iterator[Part]:
    """Yield the parts, each with a key that nothing else has."""
    fresh = (key for key in numbered(prefix if version == 1 else f"{prefix}{version}.") if key not in taken)
    for part in parts:
        yield part if "key" in part else with_key(part, next(fresh))


def numbered(stem: str) -> Iterator[str]:
    """Yield the stem with 1, 2, 3 and so on."""
    number = 0
    while True:
        number += 1
        yield f"{stem}{number}"


def match_parties(connection: Connection, parties: list[Part], *, before: Stored | None, now: datetime) -> list[Part]:
    """Return the parties with their directory entries. One that is stated as before stays matched as before."""
    kept = {part["key"]: part for part in orjson.loads(before.document)["parties"]} if before else {}
    links = {
        party["key"]: UUID(kept[party["key"]]["party"]["id"])
        for party in parties
        if party["key"] in kept and without_link(kept[party["key"]]) == party
    }
    new = [party for party in parties if party["key"] not in links]
    if new:
        matches = matching.match(connection, new, now=now)
        links |= {party["key"]: match for party, match in zip(new, matches, strict=True)}
    now_ones = visibility.resolve_merged(connection, links.values(), lock=True)
    return linked(parties, (now_ones[links[party["key"]]] for party in parties))


def without_link(party: Part) -> Part:
    """Return a party as it was stated."""
    return {name: value for name, value in party.items() if name != "party"}
