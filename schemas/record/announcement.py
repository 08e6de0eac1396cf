"""The announcement record, whole."""

from __future__ import annotations

from marshmallow import fields

from domain.vocabularies import ANNOUNCEMENT_KIND, CHANGE_TYPE, STATE
from schemas.base import BaseSchema
from schemas.fields.composites import BoundedList, Instant, ObjectList, Uuid
from schemas.fields.scalars import Choice, Edtf, Jurisdiction, Language, Slug, Text
from schemas.record.amount import AmountSchema
from schemas.record.commitment import CommitmentSchema
from schemas.record.party import PartySchema, identifiers_field
from schemas.record.quote import QuoteSchema
from schemas.record.relation import RelatedFromSchema, RelationSchema
from schemas.record.rules import parts_agree, read_amounts
from schemas.record.source import SourceSchema
from schemas.record.translations import translations_field
from schemas.resources.highlight import highlights_field


class ChangeSchema(BaseSchema):
    """What made a version."""

    type = Choice(CHANGE_TYPE, "How much it matters.", required=True, example="correction")
    note = Text("Why it was made.", longest=600, example="The ministry corrected the date.")


class AnnouncementSchema(BaseSchema):
    """One announcement with all its parts. What GET answers can be PUT back unchanged."""

    rules = (parts_agree,)
    completions = (read_amounts,)

    id = Uuid(
        "The record's id: a UUID of version 7 made by the server, or the UUID that a client picked with PUT.",
        dump_only=True,
        required=True,
    )
    version = fields.Integer(
        dump_only=True,
        required=True,
        metadata={"description": "Goes up by one with each change.", "minimum": 1, "examples": [1]},
    )
    state = Choice(
        STATE,
        "Draft unless said otherwise; `published` publishes at once (scope publish, at least one "
        "source and one party with the role issuer). To withdraw a record, DELETE it.",
        example="published",
    )
    kind = Choice(ANNOUNCEMENT_KIND, "What sort of announcement it is.", required=True, example="roadmap")
    title = Text("The title, in your own words or the publisher's.", longest=1_000, required=True)
    summary = Text("What it says, in a few sentences.", longest=10_000)
    body = Text("The text.", longest=1_000_000)
    language = Language("The language of title, summary and body, BCP 47.", required=True, example="en")
    translations = translations_field()
    jurisdiction = Jurisdiction(
        "Whose announcement it is: ISO 3166-1 alpha-2, ISO 3166-2, EU or UN.", required=True, example="KR"
    )
    place = Text("The dateline.", example="Seoul")
    announced_on = Edtf("When it was announced, usually a day.", closed=True, required=True, example="2026-01-29")
    effective = Edtf("When it takes effect, or from when to when.", example="2026/2035")
    topics = BoundedList(
        Slug("A topic.", example="quantum-technology"), "What it is about; any slug may be used.", most=100, unique=True
    )
    identifiers = identifiers_field(
        "The publisher's own reference numbers. A second record with one of them is a conflict."
    )
    parties = ObjectList(PartySchema, "Who takes part, and as what.", most=500)
    commitments = ObjectList(CommitmentSchema, "What was promised.")
    amounts = ObjectList(AmountSchema, "What money was named.")
    quotes = ObjectList(QuoteSchema, "Who said what.")
    sources = ObjectList(SourceSchema, "Where it comes from.")
    relations = ObjectList(RelationSchema, "How it stands to other announcements and documents.")
    related_from = fields.List(
        fields.Nested(RelatedFromSchema),
        dump_only=True,
        metadata={"description": "The records that point at this one; only with `include=related_from`."},
    )
    highlights = highlights_field()
    change = fields.Nested(
        ChangeSchema,
        dump_only=True,
        required=True,
        metadata={"description": "What made this version; given with the write as `change_type` and `note`."},
    )
    created_at = Instant(
        "When the record was first kept: RFC 3339, UTC.",
        dump_only=True,
        required=True,
        example="2026-01-30T08:00:00Z",
    )
    updated_at = Instant("When this version was made.", dump_only=True, required=True, example="2026-01-30T08:00:00Z")
    published_at = Instant(
        "When the record was first published; missing before that.", dump_only=True, example="2026-01-30T08:00:00Z"
    )
