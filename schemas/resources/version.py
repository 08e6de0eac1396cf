"""Versions of a record, and the difference between two."""

from __future__ import annotations

from marshmallow import Schema, fields

from domain.vocabularies import CHANGE_OPERATION, STATE
from schemas.base import BaseSchema
from schemas.fields.composites import Instant
from schemas.fields.scalars import Choice
from schemas.record.announcement import ChangeSchema
from schemas.resources.problem import string_field


class VersionSchema(BaseSchema):
    """A version of a record, with the operation, time and reason."""

    version = fields.Integer(required=True, metadata={"description": "Its number.", "minimum": 1, "examples": [2]})
    operation = Choice(CHANGE_OPERATION, "The operation.", required=True, example="patched")
    state = Choice(STATE, "The record's state in this version.", required=True, example="published")
    change = fields.Nested(
        ChangeSchema, required=True, metadata={"description": "How much the change matters, and why it was made."}
    )
    paths = fields.List(
        fields.String(metadata={"description": "A JSON Pointer.", "format": "json-pointer"}),
        required=True,
        metadata={
            "description": "The places that changed, as JSON Pointers in which a part is named by its key. The empty "
            "pointer, in the first version, is the whole record.",
            "examples": [["/commitments/clusters"]],
        },
    )
    at = Instant("When it was made: RFC 3339, UTC.", required=True, example="2026-02-03T10:00:00Z")
    url = string_field(
        "The address of this version of the record.",
        "/v1/announcements/019c0dea-8800-7000-8000-000000000001/versions/2",
        format="uri-reference",
    )


class PatchOperationSchema(Schema):
    """One step of a JSON Patch (RFC 6902)."""

    op = fields.String(
        required=True,
        metadata={"description": "The operation.", "enum": ["add", "remove", "replace", "move", "copy", "test"]},
    )
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
