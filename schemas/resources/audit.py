"""The audit trail."""

from marshmallow import Schema, fields

from domain.vocabularies.service import AUDIT_ACTION
from schemas.base import BaseSchema
from schemas.fields.composites import Instant, Uuid
from schemas.fields.described import integer_field, list_field, object_field, string_field
from schemas.fields.scalars import Choice, OneOf, Text
from schemas.queries.base import ALL_AS_NDJSON, CURSOR, BaseQuery, BoundedInt, repeatable
from schemas.queries.windows import WindowInstant
from schemas.resources.page import next_cursor_field


class AuditQuery(BaseQuery):
    """Which entries of the audit trail."""

    key = repeatable(Uuid("The id of a key."), "By any of these keys.")
    action = repeatable(Choice(AUDIT_ACTION, "An action."), "Any of these actions.")
    target = Text(
        "Of the record, party or key with this id.", longest=200, example="019c0dea-8800-7000-8000-000000000001"
    )
    from_ = WindowInstant(
        "At this time or later: a date-time with Z or an offset, a date, or a relative day.",
        data_key="from",
        example="today-30d",
    )
    to = WindowInstant("At this time or earlier.", example="2026-02")
    limit = BoundedInt(
        "How many entries at most. Default: 50; as NDJSON, all.", least=1, most=200, beyond=ALL_AS_NDJSON
    )
    cursor = CURSOR
    format = OneOf(("json", "ndjson"), "The format of the response; it takes precedence over Accept.")


class AuditActorSchema(Schema):
    """Who acted."""

    type = string_field(
        "A key, the operator on the command line, or somebody without a valid key.",
        enum=["key", "command_line", "public"],
    )
    id = Uuid("The id of the key.")
    name = string_field("The name of the key.", "newsroom import", required=False)


class AuditTargetSchema(Schema):
    """What was acted on."""

    type = string_field("What it is.", enum=["announcement", "party", "key"])
    id = string_field("Its id.", "019c0dea-8800-7000-8000-000000000001")
    version = integer_field("The version that the action made.", 2, required=False, minimum=1)
    url = string_field(
        "Its address.",
        "/v1/announcements/019c0dea-8800-7000-8000-000000000001",
        required=False,
        format="uri-reference",
    )


class AuditEntrySchema(BaseSchema):
    """What somebody did, to what, when, and from where."""

    id = string_field("Its id.", "version-41")
    at = Instant("When: RFC 3339, UTC.", required=True, example="2026-02-03T10:00:00Z")
    action = Choice(AUDIT_ACTION, "What was done.", required=True, example="announcement.patched")
    actor = object_field(AuditActorSchema, "Who did it.")
    target = object_field(AuditTargetSchema, "What it was done to.", required=False)
    request_id = string_field("The request, as in its X-Request-Id and in the log.", "5f2b9c6e1d3a4b70", required=False)
    client_address = string_field("The address that it came from, until it is erased.", "192.0.2.7", required=False)
    details = fields.Dict(metadata={"description": "More about it.", "examples": [{"count": 10}]})


class AuditMetaSchema(Schema):
    """Where the next page begins."""

    next_cursor = next_cursor_field()


class AuditLinksSchema(Schema):
    """Links to this page and to the next one."""

    self = string_field("This page.", "https://communique.example/v1/audit", format="uri")
    next = string_field(
        "The next page; absent at the beginning of the trail. With filters, a page may have few entries and a next "
        "one.",
        "https://communique.example/v1/audit?cursor=WyIyMDI2Il0",
        required=False,
        format="uri",
    )


class AuditPageSchema(Schema):
    """A page of the audit trail, the latest entry first."""

    data = list_field(AuditEntrySchema, "The entries, the latest first.")
    meta = object_field(AuditMetaSchema, "Where the next page begins.")
    links = object_field(AuditLinksSchema, "Links to this page and to the next one.")
