"""Errors on the wire: problem details (RFC 9457)."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

REQUEST_ID = "5f2b9c6e1d3a4b70"


def string_field(description: str, example: str | None = None, *, required: bool = True, **more: str) -> fields.String:
    """Return a documented string, which is always there unless said otherwise."""
    metadata: dict[str, Any] = {"description": description, **more}
    if example is not None:
        metadata["examples"] = [example]
    return fields.String(required=required, metadata=metadata)


class ErrorSchema(Schema):
    """One thing that is wrong, at one place: either a pointer or a parameter."""

    pointer = string_field(
        "The place in the body: a JSON Pointer (RFC 6901); empty for the body as a whole.",
        "/commitments/0/due",
        required=False,
        format="json-pointer",
    )
    parameter = string_field(
        "The query parameter or header, where it is not the body.", "announced_from", required=False
    )
    code = string_field("A stable name for what is wrong.", "date")
    detail = string_field("What is wrong, in a sentence.", "“2026-02-30” is not a day: February 2026 has 28 days.")
    allowed = fields.List(
        fields.String(metadata={"description": "A value, or a form, that would be right."}),
        metadata={"description": "What would be right, where that is a short list."},
    )
    did_you_mean = string_field("The nearest thing that would be right.", "2026-02-28", required=False)


class ProblemSchema(Schema):
    """What went wrong with a request (RFC 9457), with every error at once."""

    type = string_field(
        "The address of a page that explains this kind of problem.",
        "https://communique.example/problems/invalid",
        format="uri",
    )
    title = string_field("The kind of problem, in a few words.", "Validation failed")
    status = fields.Integer(required=True, metadata={"description": "The HTTP status.", "examples": [422]})
    detail = string_field("What happened this time, in a sentence.", "1 error: `/commitments/0/due`. See `errors`.")
    instance = string_field("The request's id, as in the X-Request-Id header and in the server's log.", REQUEST_ID)
    errors = fields.List(
        fields.Nested(ErrorSchema), metadata={"description": "Every error of the request, where it has places."}
    )
