"""Examples for the document and so for Swagger UI: requests and responses around one worked example."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import UUID

import orjson
from marshmallow import Schema

from api import sample
from api.openapi.draft_example import ARTICLE, draft_of_article
from api.services import vocabularies
from api.services.records import documents
from api.services.records.types import RenderedRecord
from api.services.records.writer import PARTS_WITH_ID
from domain.ids import part_id
from domain.json import encode_json
from schemas.record.commitments import ProgressSchema
from schemas.resources.audit import AuditEntrySchema
from schemas.resources.change import SINCE, LoggedChangeSchema, VersionSchema
from schemas.resources.key import KeySchema, KeyWithSecretSchema
from schemas.resources.party import DirectoryPartySchema
from schemas.resources.redaction import RedactionSchema
from schemas.resources.summary import CoverageSchema
from schemas.resources.text import SourceTextSchema
from schemas.resources.vocabulary import VocabularyLinkSchema, VocabularySchema

Json = dict[str, Any]

HOST = "https://communique.example"
"""A reserved host name for examples (RFC 2606)."""

CREATED_AT = datetime(2026, 1, 30, 8, tzinfo=UTC)
REPORTED_AT = datetime(2026, 8, 1, 9, tzinfo=UTC)
RECORD_ID = sample.ID
RECORD_URL = f"/v1/announcements/{RECORD_ID}"
DRAFT_ID = UUID("019c0dea-8800-7000-8000-000000000002")
KEY_ID = sample.KEY_ID
REPORT_ID = UUID("019fbc8d-3a80-7000-8000-000000000004")
ETAG = '"1-9f86d081884c"'

PARTY_ID, OTHER_PARTY_ID = (UUID(f"019c0dea-8800-7000-8000-00000000000{last}") for last in "ab")

SMALL_DRAFT = {
    "kind": "plan",
    "title": "A plan for a quantum school in Daejeon",
    "language": "en",
    "jurisdiction": "KR",
    "announced_on": "2026-02",
}
"""The members that a draft must have. It is not the sample, whose sums and promises it would double."""

EXTRACT_KEYS: Mapping[str, tuple[str, ...]] = {
    "parties": ("msit", "bae", "ionq"),
    "commitments": ("top-producer", "clusters", "ionq-centre"),
    "amounts": ("ionq-investment",),
    "quotes": ("what-quantum-decides",),
}

VERSION = {
    "version": 1,
    "operation": "created",
    "state": "published",
    "change": {"type": "minor"},
    "paths": [""],
    "at": CREATED_AT,
    "url": f"{RECORD_URL}/versions/1",
}
REDACTION = {
    "pointers": ["/quotes/what-quantum-decides/text"],
    "reason": "Personal data, removed at the person's request.",
    "version": 3,
    "versions": 2,
    "redacted_at": CREATED_AT,
}
AUDIT_ENTRY = {
    "id": "version-41",
    "at": CREATED_AT,
    "action": "announcement.created",
    "actor": {"type": "key", "id": KEY_ID, "name": "newsroom import"},
    "target": {"type": "announcement", "id": f"{RECORD_ID}", "version": 1, "url": RECORD_URL},
    "request_id": "5f2b9c6e1d3a4b70",
    "client_address": "192.0.2.7",
}
LOGGED_CHANGE = {
    "seq": 41,
    "op": VERSION["operation"],
    "announcement": {"id": RECORD_ID, "url": RECORD_URL},
    **{name: VERSION[name] for name in ("version", "change", "paths", "at")},
}
REPORT = {
    "id": REPORT_ID,
    "status": "in_progress",
    "on": "2026-07-31",
    "value": "3",
    "note": "Three of the five clusters are named.",
    "source": {"kind": "press_release", "title": "Quantum clusters: where things stand", "official": True},
    "reported_at": REPORTED_AT,
}
KEY = {
    "id": KEY_ID,
    "name": "newsroom import",
    "scopes": ["read", "write"],
    "jurisdictions": ["KR"],
    "networks": ["192.0.2.0/24"],
    "created_at": CREATED_AT,
    "expires_at": "2027-01-01T00:00:00Z",
}


def whole_example() -> Json:
    """The sample without its identifier, which would be a conflict on a server that has the sample."""
    return {name: value for name, value in sample.worked_example().items() if name != "identifiers"}


def extract_record() -> Json:
    """The record that responses show: the sample with fewer parts."""
    whole = whole_example()
    return whole | {name: [part for part in whole[name] if part["key"] in keys] for name, keys in EXTRACT_KEYS.items()}


def request_examples() -> dict[str, tuple[str, Json]]:
    """Summary and body of each example of a request, by the name of its component."""
    return {
        "WholeRecord": ("A record with its parts, published at once", extract_record()),
        "LeastDraft": ("The least a draft can be", SMALL_DRAFT),
        "SearchAnnouncements": (
            "What is about chips and announced in 2026",
            {"q": "chips", "jurisdiction": ["KR", "US"], "announced_from": "2026", "limit": 50},
        ),
        "SearchCommitments": (
            "What Korea promised by 2030 and is late with",
            {"jurisdiction": ["KR"], "due_to": "2030", "overdue": True},
        ),
        "SearchAmounts": (
            "Sums in dollars and in won, the latest first",
            {"currency": ["USD", "KRW"], "sort": "-announced_on", "limit": 50},
        ),
        "SearchQuotes": ("What was said about quantum technology", {"q": "quantum", "said_from": "2026"}),
        "ChangedDate": ("Correct one member", {"announced_on": "2026-01-30"}),
        "ChangedPart": (
            "Move one commitment's date, and remove another",
            {"commitments": {"clusters": {"due": "2026-12"}, "businesses": None}},
        ),
        "NewKey": ("A key for a program that writes drafts", {"name": "newsroom import", "scopes": ["read", "write"]}),
        "Article": ("A short article, with the day it came out", ARTICLE),
        "PartyAliases": ("State its other names", {"aliases": ["Samsung Electronics Co., Ltd."]}),
        "SplitParty": (
            "Its parties in one record are another party",
            {"announcements": [str(RECORD_ID)], "note": "It is another company of this name."},
        ),
        "MergeParty": ("The party that remains", {"into": str(OTHER_PARTY_ID)}),
    }


def stored_record(payload: Json, id: UUID) -> RenderedRecord:
    """A new record as the server stores it."""
    record = documents.validate(payload)
    state = record.setdefault("state", "draft")
    for name, kind in PARTS_WITH_ID.items():
        record[name] = [part | {"id": part_id(id, kind, part["key"])} for part in record[name]]
    record["parties"] = [part | {"party_id": part_id(RECORD_ID, "party", part["key"])} for part in record["parties"]]
    record |= {"id": id, "version": 1, "change": {"type": "minor"}, "created_at": CREATED_AT, "updated_at": CREATED_AT}
    record |= {"significantly_updated_at": CREATED_AT, "due_histories": {}} | (
        {"published_at": CREATED_AT} if state == "published" else {}
    )
    return documents.render(record)


def dump(schema: Schema, value: Mapping[str, Any]) -> Json:
    """The JSON of a value, written by a schema."""
    written: Json = orjson.loads(encode_json(schema.dump(value)))
    return written


def single_page(item: Json | list[Json], address: str) -> Json:
    """A list that fits on one page."""
    items = item if isinstance(item, list) else [item]
    total = {"value": len(items), "relation": "eq"}
    return {"data": items, "meta": {"total": total}, "links": {"self": HOST + address}}


@cache
def response_examples() -> dict[str, Any]:
    """Examples of responses by the name of their schema."""
    rendered = stored_record(extract_record(), RECORD_ID)
    record = orjson.loads(rendered.document)
    items = {name: [orjson.loads(part) for part in parts] for name, parts in rendered.parts.items()}
    commitment = next(part for part in items["commitments"] if part["key"] == "clusters")
    (amount,), (quote,) = items["amounts"], items["quotes"]
    days = {"announcements": 1, "first_on": record["announced_on"], "last_on": record["announced_on"]}
    topic = {"topic": "quantum-technology", **days, "url": "/v1/topics/quantum-technology"}
    coverage = {"jurisdiction": "KR", "publisher": "IANS", **days, "changed_at": CREATED_AT}
    issuer = record["parties"][0]
    party = {name: issuer[name] for name in ("name", "kind", "jurisdiction", "identifiers")} | issuer["party"]
    party |= {"aliases": ["MSIT"], "roles": {"issuer": 1}, "announcements": 1}
    return {
        "Announcement": record,
        "AnnouncementPage": single_page(
            orjson.loads(stored_record(SMALL_DRAFT, DRAFT_ID).document), "/v1/announcements?state=draft"
        ),
        "VersionPage": single_page(dump(VersionSchema(), VERSION), f"{RECORD_URL}/versions"),
        "ChangePage": {
            "data": [dump(LoggedChangeSchema(), LOGGED_CHANGE)],
            "meta": {"at_end": True, "next_cursor": SINCE},
            "links": {"self": f"{HOST}/v1/changes", "next": f"{HOST}/v1/changes?since={SINCE}"},
        },
        "PatchOperation": [{"op": "replace", "path": "/commitments/3/due", "value": "2026-12"}],
        "CommitmentInRecord": commitment,
        "CommitmentPage": single_page(commitment, "/v1/commitments?due_from=2026-07&due_to=2026-07"),
        "AmountInRecord": amount,
        "AmountPage": single_page(amount, "/v1/amounts?currency=USD&payer=IonQ"),
        "QuoteInRecord": quote,
        "QuotePage": single_page(quote, "/v1/quotes?speaker=Bae%20Kyung-hoon"),
        "CommitmentSummary": single_page(
            {"jurisdiction": "KR", "labels": {"jurisdiction": "Korea, Republic of"}, "count": 9, "overdue": 1},
            "/v1/commitments/summary?group_by=jurisdiction",
        ),
        "QuoteSummary": single_page(
            {"post": quote["speaker_post"], "labels": {}, "count": 1}, "/v1/quotes/summary?group_by=post&sort=-count"
        ),
        "AmountSummary": single_page(
            {"labels": {}, "currency": "USD", "sum": "5615000000", "count": 2}, "/v1/amounts/summary?currency=USD"
        ),
        "Topic": topic | {"commitments": 7},
        "TopicPage": single_page(topic, "/v1/topics?jurisdiction=KR"),
        "CoveragePage": single_page(dump(CoverageSchema(), coverage), "/v1/coverage"),
        "Progress": dump(ProgressSchema(), REPORT),
        "ProgressPage": single_page(dump(ProgressSchema(), REPORT), f"{commitment['url']}/progress"),
        "DirectoryParty": dump(DirectoryPartySchema(), party),
        "PartyPage": single_page(dump(DirectoryPartySchema(), party), "/v1/parties?role=issuer"),
        "Vocabulary": dump(VocabularySchema(), vars(vocabularies.get("states"))),
        "VocabularyPage": single_page(
            [dump(VocabularyLinkSchema(), each) for each in vocabularies.links()[:2]], "/v1/vocabularies"
        ),
        "KeyPage": single_page(dump(KeySchema(), KEY), "/v1/keys"),
        "KeyWithSecret": dump(KeyWithSecretSchema(), KEY | {"key": "cmq_an-example-that-opens-nothing"}),
        "AuditPage": {
            "data": [dump(AuditEntrySchema(), AUDIT_ENTRY)],
            "meta": {},
            "links": {"self": f"{HOST}/v1/audit"},
        },
        "Draft": draft_of_article(),
        "Redaction": dump(RedactionSchema(), REDACTION),
        "Quota": {
            "holder": "key",
            "policies": [
                {"policy": "reads", "applies_to": "reads", "quota": 600, "window": 60, "remaining": 599, "reset": 12}
            ],
        },
        "SourceText": dump(
            SourceTextSchema(), {"sha256": sample.TEXT_DIGEST, "text": sample.TEXT, "created_at": CREATED_AT}
        ),
        "Health": {"status": "ok"},
    }


UUID_SCHEMA = {"$ref": "#/components/schemas/Uuid"}
TEXT_SCHEMA = {"type": "string", "minLength": 1}
VERSION_NUMBER = {"type": "integer", "format": "int32", "minimum": 1, "maximum": 2**31 - 1}

PATH_PARAMETERS: Mapping[str, Json] = {
    step: {"description": description, "example": example, "schema": schema}
    for step, description, example, schema in (
        ("announcements/{id}", "The announcement's id.", str(RECORD_ID), UUID_SCHEMA),
        ("versions/{number}", "The number of the version; the first one is 1.", 1, VERSION_NUMBER),
        ("commitments/{id}", "The commitment's id.", str(part_id(RECORD_ID, "commitment", "clusters")), UUID_SCHEMA),
        ("amounts/{id}", "The amount's id.", str(part_id(RECORD_ID, "amount", "ionq-investment")), UUID_SCHEMA),
        ("quotes/{id}", "The quote's id.", str(part_id(RECORD_ID, "quote", "what-quantum-decides")), UUID_SCHEMA),
        ("topics/{topic}", "The topic.", "quantum-technology", TEXT_SCHEMA),
        ("texts/{sha256}", "The digest of the text.", sample.TEXT_DIGEST, {"$ref": "#/components/schemas/Sha256"}),
        ("parties/{id}", "The party's id in the directory.", str(PARTY_ID), UUID_SCHEMA),
        ("vocabularies/{name}", "The name of the closed list.", "announcement_kinds", TEXT_SCHEMA),
        ("keys/{id}", "The key's id.", str(KEY_ID), UUID_SCHEMA),
    )
}
"""Parameters in paths, by the step before them."""
