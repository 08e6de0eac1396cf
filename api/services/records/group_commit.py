"""New records of several requests kept in one transaction, so that all of them wait for the disk once.

Whoever comes while nobody writes leads: it keeps its own record at once. Those who come meanwhile wait, and when it is
done the first of them leads and keeps what all of them brought. Each is answered as if it had been alone: one that is
refused leaves nothing, and does nothing to the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from threading import Event, Lock
from typing import Any

from sqlalchemy import Connection, exc

from api.db.database import CommitOutcomeUnknown, Database
from api.services.auth import Actor
from api.services.bulk import prepare
from api.services.bulk.prepare import PreparedRecord
from api.services.records import batch_writer
from api.services.records.writer import Change, Stored

MOST_AT_ONCE = 32
"""How many records are kept in one transaction at most, so that nobody waits for long."""

OF_ALL = (CommitOutcomeUnknown, exc.OperationalError, exc.InterfaceError, exc.TimeoutError)
"""What goes wrong with the database, and not for what one record holds."""


class Seat:
    """One record that waits, and what became of it."""

    def __init__(self, item: PreparedRecord, change: Change, actor: Actor) -> None:
        """Let a record of this actor wait."""
        self.item, self.change, self.actor = item, change, actor
        self.called = Event()
        self.stored: Stored | None = None
        self.error: Exception | None = None
        self.is_taken = False

    @property
    def wish(self) -> tuple[Change, Actor]:
        """Return what those have in common who are kept together."""
        return self.change, self.actor

    def answer(self) -> Stored:
        """Return the record as it was kept. Raise why it was not."""
        if self.stored is None:
            raise self.error or RuntimeError("whoever led was stopped")
        return self.stored


class Together:
    """Keeps new records, those of several threads at once."""

    def __init__(self, database: Database) -> None:
        """Keep them in this database."""
        self.database = database
        self.guard = Lock()
        self.waiting: list[Seat] = []
        self.is_led = False

    def create(
        self,
        stated: Mapping[str, Any],
        *,
        change_type: str,
        note: str | None = None,
        actor: Actor,
        now: datetime,
    ) -> Stored:
        """Keep a new record under an id that the server makes, as `announcements.create` does."""
        change = Change("created", change_type, note)
        engine = self.database.engine.dialect.name
        seat = Seat(prepare.prepare_stated(stated, engine=engine, change=change, now=now), change, actor)
        self.sit_down(seat)
        if not seat.is_taken:
            self.lead(seat)
        return seat.answer()

    def sit_down(self, seat: Seat) -> None:
        """Wait until the record is kept, or until it is its turn to lead."""
        with self.guard:
            self.waiting.append(seat)
            if not self.is_led:
                self.is_led = True
                return
        seat.called.wait()

    def lead(self, first: Seat) -> None:
        """Keep what waits and is like the first, and let the next one lead."""
        with self.guard:
            seats = [each for each in self.waiting if each.wish == first.wish][:MOST_AT_ONCE]
            self.waiting = [each for each in self.waiting if each not in seats]
            for each in seats:
                each.is_taken = True
        try:
            self.serve(seats)
        finally:
            with self.guard:
                following = self.waiting[:1]
                self.is_led = bool(following)
            for each in (*seats, *following):
                each.called.set()

    def serve(self, seats: Sequence[Seat]) -> None:
        """Keep these records; each by itself where that cannot be done together, so that no one fails for another.

        Where the database cannot be had, all are told at once, and do not find it out one after the other.
        """
        try:
            outcomes = self.database.write(lambda connection: keep(connection, seats))
        except Exception as error:  # noqa: BLE001 - Whatever it is, whoever waits is to hear of it.
            if len(seats) == 1 or isinstance(error, OF_ALL):
                self.fail(seats, error)
            else:
                for each in seats:
                    self.serve([each])
        else:
            for seat, outcome in zip(seats, outcomes, strict=True):
                seat.stored, seat.error = outcome.stored, outcome.error

    def fail(self, seats: Sequence[Seat], error: Exception) -> None:
        """Tell them that it could not be done."""
        for each in seats:
            each.error = error


def keep(connection: Connection, seats: Sequence[Seat]) -> list[batch_writer.Outcome]:
    """Keep the records of some who have the same wish, the first of whom came first."""
    first, change = seats[0], seats[0].change
    return batch_writer.keep(
        connection, [each.item for each in seats], mode="create", change_type=change.type, note=change.note,
        actor=first.actor, now=first.item.at,
    )  # fmt: skip
