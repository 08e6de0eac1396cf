"""The versions of a record, and the difference between two."""

from __future__ import annotations

from marshmallow import Schema, fields

from domain.vocabularies import CHANGE_OPERATION, STATE
from schemas.announcement import ChangeSchema
from schemas.base import Wire
from schemas.fields import Choice
from schemas.problem import text
from schemas.values import Instant


class VersionSchema(Wire):
    """One version of a record: what was done, when and why."""

    version = fields.Integer(metadata={"description": "Its number.", "examples": [2]})
    operation = Choice(CHANGE_OPERATION, "What was done.", example="patched")
    state = Choice(STATE, "The record's state since then.", example="published")
    change = fields.Nested(ChangeSchema, metadata={"description": "How much it matters, and why it was made."})
    paths = fields.List(
        fields.String(),
        metadata={
            "description": "What changed, as JSON Pointers in which a part is named by its key.",
            "examples": [["/commitments/clusters"]],
        },
    )
    at = Instant("When it was made.", example="2026-02-03T10:00:00Z")
    url = text("The record as it stood then.", format="uri-reference")


class PatchOperationSchema(Schema):
    """One step of a JSON Patch (RFC 6902)."""

    op = fields.String(
        metadata={"description": "What to do.", "enum": ["add", "remove", "replace", "move", "copy", "test"]}
    )
    path = text("Where: a JSON Pointer.", "/commitments/2/due")
    value = fields.Raw(metadata={"description": "The value to add or to replace with."})
    from_ = fields.String(data_key="from", metadata={"description": "Where from, for move and copy."})
