"""The OpenAPI 3.1 document: its general part, and the assembly of the rest from schemas and views."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

import yaml
from apispec import APISpec
from flask import Flask

from api.http.blueprint import Blueprint
from api.http.problems import (
    HEADERS_BY_ERROR,
    HEADERS_BY_STATUS,
    PROBLEM_TYPES,
    STATUS_BY_ERROR,
    ProblemType,
    error_entry,
)
from api.openapi.components import add_response_schemas, name_translations, patch_schema
from api.openapi.examples import ETAG, HOST, RECORD_URL, REQUEST_EXAMPLES, RESPONSE_EXAMPLES
from api.openapi.naming import name_schemas, share_parameters
from api.openapi.operations import Operations, headers
from api.openapi.plugin import SchemaPlugin
from api.services.errors import Invalid, invalid
from domain.violations import LocatedViolation, Violation
from schemas.queries.other import IdempotencyHeaders
from schemas.resources.problem import REQUEST_ID, ProblemSchema

Json = dict[str, Any]

ORDER = ("openapi", "info", "servers", "tags", "paths", "components")

DESCRIPTION = """\
Records of what governments announce: every promise, sum, deadline, quote, party and source of an announcement, each \
with a stable id and the words that state it.

Reading published records is open. For everything else, **Authorize** with an API key. Every error is a problem \
document (RFC 9457) that lists all errors of the request. Every record has a strong ETag: send it in `If-None-Match` \
to read only what changed, and in `If-Match` to change only the version that you have read."""

INFORMATION = {
    "title": "Communique",
    "version": version("communique"),
    "summary": "Policy announcements as records",
    "description": DESCRIPTION,
    "contact": {"name": "The maintainers of Communiqué"},
    "license": {"name": "Apache License 2.0", "identifier": "Apache-2.0"},
}

POSITION = "vhPclB2nGkS4WzEyMzQ1Njc4OV0"
"""A replication token, as a response to a write has it."""

HEADERS = {
    "X-Request-Id": (
        "The request's id: yours if you sent a valid X-Request-Id, otherwise the server's.",
        REQUEST_ID,
    ),
    "ETag": ("A strong validator of this response (RFC 9110), for If-None-Match and If-Match.", ETAG),
    "Location": ("The address of the new resource.", RECORD_URL),
    "Link": (
        "This page and the next, if there is one (RFC 8288).",
        f'<{HOST}/v1/announcements>; rel="self", <{HOST}/v1/announcements?cursor=WyIyMDI2Il0>; rel="next"',
    ),
    "Communique-Position": (
        "On a server with replicas: a token for this change. Send it with a read to see the change there.",
        POSITION,
    ),
    "Retry-After": ("Seconds to wait before you try again.", "5"),
    "Idempotent-Replayed": (
        "`true` if this is the stored response to an earlier request with the same Idempotency-Key.",
        "true",
    ),
    "WWW-Authenticate": ("How to authenticate.", "Bearer"),
}

KEY = {
    "type": "http",
    "scheme": "bearer",
    "description": "An API key, made by `communique keys create` or `POST /v1/keys`. Its scopes say what it may do: "
    "`read` (drafts too), `write`, `publish`, `admin`.",
}

COMMUNIQUE_POSITION = {
    "name": "Communique-Position",
    "description": "The token from the response to a write. The read then shows that write, on any server.",
    "schema": {"type": "string", "examples": [POSITION]},
}

IF_NONE_MATCH = {
    "name": "If-None-Match",
    "description": "The ETag of the response that you have. 304 means that it is still current.",
    "schema": {"type": "string", "examples": [ETAG]},
}

NOT_MODIFIED = {
    "description": "Not modified: the response with the ETag in If-None-Match is still current.",
    "headers": headers("X-Request-Id", "ETag"),
}

EXAMPLE_ERROR = invalid(
    [LocatedViolation(("commitments", 0, "due"), Violation("date", "“2026-13” is not a date: there is no month 13."))]
)
"""The error in the example of a problem with errors."""


def build_document(app: Flask) -> Json:
    """The OpenAPI document of an application, from its schemas and the contracts of its views."""
    plugin = SchemaPlugin()
    spec = APISpec(
        "",
        "",
        "3.1.0",
        plugins=[plugin],
        info=INFORMATION,
        servers=[{"url": "/", "description": "This server"}],
    )
    spec.components.schema("Problem", schema=ProblemSchema)
    for blueprint in app.blueprints.values():
        if isinstance(blueprint, Blueprint):
            spec.tag({"name": blueprint.name, "description": blueprint.description})
    described = Operations(plugin, spec.components.schemas)
    for path, parameters, operations in described.paths(app):
        spec.path(path, operations=operations, parameters=parameters)
    add_components(spec, plugin)
    for kind in PROBLEM_TYPES:
        if kind.status in described.problem_statuses:
            spec.components.response(f"Problem{kind.status}", problem_response(kind))
    document: Json = spec.to_dict()
    schemas = document["components"]["schemas"]
    name_translations(schemas)
    schemas["AnnouncementPatch"] |= patch_schema(schemas["Announcement"])
    add_response_schemas(document, plugin.members)
    name_schemas(document)
    share_parameters(document)
    return {name: document[name] for name in ORDER}


def add_components(spec: APISpec, plugin: SchemaPlugin) -> None:
    """Add the parameters, headers, responses and examples that operations refer to."""
    components = spec.components
    components.security_scheme("key", KEY)
    (idempotency_key,) = plugin.parameters(IdempotencyHeaders(), "headers")
    components.parameter("IdempotencyKey", "header", idempotency_key)
    components.parameter("IfNoneMatch", "header", IF_NONE_MATCH)
    components.parameter("CommuniquePosition", "header", COMMUNIQUE_POSITION)
    for name, (description, example) in HEADERS.items():
        components.header(name, {"description": description, "schema": {"type": "string"}, "example": example})
    components.response("NotModified", NOT_MODIFIED)
    for name, (summary, value) in (
        REQUEST_EXAMPLES | {name: ("A response", value) for name, value in RESPONSE_EXAMPLES.items()}
    ).items():
        components.example(name, {"summary": summary, "value": value})


def problem_response(kind: ProblemType) -> dict[str, Any]:
    """The response component of a problem type."""
    return {
        "description": f"{kind.title}. {kind.meaning}",
        "headers": headers("X-Request-Id", *problem_headers(kind.status)),
        "content": {
            "application/problem+json": {
                "schema": {"$ref": "#/components/schemas/Problem"},
                "example": problem_example(kind),
            }
        },
    }


def problem_headers(status: int) -> Iterator[str]:
    """Names of the headers that a problem of this status can have."""
    yield from HEADERS_BY_STATUS.get(status, ())
    for error, names in HEADERS_BY_ERROR.items():
        yield from names if STATUS_BY_ERROR[error] == status else ()


def problem_example(kind: ProblemType) -> dict[str, Any]:
    """An example of a problem."""
    violations = EXAMPLE_ERROR.violations if kind.status == STATUS_BY_ERROR[Invalid] else ()
    problem = {
        "type": f"{HOST}/problems/{kind.name}",
        "title": kind.title,
        "status": kind.status,
        "detail": EXAMPLE_ERROR.detail if violations else kind.meaning,
        "instance": REQUEST_ID,
    }
    return problem | ({"errors": [error_entry(fault) for fault in violations]} if violations else {})


class Dumper(yaml.SafeDumper):
    """YAML for people: no anchors, and texts of several lines as blocks."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - PyYAML's signature.
        """Write repeated values in full."""
        return True

    def represent_text(self, text: str) -> yaml.ScalarNode:
        """Write a text of several lines as a block."""
        return self.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


Dumper.add_representer(str, Dumper.represent_text)


def write_yaml(document: dict[str, Any]) -> str:
    """The document in YAML, as `openapi.yaml` holds it."""
    return str(yaml.dump(document, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=120))
