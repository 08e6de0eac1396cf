"""The record's document: the exact JSON answered to a GET, and its ETag. Only here do services use the schemas."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

import orjson
from marshmallow import Schema, ValidationError, fields

from api.services.errors import Malformed, invalid
from domain.faults import Placed
from schemas.announcement import AnnouncementSchema
from schemas.located import locate
from schemas.parsing import NotJson, parse
from schemas.rules import unready_to_publish

RECORD = AnnouncementSchema()


def read(line: bytes) -> Any:
    """Return the value that a line holds. Raise `Malformed` where it is not JSON."""
    try:
        return parse(line)
    except NotJson as error:
        raise Malformed(str(error).replace("The body", "The line")) from None


def check(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a record in the wire format states, checked whole. Raise `Invalid` with every fault."""
    try:
        return dict(RECORD.load(record))
    except ValidationError as error:
        raise invalid(locate(error.messages)) from None


def unready(stated: Mapping[str, Any]) -> Iterator[Placed]:
    """Yield why what is stated as published may not be."""
    yield from (Placed(path, fault) for path, fault in unready_to_publish(stated))


def stated_in(document: bytes) -> dict[str, Any]:
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
    return encode(show(record))


def encode(value: Any) -> bytes:
    """Return JSON in UTF-8, times in UTC with Z."""
    return orjson.dumps(value, option=orjson.OPT_UTC_Z)


def etag_of(version: int, document: bytes) -> str:
    """Return the strong validator of a document (RFC 9110): its version, and a digest of its bytes."""
    return f'"{version}-{hashlib.blake2s(document, digest_size=6).hexdigest()}"'
