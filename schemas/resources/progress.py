"""Progress reports on commitments."""

from domain.vocabularies import COMMITMENT_STATUS, SOURCE_KIND
from schemas.base import BaseSchema
from schemas.fields.composites import Instant, Uuid
from schemas.fields.described import object_field
from schemas.fields.scalars import Choice, DecimalText, Edtf, Text
from schemas.record.sources import CitationSchema


class ProgressSourceSchema(CitationSchema):
    """The source of a progress report."""

    kind = Choice(SOURCE_KIND, "The kind of source.", example="news_report")


class ProgressSchema(BaseSchema):
    """A progress report on a commitment. Reports are added and never changed."""

    id = Uuid("The report's id.", dump_only=True, required=True)
    status = Choice(COMMITMENT_STATUS, "The status of the commitment.", required=True, example="in_progress")
    on = Edtf("The day or the period that the report is about.", closed=True, required=True, example="2026-07-31")
    value = DecimalText("The figure reached, an exact decimal as a string.", example="3")
    note = Text("What happened.", longest=10_000, example="Three of the five clusters are named.")
    source = object_field(ProgressSourceSchema, "The source, with a url, a title, or both.")
    reported_at = Instant(
        "When the report was recorded: RFC 3339, UTC.", dump_only=True, required=True, example="2026-08-01T09:00:00Z"
    )
