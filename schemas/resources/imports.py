"""Imports on the wire: query parameters, and the result of each line."""

from typing import ClassVar

from marshmallow import Schema, fields

from schemas.fields.composites import Uuid
from schemas.fields.described import integer_field, object_field, string_field
from schemas.fields.scalars import OneOf
from schemas.queries.base import BoolParam
from schemas.queries.other import ReasonQuery
from schemas.resources.problem import ProblemSchema

MODES = ("create", "upsert")

IMPORT_STATUSES = {
    "created": "New records.",
    "replaced": "Existing records that were changed.",
    "unchanged": "Records that existed with the same content.",
    "refused": "Lines with an error.",
    "undone": "Valid lines that were rolled back because another line was refused.",
}
"""Every status of an import line, and the lines counted under it."""


class ImportQuery(ReasonQuery):
    """Query parameters of an import."""

    mode = OneOf(
        MODES,
        "`create` refuses a record whose id or identifier exists already. `upsert` replaces the existing record with "
        "that id, or else with one of the identifiers.",
        load_default="create",
    )
    atomic = BoolParam("All or nothing, in one transaction, for at most 5,000 lines.", load_default=False)
    dry_run = BoolParam("Check every line and write nothing, for at most 5,000 lines.", load_default=False)


class ImportCountsSchema(Schema):
    """Number of lines by status."""

    class Meta:
        include: ClassVar = {
            name: integer_field(description, example)
            for (name, description), example in zip(
                [("lines", "Lines that were answered."), *IMPORT_STATUSES.items()], (3, 2, 0, 0, 1, 0), strict=True
            )
        }


class ImportResultSchema(Schema):
    """A line of the response: the result of one line of the import. The last line is the summary."""

    line = integer_field("Line number, from 1. Not in the summary.", 1, required=False, minimum=1)
    status = string_field(
        "Result of the line. `undone`: the line was valid, but was rolled back because another line was refused.",
        "created",
        required=False,
        enum=list(IMPORT_STATUSES),
    )
    id = Uuid("The record's id. Missing if nothing was written.")
    version = integer_field("The record's version.", 1, required=False, minimum=1)
    url = string_field(
        "The record's address.",
        "/v1/announcements/019c0dea-8800-7000-8000-000000000001",
        required=False,
        format="uri-reference",
    )
    problem = object_field(
        ProblemSchema, "Why the line was refused; in the summary, why the import stopped.", required=False
    )
    summary = object_field(ImportCountsSchema, "In the summary: number of lines by status.", required=False)
    complete = fields.Boolean(
        metadata={
            "description": "In the summary: whether every line was answered. If it is false, or the summary is "
            "missing, send the import again with the same `Idempotency-Key`: it resumes.",
            "examples": [True],
        }
    )
    atomic = fields.Boolean(metadata={"description": "In the summary: whether the import was all or nothing."})
    dry_run = fields.Boolean(metadata={"description": "In the summary: whether the import was a dry run."})
