"""Redaction of personal data: texts of a record are replaced in every version of it, and the record says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import chain
from typing import Any, NamedTuple
from uuid import UUID

import orjson
from marshmallow import Schema, fields
from sqlalchemy import Connection, select, update

from api.db.sql import DIRECTORY_LOCK_ID, lock_until_commit
from api.db.sqlite import secure_delete
from api.models import IdempotencyRecord, Version
from api.search.index import merge_segments
from api.services import texts as source_texts
from api.services.audit import append_event
from api.services.auth import OPERATOR, Actor, require_visible
from api.services.errors import invalid
from api.services.parties import refresh, visibility
from api.services.records import documents, progress
from api.services.records.reader import find_for_update
from api.services.records.row_reader import read_record
from api.services.records.types import Change, StoredRecord
from api.services.records.versions import by_key
from api.services.records.writer import save_one
from domain.json import encode_json
from domain.violations import LocatedViolation, Violation
from schemas.fields.composites import LanguageMap
from schemas.fields.scalars import Text

NOTE = ("change", "note")
"""The reason for a version: free text too, though the server sets it."""

MAX_NOTE = 600
"""Characters of the note of a withdrawn record that is redacted: the reason of its withdrawal is cut to fit."""

Document = dict[str, Any]


class Target(NamedTuple):
    """The steps of a pointer to a free text; `has_index`: one of them is the index of an item without a key."""

    steps: tuple[str, ...]
    has_index: bool


Texts = Mapping[Target, set[str]]
"""The texts that each pointer leads to, in any version."""


class Scrubbed(NamedTuple):
    """What has changed: new ETags of old versions by the ones before, entries of parties whose name was there, and the
    texts of progress reports by id; and the digests of all sources.
    """

    etags: Mapping[str, str]
    entries: set[UUID]
    reports: Mapping[str, Document]
    digests: set[str]


def redact(
    connection: Connection, id: UUID, *, pointers: Sequence[str], reason: str, actor: Actor, now: datetime
) -> dict[str, Any]:
    """Replace the texts at these pointers in all versions, and in all that was made of them; a new version says so.

    A pointer names a part by its key, as `paths` of a version do, a progress report by its id, and an item without a
    key by its index in the newest version that has it. Raises `NotFound`, or `Invalid` for a pointer to no text.
    """
    stored = find_for_update(connection, [id]).get(id)
    previous = stored or require_visible(stored, actor)
    targets = parse_targets(pointers)
    texts = find_texts(connection, id, pointers, targets)
    if any(text in reason for found in texts.values() for text in found):
        why = "The reason is shown to readers, and has a text that is to be redacted. Leave it out."
        raise invalid([LocatedViolation(("reason",), Violation("redacted", why))])
    names = party_names(texts)
    if names:
        lock_until_commit(connection, DIRECTORY_LOCK_ID)
    with secure_delete(connection):
        saved = save_redacted(connection, previous, texts, reason=reason, actor=actor, now=now)
        scrubbed = scrub_versions(connection, id, texts, before=saved.version)
        if names:
            refresh.remove_names(connection, scrubbed.entries, names)
        scrub_responses(connection, scrubbed, texts, names)
        source_texts.delete_texts(connection, scrubbed.digests)
        merge_segments(connection)
    details = {"pointers": [*pointers], "reason": reason, "versions": len(scrubbed.etags)}
    append_event(
        connection, "announcement.redacted", actor=actor, now=now, target=("announcement", id), details=details
    )
    return details | {"version": saved.version, "redacted_at": saved.updated_at}


def parse_targets(pointers: Sequence[str]) -> list[Target]:
    """The target of each pointer. Raises `Invalid` for those that do not lead to a free text."""
    targets = [parse_target(each) for each in pointers]
    wrong = [index for index, target in enumerate(targets) if target is None]
    if wrong:
        why = (
            "This is not the pointer of a free text. Name a part by its key: /quotes/minister/text. Dates, codes, "
            "sums, keys, identifiers and addresses cannot be redacted."
        )
        raise invalid(LocatedViolation(("pointers", index), Violation("pointer", why)) for index in wrong)
    return [target for target in targets if target is not None]


def parse_target(pointer: str) -> Target | None:
    """The target of a JSON Pointer; None if the member that it leads to is no free text."""
    steps = tuple(each.replace("~1", "/").replace("~0", "~") for each in pointer.split("/")[1:])
    if steps == NOTE:
        return Target(steps, has_index=False)
    schema: Schema | None = documents.RECORD
    rest, has_index, field = [*steps], False, None
    while rest and schema:
        name = rest.pop(0)
        field = None if name in {"identifier", "identifiers"} else schema.load_fields.get(name)
        if isinstance(field, fields.List | LanguageMap):
            inner = field.value if isinstance(field, LanguageMap) else field.inner
            names = getattr(inner, "schema", RECORD_PARTS).fields.keys()
            is_keyed = isinstance(field, LanguageMap) or not names.isdisjoint({"key", "reported_at"})
            has_index = has_index or not is_keyed
            field, rest = inner, rest[1:]
        schema = field.schema if isinstance(field, fields.Nested) else None
    return Target(steps, has_index) if type(field) is Text and not rest else None


RECORD_PARTS = documents.RECORD
"""The schema whose members no list of plain values has."""


def is_in_report(steps: Sequence[str]) -> bool:
    """Whether a pointer leads into a progress report."""
    return len(steps) > progress.REPORT_DEPTH and (steps[0], steps[2]) == ("commitments", "progress")


def named_reports(targets: Iterable[Target]) -> set[str]:
    """The ids of the progress reports that pointers lead into."""
    return {each.steps[progress.REPORT_DEPTH - 1] for each in targets if is_in_report(each.steps)}


def version_documents(connection: Connection, id: UUID) -> Iterator[tuple[int, str, Document]]:
    """The number, ETag and document of each version, the newest first, read one by one: each may be large."""
    numbers = select(Version.number).where(Version.announcement_id == id).order_by(Version.number.desc())
    query = select(Version.etag, Version.document).where(Version.announcement_id == id)
    for number in connection.scalars(numbers).all():
        row = connection.execute(query.where(Version.number == number)).one()
        yield number, row.etag, orjson.loads(row.document)


def find_texts(connection: Connection, id: UUID, pointers: Sequence[str], targets: Sequence[Target]) -> Texts:
    """The texts that each target leads to. Raises `Invalid` for those that lead to none, or to redacted ones alone."""
    texts: dict[Target, set[str]] = {target: set() for target in targets}
    stored = (document for _, _, document in version_documents(connection, id))
    for document in chain(stored, [progress.report_texts(connection, id, named_reports(targets))]):
        for target, found in texts.items():
            if not (found and target.has_index):
                found.update(owner[name] for owner, name in places(document, target.steps))
    wrong = [index for index, target in enumerate(targets) if not texts[target] - {visibility.REDACTED}]
    if wrong:
        why = (
            "No version has a text there that is not redacted yet, and no progress report either. `paths` of the "
            "versions name the parts, `id` names a report."
        )
        raise invalid(
            LocatedViolation(("pointers", index), Violation("reference", f"“{pointers[index][:200]}”: {why}"))
            for index in wrong
        )
    return {target: found - {visibility.REDACTED} for target, found in texts.items()}


def places(value: Any, steps: Sequence[str], *, any_item: bool = False) -> Iterator[tuple[Document, str]]:
    """Each object, and the name of its member, that steps lead to; with `any_item`, whatever an index is."""
    step, *rest = steps
    if isinstance(value, list):
        parts = by_key(value) or reports_by_id(value)
        if parts:
            items = [parts[step]] if step in parts else []
        else:
            items = value if any_item else value[int(step) :][:1] if step.isdecimal() else []
        for item in items:
            yield from places(item, rest, any_item=any_item)
    elif rest:
        if isinstance(value, dict) and value.get(step):
            yield from places(value[step], rest, any_item=any_item)
    elif isinstance(value, dict) and isinstance(value.get(step), str):
        yield value, step


def reports_by_id(items: list[Any]) -> Document:
    """Progress reports by their ids; nothing for a list of anything else."""
    return {str(each["id"]): each for each in items if isinstance(each, dict) and "reported_at" in each}


def replace_texts(document: Document, texts: Texts) -> bool:
    """Replace texts in a document where their pointers lead. Returns whether there were any."""
    found = [
        (owner, name)
        for target, words in texts.items()
        for owner, name in places(document, target.steps, any_item=target.has_index)
        if owner[name] in words
    ]
    for owner, name in found:
        owner[name] = visibility.REDACTED
        for offset in ("start", "end") if name == "exact" else ():
            owner.pop(offset, None)
    return bool(found)


def party_names(texts: Texts) -> set[str]:
    """The names of parties among the texts."""
    return {text for target, found in texts.items() if is_party_name(target) for text in found}


def is_party_name(target: Target) -> bool:
    """Whether the target is the name of a party."""
    return target.steps[0] == "parties" and target.steps[2:] == ("name",)


def save_redacted(
    connection: Connection, previous: StoredRecord, texts: Texts, *, reason: str, actor: Actor, now: datetime
) -> StoredRecord:
    """Save the record without the texts, as its next version. Its parties keep their entries in the directory.

    The note of a withdrawn record is the reason that its URL answers, so it stays at the beginning.
    """
    record = read_record(connection, previous.id)
    replace_texts(record, texts)
    note = f"Redacted: {reason}"
    if previous.state == "withdrawn":
        withdrawal = str(record["change"].get("note", ""))[: MAX_NOTE - len(note) - 1]
        note = f"{withdrawal} {note}"
    record |= {
        "version": previous.version + 1,
        "published_at": previous.published_at,
        "updated_at": max(now, previous.updated_at + timedelta(microseconds=1)),
        "change": {"type": "minor", "note": note},
    }
    allowed = Actor(actor.key_id, OPERATOR.scopes, frozenset(), actor.request_id, actor.client_address)
    change = Change(
        operation="redacted",
        id=previous.id,
        payload=record,
        previous=previous,
        restored=record,
        note=note,
        actor=allowed,
        now=now,
    )
    return save_one(connection, change)


def scrub_versions(connection: Connection, id: UUID, texts: Texts, *, before: int) -> Scrubbed:
    """Replace texts in the versions before the one that says so, whose ETags change, and in progress reports."""
    keys = {target.steps[1] for target in texts if is_party_name(target)}
    etags: dict[str, str] = {}
    entries: set[UUID] = set()
    digests: set[str] = set()
    for number, etag, document in version_documents(connection, id):
        digests |= {source["sha256"] for source in document["sources"] if "sha256" in source}
        parties = [party for party in document["parties"] if party["key"] in keys]
        entries |= {UUID(party["party"]["id"]) for party in parties}
        if number < before and replace_texts(document, texts):
            encoded = encode_json(document)
            etags[etag] = f'"{number}-{documents.digest(encoded).hexdigest()}"'
            row = update(Version).where(Version.announcement_id == id, Version.number == number)
            values = {"document": encoded, "etag": etags[etag], "change": document["change"]}
            connection.execute(row.values(**values))
    reports = progress.report_texts(connection, id, named_reports(texts))
    stored = progress.store_report_texts(connection, reports) if replace_texts(reports, texts) else {}
    return Scrubbed(etags, entries, stored, digests)


def scrub_responses(connection: Connection, scrubbed: Scrubbed, texts: Texts, names: set[str]) -> None:
    """Replace texts in the stored responses to an Idempotency-Key: those of the record, its parties and its reports."""
    ids = {str(id) for id in visibility.resolve_merged(connection, scrubbed.entries).values()} if names else set()
    table = IdempotencyRecord.__table__.c
    rows = connection.execute(select(table.key_id, table.name, table.headers)).all()
    for row in rows:
        headers = dict(row.headers)
        etag = headers.get("ETag", "")
        if etag not in scrubbed.etags and (not (ids or scrubbed.reports) or "Location" in headers):
            continue
        stored = (table.key_id == row.key_id, table.name == row.name)
        body = orjson.loads(connection.execute(select(table.body).where(*stored)).scalar_one() or b"null")
        if etag in scrubbed.etags:
            replace_texts(body, texts)
            headers["ETag"] = scrubbed.etags[etag]
        elif isinstance(body, dict) and body.get("id") in scrubbed.reports:
            body |= scrubbed.reports[body["id"]]
        elif isinstance(body, dict) and body.get("id") in ids:
            body |= {"name": visibility.REDACTED} if body.get("name") in names else {}
            body |= {"aliases": [each for each in body.get("aliases", ()) if each not in names]}
        else:
            continue
        connection.execute(update(IdempotencyRecord).where(*stored).values(headers=headers, body=encode_json(body)))
