"""The announcement record, whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields, post_load, validates_schema

from domain.money import parser
from domain.vocabularies import ANNOUNCEMENT_KIND, CHANGE_TYPE, STATE
from schemas.base import BaseSchema
from schemas.fields.composites import Identity, Instant, Items, Parts
from schemas.fields.scalars import Choice, Edtf, Jurisdiction, Language, Slug, Text
from schemas.record.amount import AmountSchema
from schemas.record.commitment import CommitmentSchema
from schemas.record.cross_references import faults_across_parts
from schemas.record.party import PartySchema, identifiers
from schemas.record.quote import QuoteSchema
from schemas.record.relation import RelatedFromSchema, RelationSchema
from schemas.record.source import SourceSchema
from schemas.record.translations import Translations
from schemas.resources.highlight import highlights


class ChangeSchema(BaseSchema):
    """What made a version."""

    type = Choice(CHANGE_TYPE, "How much it matters.", required=True, example="correction")
    note = Text("Why it was made.", longest=600, example="The ministry corrected the date.")


class AnnouncementSchema(BaseSchema):
    """One announcement with all its parts. What GET answers can be PUT back unchanged."""

    id = Identity(
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
    translations = Translations()
    jurisdiction = Jurisdiction(
        "Whose announcement it is: ISO 3166-1 alpha-2, ISO 3166-2, EU or UN.", required=True, example="KR"
    )
    place = Text("The dateline.", example="Seoul")
    announced_on = Edtf("When it was announced, usually a day.", closed=True, required=True, example="2026-01-29")
    effective = Edtf("When it takes effect, or from when to when.", example="2026/2035")
    topics = Items(
        Slug("A topic.", example="quantum-technology"), "What it is about; any slug may be used.", most=100, unique=True
    )
    identifiers = identifiers("The publisher's own reference numbers. A second record with one of them is a conflict.")
    parties = Parts(PartySchema, "Who takes part, and as what.", most=500)
    commitments = Parts(CommitmentSchema, "What was promised.")
    amounts = Parts(AmountSchema, "What money was named.")
    quotes = Parts(QuoteSchema, "Who said what.")
    sources = Parts(SourceSchema, "Where it comes from.")
    relations = Parts(RelationSchema, "How it stands to other announcements and documents.")
    related_from = fields.List(
        fields.Nested(RelatedFromSchema),
        dump_only=True,
        metadata={"description": "The records that point at this one; only with `include=related_from`."},
    )
    highlights = highlights()
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

    @validates_schema(pass_original=True, skip_on_field_errors=False)
    def check_across_parts(self, data: dict[str, Any], original: Any, **_: Any) -> None:
        """Apply the rules that no part can check alone, to what was given, so that all errors come at once."""
        messages = faults_across_parts(original) if isinstance(original, Mapping) else {}
        if messages:
            raise ValidationError(messages)

    @post_load
    def read_amounts(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Fill in what was given as text alone; the rules have seen that it can be read."""
        amounts = [read_amount(amount, data["jurisdiction"]) for amount in data.get("amounts") or ()]
        return data | {"amounts": amounts}


def read_amount(amount: dict[str, Any], jurisdiction: str) -> dict[str, Any]:
    """Return the amount with its decimal and currency; a stated decimal is never touched."""
    if "amount" in amount:
        return amount
    read = parser.parse_money(amount["text"], jurisdiction=jurisdiction, currency=amount.get("currency"))
    about = {"approximate": True} if read.approximate and "approximate" not in amount else {}
    return amount | {"amount": parser.format_decimal(read.amount), "currency": read.currency} | about
