"""Topics in use."""

from __future__ import annotations

from schemas.base import BaseSchema
from schemas.fields.described import integer_field
from schemas.fields.scalars import Slug, Text


class TopicSchema(BaseSchema):
    """A topic with its numbers of records and commitments."""

    topic = Slug("The topic.", required=True, example="quantum-technology")
    announcements = integer_field("The number of records about it.", 1)
    commitments = integer_field(
        "The number of commitments about it; given when one topic is read by itself.", 7, required=False
    )
    first_on = Text("The first day on which a record about it may have been announced.", example="2026-01-29")
    last_on = Text("The last such day.", example="2026-01-29")
    url = Text("Its address.", required=True, example="/v1/topics/quantum-technology")
