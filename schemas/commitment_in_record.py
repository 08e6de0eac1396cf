"""A commitment by itself, with the record that it stands in."""

from __future__ import annotations

from marshmallow import fields

from schemas.base import Wire
from schemas.commitment import CommitmentSchema
from schemas.fields import Edtf, Jurisdiction, Text
from schemas.values import Identity


class RecordLinkSchema(Wire):
    """The record that a part stands in."""

    id = Identity("The record's id.", required=True)
    title = Text("Its title.", required=True, longest=1_000, example="Road map for the quantum industry")
    jurisdiction = Jurisdiction("Its jurisdiction.", required=True, example="KR")
    announced_on = Edtf("When it was announced.", required=True, example="2026-01-29")
    url = Text(
        "Its address.",
        required=True,
        example="/v1/announcements/019c0dea-8800-7000-8000-000000000001",
    )


class CommitmentInRecordSchema(CommitmentSchema):
    """A commitment with the record that it stands in."""

    announcement = fields.Nested(
        RecordLinkSchema,
        dump_only=True,
        required=True,
        metadata={"description": "The record that the commitment stands in."},
    )
