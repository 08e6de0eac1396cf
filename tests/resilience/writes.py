"""Writes of records: what is sent, and what its writer knows of the record."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.clients import RECORDS
from tests.imports import IMPORTS, NDJSON, ndjson
from tests.records import published, worked_example

PROMISE = {"key": "c", "kind": "goal", "statement": "Lead."}
REPORT = {"status": "in_progress", "on": "2026-08", "source": {"title": "A report"}}
NOTE = "?note=Because."
IMPORTED = 5
"""Records of an import."""

Versions = dict[int, str | None]
"""ETag by version. None if the response does not tell it."""


@dataclass
class Record:
    """A record as its only writer knows it."""

    id: str
    title: str
    commitment: str | None = None
    versions: Versions = field(default_factory=dict)
    state: str = "draft"

    @property
    def version(self) -> int:
        """Number of the current version."""
        return max(self.versions)

    @property
    def url(self) -> str:
        """Path of the record."""
        return f"{RECORDS}/{self.id}"


@dataclass
class Attempt:
    """A write whose outcome is unknown until it is answered."""

    action: str
    method: str
    path: str
    body: bytes
    headers: dict[str, str]
    title: str
    record: Record | None = None
    """The record that it changes; None if it makes new ones."""

    was_unavailable: bool = False
    """Whether it was answered 503."""


def creation(title: str, _: Record | None, chance: random.Random) -> Attempt:
    """A new draft, large or small."""
    large = worked_example() | {"identifiers": [], "state": "draft", "title": title}
    record = large if chance.random() < 0.2 else draft_record(title)
    return Attempt("create", "POST", RECORDS, encode(record), json_headers(title), title)


def bulk(title: str, _: Record | None, __: random.Random) -> Attempt:
    """An import of some records."""
    body = ndjson(draft_record(f"{title}-{number}") for number in range(IMPORTED))
    headers = {"Content-Type": NDJSON, "Idempotency-Key": title}
    return Attempt("import", "POST", IMPORTS, body, headers, title)


def replacement(title: str, record: Record, _: random.Random) -> Attempt:
    """A new content of a record."""
    body = encode(draft_record(title) | {"state": record.state})
    return Attempt("put", "PUT", f"{record.url}{NOTE}", body, conditional_headers(record), title, record)


def merge_patch(title: str, record: Record, _: random.Random) -> Attempt:
    """A new title of a record."""
    headers = conditional_headers(record)
    return Attempt("patch", "PATCH", f"{record.url}{NOTE}", encode({"title": title}), headers, title, record)


def publication(title: str, record: Record, _: random.Random) -> Attempt:
    """The publication of a draft."""
    headers = json_headers(title) | conditional_headers(record)
    return Attempt("publish", "POST", f"{record.url}/publish{NOTE}", b"", headers, title, record)


def withdrawal(title: str, record: Record, _: random.Random) -> Attempt:
    """The withdrawal of a record."""
    return Attempt("withdraw", "DELETE", f"{record.url}{NOTE}", b"", conditional_headers(record), title, record)


def progress(title: str, record: Record, chance: random.Random) -> Attempt:
    """A report of progress on the commitment of a record. One that was imported is patched: its URL is not known."""
    if record.commitment is None:
        return merge_patch(title, record, chance)
    path = f"{record.commitment}/progress"
    return Attempt("progress", "POST", path, encode(REPORT), json_headers(title), title, record)


def draft_record(title: str) -> dict[str, Any]:
    """A draft that can be published, with a commitment and an issuer with an identifier."""
    record = published(state="draft", title=title, commitments=[PROMISE])
    issuer = record["parties"][0] | {"identifiers": [{"scheme": "test", "id": "msit"}]}
    return record | {"parties": [issuer]}


def encode(body: object) -> bytes:
    """A JSON body."""
    return json.dumps(body).encode()


def json_headers(key: str) -> dict[str, str]:
    """Headers of a POST with an Idempotency-Key."""
    return {"Content-Type": "application/json", "Idempotency-Key": key}


def conditional_headers(record: Record) -> dict[str, str]:
    """Headers of a write of the current version."""
    return {"Content-Type": "application/json", "If-Match": record.versions[record.version] or "*"}


Action = Callable[[str, Any, random.Random], Attempt]
CREATIONS: list[Action] = [creation, creation, creation, bulk]
CHANGES: list[Action] = [replacement, merge_patch, merge_patch, progress, withdrawal]
ACTIONS: dict[str, list[Action]] = {
    "draft": [*CREATIONS, *CHANGES, publication, publication],
    "published": [*CREATIONS, *CHANGES],
}
