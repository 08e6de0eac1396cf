"""Parts of records as lists across records return them: with their record, names and sources."""

from domain.vocabularies import SOURCE_KIND
from schemas.base import BaseSchema
from schemas.fields.codes import Jurisdiction
from schemas.fields.composites import BoundedList, Instant, ObjectList, Url, Uuid
from schemas.fields.described import integer_field, object_field
from schemas.fields.scalars import Choice, Edtf, Key, Text
from schemas.record.amounts import AmountSchema
from schemas.record.commitments import CommitmentSchema
from schemas.record.parts import HIGHLIGHTS, QuoteSchema


class RecordLinkSchema(BaseSchema):
    """The record that a part belongs to."""

    id = Uuid("The record's id.", required=True)
    title = Text("Its title.", required=True, longest=1_000, example="Road map for the quantum industry")
    jurisdiction = Jurisdiction("Its jurisdiction.", required=True, example="KR")
    other_jurisdictions = BoundedList(
        Jurisdiction("A jurisdiction.", example="US"),
        "The other jurisdictions of a joint announcement; absent without any.",
        dump_only=True,
    )
    announced_on = Edtf("When it was announced.", required=True, example="2026-01-29")
    version = integer_field("Its version.", 1, minimum=1)
    updated_at = Instant("When it last changed.", required=True, example="2026-01-30T08:00:00Z")
    url = Text("Its address.", required=True, example="/v1/announcements/019c0dea-8800-7000-8000-000000000001")


class CitedSourceSchema(BaseSchema):
    """A source of the evidence."""

    key = Key("The source's key in the record.", required=True, example="s-ians")
    kind = Choice(SOURCE_KIND, "The kind of source.", required=True, example="news_report")
    title = Text("Its title.", longest=1_000)
    url = Url("Its address.")
    publisher = Text("The publisher.", example="IANS")


RECORD_LINK = object_field(RecordLinkSchema, "The record that it belongs to.", dump_only=True)
CITED_SOURCES = ObjectList(CitedSourceSchema, "The sources of its evidence.", dump_only=True, required=True)


class CommitmentInRecordSchema(CommitmentSchema):
    """A commitment with the record that it belongs to."""

    party_names = BoundedList(
        Text("A name.", example="Ministry of Science and ICT"),
        "The names of its parties, in their order.",
        dump_only=True,
        required=True,
    )
    sources = CITED_SOURCES
    announcement = RECORD_LINK
    highlights = HIGHLIGHTS


class AmountInRecordSchema(AmountSchema):
    """An amount with the record that it belongs to."""

    period_from = Text("The first day that `period` may mean.", dump_only=True, example="2026-01-01")
    period_to = Text(
        "The last day that `period` may mean; absent if it has no end.", dump_only=True, example="2028-12-31"
    )
    payer_name = Text("The name of the party that pays.", dump_only=True, example="IonQ")
    payee_name = Text("The name of the party that receives the money.", dump_only=True)
    sources = CITED_SOURCES
    announcement = RECORD_LINK
    highlights = HIGHLIGHTS
    url = Text(
        "Its address.", dump_only=True, required=True, example="/v1/amounts/019c0dea-8800-8000-8000-000000000003"
    )


class QuoteInRecordSchema(QuoteSchema):
    """A quote with the record that it belongs to."""

    said_from = Text("The first day that `said_on` may mean.", dump_only=True, example="2026-01-29")
    said_to = Text(
        "The last day that `said_on` may mean; absent if it has no end.", dump_only=True, example="2026-01-29"
    )
    speaker_name = Text("The speaker's name.", dump_only=True, required=True, example="Bae Kyung-hoon")
    speaker_post = Text("The speaker's post at the time.", dump_only=True, example="Science Minister")
    sources = CITED_SOURCES
    announcement = RECORD_LINK
    highlights = HIGHLIGHTS
    url = Text("Its address.", dump_only=True, required=True, example="/v1/quotes/019c0dea-8800-8000-8000-000000000003")
