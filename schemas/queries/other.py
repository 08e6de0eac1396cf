"""What can be asked in the query string beside filters of lists: a schema for each resource."""

from __future__ import annotations

from marshmallow import EXCLUDE

from domain.vocabularies import CHANGE_TYPE
from schemas.base import BaseSchema
from schemas.fields.scalars import Choice, Jurisdiction, OneOf, RequestName, Text
from schemas.queries.base import BaseQuery, BoundedInt, Moment, PageQuery, any_of


class CursorQuery(BaseQuery):
    """Which page of what is searched for."""

    cursor = Text("The page to give, as the `next` link of the page before has it.", longest=6_000)


class CoverageQuery(PageQuery):
    """Of what to say how much there is."""

    jurisdiction = any_of(Jurisdiction("A jurisdiction.", example="KR"), "Of any of these jurisdictions.")
    publisher = any_of(Text("A publisher, as stated.", example="IANS"), "With sources by any of these publishers.")


class RecordQuery(BaseQuery):
    """Which state of a record, and what with it."""

    as_of = Moment(
        "The record as it stood at this time: RFC 3339 with Z, or a date, meaning its end.", example="2026-02-01"
    )
    format = OneOf(("json", "jsonld"), "The form of the answer; it takes precedence over Accept.")
    include = OneOf(
        ("related_from",),
        "Add the records that point at this one. The ETag is then that of this answer: a change is made with the "
        "ETag of the record itself.",
    )


class ReasonQuery(BaseQuery):
    """Why a record is changed."""

    change_type = Choice(CHANGE_TYPE, "How much the change matters.", load_default="minor")
    note = Text(
        "Why the change is made. Needed for a change of a published record and for withdrawing.",
        longest=600,
        example="The ministry corrected the date.",
    )


class DiffQuery(BaseQuery):
    """What to compare a version with."""

    from_ = BoundedInt(
        "The version to start from; 0 is before there was a record. By default the one before.",
        least=0,
        most=999_999_999,
        data_key="from",
    )


class PreconditionHeaders(BaseSchema):
    """The version that a change is meant for."""

    class Meta:
        """Other headers are none of this schema's business."""

        unknown = EXCLUDE

    if_match = Text(
        "The ETag of the version that you mean to change, or `*` for whichever there is. Without it, a change "
        "of something that exists is refused with 428; with one that is out of date, with 412.",
        longest=2_000,
        data_key="If-Match",
        example='"1-9f86d081884c"',
    )


class IdempotencyHeaders(BaseSchema):
    """The name of a request that may be sent again."""

    class Meta:
        """Other headers are none of this schema's business."""

        unknown = EXCLUDE

    idempotency_key = RequestName(
        "A name of your choice for this one request, such as a new UUID. If no answer reaches you, send the same again "
        "under the same name: what was done is not done twice, and for 24 hours you get the first answer, with "
        "`Idempotent-Replayed: true`. Another request under the same name is refused with 422, and any while the first "
        "one is under way with 409.",
        data_key="Idempotency-Key",
        example="8e03978e-40d5-43dd-bc93-6894a57f9324",
    )
