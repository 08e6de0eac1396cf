"""Imports on the wire: how they are asked for, and what is answered for each line."""

from __future__ import annotations

from marshmallow import Schema, fields

from schemas.fields.composites import Identity
from schemas.fields.scalars import OneOf
from schemas.queries.base import Flag
from schemas.queries.other import ReasonQuery
from schemas.resources.problem import ProblemSchema, text

MODES = ("create", "upsert")
STATUSES = ("created", "replaced", "unchanged", "refused", "undone")


class ImportQuery(ReasonQuery):
    """How records are taken in."""

    mode = OneOf(
        MODES,
        "`create` takes new records alone: an id or an identifier that a record has already is a conflict. `upsert` "
        "replaces the record that has the id, or else one of the identifiers.",
        load_default="create",
    )
    atomic = Flag("All or nothing, in one transaction, for at most 5,000 lines.", load_default=False)
    dry_run = Flag("Check everything and keep nothing.", load_default=False)


class ImportCountsSchema(Schema):
    """How many lines became what."""

    lines = fields.Integer(required=True, metadata={"description": "Lines that were answered.", "examples": [3]})
    created = fields.Integer(required=True, metadata={"description": "New records.", "examples": [2]})
    replaced = fields.Integer(required=True, metadata={"description": "Records that were changed.", "examples": [0]})
    unchanged = fields.Integer(
        required=True, metadata={"description": "Records that said just that already.", "examples": [0]}
    )
    refused = fields.Integer(required=True, metadata={"description": "Lines that were refused.", "examples": [1]})
    undone = fields.Integer(
        required=True,
        metadata={
            "description": "Lines that were right, and were not kept because others were refused.",
            "examples": [0],
        },
    )


class ImportResultSchema(Schema):
    """One line of the answer: what became of one line of the import; in the last one, how it ended."""

    line = fields.Integer(
        metadata={
            "description": "The line's number, from 1 on; not in the last one.",
            "minimum": 1,
            "examples": [1],
        }
    )
    status = fields.String(
        metadata={
            "description": "What became of it. `undone` was right, and was not kept because another line was refused.",
            "enum": list(STATUSES),
            "examples": ["created"],
        }
    )
    id = Identity("The record's id. Missing where nothing is kept.")
    version = fields.Integer(metadata={"description": "The record's version.", "minimum": 1, "examples": [1]})
    url = text(
        "The record's address.",
        "/v1/announcements/019c0dea-8800-7000-8000-000000000001",
        required=False,
        format="uri-reference",
    )
    problem = fields.Nested(
        ProblemSchema,
        metadata={"description": "Why the line was refused, or in the last one, why the import broke off."},
    )
    summary = fields.Nested(ImportCountsSchema, metadata={"description": "In the last line: how many became what."})
    complete = fields.Boolean(
        metadata={
            "description": "In the last line: whether every line was answered. Where it is false, or the last line is "
            "missing, send the import again with the same `Idempotency-Key`.",
            "examples": [True],
        }
    )
    atomic = fields.Boolean(metadata={"description": "In the last line: whether it was all or nothing."})
    dry_run = fields.Boolean(metadata={"description": "In the last line: whether it was only tried out."})
