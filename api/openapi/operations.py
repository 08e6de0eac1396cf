"""Operations of the document, each from the contract of a view."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Sequence
from http import HTTPStatus
from itertools import chain
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

from api.formats import RESPONSE_TYPES
from api.http.blueprint import Blueprint
from api.http.contract import Contract, Input, Output, contract_of
from api.http.request_parser import MEDIA_TYPES
from api.openapi.examples import FORMAT_EXAMPLES, LINES, PATH_PARAMETERS
from api.openapi.plugin import SchemaPlugin

Json = dict[str, Any]

VERSIONED = {"Announcement"}
"""Schemas that a write answers with an ETag, and a creation with a Location."""

FIRST = ("q", "group_by", "convert", "overdue", "overdue_on", "since", "approximate", "paraphrase")
"""Questions about the items come first in a list of parameters; filters follow."""

AFTER_FILTERS = ("target", "state", "announcement", "id")
LAST = ("match", "sort", "limit", "cursor", "facet", "total", "fields", "highlight", "format")
"""After the date windows: how windows are meant, and which part of the matches to show, and how."""

RANGE_ENDS = (("_from", "_to"), ("_min", "_max"))


class Operations:
    """Describes views, adding to the document the schemas that they name."""

    def __init__(self, plugin: SchemaPlugin, schemas: Json) -> None:
        """Take apispec's converter of schemas, and the schema components that it fills."""
        self.plugin, self.schemas = plugin, schemas
        self.problem_statuses: set[int] = set()

    def paths(self, app: Flask) -> Iterator[tuple[str, list[Json], Json]]:
        """Each path with the parameters in it and the operations by method."""
        for rule in app.url_map.iter_rules():
            tag, _, name = rule.endpoint.rpartition(".")
            if isinstance(app.blueprints.get(tag), Blueprint):
                path, parameters = path_of(rule)
                view = app.view_functions[rule.endpoint]
                for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                    operation = self.operation(method, contract_of(view), is_item=bool(parameters))
                    words = {"operationId": name, "tags": [tag]}
                    yield path, parameters, {method.lower(): described(view) | words | operation}

    def operation(self, method: str, contract: Contract, *, is_item: bool) -> Json:
        """One operation, without its words."""
        is_governed = contract.public_read or contract.scope is not None
        is_conditional = method == "GET" and is_governed
        is_idempotent = method == "POST" and (contract.writes or contract.streams)
        parameters: list[Json | str] = [*self.parameters(contract.inputs)]
        parameters += ["IdempotencyKey"] if is_idempotent else []
        parameters += ["IfNoneMatch"] if is_conditional else []
        parameters += ["CommuniquePosition"] if contract.reads and is_governed else []
        responses = self.responses(contract, is_conditional=is_conditional, is_idempotent=is_idempotent)
        statuses = documented_statuses(contract, is_item=is_item, is_idempotent=is_idempotent)
        self.problem_statuses |= statuses
        responses |= {status: reference("responses", f"Problem{status}") for status in statuses}
        return {
            **access(contract),
            **({"parameters": parameters} if parameters else {}),
            **self.body(method, contract),
            "responses": dict(sorted(responses.items())),
        }

    def parameters(self, inputs: Sequence[Input]) -> list[Json]:
        """The parameters in the query and the headers."""
        described = [self.plugin.parameters(each.schema, each.location) for each in inputs if each.location != "json"]
        return in_reading_order([*chain.from_iterable(described)])

    def body(self, method: str, contract: Contract) -> Json:
        """The request body, if there is one."""
        if contract.streams:
            return {"requestBody": LINES}
        for each in contract.inputs:
            if each.location == "json":
                media: Json = {"schema": self.plugin.reference(each.schema)}
                if each.examples:
                    media["examples"] = {title: reference("examples", name) for title, name in each.examples.items()}
                return {"requestBody": {"required": True, "content": dict.fromkeys(MEDIA_TYPES[method], media)}}
        return {}

    def responses(self, contract: Contract, *, is_conditional: bool, is_idempotent: bool) -> dict[int, Json]:
        """The responses on success, by status."""
        outputs = contract.outputs or (Output(200, description="The picture."),)
        responses = {each.status: self.response(each, contract, is_conditional=is_conditional) for each in outputs}
        for response in responses.values():
            if contract.writes:
                response["headers"] |= headers("Communique-Position")
            if is_idempotent:
                response["headers"] |= headers("Idempotent-Replayed")
        if is_conditional:
            responses[HTTPStatus.NOT_MODIFIED.value] = reference("responses", "NotModified")
        return responses

    def response(self, output: Output, contract: Contract, *, is_conditional: bool) -> Json:
        """One response on success."""
        content: Json = {}
        name, words = "", output.description
        if output.schema is not None:
            schema = self.plugin.reference(output.schema)
            name = schema_name(schema)
            words = words or self.schemas[name]["description"]
            content[output.content_type] = {
                "schema": schema,
                "examples": {"sample": reference("examples", name)},
            }
        if output.status == HTTPStatus.OK:
            for each in contract.formats:
                if each != "json":
                    example = FORMAT_EXAMPLES[each]
                    kind = "string" if isinstance(example, str) else "object"
                    content.setdefault(RESPONSE_TYPES[each], {"schema": {"type": kind}, "example": example})
        return {
            "description": words or "Done. The response has no body.",
            "headers": headers(*header_names(name, output.status, is_conditional=is_conditional)),
            **({"content": content} if content else {}),
        }


def path_of(rule: Rule) -> tuple[str, list[Json]]:
    """The path template of a rule, and its parameters."""
    steps = [step.removeprefix("<").removesuffix(">").rpartition(":") for step in rule.rule.split("/")]
    parameters = [
        {"in": "path", "name": name, "required": True, **PATH_PARAMETERS[f"{steps[index - 1][2]}/{{{name}}}"]}
        for index, (_, _, name) in enumerate(steps)
        if name in rule.arguments
    ]
    return "/".join(f"{{{name}}}" if name in rule.arguments else name for _, _, name in steps), parameters


def described(view: Any) -> Json:
    """The summary and description in a view's docstring, and who may use it."""
    summary, _, description = inspect.cleandoc(view.__doc__).partition("\n\n")
    contract = contract_of(view)
    if contract.scope:
        sentence = f"Needs a key with the scope `{contract.scope}`."
    elif contract.public_read:
        sentence = "Open to everyone, unless this server asks for a key even for reading."
    else:
        sentence = "Open to everyone."
    return {"summary": summary, "description": "\n\n".join(filter(None, (description, sentence)))}


def access(contract: Contract) -> Json:
    """The key that an operation needs; OpenAPI has no place for a scope of a bearer key but an extension."""
    if contract.scope:
        return {"security": [{"key": []}], "x-scope": contract.scope}
    return {"security": [{}, {"key": []}] if contract.public_read else []}


def documented_statuses(contract: Contract, *, is_item: bool, is_idempotent: bool) -> set[int]:
    """Statuses of the problems that an operation can answer."""
    locations = {each.location for each in contract.inputs}
    statuses = {*contract.problem_statuses, 401, 500, 503}
    if contract.public_read or contract.scope:
        statuses |= {406} | ({403} if contract.scope else set())
    if contract.inputs or contract.reads or is_idempotent:
        statuses |= {422}
    if "json" in locations:
        statuses |= {400, 413, 415}
    if "headers" in locations:
        statuses |= {412, 428}
    return statuses | ({404} if is_item else set()) | ({409} if is_idempotent else set())


def header_names(schema: str, status: int, *, is_conditional: bool) -> Iterator[str]:
    """Names of the headers of a response on success."""
    yield "X-Request-Id"
    if is_conditional or schema in VERSIONED:
        yield "ETag"
    if status == HTTPStatus.CREATED and schema in VERSIONED:
        yield "Location"
    if schema.endswith("Page"):
        yield "Link"


def headers(*names: str) -> Json:
    """References to header components."""
    return {name: reference("headers", name) for name in names}


def reference(kind: str, name: str) -> Json:
    """A reference to a component."""
    return {"$ref": f"#/components/{kind}/{name}"}


def schema_name(schema: Json) -> str:
    """The name of the schema that is referred to, alone or as the items of an array."""
    target: str = schema.get("items", schema)["$ref"]
    return target.rpartition("/")[2]


def in_reading_order(parameters: Sequence[Json]) -> list[Json]:
    """Query parameters in the order in which readers look for them, then headers."""
    query = [each for each in parameters if each["in"] == "query"]
    stems = range_stems([each["name"] for each in query])
    ordered = sorted(query, key=lambda each: reading_position(each["name"], stems))
    return ordered + [each for each in parameters if each["in"] != "query"]


def range_stems(names: Sequence[str]) -> list[str]:
    """Names that have both ends of a range, such as `due`, in order."""
    return [
        name.removesuffix(first)
        for name in names
        for first, last in RANGE_ENDS
        if name.endswith(first) and name.removesuffix(first) + last in names
    ]


def reading_position(name: str, stems: Sequence[str]) -> tuple[int, int]:
    """The group of a parameter and its position there: questions, filters, selections, ranges, presentation."""
    for group, names in ((0, FIRST), (2, AFTER_FILTERS), (4, LAST)):
        if name in names:
            return group, names.index(name)
    for index, stem in enumerate(stems):
        if name in {stem, f"{stem}_on", *(stem + end for pair in RANGE_ENDS for end in pair)}:
            return 3, index
    return 1, 0
