"""A commitment: something promised, that time will prove or disprove."""

from __future__ import annotations

from marshmallow import fields

from domain.vocabularies import COMMITMENT_KIND, COMMITMENT_STATUS, COMPARATOR, PARTY_ROLE
from schemas.base import BaseSchema
from schemas.fields.composites import BoundedList, Instant, ObjectList, Uuid
from schemas.fields.scalars import Choice, DecimalText, Edtf, Key, Slug, Text
from schemas.record.evidence import evidence_field
from schemas.record.rules import range_is_ordered


class TargetSchema(BaseSchema):
    """The figure that was promised."""

    rules = (range_is_ordered,)

    value = DecimalText("The figure, an exact decimal as a string.", required=True, example="10000")
    unit = Text("What is counted or measured.", longest=100, example="experts")
    comparator = Choice(COMPARATOR, "How the figure is meant.", example="eq")
    upper = DecimalText("The upper end, where a range was promised.")


class BaselineSchema(BaseSchema):
    """Where things stood when the promise was made."""

    value = DecimalText("The figure at that time.", required=True, example="7000")
    on = Edtf("When it was so.", example="2025")


class CommitmentPartySchema(BaseSchema):
    """A party's part in a commitment."""

    party = Key("The party's key in this record.", required=True, example="msit")
    role = Choice(PARTY_ROLE, "What it does for this commitment.", example="implementer")


class StatusSchema(BaseSchema):
    """How a commitment stands, by its newest report of progress."""

    code = Choice(COMMITMENT_STATUS, "The status.", required=True, example="in_progress")
    on = Edtf("The day it was reported for.", required=True, example="2026-07-31")


class DueSchema(BaseSchema):
    """A date that a commitment once had."""

    due = Edtf("The date; missing where it was taken back.", example="2026-07")
    version = fields.Integer(
        required=True, metadata={"description": "The version of the record that set it.", "minimum": 1, "examples": [1]}
    )
    changed_at = Instant("When that version was made.", required=True, example="2026-01-30T08:00:00Z")


class CommitmentSchema(BaseSchema):
    """Something promised, with when, how much and by whom."""

    id = Uuid(
        "A global id, the same in every version of the record as long as the key stays.", dump_only=True, required=True
    )
    key = Key(
        "A short name, unique within the record and kept for life; made by the server where it is missing.",
        example="clusters",
    )
    kind = Choice(COMMITMENT_KIND, "What sort of promise it is.", required=True, example="milestone")
    statement = Text(
        "The promise in one sentence.",
        longest=2_000,
        required=True,
        example="Designate five locations as quantum clusters.",
    )
    target = fields.Nested(TargetSchema, allow_none=True, metadata={"description": "The figure promised."})
    baseline = fields.Nested(BaselineSchema, allow_none=True, metadata={"description": "The figure to measure from."})
    due = Edtf("When it is to be fulfilled.", example="2026-07")
    due_text = Text("The time as stated.", example="by July")
    due_from = Text("The first day that `due` can mean.", dump_only=True, example="2026-07-01")
    due_to = Text(
        "The last day that `due` can mean; missing where it has no end.", dump_only=True, example="2026-07-31"
    )
    due_history = ObjectList(
        DueSchema,
        "Once `due` has moved: every date it has had, the first promise first, the current one last. Empty until then.",
        dump_only=True,
    )
    starts = Edtf("When it begins.")
    place = Text("Where.")
    parties = ObjectList(CommitmentPartySchema, "Who is to do it, and as what.", most=200)
    topics = BoundedList(Slug("A topic."), "What it is about.", most=50, unique=True)
    evidence = evidence_field()
    status = fields.Nested(
        StatusSchema,
        dump_only=True,
        metadata={"description": "The newest report of progress; missing until there is one."},
    )
    url = Text(
        "The commitment's own address.",
        dump_only=True,
        required=True,
        example="/v1/commitments/019c0dea-8800-8000-8000-000000000003",
    )
