"""Commitments."""

from __future__ import annotations

from domain.vocabularies import COMMITMENT_KIND, COMMITMENT_STATUS, COMPARATOR, PARTY_ROLE
from schemas.base import BaseSchema
from schemas.fields.composites import BoundedList, Instant, ObjectList, Uuid
from schemas.fields.described import integer_field, object_field
from schemas.fields.scalars import Choice, DecimalText, Edtf, Key, Slug, Text
from schemas.record.evidence import evidence_field
from schemas.record.rules import range_is_ordered


class TargetSchema(BaseSchema):
    """The figure that was promised."""

    rules = (range_is_ordered,)

    value = DecimalText("The figure, an exact decimal as a string.", required=True, example="10000")
    unit = Text("What is counted or measured.", longest=100, example="experts")
    comparator = Choice(COMPARATOR, "How the outcome is compared with the figure.", example="eq")
    upper = DecimalText("The upper end, if a range was promised.")


class BaselineSchema(BaseSchema):
    """The situation when the promise was made."""

    value = DecimalText("The figure at that time.", required=True, example="7000")
    on = Edtf("The date of that figure.", example="2025")


class CommitmentPartySchema(BaseSchema):
    """A party's part in a commitment."""

    party = Key("The party's key in this record.", required=True, example="msit")
    role = Choice(PARTY_ROLE, "The party's role in this commitment.", example="implementer")


class StatusSchema(BaseSchema):
    """The status of a commitment, from its newest progress report."""

    code = Choice(COMMITMENT_STATUS, "The status.", required=True, example="in_progress")
    on = Edtf("The day that the report is about.", required=True, example="2026-07-31")


class DueSchema(BaseSchema):
    """A due date that a commitment has had."""

    due = Edtf("The due date; absent if it was removed.", example="2026-07")
    version = integer_field("The version of the record that set it.", 1, minimum=1)
    changed_at = Instant("When that version was made.", required=True, example="2026-01-30T08:00:00Z")


class CommitmentSchema(BaseSchema):
    """A promise, with its due date, target and parties."""

    id = Uuid(
        "A global id. It stays the same in every version of the record as long as the key does.",
        dump_only=True,
        required=True,
    )
    key = Key(
        "A short name, unique within the record and permanent. The server makes one if you leave it out.",
        example="clusters",
    )
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
        DueSchema,
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
    evidence = evidence_field()
    status = object_field(
        StatusSchema, "The newest progress report; absent until there is one.", required=False, dump_only=True
    )
    url = Text(
        "The commitment's address.",
        dump_only=True,
        required=True,
        example="/v1/commitments/019c0dea-8800-8000-8000-000000000003",
    )
