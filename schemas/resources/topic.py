"""Topics in use."""

from __future__ import annotations

from marshmallow import fields

from schemas.base import BaseSchema
from schemas.fields.scalars import Slug, Text


class TopicSchema(BaseSchema):
    """A topic with its numbers of records and commitments."""

    topic = Slug("The topic.", required=True, example="quantum-technology")
    announcements = fields.Integer(
        required=True, metadata={"description": "The number of records about it.", "examples": [1]}
    )
    commitments = fields.Integer(
        metadata={
            "description": "The number of commitments about it; given when one topic is read by itself.",
            "examples": [7],
        }
    )
    first_on = Text("The first day on which a record about it may have been announced.", example="2026-01-29")
    last_on = Text("The last such day.", example="2026-01-29")
    url = Text("Its address.", required=True, example="/v1/topics/quantum-technology")
