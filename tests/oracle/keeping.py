"""Random records kept through the service itself, and what becomes of them: reported on, moved, opened, withdrawn."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

import orjson
from sqlalchemy import Connection

from api.db.database import Database
from api.services import records
from api.services.auth import OPERATOR
from api.services.records import documents
from tests import engines
from tests.oracle.making import DATES, STATUSES, make_record
from tests.oracle.world import World, look

BEGAN = datetime(2026, 1, 30, 8, tzinfo=UTC)
MOMENTS = tuple(BEGAN + timedelta(hours=12 * number, microseconds=number) for number in range(6))
WHY: dict[str, Any] = {"note": "Because.", "if_match": "*", "actor": OPERATOR}
REPORTED = ("2026-02-01", "2026-02", "2026")


def keep(database: Database, random: Random, number: int, *, today: date) -> World:
    """Make this many records the only ones there are, and return the world as it then is."""
    engines.empty(database)
    database.write(lambda connection: fill(connection, random, number))
    return look(database, today)


def fill(connection: Connection, random: Random, number: int) -> None:
    """Keep records, and let time pass."""
    for index in range(number):
        now = random.choice(MOMENTS)
        id = uuid5(NAMESPACE_OID, str(index))
        stated = documents.validate(make_record(random, index))
        stored = records.replace(connection, id, stated, change_type="minor", actor=OPERATOR, now=now)
        for _ in range(random.randint(0, 2)):
            change = random.choice((report, move, open_up, withdraw))
            if change(connection, random, id, random.choice(MOMENTS)) == "withdrawn":
                break
        assert stored.is_new


def report(connection: Connection, random: Random, id: UUID, now: datetime) -> None:
    """Report progress on its commitments."""
    for part in commitments_of(connection, id):
        made = {"status": random.choice(STATUSES), "on": random.choice(REPORTED), "source": {"title": "A report"}}
        records.report_progress(connection, UUID(part["id"]), made, actor=OPERATOR, now=now)


def move(connection: Connection, random: Random, id: UUID, now: datetime) -> None:
    """Give its commitments other due dates, as news or as corrections."""
    changes = {part["key"]: {"due": random.choice(DATES)} for part in commitments_of(connection, id)}
    change_type = random.choice(("major", "correction"))
    records.patch(connection, id, {"commitments": changes}, change_type=change_type, now=now, **WHY)


def open_up(connection: Connection, _: Random, id: UUID, now: datetime) -> None:
    """Publish it."""
    records.publish(connection, id, change_type="minor", now=now, **WHY)


def withdraw(connection: Connection, _: Random, id: UUID, now: datetime) -> str:
    """Withdraw it."""
    records.withdraw(connection, id, change_type="minor", now=now, **WHY)
    return "withdrawn"


def commitments_of(connection: Connection, id: UUID) -> Any:
    """Return a record's commitments."""
    document, _ = records.get(connection, id, actor=OPERATOR)
    return orjson.loads(document)["commitments"]
