"""The record's document: the exact JSON answered to a GET, and its ETag. Only here do services use the schemas."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import orjson
from marshmallow import Schema, ValidationError, fields

from api.services.errors import Malformed, invalid
from domain.dates.edtf import parse_edtf
from domain.json import encode_json
from domain.violations import LocatedViolation
from schemas.error_messages import flatten_errors
from schemas.json import NotJson, parse_json
from schemas.record.announcement import AnnouncementSchema
from schemas.record.rules import missing_for_publication

RECORD = AnnouncementSchema()


def read(line: bytes) -> Any:
    """Return the value that a line holds. Raise `Malformed` where it is not JSON."""
    try:
        return parse_json(line)
    except NotJson as error:
        raise Malformed(str(error).replace("The body", "The line")) from None


def validate(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a record in the wire format states, checked whole. Raise `Invalid` with every fault."""
    try:
        return dict(RECORD.load(record))
    except ValidationError as error:
        raise invalid(flatten_errors(error.messages)) from None


def publish_requirements(stated: Mapping[str, Any]) -> Iterator[LocatedViolation]:
    """Yield why what is stated as published may not be."""
    yield from (LocatedViolation(path, fault) for path, fault in missing_for_publication(stated))


def payload_of(document: bytes) -> dict[str, Any]:
    """Return what a stored document states, without what the server put into it."""
    return dict(strip(orjson.loads(document), RECORD))


def strip(value: Mapping[str, Any], schema: Schema) -> dict[str, Any]:
    """Return an object of this schema without its read-only members, at every level."""
    return {
        name: strip_member(inner, schema.fields[name]) for name, inner in value.items() if name in schema.load_fields
    }


def strip_member(value: Any, field: fields.Field[Any]) -> Any:
    """Return the value of a member without what is read-only in it."""
    if isinstance(field, fields.List) and isinstance(field.inner, fields.Nested):
        return [strip(each, field.inner.schema) for each in value]
    return strip(value, field.schema) if isinstance(field, fields.Nested) else value


def show(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record as its document has it."""
    return dict(RECORD.dump(record))


def render(record: Mapping[str, Any]) -> bytes:
    """Return the document of a record."""
    return encode_json(show(record))


def etag_of(version: int, document: bytes) -> str:
    """Return the strong validator of a document (RFC 9110): its version, and a digest of its bytes."""
    return f'"{version}-{hashlib.blake2s(document, digest_size=6).hexdigest()}"'


Part = dict[str, Any]
Named = Mapping[str, Part]

OWNER = ("id", "title", "jurisdiction", "announced_on", "version", "updated_at")
CITED = ("key", "kind", "title", "url", "publisher")


def party_names(part: Part, parties: Named) -> Part:
    """Return the names of a commitment's parties."""
    return {"party_names": [parties[each["party"]]["name"] for each in part["parties"]]}


def money(part: Part, parties: Named) -> Part:
    """Return what an amount's period means, and who pays and is paid."""
    names = {f"{role}_name": parties[part[role]]["name"] for role in ("payer", "payee") if role in part}
    return {"url": f"/v1/amounts/{part['id']}"} | span(part, "period", "period") | names


def speech(part: Part, parties: Named) -> Part:
    """Return when a quote was said, and by whom."""
    speaker = parties[part["speaker"]]
    post = {"speaker_post": speaker["post"]} if "post" in speaker else {}
    named = {"speaker_name": speaker["name"]} | post
    return {"url": f"/v1/quotes/{part['id']}"} | span(part, "said_on", "said") | named


SHOWN: Mapping[str, Callable[[Part, Named], Part]] = {
    "commitments": party_names,
    "amounts": money,
    "quotes": speech,
}
"""Each list of parts that is asked for across records, and what such a part shows beside what its record says of it."""


def span(part: Part, name: str, stem: str) -> Part:
    """Return the first and last day of a date, as far as it has them."""
    days = parse_edtf(part[name]) if name in part else None
    ends = {f"{stem}_from": days.first, f"{stem}_to": days.last} if days else {}
    return {end: day for end, day in ends.items() if day is not None}


def list_item_documents(shown: Mapping[str, Any]) -> dict[str, list[bytes]]:
    """Return the JSON of each listed part of a record, in order, by the name of its list."""
    owner = {name: shown[name] for name in OWNER} | {"url": f"/v1/announcements/{shown['id']}"}
    parties = {party["key"]: party for party in shown["parties"]}
    sources = {source["key"]: cited(source) for source in shown["sources"]}
    return {
        name: [
            encode_json(
                part | more(part, parties) | {"announcement": owner, "sources": cite(part["evidence"], sources)}
            )
            for part in shown[name]
        ]
        for name, more in SHOWN.items()
    }


def cited(source: Part) -> Part:
    """Return what is shown of a source where it is cited."""
    return {name: source[name] for name in CITED if name in source}


def cite(evidence: Sequence[Part], sources: Named) -> list[Part]:
    """Return the sources that the evidence is from, each once, in order."""
    return [sources[key] for key in dict.fromkeys(each["source"] for each in evidence)]
