"""The OpenAPI document (3.1): made from the schemas and the routes, completed with what both have in common."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

import flask_smorest
import yaml
from apispec import APISpec
from flask import Flask

from api.routes.problems import KINDS, Kind
from api.services.merging import KEYED
from schemas.problem import ProblemSchema

DESCRIPTION = """\
Records of what governments announce: every promise, sum, deadline, quote, party and source of an announcement, each
with a stable id and the words that say it.

Reading published records is open. For everything else, **Authorize** with an API key. Every error is a problem
document (RFC 9457) that lists all that is wrong at once. Every record answers a strong ETag: send it back in
`If-None-Match` to read only what changed, and in `If-Match` to change nothing that somebody else has changed.
"""

RETRIED = {503}
EVERY_ANSWER = {"X-Request-Id": {"$ref": "#/components/headers/RequestId"}}
HEADERS = {
    "RequestId": ("The request's id: yours, where you sent one in X-Request-Id, or the server's.", "5f2b9c6e1d3a4b70"),
    "ETag": ("A strong validator of this answer.", '"1-9f86d081884c"'),
    "Location": ("The address of what was created.", "/v1/announcements/019b0a3e-5c00-7000-8000-000000000000"),
    "Link": ("This page and the next one (RFC 8288).", '<https://example.org/v1/announcements?cursor=…>; rel="next"'),
    "RetryAfter": ("After how many seconds to try again.", "5"),
}


class Api(flask_smorest.Api):
    """flask-smorest, whose own errors and documentation pages ours replace."""

    DEFAULT_ERROR_RESPONSE_NAME = None

    def __init__(self, app: Flask) -> None:
        """Make the document of this application."""
        app.config.update(API_TITLE="Communiqué", API_VERSION="v1", OPENAPI_VERSION="3.1.0")
        super().__init__(
            app, spec_kwargs={"info": information(), "servers": [{"url": "/", "description": "This server"}]}
        )

    def _register_error_handlers(self) -> None:
        """Leave errors to `api.routes.problems`."""


def information() -> dict[str, Any]:
    """Return what the document says of the service as a whole."""
    return {
        "description": DESCRIPTION,
        "summary": "Policy announcements as records",
        "contact": {"name": "The maintainers of Communiqué", "url": "/docs/"},
        "license": {"name": "All rights reserved", "url": "/docs/"},
        "x-release": version("communique"),
    }


def describe(spec: APISpec) -> None:
    """Add what every operation has in common: headers, problems, keys."""
    spec.components.security_scheme(
        "key",
        {
            "type": "http",
            "scheme": "bearer",
            "description": "An API key, made by `communique keys create` or POST /v1/keys.",
        },
    )
    for name, (description, example) in HEADERS.items():
        spec.components.headers[name] = {"description": description, "schema": {"type": "string"}, "example": example}
    for name in ("Error", "PaginationMetadata"):
        spec.components.schemas.pop(name, None)  # flask-smorest's own, which nothing here refers to.
    spec.components.schema("Problem", schema=ProblemSchema)
    for kind in KINDS:
        spec.components.responses[f"Problem{kind.status}"] = problem_response(kind)
    spec.components.responses["Problem304"] = {
        "description": "You have it already: the ETag in If-None-Match is still right.",
        "headers": EVERY_ANSWER,
    }
    spec.components.schemas["AnnouncementPatch"] = patch_schema(spec.components.schemas["Announcement"])


def problem_response(kind: Kind) -> dict[str, Any]:
    """Return the response for one kind of problem."""
    example = {
        "type": f"/problems/{kind.name}",
        "title": kind.title,
        "status": kind.status,
        "detail": kind.meaning,
        "instance": "5f2b9c6e1d3a4b70",
    }
    headers = EVERY_ANSWER | (
        {"Retry-After": {"$ref": "#/components/headers/RetryAfter"}} if kind.status in RETRIED else {}
    )
    return {
        "description": f"{kind.title}. {kind.meaning}",
        "headers": headers,
        "content": {
            "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example}
        },
    }


def patch_schema(record: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a merge patch: what a record has, every member optional, null to remove it."""
    writable = {name: schema for name, schema in record["properties"].items() if not schema.get("readOnly")}
    return {
        "type": "object",
        "description": "A merge patch (RFC 7396). The merged record has to be whole and right.",
        "additionalProperties": False,
        "properties": {name: patch_member(name, schema) for name, schema in writable.items()},
    }


def patch_member(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of one member of a merge patch."""
    by_key = {
        "type": "object",
        "description": "Changes to the parts that have these keys; null removes a part, a new key adds one.",
        "additionalProperties": {"type": ["object", "null"], "additionalProperties": True},
    }
    forms = [schema, *([by_key] if name in KEYED else []), {"type": "null"}]
    return {"description": schema["description"], "anyOf": forms}


def write_yaml(document: dict[str, Any]) -> str:
    """Return the OpenAPI document as it is committed."""
    return str(yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=120))
