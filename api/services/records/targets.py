"""Which stored record a change is of, where its caller has not looked: found by id or identifier, and locked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import Connection, select

from api.db.sql import encode_values, in_rows_param, lock_until_commit
from api.models import Announcement
from api.services.parties.visibility import DIRECTORY_LOCK_ID
from api.services.records.rules import Pair, find_holders, identifiers_of
from api.services.records.types import Change, StoredRecord
from domain.ids import uuid7

TABLE = Announcement.__table__.c
COLUMNS = [TABLE[name] for name in StoredRecord.__dataclass_fields__ if name in TABLE]
FOR_UPDATE = select(*COLUMNS).where(in_rows_param([TABLE.id], "ids")).order_by(TABLE.id).with_for_update()
LOCKED_IDS = select(TABLE.id).where(in_rows_param([TABLE.id], "ids")).order_by(TABLE.id).with_for_update()


def find_for_update(connection: Connection, ids: Collection[UUID]) -> dict[UUID, StoredRecord]:
    """The records with these ids, locked until the transaction ends."""
    rows = connection.execute(FOR_UPDATE, {"ids": encode_values(ids)}) if ids else ()
    return {row.id: StoredRecord(**row._asdict()) for row in rows}


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
    if ids and connection.scalars(LOCKED_IDS, {"ids": encode_values(ids)}).all():
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
        batch.append(replace(each, id=id or uuid7(each.now), previous=previous))
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
