"""Documents: the exact JSON that a GET of a record answers, its ETag, and the JSON of its parts in lists."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import orjson
from marshmallow import ValidationError, fields

from api.services.errors import invalid
from api.services.records.types import Record, RenderedRecord
from domain.dates.edtf import parse_edtf
from domain.json import encode_json
from schemas.base import first_errors
from schemas.record.announcement import AnnouncementSchema

RECORD = AnnouncementSchema()
digest = partial(hashlib.blake2s, digest_size=6)
"""Digest of a document in its ETag, after the version."""

Part = dict[str, Any]
PartiesByKey = Mapping[str, Part]


def validate(record: Mapping[str, Any]) -> dict[str, Any]:
    """The payload of a record in the wire format. Raises `Invalid` with all violations."""
    try:
        return dict(RECORD.load(record))
    except ValidationError as error:
        raise invalid(first_errors(error.messages)) from None


def payload_of(document: bytes) -> dict[str, Any]:
    """The payload that a stored document was made from: the document without its read-only members."""
    return strip(orjson.loads(document), RECORD)


def strip(value: Mapping[str, Any], schema: Any) -> dict[str, Any]:
    """An object without the members that are read-only in its schema, at every level.

    It has all lists, also those that earlier releases did not have.
    """
    return {name: default() for name, default in schema.defaults.items()} | {
        name: strip_member(inner, schema.fields[name])
        for name, inner in value.items()
        if name in schema.load_fields and not schema.fields[name].metadata.get("readOnly")
    }


def strip_member(value: Any, field: fields.Field[Any]) -> Any:
    """The value of a member without what is read-only in it."""
    if isinstance(field, fields.List) and isinstance(field.inner, fields.Nested):
        return [strip(each, field.inner.schema) for each in value]
    return strip(value, field.schema) if isinstance(field, fields.Nested) else value


def document_members(record: Record) -> dict[str, Any]:
    """The members of a record's document; its parties have their `party_id`."""
    parties = [
        party | {"party": {"id": party["party_id"], "url": f"/v1/parties/{party['party_id']}"}}
        for party in record["parties"]
    ]
    histories = {key: dates for key, dates in record["due_histories"].items() if len(dates) > 1}
    commitments = [
        {"progress": []}
        | part
        | date_range(part, "due", "due", record["jurisdiction"])
        | {"url": f"/v1/commitments/{part['id']}", "due_history": histories.get(part["key"], [])}
        for part in record["commitments"]
    ]
    return dict(RECORD.dump(record | {"parties": parties, "commitments": commitments}))


def render(record: Record) -> RenderedRecord:
    """The JSON of a whole record and of its parts that are listed across records, and its ETag."""
    shown = document_members(record)
    document = encode_json(shown)
    etag = f'"{record["version"]}-{digest(document).hexdigest()}"'
    return RenderedRecord(document, etag, list_item_documents(shown))


OWNER = ("id", "title", "jurisdiction", "other_jurisdictions", "announced_on", "version", "updated_at")
CITED = ("key", "kind", "title", "url", "publisher")
"""Members of its record, and of the sources of its evidence, that a listed part includes."""


def list_item_documents(shown: Mapping[str, Any]) -> dict[str, list[bytes]]:
    """The JSON of each part that is listed across records, in order, by the name of its list."""
    owner = {name: shown[name] for name in OWNER if shown[name]} | {"url": f"/v1/announcements/{shown['id']}"}
    parties = {party["key"]: party for party in shown["parties"]}
    sources = {source["key"]: {name: source[name] for name in CITED if name in source} for source in shown["sources"]}
    documents: dict[str, list[bytes]] = {}
    for name, details in DETAILS.items():
        documents[name] = []
        for part in shown[name]:
            cited = [sources[key] for key in dict.fromkeys(each["source"] for each in part["evidence"])]
            common = {"announcement": owner, "sources": cited}
            documents[name].append(encode_json(part | details(part, parties, shown["jurisdiction"]) | common))
    return documents


def commitment_details(part: Part, parties: PartiesByKey, _: str) -> Part:
    """The names of a commitment's parties."""
    return {"party_names": [parties[each["party"]]["name"] for each in part["parties"]]}


def amount_details(part: Part, parties: PartiesByKey, jurisdiction: str) -> Part:
    """The days of an amount's period, and the names of payer and payee."""
    names = {f"{role}_name": parties[part[role]]["name"] for role in ("payer", "payee") if role in part}
    return {"url": f"/v1/amounts/{part['id']}"} | date_range(part, "period", "period", jurisdiction) | names


def quote_details(part: Part, parties: PartiesByKey, jurisdiction: str) -> Part:
    """The days on which a quote may have been said, and its speaker."""
    speaker = parties[part["speaker"]]
    post = {"speaker_post": speaker["post"]} if "post" in speaker else {}
    named = {"speaker_name": speaker["name"]} | post
    return {"url": f"/v1/quotes/{part['id']}"} | date_range(part, "said_on", "said", jurisdiction) | named


DETAILS: Mapping[str, Callable[[Part, PartiesByKey, str], Part]] = {
    "commitments": commitment_details,
    "amounts": amount_details,
    "quotes": quote_details,
}
"""Each list whose parts are listed across records, and the members that a listed part has in addition.

Arguments are the part, the record's parties by key, and its jurisdiction."""


def date_range(part: Part, name: str, prefix: str, jurisdiction: str) -> Part:
    """The first and last day that an EDTF date can mean in a jurisdiction, as far as it has them."""
    if name not in part:
        return {}
    days = parse_edtf(part[name], jurisdiction)
    ends = ((f"{prefix}_from", days.first), (f"{prefix}_to", days.last))
    return {end: day for end, day in ends if day is not None}
