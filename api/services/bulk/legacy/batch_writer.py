"""Many records kept at once, with the same outcome as one after the other: what is new in few statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import Connection, select

from api.db.sql import encode_rows, encode_values, in_rows_param, lock_until_commit
from api.models import Announcement, AnnouncementIdentifier
from api.services.auth import Actor
from api.services.bulk import prepare
from api.services.bulk.legacy import appending, lifecycle, visibility, writer
from api.services.bulk.legacy.writer import Change, Stored
from api.services.bulk.prepare import Pair, PreparedRecord, RawRecord, Rejected
from api.services.errors import Conflict, Forbidden, ServiceError, invalid
from domain.violations import LocatedViolation, Violation

Mode = Literal["create", "upsert"]
Status = Literal["created", "replaced", "unchanged", "refused"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the record of one line."""

    line: int
    status: Status
    stored: Stored | None = None
    error: ServiceError | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """How records are to be kept: new ones alone, or in place of those that are there; why, by whom and when."""

    mode: Mode
    change: Change
    actor: Actor
    now: datetime


def keep(
    connection: Connection,
    items: Sequence[RawRecord | PreparedRecord | Rejected],
    *,
    mode: Mode,
    change_type: str = "minor",
    note: str | None = None,
    actor: Actor,
    now: datetime,
) -> list[Outcome]:
    """Keep records in their order. One that is refused leaves nothing, and does nothing to the others.

    Items that `preparing.prepare` was given before must have been given the same change.
    """
    wish = Wish(mode, Change("created", change_type, note), actor, now)
    checked = [
        prepare.check(item, change=wish.change, now=now) if isinstance(item, RawRecord) else item for item in items
    ]
    return Batch(connection, wish, [item for item in checked if isinstance(item, PreparedRecord)]).keep(checked)


class Batch:
    """Records that are kept in one transaction, and what the database holds that they could collide with."""

    def __init__(self, connection: Connection, wish: Wish, items: Sequence[PreparedRecord]) -> None:
        """Ask the database about all of them at once."""
        self.connection, self.wish = connection, wish
        self.holders = holders(connection, {pair for item in items for pair in item.identifiers})
        own = {item.id for item in items if item.brings_id}
        targets = {target for item in items for _, target in item.targets}
        self.there = existing(connection, own | set(self.holders.values()), lock=wish.mode == "upsert")
        self.known = self.there | existing(connection, targets - self.there)
        self.waiting: list[PreparedRecord] = []
        self.waiting_ids: set[UUID] = set()
        self.waiting_pairs: set[Pair] = set()
        self.outcomes: dict[int, Outcome] = {}
        if wish.mode == "upsert" and self.there:
            lock_until_commit(connection, visibility.DIRECTORY_LOCK_ID)

    def keep(self, items: Sequence[PreparedRecord | Rejected]) -> list[Outcome]:
        """Keep the records. What replaces one is kept by itself, after all that came before it."""
        for item in items:
            if isinstance(item, Rejected):
                self.outcomes[id(item)] = Outcome(item.line, "refused", error=item.error)
            elif self.wish.mode == "create":
                self.wait(item)
            else:
                self.take(item)
        self.flush()
        return [self.outcomes[id(item)] for item in items]

    def take(self, item: PreparedRecord) -> None:
        """Let a new record wait for others; keep one that may replace another now."""
        if self.collides(item):
            self.flush()
        replaced = self.replaced(item)
        if replaced is None:
            self.wait(item)
        else:
            self.flush()
            self.outcomes[id(item)] = self.replace(item, replaced)

    def collides(self, item: PreparedRecord) -> bool:
        """Whether a record that waits has its id or one of its identifiers."""
        return item.id in self.waiting_ids or not self.waiting_pairs.isdisjoint(item.identifiers)

    def wait(self, item: PreparedRecord) -> None:
        """Let a new record wait for others, to be kept with them."""
        self.waiting.append(item)
        self.waiting_ids.add(item.id)
        self.waiting_pairs.update(item.identifiers)

    def replaced(self, item: PreparedRecord) -> UUID | None:
        """Return the record that this one replaces: that with its id, or if it brings none, with its identifier."""
        if item.brings_id:
            return item.id if item.id in self.there else None
        return next((self.holders[pair] for pair in item.identifiers if pair in self.holders), None)

    def replace(self, item: PreparedRecord, replaced: UUID) -> Outcome:
        """Put a record in the place of another, or nothing at all where it is refused."""
        wish, savepoint = self.wish, self.connection.begin_nested()
        try:
            before = lifecycle.find_for_update(self.connection, replaced)
            stored = lifecycle.replace(
                self.connection, replaced, item.stated(), change_type=wish.change.type, note=wish.change.note,
                if_match="*", actor=wish.actor, now=wish.now,
            )  # fmt: skip
        except ServiceError as error:
            savepoint.rollback()
            return Outcome(item.line, "refused", error=error)
        savepoint.commit()
        self.holders = {pair: holder for pair, holder in self.holders.items() if holder != replaced}
        self.holders |= dict.fromkeys(item.identifiers, replaced)
        is_changed = before is None or stored.version != before.version
        return Outcome(item.line, "replaced" if is_changed else "unchanged", stored)

    def flush(self) -> None:
        """Keep the new records that wait."""
        accepted, refused = self.judge()
        for item, error in refused:
            self.outcomes[id(item)] = Outcome(item.line, "refused", error=error)
        for item, stored in zip(accepted, self.write(accepted), strict=True):
            self.outcomes[id(item)] = Outcome(item.line, "created", stored)
            self.there.add(item.id)
            self.known.add(item.id)
            self.holders |= dict.fromkeys(item.identifiers, item.id)
        self.waiting = []
        self.waiting_ids.clear()
        self.waiting_pairs.clear()

    def write(self, accepted: Sequence[PreparedRecord]) -> list[Stored]:
        """Write the rows of the records that nothing is wrong with."""
        wish = self.wish
        return appending.append(self.connection, accepted, change=wish.change, actor=wish.actor, now=wish.now)

    def judge(self) -> tuple[list[PreparedRecord], list[tuple[PreparedRecord, ServiceError]]]:
        """Return the waiting records that can be kept, and the others with the reason.

        One that points at another of them is kept if that one is: so one that is refused may leave others dangling.
        """
        fallen: set[int] = set()
        while True:
            accepted = self.undisputed([item for item in self.waiting if id(item) not in fallen])
            known = self.known | {item.id for item in accepted}
            wrong = {id(item) for item in accepted if self.wrong(item, known)}
            if not wrong:
                break
            fallen |= wrong
        holders = self.holders | {pair: item.id for item in accepted for pair in item.identifiers}
        kept = {id(item) for item in accepted}
        left = [item for item in self.waiting if id(item) not in kept]
        return accepted, [(item, self.wrong(item, known) or taken(item, holders)) for item in left]

    def undisputed(self, items: Sequence[PreparedRecord]) -> list[PreparedRecord]:
        """Return the records whose id and identifiers belong to no other record, and to none that came before."""
        ids, pairs = set(self.there), set(self.holders)
        found = []
        for item in items:
            if item.id not in ids and pairs.isdisjoint(item.identifiers):
                ids.add(item.id)
                pairs.update(item.identifiers)
                found.append(item)
        return found

    def wrong(self, item: PreparedRecord, known: set[UUID]) -> ServiceError | None:
        """Return why a record cannot be kept, whoever holds its id and identifiers."""
        if item.state == "published" and "publish" not in self.wish.actor.scopes:
            return refusal(self.wish.actor)
        violations = [*item.violations, *writer.dangling(item.targets, known - {item.id} if item.targets else known)]
        return invalid(violations) if violations else None


def taken(item: PreparedRecord, holders: Mapping[Pair, UUID]) -> ServiceError:
    """Return the refusal of a record whose id or identifiers belong to another one."""
    return writer.taken(item.identifiers, holders) or Conflict(
        "There is a record with this id already.",
        [LocatedViolation(("id",), Violation("taken", f"This id belongs to the record /v1/announcements/{item.id}"))],
    )


def refusal(actor: Actor) -> ServiceError:
    """Return how one is refused who may not publish."""
    try:
        actor.require("publish")
    except Forbidden as error:
        return error
    raise AssertionError("it is asked of those who may not")


def holders(connection: Connection, pairs: set[Pair]) -> dict[Pair, UUID]:
    """Return the records that hold these identifiers."""
    found = connection.execute(HOLDERS, {"pairs": encode_rows(pairs)}) if pairs else ()
    return {(scheme, value): holder for scheme, value, holder in found}


def existing(connection: Connection, ids: set[UUID], *, lock: bool = False) -> set[UUID]:
    """Return those of the ids that records have; locked until the transaction ends, if they may be replaced."""
    return {*connection.scalars(EXISTING_LOCKED if lock else EXISTING, {"ids": encode_values(ids)})} if ids else set()


IDENTIFIED = (AnnouncementIdentifier.scheme, AnnouncementIdentifier.value)
HOLDERS = select(*IDENTIFIED, AnnouncementIdentifier.announcement_id).where(in_rows_param(IDENTIFIED, "pairs"))
EXISTING = select(Announcement.id).where(in_rows_param([Announcement.id], "ids")).order_by(Announcement.id)
EXISTING_LOCKED = EXISTING.with_for_update()
"""Statements that every new record runs, made once."""
