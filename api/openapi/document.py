"""The OpenAPI 3.1 document: its general part, and the assembly of the rest from schemas and views."""

from collections.abc import Iterator
from importlib.metadata import version
from itertools import chain
from typing import Any

import yaml
from apispec import APISpec
from flask import Flask

from api.http.blueprint import Blueprint
from api.http.problem_types import PROBLEM_TYPES, ProblemType
from api.http.problems import HEADERS_BY_ERROR, HEADERS_BY_STATUS, STATUS_BY_ERROR, error_entry
from api.openapi.directions import split_by_direction
from api.openapi.examples import ETAG, HOST, RECORD_URL, request_examples, response_examples
from api.openapi.operations import GENERAL_STATUSES, Operations
from api.openapi.parameter_order import grouped_names
from api.openapi.plugin import SchemaPlugin, name_schemas, pascal_case
from api.openapi.references import Json, headers, reference
from api.openapi.sharing import parameter_lists, share_arrays, share_parameters
from api.services.errors import Invalid, QuotaExceeded, invalid
from domain.violations import LocatedViolation
from schemas.fields.dates import date_violation
from schemas.queries.other import IdempotencyHeaders
from schemas.resources.problem import REQUEST_ID, ProblemSchema

GROUPS_MEMBER = "x-parameter-groups"
"""Where Swagger UI finds the groups in which it folds parameters."""

ORDER = ("openapi", "info", "servers", "tags", GROUPS_MEMBER, "paths", "components")

DESCRIPTION = """\
Records of what governments announce: every promise, sum, deadline, quote, party and source of an announcement, each \
with a stable id and the words that state it.

Reading published records is open. For everything else, **Authorize** with an API key. Every error is a problem \
document (RFC 9457) that lists all errors of the request. Every record has a strong ETag: send it in `If-None-Match` \
to read only what changed, and in `If-Match` to change only the version that you have read. A server with rate limits \
states them in the headers `RateLimit` and `RateLimit-Policy` of every response that counts, and at `/v1/quota`."""

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

LIMIT, LIMIT_LEFT = '"reads";q=600;w=60', '"reads";r=0;t=12'
"""A rate limit, and what is left of it, as headers have them."""

HEADERS = {
    "X-Request-Id": ("The request's id: yours if you sent a valid X-Request-Id, otherwise the server's.", REQUEST_ID),
    "ETag": ("A strong validator of this response (RFC 9110), for If-None-Match and If-Match.", ETAG),
    "Location": ("The address of the new resource.", RECORD_URL),
    "Link": (
        "This page and the next, if there is one (RFC 8288).",
        f'<{HOST}/v1/announcements>; rel="self", <{HOST}/v1/announcements?cursor=WyIyMDI2Il0>; rel="next"',
    ),
    "Accept-Query": ("The content types of the method QUERY (RFC 10008).", '"application/json"'),
    "Communique-Position": (
        "On a server with replicas: a token for this change. Send it with a read to see the change there.",
        POSITION,
    ),
    "RateLimit": ("What is left of each policy that the request counted against (IETF draft 11).", LIMIT_LEFT),
    "RateLimit-Policy": ("The rate limits that the request counted against (IETF draft 11).", LIMIT),
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

PARAMETERS = {
    "Communique-Position": (
        "The token from the response to a write. The read then shows that write, on any server.",
        POSITION,
    ),
    "If-None-Match": ("The ETag of the response that you have. 304 means that it is still current.", ETAG),
}
"""Headers of requests that several operations read: description and example."""

NOT_MODIFIED = {
    "description": "Not modified: the response with the ETag in If-None-Match is still current.",
    "headers": headers("X-Request-Id", "ETag", "Link"),
}

EXAMPLE_ERROR = invalid([LocatedViolation(("commitments", 0, "due"), date_violation("Q3 2026", "This is not a date."))])
"""The error in the example of a problem with errors."""


def build_document(app: Flask) -> Json:
    """The OpenAPI document of an application, from its schemas and the contracts of its views."""
    plugin = SchemaPlugin()
    spec = APISpec(
        "", "", "3.1.0", plugins=[plugin], info=INFORMATION, servers=[{"url": "/", "description": "This server"}]
    )
    spec.components.schema("Problem", schema=ProblemSchema)
    for blueprint in app.blueprints.values():
        if isinstance(blueprint, Blueprint):
            spec.tag({"name": blueprint.name, "description": blueprint.description})
    described = Operations(plugin, spec.components.schemas)
    for path, parameters, operations in described.paths(app):
        spec.path(path, operations=operations, parameters=parameters)
    add_components(spec, plugin)
    for status in sorted(described.problem_statuses):
        spec.components.response(f"Problem{status}", problem_response(*kinds_of(status)))
    general = [*chain.from_iterable(map(kinds_of, GENERAL_STATUSES))]
    words = " ".join(f"{each.status}: {each.meaning}" for each in general)
    spec.components.response("Problem", problem_response(*general) | {"description": words})
    document: Json = spec.to_dict()
    document[GROUPS_MEMBER] = grouped_names(each for _, some in parameter_lists(document) for each in some)
    name_translations(document["components"]["schemas"])
    name_schemas(document)
    split_by_direction(document, plugin.constant_members, plugin.nullable)
    share_arrays(document)
    share_parameters(document)
    return {name: document[name] for name in ORDER}


def add_components(spec: APISpec, plugin: SchemaPlugin) -> None:
    """Add the parameters, headers, responses and examples that operations refer to."""
    components = spec.components
    components.security_scheme("key", KEY)
    (idempotency_key,) = plugin.converter.schema2parameters(IdempotencyHeaders(), location="headers")
    components.parameter("IdempotencyKey", "header", idempotency_key)
    for name, (description, example) in PARAMETERS.items():
        schema = {"type": "string", "examples": [example]}
        described = {"name": name, "description": description, "schema": schema}
        components.parameter(pascal_case(name), "header", described)
    for name, (description, example) in HEADERS.items():
        components.header(name, {"description": description, "schema": {"type": "string"}, "example": example})
    components.response("NotModified", NOT_MODIFIED)
    answered = {name: ("A response", value) for name, value in response_examples().items()}
    for name, (summary, value) in (request_examples() | answered).items():
        components.example(name, {"summary": summary, "value": value})


def kinds_of(status: int) -> Iterator[ProblemType]:
    """The problem types of a status."""
    return (each for each in PROBLEM_TYPES if each.status == status)


def problem_response(kind: ProblemType, *others: ProblemType) -> Json:
    """The response component of problem types, with an example of the first."""
    by_error = [names for error, names in HEADERS_BY_ERROR.items() if STATUS_BY_ERROR[error] == kind.status]
    example = {
        "type": f"{HOST}/problems/{kind.name}",
        "title": kind.title,
        "status": kind.status,
        "detail": kind.meaning,
        "instance": REQUEST_ID,
    }
    if kind.status == STATUS_BY_ERROR[Invalid]:
        example |= {"detail": EXAMPLE_ERROR.detail, "errors": [*map(error_entry, EXAMPLE_ERROR.violations)]}
    return {
        "description": " ".join(f"{each.title}. {each.meaning}" for each in (kind, *others)),
        "headers": headers(
            "X-Request-Id",
            *HEADERS_BY_STATUS.get(kind.status, ()),
            *chain.from_iterable(by_error),
            *(("RateLimit", "RateLimit-Policy") if kind.status == STATUS_BY_ERROR[QuotaExceeded] else ()),
        ),
        "content": {"application/problem+json": {"schema": reference("schemas", "Problem"), "example": example}},
    }


def name_translations(schemas: Json) -> None:
    """Name the object of translations: client generators need a name for an object without fixed members."""
    members = schemas["Announcement"]["properties"]
    description = members["translations"]["description"]
    schemas["Translations"] = members["translations"] | {"type": "object"}
    nullable = [reference("schemas", "Translations"), {"type": "null"}]
    members["translations"] = {"description": description, "anyOf": nullable}


class Dumper(yaml.SafeDumper):
    """YAML for people: no anchors, and texts of several lines as blocks."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - PyYAML's signature.
        """Write repeated values in full."""
        return True


Dumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None),
)


def write_yaml(document: dict[str, Any]) -> str:
    """The document in YAML, as `openapi.yaml` holds it."""
    return str(
        yaml.dump(document, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=120, default_flow_style=None)
    )
