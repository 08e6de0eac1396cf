"""Coverage: records by jurisdiction and publisher."""

from __future__ import annotations

from schemas.base import BaseSchema
from schemas.fields.composites import Instant
from schemas.fields.described import integer_field
from schemas.fields.scalars import Jurisdiction, Text


class CoverageSchema(BaseSchema):
    """The number, dates and freshness of a jurisdiction's records with a source by one publisher.

    A record with sources by several publishers is counted under each.
    """

    jurisdiction = Jurisdiction("The jurisdiction.", required=True, example="KR")
    publisher = Text("The publisher, as stated; absent if no source states one.", example="IANS")
    announcements = integer_field("How many records.", 1)
    first_on = Text("The first day on which one of them may have been announced.", required=True, example="2026-01-29")
    last_on = Text("The last day on which one of them may have been announced.", required=True, example="2026-01-29")
    changed_at = Instant("When one of them last changed: RFC 3339, UTC.", required=True, example="2026-01-30T08:00:00Z")
