"""The one writer: every change of a record, whatever its origin, goes through `save`.

A single request is a batch of one. `save` calls its steps in turn; none of them calls another. The first is here: from
payload to whole record, with a key for every part, global ids, due histories, and what the server manages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Connection, insert

from api.models import Progress
from api.search import index_records
from api.services.errors import ServiceError
from api.services.parties import match_parties, refresh, visibility
from api.services.records import documents, row_mapping, rules, versions
from api.services.records.progress import (
    Reports,
    progress_violations,
    refresh_days,
    stored_reports,
    with_progress,
)
from api.services.records.types import (
    MANAGED_MEMBERS,
    Change,
    DueHistories,
    PendingChange,
    Record,
    SaveResult,
    StoredRecord,
)
from domain.ids import KEY_PREFIXES, part_id, uuid7
from domain.json import encode_json

PARTS_WITH_ID = {"commitments": "commitment", "amounts": "amount", "quotes": "quote"}
"""The lists whose parts have a global id, and the name it is derived from."""

Part = dict[str, Any]


def save(connection: Connection, changes: Sequence[Change]) -> list[SaveResult]:
    """Save changes of records, in order, in the caller's transaction: the only code that writes a record.

    Returns for each the record as stored, or the `ServiceError` that refused it. A refused change leaves nothing and
    does not affect the others. A record may refer to any other of the batch that is stored.
    """
    results: list[SaveResult] = []
    to_look_up = any(each.if_exists for each in changes)
    for batch in rules.batches(connection, changes) if to_look_up else [changes]:
        records = assemble(connection, batch)
        pending = [PendingChange(change, record) for change, record in zip(batch, records, strict=True)]
        for each in pending:
            if each.change.previous and is_unchanged(each.change, each.change.previous, each.record):
                each.result = each.change.previous
        rules.check(connection, pending)
        accepted = [each for each in pending if each.result is None]
        edited = [each for each in accepted if each.change.restored is None]
        match_parties(connection, [each.record for each in edited])
        for each in accepted:
            each.rendered = documents.render(each.record)
            each.result = StoredRecord(
                etag=each.rendered.etag,
                document=each.rendered.document,
                outcome="replaced" if each.change.previous else "created",
                **{name: each.record[name] for name in ("id", "state", "due_histories", *MANAGED_MEMBERS)},
            )
        replaced = [each.change.previous.id for each in accepted if each.change.previous]
        row_mapping.write_rows(connection, [(each.record, each.rendered) for each in accepted], replaced=replaced)
        reports = [row for each in edited for row in each.record["new_reports"]]
        if reports:
            connection.execute(insert(Progress), reports)
        documents_before = [each.change.previous.document if each.change.previous else None for each in accepted]
        analyzed = {fields: terms for each in accepted for fields, terms in each.change.analyzed.items()}
        index_records(connection, zip([each.record for each in accepted], documents_before, strict=True), analyzed)
        visibility.show_published(
            connection,
            [each.record for each in edited if each.record["state"] == "published"],
        )
        replacing = [each for each in edited if each.change.previous]
        if replacing:
            refresh_dependents(connection, replacing)
        versions.append(connection, accepted)
        results += [each.result for each in pending if each.result]
    return results


def save_one(connection: Connection, change: Change) -> StoredRecord:
    """Save one change. Returns the record as stored, or raises the error that refused the change."""
    (result,) = save(connection, [change])
    if isinstance(result, ServiceError):
        raise result
    return result


def is_unchanged(change: Change, previous: StoredRecord, record: Record) -> bool:
    """Whether the record says already what the change states, so that there is no new version.

    Not if the change states progress that it cannot have: `rules` refuse it.
    """
    if change.restored is None:
        if change.operation in rules.WITHOUT_NOTE or previous.state == "withdrawn":
            return False
        if any("party_id" not in party for party in record["parties"]):
            return False
        if any(progress_violations(change, record)):
            return False
        record = record | {name: getattr(previous, name) for name in MANAGED_MEMBERS}
    return encode_json(documents.document_members(record)) == previous.document


def assemble(connection: Connection, changes: Sequence[Change]) -> list[Record]:
    """The whole record that each change makes, but for the directory entries of parties that are new in it."""
    ids = [each.previous.id for each in changes if each.previous]
    reports = stored_reports(connection, ids) if ids else {}
    return [
        dict(each.restored)
        if each.restored is not None
        else whole_record(each, reports.get(each.previous.id, {}) if each.previous else {})
        for each in changes
    ]


def whole_record(change: Change, reports: Reports) -> Record:
    """The record that one change makes. Its time is later than that of the change before, however long it waited."""
    previous, id = change.previous, change.id or uuid7(change.now)
    version = previous.version + 1 if previous else 1
    now = max(change.now, previous.updated_at + timedelta(microseconds=1)) if previous else change.now
    record: Record = {"state": previous.state if previous else "draft"} | dict(change.payload)
    record |= {"id": id, "new_reports": []}
    if not all("key" in part for name in KEY_PREFIXES for part in record[name]):
        record |= assign_keys(record, previous, version)
    for name, kind in PARTS_WITH_ID.items():
        record[name] = [{"id": part_id(record["id"], kind, part["key"])} | part for part in record[name]]
    is_first_public = record["state"] == "published" and not (previous and previous.published_at)
    record["parties"] = (
        keep_entries(record, previous, change.entries)
        if previous and not is_first_public
        else [{**each} for each in record["parties"]]
    )
    if reports or any("progress" in part or "status" in part for part in record["commitments"]):
        record |= with_progress(record, reports, now)
    published = previous.due_histories if previous and previous.published_at else {}
    is_correction = change.change_type == "correction"
    is_significant = is_first_public or change.change_type == "major" or bool(record["new_reports"])
    published_at = previous.published_at if previous else None
    return record | {
        "version": version,
        "created_at": previous.created_at if previous else now,
        "updated_at": now,
        "significantly_updated_at": previous.significantly_updated_at if previous and not is_significant else now,
        "published_at": published_at or (now if record["state"] == "published" else None),
        "change": {"type": change.change_type} | ({"note": change.note} if change.note else {}),
        "due_histories": add_due_dates(record["commitments"], published, is_correction, version, now),
    }


def add_due_dates(
    commitments: Sequence[Part], published: DueHistories, is_correction: bool, version: int, now: datetime
) -> DueHistories:
    """The due history of each commitment, by key, with its due date at the end if that is new.

    `published` holds the published due dates so far; a dropped commitment keeps its history. A correction replaces the
    last date; it adds no entry.
    """
    histories = dict(published)
    changed_at = now.isoformat().replace("+00:00", "Z")
    for part in commitments:
        history, due = published.get(part["key"], []), part.get("due")
        if due != (history[-1]["due"] if history else None):
            if is_correction and history:
                history = [*history[:-1], history[-1] | {"due": due}]
            else:
                history = [*history, {"due": due, "version": version, "changed_at": changed_at}]
        histories[part["key"]] = history
    return histories


def refresh_dependents(connection: Connection, batch: Sequence[PendingChange]) -> None:
    """Bring up to date what depends on more than the new version: days of progress, and the directory once for all."""
    no_longer_stated, renamed = set[UUID](), set[UUID]()
    for each in batch:
        if each.change.previous:
            before = orjson.loads(each.change.previous.document)
            no_longer_stated |= entries_no_longer_stated(before, each.record)
            is_moved = before["jurisdiction"] != each.record["jurisdiction"]
            if is_moved:
                refresh_days(connection, each.record["id"], each.record["jurisdiction"])
            if is_moved or before["announced_on"] != each.record["announced_on"]:
                renamed |= {party["party_id"] for party in each.record["parties"]}
    if no_longer_stated:
        refresh.refresh_entries(connection, no_longer_stated)
    if renamed:
        visibility.refresh_labels(connection, renamed)


def entries_no_longer_stated(before: Record, record: Record) -> set[UUID]:
    """Entries of the directory of which the document before stated something that the record does not."""
    parties = record["parties"] if record["state"] != "withdrawn" else ()
    stated = {(party["party_id"], statement_of(party, record)) for party in parties}
    entries = [(UUID(party["party"]["id"]), statement_of(party, before)) for party in before["parties"]]
    return {id for id, statement in entries if (id, statement) not in stated}


def statement_of(party: Part, record: Part) -> bytes:
    """What the directory has from a party of a record, in a comparable form."""
    jurisdiction = visibility.matched_jurisdiction(party, record["jurisdiction"])
    statement = [party["name"], party["kind"], jurisdiction, party["identifiers"]]
    return orjson.dumps(statement, option=orjson.OPT_SORT_KEYS)


def keep_entries(record: Record, previous: StoredRecord, given: Mapping[str, UUID]) -> list[Part]:
    """Copies of the parties of a record; one that states of itself what it did before keeps its directory entry.

    Not when a draft is published: the public directory shows and matches by what published records state. `given` are
    the entries of some parties by key.
    """
    before = orjson.loads(previous.document)
    statements = {party["key"]: statement_of(party, before) for party in before["parties"]}
    entries = {party["key"]: UUID(party["party"]["id"]) for party in before["parties"]} | dict(given)
    return [
        party
        | ({"party_id": entries[party["key"]]} if statements.get(party["key"]) == statement_of(party, record) else {})
        for party in record["parties"]
    ]


def assign_keys(payload: Record, previous: StoredRecord | None, version: int) -> dict[str, list[Part]]:
    """Each list of parts, with a key on every part.

    A part without a key that is stated just as one of the previous version was is that part. A new key carries the
    version that made it, so that it is never one that an earlier version used and dropped.
    """
    before = documents.payload_of(previous.document) if previous else {name: [] for name in KEY_PREFIXES}
    lists = {name: match_unkeyed(payload[name], before[name]) for name in KEY_PREFIXES}
    used = {part["key"] for parts in lists.values() for part in parts if "key" in part}
    return {
        name: [*add_new_keys(lists[name], prefix if version == 1 else f"{prefix}{version}.", used)]
        for name, prefix in KEY_PREFIXES.items()
    }


def match_unkeyed(parts: Sequence[Part], before: Sequence[Part]) -> list[Part]:
    """The parts; those without a key get that of an equal part of the previous version, if no other part has it."""
    used = {part["key"] for part in parts if "key" in part}
    free: dict[bytes, list[str]] = {}
    for part in reversed(before):
        if part["key"] not in used:
            free.setdefault(unkeyed_content(part), []).append(part["key"])
    return [
        {"key": keys.pop()} | part if "key" not in part and (keys := free.get(unkeyed_content(part))) else part
        for part in parts
    ]


def unkeyed_content(part: Part) -> bytes:
    """A part without its key in a comparable form, and without progress, which is added to the same commitment."""
    stated = {name: value for name, value in part.items() if name not in {"key", "progress", "status"}}
    return orjson.dumps(stated, option=orjson.OPT_SORT_KEYS)


def add_new_keys(parts: Sequence[Part], stem: str, used: set[str]) -> Iterator[Part]:
    """The parts, those without a key with the stem and the next number that makes an unused one."""
    number = 0
    for part in parts:
        if "key" in part:
            yield part
            continue
        number += 1
        while f"{stem}{number}" in used:
            number += 1
        yield {"key": f"{stem}{number}"} | part
