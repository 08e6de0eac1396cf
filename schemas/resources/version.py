"""Versions of a record, and the difference between two."""

from __future__ import annotations

from marshmallow import Schema, fields

from domain.vocabularies import CHANGE_OPERATION, STATE
from schemas.base import BaseSchema
from schemas.fields.composites import Instant
from schemas.fields.described import integer_field, list_field, object_field, string_field
from schemas.fields.scalars import Choice
from schemas.record.announcement import ChangeSchema


class VersionSchema(BaseSchema):
    """A version of a record, with the operation, time and reason."""

    version = integer_field("Its number.", 2, minimum=1)
    operation = Choice(CHANGE_OPERATION, "The operation.", required=True, example="patched")
    state = Choice(STATE, "The record's state in this version.", required=True, example="published")
    change = object_field(ChangeSchema, "How much the change matters, and why it was made.")
    paths = list_field(
        string_field("A JSON Pointer.", format="json-pointer"),
        "The places that changed, as JSON Pointers in which a part is named by its key. The empty "
        "pointer, in the first version, is the whole record.",
        ["/commitments/clusters"],
    )
    at = Instant("When it was made: RFC 3339, UTC.", required=True, example="2026-02-03T10:00:00Z")
    url = string_field(
        "The address of this version of the record.",
        "/v1/announcements/019c0dea-8800-7000-8000-000000000001/versions/2",
        format="uri-reference",
    )


class PatchOperationSchema(Schema):
    """One step of a JSON Patch (RFC 6902)."""

    op = string_field("The operation.", enum=["add", "remove", "replace", "move", "copy", "test"])
    path = string_field("The place: a JSON Pointer.", "/commitments/2/due", format="json-pointer")
    value = fields.Raw(metadata={"description": "The new value, of any type.", "examples": ["2026-12"]})
    from_ = fields.String(
        data_key="from",
        metadata={
            "description": "The place to move or copy from.",
            "format": "json-pointer",
            "examples": ["/commitments/3"],
        },
    )
