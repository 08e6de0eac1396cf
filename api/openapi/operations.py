"""Operations of the document, each from the contract of a view."""

import inspect
import re
from collections.abc import Iterator, Sequence
from http import HTTPStatus
from itertools import chain

from flask import Flask
from werkzeug.routing import Rule

from api.formats import RESPONSE_TYPES
from api.http.blueprint import Blueprint
from api.http.contract import (
    MAX_OPEN_BODY_BYTES,
    MEDIA_TYPES,
    PLAIN_TEXT,
    Contract,
    Input,
    Output,
    body_types,
    contract_of,
)
from api.openapi.examples import PATH_PARAMETERS
from api.openapi.media_types import FORMATS, IMPORT_RESULTS, LINES, NDJSON, TEXT_BODY
from api.openapi.parameter_order import in_reading_order
from api.openapi.plugin import SchemaPlugin
from api.openapi.references import Json, headers, reference, schema_name
from api.services.auth import scope_names
from api.services.idempotency import METHODS as IDEMPOTENCY_METHODS

CREATED = ("Announcement", "Draft")
"""Schemas that a creation answers with a Location, and with the ETag of the new record."""

WITH_ETAG = ("Announcement", "DirectoryParty")
"""Schemas that a write, too, answers with an ETag."""

GENERAL_STATUSES = (400, 405, 408, 414, 417, 431, 500)
"""Statuses of problems that any request may meet: before it reaches its operation, or by a failure of the server."""


class Operations:
    """Describes views, adding to the document the schemas that they name."""

    def __init__(self, plugin: SchemaPlugin, schemas: Json) -> None:
        """`plugin` converts schemas and so fills `schemas`, the components of the document."""
        self.plugin, self.schemas = plugin, schemas
        self.problem_statuses: set[int] = set()

    def paths(self, app: Flask) -> Iterator[tuple[str, list[Json], Json]]:
        """Each path with the parameters in it and the operations by method."""
        rules = [*app.url_map.iter_rules()]
        with_query = {rule.rule for rule in rules if "QUERY" in (rule.methods or ())}
        for rule in rules:
            tag, _, name = rule.endpoint.rpartition(".")
            if isinstance(app.blueprints.get(tag), Blueprint):
                path, parameters = path_of(rule)
                view = app.view_functions[rule.endpoint]
                summary, _, description = inspect.cleandoc(view.__doc__ or "").partition("\n\n")
                contract = contract_of(view)
                words = {
                    "summary": summary,
                    "description": "\n\n".join(filter(None, (description, access_sentence(contract)))),
                    "operationId": name,
                    "tags": [tag],
                }
                for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS", "QUERY"}):
                    operation = self.operation(
                        method, contract, is_item=bool(parameters), takes_query=rule.rule in with_query
                    )
                    yield path, parameters, {method.lower(): words | operation}

    def operation(self, method: str, contract: Contract, *, is_item: bool, takes_query: bool) -> Json:
        """One operation, without its words.

        `takes_query`: its address has the method QUERY, for which OpenAPI 3.1 has no place.
        """
        is_governed = contract.public_read or bool(contract.scopes)
        is_conditional = method == "GET" and is_governed
        is_idempotent = method in IDEMPOTENCY_METHODS and (contract.writes or contract.streams)
        parameters: list[Json | str] = [*self.parameters(contract.inputs)]
        parameters += ["IdempotencyKey"] if is_idempotent else []
        parameters += ["IfNoneMatch"] if is_conditional else []
        parameters += ["CommuniquePosition"] if contract.reads and is_governed else []
        outputs = contract.outputs or (Output(200, description="The picture."),)
        responses = {
            each.status: self.response(
                each,
                contract,
                is_conditional=is_conditional,
                is_idempotent=is_idempotent,
                takes_query=takes_query,
            )
            for each in outputs
        }
        if is_conditional:
            responses[HTTPStatus.NOT_MODIFIED.value] = reference("responses", "NotModified")
        statuses = documented_statuses(contract, is_item=is_item, is_idempotent=is_idempotent)
        self.problem_statuses |= statuses
        responses |= {status: reference("responses", f"Problem{status}") for status in statuses}
        documented = {str(status): response for status, response in sorted(responses.items())}
        by_key: list[Json] = [{"key": [*contract.scopes]}]
        security = by_key if contract.scopes else [{}, *by_key] if contract.public_read else []
        return {
            "security": security,
            **({"parameters": parameters} if parameters else {}),
            **self.body(method, contract),
            "responses": documented | {"default": reference("responses", "Problem")},
        }

    def parameters(self, inputs: Sequence[Input]) -> list[Json]:
        """The parameters in the query and the headers."""
        convert = self.plugin.converter.schema2parameters
        described = [
            parameter | ({"required": True} if parameter["name"] in each.required else {})
            for each in inputs
            if each.location != "json"
            for parameter in convert(each.schema, location=each.location)
        ]
        return in_reading_order(described)

    def body(self, method: str, contract: Contract) -> Json:
        """The request body, if there is one."""
        if contract.streams:
            return {"requestBody": LINES}
        for each in contract.inputs:
            if each.location == "json":
                media: Json = {"schema": self.plugin.converter.resolve_nested_schema(each.schema)}
                if each.examples:
                    media["examples"] = {title: reference("examples", name) for title, name in each.examples.items()}
                content = dict.fromkeys(MEDIA_TYPES[method], media)
                content |= {name: TEXT_BODY for name in body_types(method, contract) if name == PLAIN_TEXT}
                return {"requestBody": {"required": True, "content": content}}
        return {}

    def response(
        self, output: Output, contract: Contract, *, is_conditional: bool, is_idempotent: bool, takes_query: bool
    ) -> Json:
        """One response on success."""
        content: Json = {}
        name, words = "", output.description
        if output.schema is not None:
            schema = self.plugin.converter.resolve_nested_schema(output.schema)
            name = schema_name(schema)
            words = words or self.schemas[name]["description"]
            if output.content_type == RESPONSE_TYPES["ndjson"]:
                media = {"schema": NDJSON | {"contentSchema": schema}, "example": IMPORT_RESULTS}
            else:
                media = {"schema": schema, "examples": {"sample": reference("examples", name)}}
            content[output.content_type] = media
        for format in contract.formats if output.status == HTTPStatus.OK else ():
            if format != "json":
                content.setdefault(RESPONSE_TYPES[format], FORMATS[format])
        is_read = output.status == HTTPStatus.OK and (is_conditional or contract.public_read)
        is_new = name in CREATED and output.status == HTTPStatus.CREATED
        names = {
            "X-Request-Id": True,
            "ETag": is_read or is_new or name in WITH_ETAG,
            "Location": is_new or output.status == HTTPStatus.PERMANENT_REDIRECT,
            "Link": "links" in self.schemas.get(name, {}).get("properties", ()),
            "Accept-Query": takes_query,
            "Communique-Position": contract.writes,
            "Idempotent-Replayed": is_idempotent,
        }
        return {
            "description": words or "Done. The response has no body.",
            "headers": headers(*(header for header, applies in names.items() if applies)),
            **({"content": content} if content else {}),
        }


def path_of(rule: Rule) -> tuple[str, list[Json]]:
    """The path template of a rule, and its parameters."""
    path = re.sub(r"<(?:[^:<>]+:)?(\w+)>", r"{\1}", rule.rule)
    parameters = [
        {"in": "path", "name": name, "required": True, **PATH_PARAMETERS[step]}
        for step, name in re.findall(r"(\w+/\{(\w+)\})", path)
    ]
    return path, parameters


def access_sentence(contract: Contract) -> str:
    """Access to an operation: the required scopes, or public."""
    if contract.scopes:
        needed, further = (
            scope_names(each, quotes=("`", "`")) for each in (contract.scopes, contract.scopes_if_published)
        )
        too = f"; if the record is or becomes published, {further} too" if contract.scopes_if_published else ""
        return f"Needs a key with {needed}{too}."
    has_body = any(each.location == "json" for each in contract.inputs)
    limit = f" The body has at most {MAX_OPEN_BODY_BYTES:,} bytes." * has_body
    return f"Open to everyone{' by default' * contract.public_read}.{limit}"


def documented_statuses(contract: Contract, *, is_item: bool, is_idempotent: bool) -> set[int]:
    """Statuses of the problems that an operation can answer."""
    locations = {each.location for each in contract.inputs}
    is_governed = contract.public_read or contract.scopes
    reasons = {
        (401, 429, 503): True,
        (403,): contract.scopes,
        (404,): is_item,
        (406,): is_governed,
        (409,): is_idempotent,
        (413, 415): "json" in locations,
        (412, 428): "headers" in locations,
        (422,): contract.inputs or contract.reads or is_idempotent,
    }
    statuses = {*contract.problem_statuses, *chain.from_iterable(each for each, applies in reasons.items() if applies)}
    return statuses.difference(GENERAL_STATUSES)
