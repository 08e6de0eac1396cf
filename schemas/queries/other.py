"""Query parameters and headers other than those of the lists."""

from marshmallow import EXCLUDE

from domain.vocabularies import CHANGE_TYPE
from schemas.base import BaseSchema
from schemas.fields.codes import Jurisdiction
from schemas.fields.scalars import Choice, OneOf, Text, VisibleAscii
from schemas.queries.base import CURSOR, BaseQuery, BoundedInt, PageQuery, repeatable
from schemas.queries.windows import InstantParam


class CursorQuery(BaseQuery):
    """The page of a search with POST."""

    cursor = CURSOR


class CoverageQuery(PageQuery):
    """Which records to count by jurisdiction and publisher."""

    jurisdiction = repeatable(Jurisdiction("A jurisdiction.", example="KR"), "Of any of these jurisdictions.")
    publisher = repeatable(Text("A publisher, as stated.", example="IANS"), "With sources by any of these publishers.")


class RecordQuery(BaseQuery):
    """The state and the format of a record."""

    as_of = InstantParam(
        "The record as it stood at this time: RFC 3339 with Z, or a date, which means its end.", example="2026-02-01"
    )
    format = OneOf(("json", "jsonld"), "The format of the response; it takes precedence over Accept.")
    include = OneOf(
        ("related_from", "related_to"),
        "Add the records that refer to this one (`related_from`), or those that it refers to (`related_to`), also by "
        "a publisher's number. The ETag is then that of this response; to change the record, use "
        "the ETag that you get without `include`.",
    )


class ReasonQuery(BaseQuery):
    """The reason for a change."""

    change_type = Choice(CHANGE_TYPE, "How much the change matters.", load_default="minor")
    note = Text(
        "Why the change is made. Required to change a published record and to withdraw one.",
        longest=600,
        example="Checked against the source.",
    )


class NoteQuery(BaseQuery):
    """Why a change is made."""

    note = Text("Why the change is made: for the audit trail.", longest=600, example="The ministry was renamed.")


class RotationQuery(BaseQuery):
    """How a key is rotated."""

    overlap_seconds = BoundedInt(
        "How many seconds the secret before works on, at most 30 days; 0 ends it at once.",
        least=0,
        most=30 * 86_400,
        load_default=86_400,
    )


class DiffQuery(BaseQuery):
    """The version to compare with."""

    from_ = BoundedInt(
        "The version to start from. Default: the previous one. 0 is the empty record.",
        least=0,
        most=999_999_999,
        data_key="from",
    )


class Headers(BaseSchema):
    """Headers of a request. Others are ignored."""

    class Meta:
        unknown = EXCLUDE


class PreconditionHeaders(Headers):
    """The precondition of a change (RFC 9110)."""

    if_match = Text(
        "The ETag of the version that you want to change, or `*` for any. A change of something that exists is refused "
        "with 428 without this header, and with 412 if the ETag is out of date.",
        longest=2_000,
        data_key="If-Match",
        example="*",
    )


class IdempotencyHeaders(Headers):
    """The key of a request that may be sent again."""

    idempotency_key = VisibleAscii(
        "A key of your choice for this one request, such as a new UUID. If you get no response, send the same request "
        "with the same key: it is not carried out twice, and for 24 hours you get the first response, with "
        "`Idempotent-Replayed: true`. Another request with the same key is refused with 422; any request with it while "
        "the first one is in progress with 409.",
        data_key="Idempotency-Key",
        example="8e03978e-40d5-43dd-bc93-6894a57f9324",
    )
