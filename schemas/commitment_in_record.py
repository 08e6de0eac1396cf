"""A commitment by itself, with the record that it stands in."""

from __future__ import annotations

from marshmallow import fields

from schemas.base import Wire
from schemas.commitment import CommitmentSchema
from schemas.fields import Edtf, Jurisdiction, Text
from schemas.values import Identity


class RecordLinkSchema(Wire):
    """The record that a part stands in."""

    id = Identity("The record's id.")
    title = Text("Its title.")
    jurisdiction = Jurisdiction("Its jurisdiction.")
    announced_on = Edtf("When it was announced.")
    url = Text("Its address.")


class CommitmentInRecordSchema(CommitmentSchema):
    """A commitment with the record that it stands in."""

    announcement = fields.Nested(
        RecordLinkSchema, dump_only=True, metadata={"description": "The record that the commitment stands in."}
    )
