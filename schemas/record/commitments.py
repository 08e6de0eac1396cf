"""Commitments and the progress on them, as clients send and read them."""

from typing import Any

from marshmallow import fields, missing

from domain.vocabularies import COMMITMENT_KIND, COMMITMENT_STATUS, COMPARATOR, PARTY_ROLE, SOURCE_KIND
from schemas.base import BaseSchema
from schemas.fields.composites import BoundedList, Instant, ObjectList, Uuid
from schemas.fields.described import integer_field, object_field
from schemas.fields.scalars import Choice, DecimalText, Edtf, Key, Slug, Text
from schemas.record.evidence import EVIDENCE
from schemas.record.parts import GLOBAL_ID, part_key
from schemas.record.rules import MAX_REPORTS, MAX_REPORTS_EACH, baseline_is_stated, range_is_ordered
from schemas.record.sources import CitationSchema


class TargetSchema(BaseSchema):
    """The figure that was promised."""

    rules = (range_is_ordered,)

    value = DecimalText("The figure, an exact decimal as a string.", required=True, example="10000")
    unit = Text("What is counted or measured.", longest=100, example="experts")
    comparator = Choice(COMPARATOR, "How the outcome is compared with the figure.", example="eq")
    upper = DecimalText("The upper end, if a range was promised.")


class BaselineSchema(BaseSchema):
    """What the promise is measured from: a figure, a date or both. “40 per cent below 2005” has the date alone."""

    rules = (baseline_is_stated,)

    value = DecimalText("The figure at that time. Give this, `on` or both.", example="7000")
    on = Edtf("The date that it is measured from. Give this, `value` or both.", example="2025")


class CommitmentPartySchema(BaseSchema):
    """A party's part in a commitment."""

    party = Key("The party's key in this record.", required=True, example="msit")
    role = Choice(PARTY_ROLE, "The party's role in this commitment.", example="implementer")


class StatusSchema(BaseSchema):
    """The status of a commitment, from its newest progress report."""

    code = Choice(COMMITMENT_STATUS, "The status.", required=True, example="in_progress")
    on = Edtf("The day that the report is about.", required=True, example="2026-07-31")


class StatusField(fields.Nested):
    """The status, which follows from the reports. What a client sends instead is kept, so that it can be refused."""

    def __init__(self, description: str) -> None:
        super().__init__(StatusSchema, allow_none=True, metadata={"description": description, "readOnly": True})

    def _deserialize(self, value: Any, attr: str | None, data: Any, partial: Any = None, **_: Any) -> Any:
        """Keep any value: only the writer knows which status the commitment has."""
        return value


class ReportSourceSchema(CitationSchema):
    """The source of a progress report."""

    kind = Choice(SOURCE_KIND, "The kind of source.", example="news_report")


class ProgressSchema(BaseSchema):
    """A progress report on a commitment. Reports are added and never changed."""

    id = Uuid("The report's id.", dump_only=True, required=True)
    status = Choice(COMMITMENT_STATUS, "The status of the commitment.", required=True, example="in_progress")
    on = Edtf("The day or the period that the report is about.", closed=True, required=True, example="2026-07-31")
    value = DecimalText("The figure reached, an exact decimal as a string.", example="3")
    note = Text("What happened.", longest=10_000, example="Three of the five clusters are named.")
    source = object_field(
        ReportSourceSchema, "The source, with a url, a title, or both.", required=False, allow_none=True
    )
    reported_at = Instant(
        "When the report was recorded: RFC 3339, UTC.", dump_only=True, required=True, example="2026-08-01T09:00:00Z"
    )


class DueDateSchema(BaseSchema):
    """A due date that a commitment has had."""

    due = Edtf("The due date; absent if it was removed.", example="2026-07")
    version = integer_field("The version of the record that set it.", 1, minimum=1)
    changed_at = Instant("When that version was made.", required=True, example="2026-01-30T08:00:00Z")


class CommitmentSchema(BaseSchema):
    """A promise, with its due date, target and parties."""

    id = GLOBAL_ID
    key = part_key("clusters")
    kind = Choice(COMMITMENT_KIND, "The kind of promise.", required=True, example="milestone")
    statement = Text(
        "The promise in one sentence.",
        longest=2_000,
        required=True,
        example="Designate five locations as quantum clusters.",
    )
    target = object_field(TargetSchema, "The figure that was promised.", required=False, allow_none=True)
    baseline = object_field(BaselineSchema, "The figure to measure from.", required=False, allow_none=True)
    due = Edtf("The due date. To say “not stated”, send null or leave the field out.", example="2026-07")
    due_text = Text("The due date in the words of the source.", example="by July")
    due_from = Text("The first day that `due` may mean.", dump_only=True, example="2026-07-01")
    due_to = Text("The last day that `due` may mean; absent if it has no end.", dump_only=True, example="2026-07-31")
    due_history = ObjectList(
        DueDateSchema,
        "Every published due date, oldest first, once `due` has moved; empty until then. Draft dates are not listed.",
        dump_only=True,
    )
    starts = Edtf("When work on it begins.")
    place = Text("The place.")
    parties = ObjectList(
        CommitmentPartySchema,
        "The parties that take part, each with its role. If empty, the record's parties apply.",
        most=200,
    )
    topics = BoundedList(Slug("A topic."), "The topics. If empty, the record's topics apply.", most=50, unique=True)
    evidence = EVIDENCE
    progress = ObjectList(
        ProgressSchema,
        "The progress reports, by the day that they are about; the last one is the status. A change may add reports, "
        "never change or remove one: send those that there are, as GET returned them, with yours. If you leave it out, "
        f"the reports stay. All commitments of a record have at most {MAX_REPORTS:,}.",
        most=MAX_REPORTS_EACH,
        load_default=missing,
    )
    status = StatusField(
        "The newest progress report; absent until there is one. It follows from `progress`: any other value than the "
        "commitment's status is refused."
    )
    url = Text(
        "The commitment's address.",
        dump_only=True,
        required=True,
        example="/v1/commitments/019c0dea-8800-8000-8000-000000000003",
    )
