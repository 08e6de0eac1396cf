"""The OpenAPI document (3.1): made from the schemas and the routes, completed with what both have in common."""

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
from api.openapi.examples import ANSWERED, ETAG, HOST, RECORD_URL, SENT
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
with a stable id and the words that say it.

Reading published records is open. For everything else, **Authorize** with an API key. Every error is a problem \
document (RFC 9457) that lists all that is wrong at once. Every record answers a strong ETag: send it back in \
`If-None-Match` to read only what changed, and in `If-Match` to change nothing that somebody else has changed."""

INFORMATION = {
    "title": "Communique",
    "version": version("communique"),
    "summary": "Policy announcements as records",
    "description": DESCRIPTION,
    "contact": {"name": "The maintainers of Communiqué"},
    "license": {"name": "Apache License 2.0", "identifier": "Apache-2.0"},
}

POSITION = "vhPclB2nGkS4WzEyMzQ1Njc4OV0"
"""A position in the history of all records, as an answer says it."""

HEADERS = {
    "X-Request-Id": (
        "The request's id: yours, where you sent a decent one in X-Request-Id, or the server's.",
        REQUEST_ID,
    ),
    "ETag": ("A strong validator of this answer (RFC 9110), for If-None-Match and If-Match.", ETAG),
    "Location": ("The address of what was created.", RECORD_URL),
    "Link": (
        "This page and, where there is one, the next (RFC 8288).",
        f'<{HOST}/v1/announcements>; rel="self", <{HOST}/v1/announcements?cursor=WyIyMDI2Il0>; rel="next"',
    ),
    "Communique-Position": (
        "Where this server reads from replicas: a position at which the change can be seen, to be sent with a read.",
        POSITION,
    ),
    "Retry-After": ("After how many seconds to try again.", "5"),
    "Idempotent-Replayed": (
        "Only where this is the first answer once more, to a request that was sent again: true.",
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
    "description": "What the answer to a write said: the read then shows that write, whichever server answers.",
    "schema": {"type": "string", "examples": [POSITION]},
}

IF_NONE_MATCH = {
    "name": "If-None-Match",
    "description": "The ETag of the answer that you have; 304 says that it is still right.",
    "schema": {"type": "string", "examples": [ETAG]},
}

NOT_MODIFIED = {
    "description": "You have it already: the ETag in If-None-Match is still right.",
    "headers": headers("X-Request-Id", "ETag"),
}

FAULT = invalid(
    [LocatedViolation(("commitments", 0, "due"), Violation("date", "“2026-13” is not a date: there is no month 13."))]
)
"""What is wrong in the example of an answer with errors."""


def build_document(app: Flask) -> Json:
    """The OpenAPI document of an application, made from its schemas and the contracts of its views."""
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
    """Add what operations refer to beside schemas."""
    components = spec.components
    components.security_scheme("key", KEY)
    (idempotency_key,) = plugin.parameters(IdempotencyHeaders(), "headers")
    components.parameter("IdempotencyKey", "header", idempotency_key)
    components.parameter("IfNoneMatch", "header", IF_NONE_MATCH)
    components.parameter("CommuniquePosition", "header", COMMUNIQUE_POSITION)
    for name, (description, example) in HEADERS.items():
        components.header(name, {"description": description, "schema": {"type": "string"}, "example": example})
    components.response("NotModified", NOT_MODIFIED)
    for name, (summary, value) in (SENT | {name: ("An answer", value) for name, value in ANSWERED.items()}).items():
        components.example(name, {"summary": summary, "value": value})


def problem_response(kind: ProblemType) -> dict[str, Any]:
    """Return the response for one kind of problem."""
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
    """Yield the headers that a problem of this status can have."""
    yield from HEADERS_BY_STATUS.get(status, ())
    for error, names in HEADERS_BY_ERROR.items():
        yield from names if STATUS_BY_ERROR[error] == status else ()


def problem_example(kind: ProblemType) -> dict[str, Any]:
    """Return a problem of one kind."""
    violations = FAULT.violations if kind.status == STATUS_BY_ERROR[Invalid] else ()
    problem = {
        "type": f"{HOST}/problems/{kind.name}",
        "title": kind.title,
        "status": kind.status,
        "detail": FAULT.detail if violations else kind.meaning,
        "instance": REQUEST_ID,
    }
    return problem | ({"errors": [error_entry(fault) for fault in violations]} if violations else {})


class Dumper(yaml.SafeDumper):
    """YAML for people to read: nothing said by reference, paragraphs kept apart."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - PyYAML's signature.
        """Write everything where it belongs."""
        return True

    def represent_text(self, text: str) -> yaml.ScalarNode:
        """Write text of several lines as a block."""
        return self.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


Dumper.add_representer(str, Dumper.represent_text)


def write_yaml(document: dict[str, Any]) -> str:
    """Return the OpenAPI document as it is committed."""
    return str(yaml.dump(document, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=120))
