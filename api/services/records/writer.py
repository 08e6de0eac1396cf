"""The one writer: every change of a record, whatever its origin, goes through `save`.

A single request is a batch of one. `save` calls its steps in turn; none of them calls another.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from sqlalchemy import Connection

from api.search import index_records
from api.services.errors import ServiceError
from api.services.parties import match_parties, visibility
from api.services.records import documents, row_mapping, rules, targets, versions
from api.services.records.assemble import assemble
from api.services.records.types import Change, PendingChange, SaveResult, StoredRecord
from domain.json import encode_json

MANAGED = ("version", "created_at", "updated_at", "published_at", "change")
"""What the server sets anew with every version."""


def save(connection: Connection, changes: Sequence[Change]) -> list[SaveResult]:
    """Save changes of records, in order, in the caller's transaction: the only code that writes a record.

    Returns for each the record as stored, or the `ServiceError` that refused it. A refused change leaves nothing and
    does not affect the others. A record may refer to any other of the batch that is stored.
    """
    results: list[SaveResult] = []
    to_look_up = any(each.if_exists for each in changes)
    for batch in targets.batches(connection, changes) if to_look_up else [changes]:
        records = assemble(connection, batch)
        pending = [PendingChange(change, record) for change, record in zip(batch, records, strict=True)]
        for each in pending:
            each.is_unchanged = each.change.previous is not None and is_unchanged(each, each.change.previous)
        rules.check(connection, pending)
        accepted = [each for each in pending if each.error is None and not each.is_unchanged]
        match_parties(connection, [each.record for each in accepted if each.change.restored is None])
        for each in accepted:
            each.rendered = documents.render(each.record)
        replaced = [each.change.previous.id for each in accepted if each.change.previous]
        row_mapping.write_rows(connection, [(each.record, each.rendered) for each in accepted], replaced=replaced)
        documents_before = [each.change.previous.document if each.change.previous else None for each in accepted]
        index_records(connection, zip([each.record for each in accepted], documents_before, strict=True))
        update_visibility(connection, accepted)
        versions.append(connection, accepted)
        results += [result_of(each) for each in pending]
    return results


def result_of(pending: PendingChange) -> SaveResult:
    """The record as stored, or the error."""
    record, previous = pending.record, pending.change.previous
    if pending.error is not None:
        return pending.error
    if pending.is_unchanged and previous:
        return previous
    return StoredRecord(
        id=record["id"],
        state=record["state"],
        etag=pending.rendered.etag,
        document=pending.rendered.document,
        due_histories=record["due_histories"],
        outcome="replaced" if previous else "created",
        **{name: record[name] for name in MANAGED},
    )


def save_one(connection: Connection, change: Change) -> StoredRecord:
    """Save one change. Returns the record as stored, or raises the error that refused the change."""
    (result,) = save(connection, [change])
    if isinstance(result, ServiceError):
        raise result
    return result


def is_unchanged(pending: PendingChange, previous: StoredRecord) -> bool:
    """Whether the record says already what the change states, so that there is no new version."""
    change, record = pending.change, pending.record
    if change.restored is None:
        if change.operation in rules.WITHOUT_NOTE or previous.state == "withdrawn":
            return False
        if any("party_id" not in party for party in record["parties"]):
            return False
        record = record | {name: getattr(previous, name) for name in MANAGED}
    return encode_json(documents.document_members(record)) == previous.document


def update_visibility(connection: Connection, accepted: Sequence[PendingChange]) -> None:
    """Show in the directory what published records say of their parties, and hide what withdrawn ones said."""
    edited = [each for each in accepted if each.change.restored is None]
    published = [each.record["parties"] for each in edited if each.record["state"] == "published"]
    visibility.show_published(connection, [*chain.from_iterable(published)])
    for each in edited:
        previous = each.change.previous
        if previous and previous.state == "published" and each.record["state"] != "published":
            visibility.hide_unpublished(connection, each.record["parties"])
