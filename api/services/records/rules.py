"""Which stored record a change is of, and the rules that need that one, other records, or the actor.

The rules for a record by itself are the wire format's: `schemas`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Connection, select

from api.db.compiled_query import CompiledQuery
from api.db.sql import DIRECTORY_LOCK_ID, encode_rows, encode_values, in_rows_param, lock_until_commit
from api.models import Amount, Announcement, AnnouncementIdentifier
from api.services.auth import SCOPES_TO_CHANGE
from api.services.errors import Conflict, Forbidden, Gone, ServiceError, invalid
from api.services.records.progress import progress_violations
from api.services.records.reader import find_for_update, require_changeable
from api.services.records.types import Change, PendingChange
from domain.violations import LocatedViolation, Violation
from schemas.record.rules import missing_for_publication

Pair = tuple[str, str]
IDENTIFIER = (AnnouncementIdentifier.scheme, AnnouncementIdentifier.value)
HOLDERS = CompiledQuery(
    select(*IDENTIFIER, AnnouncementIdentifier.announcement_id).where(in_rows_param(IDENTIFIER, "pairs"))
)
EXISTING = select(Announcement.id).where(in_rows_param([Announcement.id], "ids"))
EXISTING_AMOUNTS = select(Amount.id, Amount.announcement_id).where(in_rows_param([Amount.id], "ids"))
EXISTING_LOCKED = EXISTING.order_by(Announcement.id).with_for_update(key_share=True)

WITHOUT_NOTE = {"progress", "merged", "split"}
"""Operations that only add or link. They edit nothing that a record states, so they need no note."""


def check(connection: Connection, batch: Sequence[PendingChange]) -> None:
    """Set the result of each change that breaks a rule: `Forbidden`, `Invalid` or `Conflict`.

    Changes are judged in order, and a refused one claims nothing. A record may refer to any other of the batch that is
    stored, so a refusal can leave others without their target: they are judged again until nothing changes.
    """
    judged = [each for each in batch if each.result is None]
    restated = {
        UUID(part["restates"])
        for each in judged
        if each.change.restored is None
        for part in each.record["amounts"]
        if "restates" in part
    }
    rows = connection.execute(EXISTING_AMOUNTS, {"ids": encode_values(restated)}) if restated else ()
    stored_amounts = {row.id: row.announcement_id for row in rows}
    holders = find_holders(connection, {pair for each in judged for pair in identifiers_of(each.record)})
    relations = chain.from_iterable(each.record["relations"] for each in judged)
    targets = {UUID(each["announcement"]) for each in relations if "announcement" in each}
    ids = targets | {each.record["id"] for each in judged if each.change.if_exists == "refuse"}
    existing = {*connection.scalars(EXISTING, {"ids": encode_values(ids)})} if ids else set()
    broken: dict[PendingChange, ServiceError] = {}
    while True:
        conflicts = find_conflicts([each for each in judged if each not in broken], holders, existing)
        accepted = [each for each in judged if each not in broken and each not in conflicts]
        known = existing.union(each.record["id"] for each in accepted)
        amounts = stored_amounts | owners_of_amounts(accepted) if restated else None
        newly_broken = {each: error for each in accepted if (error := broken_rules(each, known, amounts))}
        if not newly_broken:
            break
        broken |= newly_broken
    for each in [*broken, *conflicts]:
        each.result = broken_rules(each, known, amounts) or conflicts.get(each) or broken[each]


def owners_of_amounts(accepted: Sequence[PendingChange]) -> dict[UUID, UUID]:
    """The record of each amount that these changes state, by the id of the amount."""
    return {part["id"]: each.record["id"] for each in accepted for part in each.record["amounts"]}


def broken_rules(
    pending: PendingChange, known: Collection[UUID], amounts: Mapping[UUID, UUID] | None
) -> ServiceError | None:
    """The error of one change by its actor, its previous version, and the records that it may refer to, `known`.

    `amounts` are those that it may restate, each with its record; None if no change of the batch restates any.
    Conflicts over its id and identifiers are not among the errors.
    """
    change, record, is_stated = pending.change, pending.record, pending.change.restored is None
    was_published = change.previous is not None and change.previous.state == "published"
    try:
        if change.if_exists == "replace" and change.previous:
            require_changeable(change.previous, change.actor)
        change.actor.require(*SCOPES_TO_CHANGE[record["state"]])
        if change.actor.jurisdictions:
            change.actor.require_jurisdictions(record)
    except (Gone, Forbidden) as error:
        return error
    violations: list[LocatedViolation] = []
    if is_stated and record["state"] == "withdrawn" and change.operation != "withdrawn":
        why = "Withdraw a record with DELETE, which takes the reason."
        violations.append(LocatedViolation(("state",), Violation("state", why, ("draft", "published"))))
    if is_stated and record["state"] == "draft" and was_published:
        why = "A published record cannot become a draft again; it can be withdrawn."
        violations.append(LocatedViolation(("state",), Violation("state", why, ("published",))))
    if is_stated:
        violations += [LocatedViolation(path, violation) for path, violation in missing_for_publication(record)]
        violations += unknown_restated(pending, amounts) if amounts is not None else ()
        has_progress = any("progress" in part for part in record["commitments"])
        violations += progress_violations(change, record) if has_progress else ()
    for index, relation in enumerate(record["relations"]):
        target = UUID(relation["announcement"]) if "announcement" in relation else None
        if target and (target not in known or target == record["id"]):
            violation = Violation("reference", "There is no other record with this id.")
            violations.append(LocatedViolation(("relations", index, "announcement"), violation))
    if is_stated and was_published and not change.note and change.operation not in WITHOUT_NOTE:
        why = "A change of a published record needs a note that says why: add ?note=… to the address."
        violations.append(LocatedViolation(("note",), Violation("required", why), "query"))
    return invalid(violations) if violations else None


def unknown_restated(pending: PendingChange, amounts: Mapping[UUID, UUID]) -> Iterator[LocatedViolation]:
    """Violations of amounts that restate none that exists, or themselves.

    What the previous version stated may be stated again, although the other record has dropped its amount since.
    """
    record, previous = pending.record, pending.change.previous
    own = {part["id"] for part in record["amounts"]}
    before = {part.get("restates") for part in orjson.loads(previous.document)["amounts"]} if previous else set()
    for index, part in enumerate(record["amounts"]):
        if "restates" not in part or part["restates"] in before:
            continue
        target = UUID(part["restates"])
        owner = amounts.get(target)
        if target == part["id"]:
            detail = "An amount does not restate itself. Leave this out, or give the id of the earlier amount."
            yield LocatedViolation(("amounts", index, "restates"), Violation("circle", detail))
        elif owner is None or (owner == record["id"] and target not in own):
            detail = "There is no amount with this id. Ids of amounts are in each record, and at /v1/amounts."
            yield LocatedViolation(("amounts", index, "restates"), Violation("reference", detail))


def identifiers_of(record: Mapping[str, Any]) -> list[Pair]:
    """Identifiers of a record, as scheme and value. A withdrawn record releases its identifiers."""
    if record.get("state") == "withdrawn":
        return []
    return [(each["scheme"], each["id"]) for each in record["identifiers"]]


def find_holders(connection: Connection, pairs: Collection[Pair]) -> dict[Pair, UUID]:
    """The records that hold these identifiers."""
    rows = HOLDERS.all(connection, {"pairs": encode_rows(pairs)}) if pairs else ()
    return {(scheme, value): holder for scheme, value, holder in rows}


def find_conflicts(
    batch: Sequence[PendingChange], stored_holders: Mapping[Pair, UUID], existing: Collection[UUID]
) -> dict[PendingChange, ServiceError]:
    """The changes whose id or identifiers belong to another record, stored or earlier in the batch."""
    conflicts: dict[PendingChange, ServiceError] = {}
    holders, ids = dict(stored_holders), set[UUID]()
    for each in batch:
        id: UUID = each.record["id"]
        pairs = identifiers_of(each.record)
        violations = [
            LocatedViolation(
                ("identifiers", index),
                Violation("taken", f"This identifier belongs to the record {holder}: /v1/announcements/{holder}"),
            )
            for index, pair in enumerate(pairs)
            if (holder := holders.get(pair, id)) != id
        ]
        if violations:
            conflicts[each] = Conflict("Another record has this identifier.", violations)
        elif id in ids or (id in existing and each.change.if_exists == "refuse"):
            violation = Violation("taken", f"This id belongs to the record /v1/announcements/{id}")
            conflicts[each] = Conflict(
                "There is a record with this id already.", [LocatedViolation(("id",), violation)]
            )
        else:
            ids.add(id)
            if each.change.previous:
                holders = {pair: holder for pair, holder in holders.items() if holder != id}
            holders.update(dict.fromkeys(pairs, id))
    return conflicts


def batches(connection: Connection, changes: Sequence[Change]) -> Iterator[list[Change]]:
    """The changes, each with its id and the previous version of its record, in batches that can be saved together.

    A batch ends before a change of a record that an earlier one of it may create, replace or take an identifier from:
    that one has to be stored, or refused, before the next batch is looked up.
    """
    lock_replaced(connection, changes)
    while changes:
        batch = resolve(connection, changes)
        yield batch
        changes = changes[len(batch) :]


def lock_replaced(connection: Connection, changes: Sequence[Change]) -> None:
    """Lock all records that may be replaced in the order of their ids, then the directory: so none wait in a circle."""
    upserts = [each for each in changes if each.if_exists == "replace"]
    holders = find_holders(connection, {pair for each in upserts for pair in identifiers_of(each.payload)})
    ids = {each.id for each in upserts if each.id} | {*holders.values()}
    if ids and connection.scalars(EXISTING_LOCKED, {"ids": encode_values(ids)}).all():
        lock_until_commit(connection, DIRECTORY_LOCK_ID)


def resolve(connection: Connection, changes: Sequence[Change]) -> list[Change]:
    """The next batch. A change without an id is of the record that holds the first of its identifiers to be held."""
    first = before_repetition(changes)
    unnamed = {pair for each in first if is_unnamed(each) for pair in identifiers_of(each.payload)}
    holders = find_holders(connection, unnamed)
    ids = [
        next((holders[pair] for pair in identifiers_of(each.payload) if pair in holders), None)
        if is_unnamed(each)
        else each.id
        for each in first
    ]
    lookups = [each.if_exists == "replace" or each.restored is not None for each in first]
    stored = find_for_update(connection, {id for id, is_used in zip(ids, lookups, strict=True) if id and is_used})
    batch: list[Change] = []
    for each, id, is_used in zip(first, ids, lookups, strict=True):
        previous = stored.get(id) if id and is_used else None
        if previous and each.if_exists == "replace" and any(other.id == id for other in batch):
            break
        batch.append(replace(each, id=id, previous=previous))
    return batch


def is_unnamed(change: Change) -> bool:
    """Whether a change may replace a record that only its identifiers name."""
    return change.if_exists == "replace" and change.id is None


def before_repetition(changes: Sequence[Change]) -> Sequence[Change]:
    """The changes before the first that may replace a record and has the id or an identifier of an earlier one."""
    ids, pairs = set[UUID](), set[Pair]()
    for index, each in enumerate(changes):
        own = identifiers_of(each.payload)
        if each.if_exists == "replace" and (each.id in ids or not pairs.isdisjoint(own)):
            return changes[:index]
        ids |= {each.id} if each.id else set()
        pairs.update(own)
    return changes
