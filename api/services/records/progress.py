"""Progress on commitments: reports, which are added and never changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Connection, func, select, update

from api.db.sql import AnyRow, encode_values, in_rows_param
from api.models import Announcement, Commitment, Progress
from api.services import pagination
from api.services.auth import Actor, require_visible
from api.services.pagination import Order, Page
from api.services.records.types import Change, Record
from domain.dates.edtf import parse_edtf
from domain.ids import uuid7
from domain.json import encode_json
from domain.violations import LocatedViolation, Violation
from domain.vocabularies import COMMITMENT_STATUS
from schemas.record.dates import REPORT_DATES, dates_fit_jurisdiction
from schemas.record.rules import MAX_REPORTS, MAX_REPORTS_EACH

TEXTS = ("note", "source")
"""Columns of a report that have free texts."""

STATED = ("status", "on", "value", *TEXTS)
"""Columns of a report that a client states."""

SHOWN = ("id", *STATED, "reported_at")
"""Columns of a report as the API shows it."""

REPORTS = (
    select(Progress.announcement_id, Progress.commitment, *(getattr(Progress, name) for name in SHOWN))
    .where(in_rows_param([Progress.announcement_id], "ids"))
    .order_by(Progress.on_to, Progress.seq)
)

REPORT_DEPTH = 4
"""Steps to a progress report in a record: `/commitments/<key>/progress/<id>`."""

MAX_NAMED = 3
"""Reports that an error sentence names."""

Report = dict[str, Any]
Reports = Mapping[str, Sequence[Report]]
"""The reports of a record by the keys of its commitments, in the order in which they count."""


def stored_reports(connection: Connection, ids: Collection[UUID]) -> dict[UUID, Reports]:
    """The reports of records, on commitments that they dropped too."""
    found: dict[UUID, dict[str, list[Report]]] = {}
    for id, key, *values in connection.execute(REPORTS, {"ids": encode_values(ids)}) if ids else ():
        report = {name: value for name, value in zip(SHOWN, values, strict=True) if value is not None}
        found.setdefault(id, {}).setdefault(key, []).append(report)
    return {**found}


def with_progress(record: Record, stored: Reports, now: datetime) -> Record:
    """The commitments of a record with all reports on them and the status that follows, and rows of the new reports."""
    commitments, rows = [], []
    day_of = partial(last_day, jurisdiction=record["jurisdiction"])
    for part in record["commitments"]:
        reports = stored.get(part["key"], ())
        new = new_reports(reports, part.get("progress", ()), now)
        shown = sorted([*reports, *new], key=day_of)
        commitments.append(part | {"progress": shown, "status": status_of(shown)})
        rows += [
            dict.fromkeys(STATED)
            | report
            | {"announcement_id": record["id"], "commitment": part["key"], "on_to": day_of(report)}
            for report in new
        ]
    return {"commitments": commitments, "new_reports": rows}


def new_reports(stored: Iterable[Report], stated: Iterable[Report], now: datetime) -> list[Report]:
    """Those of the stated reports that are not stored. A report is known by what it states: ids are the server's."""
    known = Counter(map(content_of, stored))
    new = []
    for report in stated:
        content = content_of(report)
        if known[content]:
            known[content] -= 1
        else:
            new.append({"id": uuid7(now)} | report | {"reported_at": now})
    return new


def content_of(report: Report) -> bytes:
    """What a report states, in a comparable form."""
    return orjson.dumps({name: report.get(name) for name in STATED}, option=orjson.OPT_SORT_KEYS)


def last_day(report: Report, jurisdiction: str) -> date:
    """The last day that the `on` of a report can mean. It has one: the wire format takes no other."""
    return parse_edtf(report["on"], jurisdiction).last or date.max


def status_of(reports: Sequence[Report]) -> dict[str, str] | None:
    """The status of a commitment with these reports: the last of them."""
    return {"code": reports[-1]["status"], "on": reports[-1]["on"]} if reports else None


def progress_violations(change: Change, record: Record) -> Iterator[LocatedViolation]:
    """Yield what a change states of progress and cannot have: a status of its own, fewer reports, or too many; and
    new reports with a date in doubt.

    The status before the change is accepted too, so that a client can add a report to what GET returned.
    """
    new = {row["id"] for row in record["new_reports"]}
    total = sum(len(part.get("progress", ())) for part in record["commitments"])
    if new and total > MAX_REPORTS:
        detail = f"The commitments would have {total:,} progress reports; at most {MAX_REPORTS:,} are allowed."
        yield LocatedViolation(("commitments",), Violation("length", detail))
    pairs = zip(change.payload["commitments"], record["commitments"], strict=True)
    for index, (stated, part) in enumerate(pairs):
        reports, place = part.get("progress", ()), ("commitments", index, "progress")
        before = [each for each in reports if each["id"] not in new]
        is_own = "status" in stated and stated["status"] not in (part["status"], status_of(before))
        if is_own and stated["status"] not in statuses_before(change, part["key"]):
            violation = Violation("read_only", STATUS_FOLLOWS, COMMITMENT_STATUS.codes)
            yield LocatedViolation(("commitments", index, "status"), violation)
        if "progress" in stated and len(stated["progress"]) < len(reports):
            yield LocatedViolation(place, Violation("read_only", missing_reports(before, stated["progress"])))
        doubts = [
            (content_of(report), path, violation)
            for report in reports
            if report["id"] in new
            for path, violation in dates_fit_jurisdiction(record, report, REPORT_DATES)
        ]
        contents = [*map(content_of, stated["progress"])] if doubts else []
        for content, path, violation in doubts:
            yield LocatedViolation((*place, contents.index(content), *path), violation)
        if len(before) < len(reports) and len(reports) > MAX_REPORTS_EACH:
            detail = f"This commitment would have {len(reports):,} reports; at most {MAX_REPORTS_EACH:,} are allowed."
            yield LocatedViolation(place, Violation("length", detail))


def statuses_before(change: Change, key: str) -> list[Any]:
    """The status that a commitment had before a change, if it was there: with the jurisdiction, the order of reports
    may have changed.
    """
    commitments = orjson.loads(change.previous.document)["commitments"] if change.previous else ()
    return [part.get("status") for part in commitments if part["key"] == key]


STATUS_FOLLOWS = (
    "The status follows from the progress reports, so it cannot be set. Add a report with this status to `progress`, "
    "or POST it to /v1/commitments/{id}/progress."
)


def missing_reports(stored: Iterable[Report], stated: Iterable[Report]) -> str:
    """The sentence for a list that lacks reports which there are."""
    known = {content_of(each) for each in stated}
    lacking = [f"{each['status']}, {each['on']}" for each in stored if content_of(each) not in known]
    names = f" Missing: {'; '.join(lacking[:MAX_NAMED])}." if lacking else ""
    return (
        f"Reports are only added, never changed or removed, and this list lacks some that there are.{names} Send them "
        "as GET returned them, with yours, or leave `progress` out, which keeps them."
    )


def refresh_days(connection: Connection, id: UUID, jurisdiction: str) -> None:
    """Derive again the last days that reports on the commitments of a record may be about."""
    reports = select(Progress.id, Progress.on, Progress.on_to).where(Progress.announcement_id == id)
    for report in connection.execute(reports).all():
        last = parse_edtf(report.on, jurisdiction).last
        if last != report.on_to:
            connection.execute(update(Progress).where(Progress.id == report.id).values(on_to=last))


def list_order(reports: Any) -> Order:
    """The order of reports by day, then as they arrived, which their number on the commitment tells.

    A cursor must not have their number among the reports of all records: it would count those of drafts.
    """
    return Order((reports.c.on_to, reports.c.number), (date.fromisoformat, int))


def find_commitment(connection: Connection, id: UUID, *, actor: Actor) -> AnyRow:
    """The record of a commitment, and its key. Raises `NotFound` or `Gone`."""
    columns = (Commitment.announcement_id, Commitment.key, Announcement.state, Announcement.published_at)
    query = (
        select(*columns, Announcement.document)
        .join(Announcement, Announcement.id == Commitment.announcement_id)
        .where(Commitment.id == id)
    )
    return require_visible(connection.execute(query).one_or_none(), actor, name="commitment")


def list_progress(connection: Connection, id: UUID, params: Mapping[str, Any], *, actor: Actor) -> Page[dict[str, Any]]:
    """The reports on a commitment, the oldest `on` first; the last one is its status."""
    commitment = find_commitment(connection, id, actor=actor)
    number = func.row_number().over(order_by=Progress.seq).label("number")
    reports = (
        select(*(getattr(Progress, name) for name in (*SHOWN, "on_to")), number)
        .where(Progress.announcement_id == commitment.announcement_id, Progress.commitment == commitment.key)
        .subquery("reports")
    )
    query = select(*(reports.c[name] for name in SHOWN))
    order, params = list_order(reports), {**params, "progress_of": id}
    found = pagination.paginate(connection, query, order, params)
    sizes = (len(encode_json([row.note, row.source])) for row in found.items)
    found = pagination.shortened(connection, found, sizes, order=order, params=params)
    return found.with_items([row._asdict() for row in found.items])


def report_texts(connection: Connection, id: UUID, reports: Collection[str]) -> dict[str, Any]:
    """The texts of reports on a record's commitments, dropped ones included, as a document in which pointers lead.

    Like `{"commitments": [{"key": "lead", "progress": [{"key": "<id of the report>", "note": …}]}]}`.
    """
    if not reports:
        return {}
    columns = (Progress.commitment, Progress.id, *(getattr(Progress, name) for name in TEXTS))
    rows = connection.execute(select(*columns).where(Progress.announcement_id == id).order_by(Progress.seq)).all()
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        if str(row.id) in reports:
            texts = {name: getattr(row, name) for name in TEXTS if getattr(row, name) is not None}
            found.setdefault(row.commitment, []).append({"key": str(row.id)} | texts)
    return {"commitments": [{"key": key, "progress": each} for key, each in found.items()]}


def store_report_texts(connection: Connection, document: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Store the texts of the reports in such a document. Returns the texts by the report's id."""
    texts = {
        report["key"]: {name: report[name] for name in TEXTS if name in report}
        for commitment in document["commitments"]
        for report in commitment["progress"]
    }
    for id, values in texts.items():
        connection.execute(update(Progress).where(Progress.id == UUID(id)).values(**values))
    return texts
