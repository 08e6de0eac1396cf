"""Fills a database with random records through the services: created, reported on, changed, published, withdrawn."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

import orjson
from sqlalchemy import Connection, select

from api.db.database import Database
from api.models import Announcement
from api.services import records
from api.services.auth import OPERATOR
from api.services.errors import Gone
from api.services.records import documents
from tests import engines
from tests.oracle.random_records import DATES, RELATION_TYPES, make_record, make_report, sample_of
from tests.oracle.snapshot import Snapshot, read_snapshot

FIRST_INSTANT = datetime(2026, 1, 30, 8, tzinfo=UTC)
CHANGE_INSTANTS = tuple(FIRST_INSTANT + timedelta(hours=12 * number, microseconds=number) for number in range(6))
CHANGE_OPTIONS: dict[str, Any] = {"note": "Because.", "if_match": "*", "actor": OPERATOR}


def seed_database(database: Database, random: Random, number: int, *, today: date) -> Snapshot:
    """Replace all records by this many random ones; return a snapshot of them."""
    engines.delete_all_rows(database)
    database.write(lambda connection: insert_records(connection, random, number))
    return read_snapshot(database, today)


def insert_records(connection: Connection, random: Random, number: int) -> None:
    """Create records, and make up to two changes of each."""
    for index in range(number):
        now = random.choice(CHANGE_INSTANTS)
        id = uuid5(NAMESPACE_OID, str(index))
        record = make_record(random, index)
        if index and random.choice((True, False)):
            earlier = uuid5(NAMESPACE_OID, str(random.randrange(index)))
            record["relations"].append({"type": random.choice(RELATION_TYPES), "announcement": str(earlier)})
        stated = documents.validate(record)
        stored = records.replace(connection, id, stated, change_type="minor", actor=OPERATOR, now=now)
        for _ in range(random.randint(0, 2)):
            change = random.choice((report_on_commitments, change_due_dates, publish_record, withdraw_record))
            if change(connection, random, id, random.choice(CHANGE_INSTANTS)) == "withdrawn":
                break
        assert stored.outcome == "created"
    ids = [uuid5(NAMESPACE_OID, str(index)) for index in range(number)]
    for _ in range(number):
        relate_records(connection, random, *random.sample(ids, 2))


def relate_records(connection: Connection, random: Random, id: UUID, other: UUID) -> None:
    """Let a record supersede or restate another one, or one of its amounts restate one of the other's."""
    types = sample_of(random, ("supersedes", "restates", "cites"))
    relations = parts_of(connection, id, "relations")
    relations += [{"type": each, "announcement": str(other)} for each in types]
    stated = [part["id"] for part in parts_of(connection, other, "amounts")]
    restates = random.choice(stated) if stated and random.choice((True, False)) else None
    changes = {part["key"]: {"restates": restates} for part in parts_of(connection, id, "amounts")[:1]}
    changed = {"relations": relations, "amounts": changes}
    with suppress(Gone):  # A withdrawn record does not change.
        records.patch(
            connection, id, changed, change_type="minor", now=random.choice(CHANGE_INSTANTS), **CHANGE_OPTIONS
        )


def report_on_commitments(connection: Connection, random: Random, id: UUID, now: datetime) -> None:
    """Report progress on each commitment of a record."""
    for part in parts_of(connection, id, "commitments"):
        report = make_report(random) | {"source": {"title": "A report"}}
        records.report_progress(connection, UUID(part["id"]), report, actor=OPERATOR, now=now)


def change_due_dates(connection: Connection, random: Random, id: UUID, now: datetime) -> None:
    """Change the due dates of a record's commitments."""
    changes = {part["key"]: {"due": random.choice(DATES)} for part in parts_of(connection, id, "commitments")}
    change_type = random.choice(("major", "correction"))
    records.patch(connection, id, {"commitments": changes}, change_type=change_type, now=now, **CHANGE_OPTIONS)


def publish_record(connection: Connection, _: Random, id: UUID, now: datetime) -> None:
    """Publish a record."""
    records.publish(connection, id, change_type="minor", now=now, **CHANGE_OPTIONS)


def withdraw_record(connection: Connection, _: Random, id: UUID, now: datetime) -> str:
    """Withdraw a record."""
    records.withdraw(connection, id, change_type="minor", now=now, **CHANGE_OPTIONS)
    return "withdrawn"


def parts_of(connection: Connection, id: UUID, name: str) -> Any:
    """The parts of one list of a record."""
    (document,) = connection.execute(select(Announcement.document).where(Announcement.id == id)).one()
    return orjson.loads(document)[name]
