"""The change log on the wire, and what can be asked of it."""

from __future__ import annotations

from marshmallow import Schema, fields

from domain.vocabularies import CHANGE_OPERATION
from schemas.base import BaseSchema
from schemas.fields.composites import Instant, Uuid
from schemas.fields.scalars import Choice, Text
from schemas.queries.base import BaseQuery, BoundedInt
from schemas.record.announcement import ChangeSchema
from schemas.resources.problem import string_field

SINCE = "OjZA7yhiXC2EWzQxXQ"
"""A place that the log takes, to show what one looks like."""


class ChangesQuery(BaseQuery):
    """Where to go on in the log of changes, how far, and how long to wait."""

    since = Text(
        "Where to go on: what the `next` link of the page before has, or `latest` for what comes from now on. Without "
        "it, from the first change.",
        longest=2_000,
        example=SINCE,
    )
    limit = BoundedInt("How many changes at most.", least=1, most=200, load_default=100)
    wait = BoundedInt(
        "How many seconds to wait for a change where there is none yet. An answer may come earlier without one, when "
        "too many wait already: pause, and ask again.",
        least=0,
        most=30,
        load_default=0,
    )


class ChangedAnnouncementSchema(BaseSchema):
    """The record that was changed."""

    id = Uuid("Its id.", required=True)
    url = string_field(
        "Its address: the record as it is now, which may be newer; 410 where it was withdrawn.",
        "/v1/announcements/019c0dea-8800-7000-8000-000000000001",
        format="uri-reference",
    )


class LoggedChangeSchema(BaseSchema):
    """One change of one record."""

    seq = fields.Integer(
        required=True,
        metadata={
            "description": "Its number in the log. It only goes up; numbers are left out, so do not count with it.",
            "minimum": 1,
            "examples": [42],
        },
    )
    op = Choice(CHANGE_OPERATION, "What was done.", required=True, example="patched")
    announcement = fields.Nested(
        ChangedAnnouncementSchema, required=True, metadata={"description": "The record that was changed."}
    )
    version = fields.Integer(
        required=True,
        metadata={"description": "The version of the record that it made.", "minimum": 1, "examples": [2]},
    )
    change = fields.Nested(
        ChangeSchema, required=True, metadata={"description": "How much it matters, and why it was made."}
    )
    paths = fields.List(
        fields.String(metadata={"description": "A JSON Pointer.", "format": "json-pointer"}),
        required=True,
        metadata={
            "description": "What changed, as JSON Pointers in which a part is named by its key. The empty one is the "
            "whole record: its first version, or the one that published it.",
            "examples": [["/commitments/clusters"]],
        },
    )
    at = Instant("When it was made.", required=True, example="2026-02-03T10:00:00Z")


class ChangesMetaSchema(Schema):
    """What is known of the log beyond this page."""

    at_end = fields.Boolean(
        required=True,
        metadata={"description": "Whether there was nothing after this page when it was made.", "examples": [True]},
    )


class ChangesLinksSchema(Schema):
    """Where this page is, and where to go on."""

    self = string_field("This page.", "https://communique.example/v1/changes", format="uri")
    next = string_field(
        "Where to go on, now or later. It is always there, also at the end of the log.",
        f"https://communique.example/v1/changes?since={SINCE}",
        format="uri",
    )


class ChangePageSchema(Schema):
    """Some changes, the oldest first, and where to go on."""

    data = fields.List(
        fields.Nested(LoggedChangeSchema), required=True, metadata={"description": "The changes, the oldest first."}
    )
    meta = fields.Nested(
        ChangesMetaSchema, required=True, metadata={"description": "What is known of the log beyond this page."}
    )
    links = fields.Nested(
        ChangesLinksSchema, required=True, metadata={"description": "Where this page is, and where to go on."}
    )
