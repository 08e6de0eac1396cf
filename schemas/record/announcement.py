"""The announcement record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from marshmallow import INCLUDE, Schema, ValidationError

from domain.vocabularies import ANNOUNCEMENT_KIND, CHANGE_TYPE, POLICY_STATUS, RELATION_TYPE, STATE
from schemas.base import BaseSchema
from schemas.fields.codes import Jurisdiction, Language
from schemas.fields.composites import BoundedList, Instant, LanguageMap, ObjectList, Url, Uuid
from schemas.fields.described import integer_field, list_field, object_field
from schemas.fields.scalars import Choice, Edtf, Slug, Text
from schemas.record.amounts import AmountSchema
from schemas.record.commitments import CommitmentSchema
from schemas.record.dates import dates_fit_jurisdiction, origin_of, reword_dates
from schemas.record.evidence import FieldEvidenceSchema
from schemas.record.parts import (
    HIGHLIGHTS,
    AnnouncementPartySchema,
    IdentifierSchema,
    QuoteSchema,
    identifiers_field,
)
from schemas.record.rules import (
    MAX_CITED,
    MAX_DEPTH,
    MAX_SEARCHED,
    MAX_TAGS,
    jurisdictions_differ,
    parts_agree,
    read_amounts,
    relation_has_one_target,
    sizes_are_bounded,
)
from schemas.record.sources import SourceSchema


class TranslationSchema(BaseSchema):
    """Title, summary and body in one language."""

    title = Text("The title in that language.", longest=1_000)
    summary = Text("The summary in that language.", longest=10_000)
    body = Text("The full text in that language.", longest=1_000_000)


class PolicyStatusSchema(BaseSchema):
    """Where the policy stands."""

    code = Choice(POLICY_STATUS, "The status.", required=True, example="in_force")
    on = Edtf("When it came to have this status.", closed=True, example="2026-07-01")


class RelationSchema(BaseSchema):
    """A link to another record by its id or by a publisher's number, or to a document elsewhere.

    The number may be of a record that is not there yet: the two are related as soon as a record has it among its
    `identifiers`. Until then, and beside it, `url` and `title` say what is meant.
    """

    rules = (relation_has_one_target,)

    type = Choice(RELATION_TYPE, "The relation of this record to the other.", required=True, example="cites")
    announcement = Uuid("The id of another record, which must exist. Not together with identifier, url or title.")
    identifier = object_field(
        IdentifierSchema,
        "A publisher's number of the other record, which need not be there yet. `include=related_to` shows the record.",
        required=False,
        allow_none=True,
    )
    url = Url("The address of a document elsewhere.")
    title = Text(
        "The title of a document elsewhere.", longest=1_000, example="Research and development budget for 2026"
    )


class RelatedFromSchema(BaseSchema):
    """A record that refers to this one."""

    type = Choice(RELATION_TYPE, "The relation of that record to this one.", required=True, example="cites")
    announcement = Uuid("The id of that record.", required=True)
    title = Text("Its title.", required=True, longest=1_000, example="A year of the quantum road map")
    url = Text(
        "Its address.",
        required=True,
        example="/v1/announcements/019c0dea-8800-7000-8000-000000000002",
    )


class RelatedToSchema(RelatedFromSchema):
    """A record that this one refers to."""

    type = Choice(RELATION_TYPE, "The relation of this record to that one.", required=True, example="amends")


class ChangeSchema(BaseSchema):
    """The reason for a version."""

    type = Choice(CHANGE_TYPE, "How much the change matters.", required=True, example="correction")
    note = Text("Why the change was made.", longest=600, example="The ministry corrected the date.")


class AnnouncementSchema(BaseSchema):
    """One announcement with all its parts.

    What GET answers can be PUT back unchanged: members that only the server makes are ignored.
    """

    hints: ClassVar[Mapping[str, str]] = {
        "note": "Give the note in the address: ?note=…",
        "change_type": "Give the type of the change in the address: ?change_type=…",
    }
    rules = (parts_agree, sizes_are_bounded, dates_fit_jurisdiction, jurisdictions_differ)
    completions = (read_amounts,)

    id = Uuid(
        "The record's id: a version 7 UUID made by the server, or the UUID that a client chose with PUT.",
        dump_only=True,
        required=True,
    )
    version = integer_field("The version; each change adds one.", 1, dump_only=True, minimum=1)
    state = Choice(
        STATE,
        "Default: `draft`. `published` publishes at once; that needs the scope publish, at least one source and one "
        "party with the role issuer. To withdraw a record, DELETE it.",
        example="published",
    )
    kind = Choice(ANNOUNCEMENT_KIND, "The kind of announcement.", required=True, example="roadmap")
    title = Text("The title, in your own words or the publisher's.", longest=1_000, required=True)
    summary = Text("A summary in a few sentences.", longest=10_000)
    body = Text("The full text.", longest=1_000_000)
    language = Language("The language of title, summary and body (BCP 47).", required=True, example="en")
    translations = LanguageMap(TranslationSchema, "Title, summary and body in other languages, by BCP 47 tag.")
    jurisdiction = Jurisdiction(
        "The jurisdiction that announced it: ISO 3166-1 alpha-2, ISO 3166-2, EU, UN or a regional body.",
        required=True,
        example="KR",
    )
    other_jurisdictions = BoundedList(
        Jurisdiction("A jurisdiction.", example="US"),
        "The other jurisdictions of a joint announcement, without `jurisdiction`. Filters, facets and summaries by "
        "jurisdiction take all of them. A season as a date has to mean the same days in all.",
        unique=True,
        most=200,
    )
    place = Text("The place named in the dateline.", example="Seoul")
    announced_on = Edtf(
        "When it was announced, usually a day. If only the latest possible day is known, leave the start open: "
        "`../2008-12`. Lists, filters, years and conversions then go by the last day.",
        open_start=True,
        required=True,
        example="2026-01-29",
    )
    effective = Edtf("When it takes effect, or the period in which it does.", example="2026/2035")
    policy_status = object_field(
        PolicyStatusSchema,
        "Where the policy stands now. Earlier versions of the record keep where it stood before.",
        required=False,
        allow_none=True,
    )
    topics = BoundedList(
        Slug("A topic.", example="quantum-technology"),
        "The topics: lower-case words of any script, joined by hyphens.",
        most=100,
        unique=True,
    )
    identifiers = identifiers_field(
        "The publisher's own reference numbers. A second record with one of them is a conflict."
    )
    parties = ObjectList(AnnouncementPartySchema, "The parties, each with its roles.", most=500)
    commitments = ObjectList(
        CommitmentSchema,
        f"The commitments: everything that was promised. Together they have at most {MAX_TAGS:,} topics, parties and "
        f"roles, their own or the record's; statements, quotes, evidence and names of their parties have at most "
        f"{MAX_SEARCHED:,} characters.",
    )
    amounts = ObjectList(
        AmountSchema, f"The sums of money that were named; each at most {MAX_DEPTH} steps below the one it is part of."
    )
    quotes = ObjectList(QuoteSchema, "The quotes.")
    sources = ObjectList(
        SourceSchema,
        f"The sources of the record. Counted each time that evidence cites them, their titles, addresses and "
        f"publishers have at most {MAX_CITED:,} characters.",
    )
    relations = ObjectList(RelationSchema, "Relations to other announcements and documents.")
    evidence = ObjectList(
        FieldEvidenceSchema,
        "The words of the sources that state fields of the record itself. Parts have evidence of their own.",
        most=200,
    )
    related_from = list_field(
        RelatedFromSchema,
        "The records that refer to this one; only with `include=related_from`.",
        required=False,
        dump_only=True,
    )
    related_to = list_field(
        RelatedToSchema,
        "The records that this one refers to, by id or by a publisher's number, as far as they are there and you may "
        "see them; only with `include=related_to`.",
        required=False,
        dump_only=True,
    )
    highlights = HIGHLIGHTS
    change = object_field(
        ChangeSchema, "Why this version was made: the `change_type` and `note` of the request.", dump_only=True
    )
    created_at = Instant(
        "When the record was created: RFC 3339, UTC.",
        dump_only=True,
        required=True,
        example="2026-01-30T08:00:00Z",
    )
    updated_at = Instant(
        "When this version was made: RFC 3339, UTC.", dump_only=True, required=True, example="2026-01-30T08:00:00Z"
    )
    significantly_updated_at = Instant(
        "When the record last changed in substance: when it was created, first published or changed with the type "
        "`major`, or when progress on one of its commitments was reported. RFC 3339, UTC.",
        dump_only=True,
        required=True,
        example="2026-01-30T08:00:00Z",
    )
    published_at = Instant(
        "When the record was first published; absent before that.", dump_only=True, example="2026-01-30T08:00:00Z"
    )

    def handle_error(self, error: ValidationError, data: Any, **options: Any) -> None:
        """Suggest dates as the record's jurisdiction and language write them."""
        super().handle_error(error, data, **options)
        error.messages = reword_dates(error.messages, data, origin_of(data))


class AnnouncementPatchSchema(Schema):
    """A JSON Merge Patch (RFC 7396): the members to change; null removes one. The result is checked as a whole."""

    class Meta:
        """The merged record is checked, not the patch alone."""

        unknown = INCLUDE
