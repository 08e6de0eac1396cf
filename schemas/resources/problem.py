"""Errors: problem details (RFC 9457)."""

from marshmallow import Schema, fields

from schemas.fields.described import integer_field, list_field, string_field

REQUEST_ID = "5f2b9c6e1d3a4b70"


class ErrorDetailSchema(Schema):
    """One error at one place, given as a pointer or as a parameter."""

    pointer = string_field(
        "The place in the body: a JSON Pointer (RFC 6901); empty for the body as a whole.",
        "/commitments/0/due",
        required=False,
        format="json-pointer",
    )
    parameter = string_field(
        "The query parameter or header, where it is not the body.", "announced_from", required=False
    )
    code = string_field("A stable code for programs.", "date")
    detail = string_field(
        "What is wrong, and how to correct it.", "“Q3 2026” is not in a form that dates have here. Write 2026-35."
    )
    allowed = list_field(
        string_field("An allowed value or form."),
        "The allowed values or forms, if there are few.",
        required=False,
    )
    did_you_mean = string_field(
        "The value or the name that was meant, if that is beyond doubt.", "2026-35", required=False
    )


class ProblemSchema(Schema):
    """Why a request failed (RFC 9457), with all of its errors."""

    type = string_field(
        "The address of a page that explains this type of problem.",
        "https://communique.example/problems/invalid",
        format="uri",
    )
    title = string_field("The type of problem, in a few words.", "Validation failed")
    status = integer_field("The HTTP status.", 422)
    detail = string_field(
        "What went wrong with this request, in a sentence.", "1 error: `/commitments/0/due`. See `errors`."
    )
    instance = string_field("The request's id, as in the X-Request-Id header and in the server's log.", REQUEST_ID)
    errors = list_field(ErrorDetailSchema, "All errors of the request that have a place.", required=False)
    violated_policies = fields.List(
        string_field("The name of a policy."),
        data_key="violated-policies",
        metadata={"description": "With `quota-exceeded`: the rate limits that the request exceeded."},
    )
