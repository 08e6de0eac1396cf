"""The change feed, and the versions of a record."""

from collections.abc import Mapping
from typing import ClassVar

from marshmallow import Schema, fields

from domain.vocabularies import STATE
from domain.vocabularies.service import CHANGE_OPERATION
from schemas.base import BaseSchema
from schemas.fields.composites import Instant, Uuid
from schemas.fields.described import integer_field, list_field, object_field, string_field
from schemas.fields.scalars import Choice, Text
from schemas.queries import filters
from schemas.queries.base import BoundedInt, PageQuery
from schemas.queries.lists import AnnouncementsQuery, from_table
from schemas.record.announcement import ChangeSchema
from schemas.resources.audit import AuditActorSchema
from schemas.resources.page import ended_by_field

SINCE = "7AfTUOByHY7pfxXEKL5GWzQxXSAg"
"""An example of a position in the log."""


class ChangesQuery(
    AnnouncementsQuery,
    from_table("ChangeFilters", filters.filter_params(filters.CHANGE)),  # type: ignore[misc]
):
    """The position in the change feed, how many changes to return, how long to wait, and filters of announcements."""

    hints: ClassVar[Mapping[str, str]] = {
        **AnnouncementsQuery.hints,
        **dict.fromkeys(
            ("cursor", "page", "offset"), "There is no such parameter. Follow `links.next`, which has the next `since`."
        ),
    }

    class Meta(BaseSchema.Meta):
        exclude = ("cursor", "sort", "facet", "fields", "format", "bom", "highlight", "total")

    since = Text(
        "The position to continue from: the one in the `next` link of the page before, or `latest` for changes from "
        "now on. Default: the first change.",
        longest=2_000,
        example="latest",
    )
    limit = BoundedInt("How many changes at most.", least=1, most=200, load_default=100)
    wait = BoundedInt(
        "How many seconds to wait for a change if there is none yet. You may get an empty page earlier if too many "
        "clients are waiting: pause, and repeat the request.",
        least=0,
        most=30,
        load_default=0,
    )


class VersionsQuery(
    PageQuery,
    from_table("VersionFilters", filters.filter_params(filters.CHANGE)),  # type: ignore[misc]
):
    """Which versions of a record to list."""


class ChangedAnnouncementSchema(BaseSchema):
    """The record that was changed."""

    id = Uuid("Its id.", required=True)
    url = string_field(
        "Its address. It returns the current record, which may be newer, or 410 if it was withdrawn.",
        "/v1/announcements/019c0dea-8800-7000-8000-000000000001",
        format="uri-reference",
    )


class LoggedChangeSchema(BaseSchema):
    """One change of one record."""

    seq = integer_field("Its number in the log. Numbers only increase, with gaps.", 42, minimum=1)
    op = Choice(CHANGE_OPERATION, "The operation.", required=True, example="patched")
    announcement = object_field(ChangedAnnouncementSchema, "The record that was changed.")
    version = integer_field("The version that the change made.", 2, minimum=1)
    change = object_field(ChangeSchema, "How much the change matters, and why it was made.")
    paths = list_field(
        string_field("A JSON Pointer.", format="json-pointer"),
        "The places that changed, as JSON Pointers in which a part is named by its key. The empty "
        "pointer is the whole record: its first version, or the one that published it.",
        ["/commitments/clusters"],
    )
    at = Instant("When it was made: RFC 3339, UTC.", required=True, example="2026-02-03T10:00:00Z")
    left_filter = fields.Boolean(
        metadata={
            "description": "True if the record was in the list of announcements with the filters of this request "
            "before the change, and is not after it: it is withdrawn, or does not match any more. Otherwise absent.",
            "examples": [True],
        }
    )


class ChangesMetaSchema(Schema):
    """Whether more changes follow."""

    at_end = fields.Boolean(
        required=True,
        metadata={"description": "Whether this page ended at the last change when it was made.", "examples": [True]},
    )
    next_cursor = string_field("The `since` of the next page, as `links.next` has it.", SINCE)
    ended_by = ended_by_field()


class ChangesLinksSchema(Schema):
    """Links to this page and to the next one."""

    self = string_field("This page.", "https://communique.example/v1/changes", format="uri")
    next = string_field(
        "The next page, now or later. It is always given, also at the end of the log.",
        f"https://communique.example/v1/changes?since={SINCE}",
        format="uri",
    )


class ChangePageSchema(Schema):
    """A page of changes, oldest first."""

    data = list_field(LoggedChangeSchema, "The changes, oldest first.")
    meta = object_field(ChangesMetaSchema, "Whether more changes follow.")
    links = object_field(ChangesLinksSchema, "Links to this page and to the next one.")


class VersionSchema(BaseSchema):
    """A version of a record, with the operation, time and reason."""

    version = integer_field("Its number.", 2, minimum=1)
    operation = Choice(CHANGE_OPERATION, "The operation.", required=True, example="patched")
    state = Choice(STATE, "The record's state in this version.", required=True, example="published")
    change = object_field(ChangeSchema, "How much the change matters, and why it was made.")
    paths = list_field(
        string_field("A JSON Pointer.", format="json-pointer"),
        "The places that changed, as JSON Pointers in which a part is named by its key. The empty "
        "pointer, in the first version, is the whole record.",
        ["/commitments/clusters"],
    )
    at = Instant("When it was made: RFC 3339, UTC.", required=True, example="2026-02-03T10:00:00Z")
    actor = object_field(AuditActorSchema, "Who made it, for keys with the scope admin.", required=False)
    url = string_field(
        "The address of this version of the record.",
        "/v1/announcements/019c0dea-8800-7000-8000-000000000001/versions/2",
        format="uri-reference",
    )


class PatchOperationSchema(Schema):
    """One step of a JSON Patch (RFC 6902)."""

    op = string_field("The operation.", enum=["add", "remove", "replace", "move", "copy", "test"])
    path = string_field("The place: a JSON Pointer.", "/commitments/2/due", format="json-pointer")
    value = fields.Raw(metadata={"description": "The new value, of any type.", "examples": ["2026-12"]})
    from_ = fields.String(
        data_key="from",
        metadata={
            "description": "The place to move or copy from.",
            "format": "json-pointer",
            "examples": ["/commitments/3"],
        },
    )
