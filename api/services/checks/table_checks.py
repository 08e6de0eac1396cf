"""Checks of tables as a whole: versions and the change log, references, responses to retries, times."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Table, func, or_, select, true
from sqlalchemy.orm import aliased

from api.db.sql import encode_values, in_rows_param
from api.models import Amount, Announcement, Base, IdempotencyRecord, Party, Progress, Quote, Version
from api.services.checks.results import Subject

CLOCK_TOLERANCE = timedelta(minutes=5)
BATCH_ROWS = 500
CREATED = 201

KNOWN = select(Announcement.id).where(in_rows_param([Announcement.id], "ids"))

SOFT_REFERENCES: tuple[tuple[Any, Any], ...] = (
    (Party.merged_into, Party.id),
    (Party.succeeds, Party.id),
    (Amount.payer_id, Party.id),
    (Amount.payee_id, Party.id),
    (Quote.speaker_id, Party.id),
)
"""Columns that hold ids without a foreign key, and what they refer to."""


def find_version_gaps(subject: Subject) -> Iterator[str]:
    """Records with a missing version. A record that was restored from an export begins with the version it had."""
    first, last, count = func.min(Version.number), func.max(Version.number), func.count()
    query = select(Version.announcement_id, first, last, count).group_by(Version.announcement_id)
    for id, lowest, highest, number in subject.connection.execute(query.having(last - first + 1 != count)):
        yield f"Record {id} has {number} of its versions {lowest} to {highest}."
    before = aliased(Version)
    earlier = select(true()).where(before.announcement_id == Version.announcement_id, before.number < Version.number)
    first_ones = select(Version.announcement_id, Version.number).where(~earlier.exists())
    for id, number in subject.connection.execute(first_ones.where(Version.operation != "created")):
        yield f"Record {id} has no version before {number}, which did not create it."


def find_incomplete_log(subject: Subject) -> Iterator[str]:
    """Records whose last change is not in the change log, and changes out of order."""
    newest = select(Version.announcement_id, func.max(Version.number).label("number")).group_by(Version.announcement_id)
    last = newest.subquery()
    query = (
        select(Announcement.id, Announcement.version, last.c.number)
        .outerjoin(last, last.c.announcement_id == Announcement.id)
        .where(or_(last.c.number.is_(None), last.c.number != Announcement.version))
    )
    for id, version, number in subject.connection.execute(query):
        yield f"Record {id} is at version {version}, and the change log at {number or 'none'}."
    matched = (Version.announcement_id == Announcement.id) & (Version.number == Announcement.version)
    query = select(Announcement.id).join(Version, matched).where(Version.etag != Announcement.etag)
    for (id,) in subject.connection.execute(query):
        yield f"The last version of record {id} is not the record."
    before = func.lag(Version.seq).over(partition_by=Version.announcement_id, order_by=Version.number)
    ordered = select(Version.announcement_id, Version.seq, before.label("before")).subquery()
    query = select(ordered.c.announcement_id, ordered.c.seq).where(ordered.c.before > ordered.c.seq)
    for id, seq in subject.connection.execute(query):
        yield f"Change {seq} of record {id} is in the log before an earlier one."


def find_dangling_keys(subject: Subject) -> Iterator[str]:
    """References to rows that are not there, with and without a foreign key."""
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            yield from dangling(subject, key.parent, key.column)
    for column, target in SOFT_REFERENCES:
        yield from dangling(subject, column.expression, target.expression)


def dangling(subject: Subject, column: Any, target: Any) -> Iterator[str]:
    """Values of a column that the column it refers to does not have."""
    referred: Table = target.table.alias("referred")
    missing: ColumnElement[bool] = ~select(true()).where(referred.c[target.key] == column).exists()
    query = select(column).where(column.is_not(None), missing).distinct().order_by(column)
    for (value,) in subject.connection.execute(query):
        yield f"{column.table.name}.{column.key} {value} is in no row of {target.table.name}."


def find_bad_responses(subject: Subject) -> Iterator[str]:
    """Stored responses to an Idempotency-Key that say that a record was created which is not there."""
    columns = (IdempotencyRecord.name, IdempotencyRecord.status, IdempotencyRecord.headers)
    rows = subject.connection.execute(select(*columns).execution_options(yield_per=BATCH_ROWS))
    for batch in rows.partitions():
        locations = [(row.name, row.headers.get("Location", "")) for row in batch if row.status == CREATED]
        created = [(name, UUID(path.rpartition("/")[2])) for name, path in locations if "/v1/announcements/" in path]
        known = set(subject.connection.scalars(KNOWN, {"ids": encode_values(id for _, id in created)}))
        for name, id in created:
            if id not in known:
                yield f"The response {name[:12]} says that record {id} was created, which is not there."


def find_clock_errors(subject: Subject) -> Iterator[str]:
    """Changes in the future of this machine's clock."""
    for column in (Version.at, Progress.reported_at, IdempotencyRecord.created_at):
        newest = subject.connection.scalar(select(func.max(column)))
        if newest is not None and newest > subject.now + CLOCK_TOLERANCE:
            shown = (each.isoformat(" ", "seconds") for each in (newest, subject.now))
            yield "{} has {}; the clock says {}.".format(column.class_.__tablename__, *shown)
