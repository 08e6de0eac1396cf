"""What apispec leaves out: the words about a path, headers, examples, and what an answer always has."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from apispec import APISpec, BasePlugin
from apispec.ext.marshmallow.common import resolve_schema_instance
from marshmallow import Schema, fields

from api.openapi.examples import COMMITMENT, KEY_ID, LISTED, PARTY, RECORD_ID
from api.openapi.parameter_order import in_reading_order
from schemas.base import BaseSchema

Json = dict[str, Any]

PATH_PARAMETERS: Mapping[str, tuple[str, Any]] = {
    "announcements/{id}": ("The announcement's id.", str(RECORD_ID)),
    "versions/{number}": ("The number of the version; the first one is 1.", 1),
    "commitments/{id}": ("The commitment's id.", COMMITMENT["id"]),
    "amounts/{id}": ("The amount's id.", LISTED["amounts"][0]["id"]),
    "quotes/{id}": ("The quote's id.", LISTED["quotes"][0]["id"]),
    "topics/{topic}": ("The topic.", "quantum-technology"),
    "parties/{id}": ("The party's id in the directory.", str(PARTY["id"])),
    "vocabularies/{name}": ("The name of the closed list.", "announcement_kinds"),
    "keys/{id}": ("The key's id.", str(KEY_ID)),
}
"""What a variable part of a path is, by the step before it; and an example."""

ALWAYS_KNOWN = {"Announcement": ("state",)}
"""Members that a client may leave out and that the server then fills in."""

VERSIONED = {"Announcement"}
"""What a write answers with its ETag, and at an address of its own."""


CUT_DOWN = ("AnnouncementPage", "CommitmentPage", "AmountPage", "QuotePage")
"""Lists whose items can be cut down to some of their members."""

SELECTION = {
    "type": "object",
    "description": "An item cut down to the members that `fields` names.",
    "additionalProperties": True,
}

ORDER = ("summary", "description", "operationId", "tags", "security", "x-scope", "parameters", "requestBody")
"""How an operation reads best; its responses come last."""


class Completion(BasePlugin):
    """Completes paths, schemas and operations as they are added to the document."""

    def __init__(self) -> None:
        """Remember what can only be told apart in the end: what is sent, and what is answered."""
        super().__init__()
        self.members: dict[str, list[str]] = {}
        self.problems: set[int] = set()
        self.sent: list[Json] = []
        self.answered: list[Json] = []

    def init_spec(self, spec: APISpec) -> None:
        """Take the document."""
        self.schemas = spec.components.schemas

    def path_helper(
        self,
        path: str | None = None,
        operations: Json | None = None,  # noqa: ARG002 - apispec's signature.
        parameters: list[Json] | None = None,
        **_: Any,
    ) -> None:
        """Describe the variable parts of a path."""
        steps = (path or "").split("/")
        for parameter in parameters or ():
            here = steps.index(f"{{{parameter['name']}}}")
            description, example = PATH_PARAMETERS["/".join(steps[here - 1 : here + 1])]
            parameter |= {"description": description, "example": example}

    def schema_helper(self, name: str, definition: Json, **options: Any) -> Json:
        """Describe a schema by its docstring, and note the members that an answer always has."""
        if "schema" not in options:
            return {}
        schema = resolve_schema_instance(options["schema"])
        self.members[name] = sorted({*ALWAYS_KNOWN.get(name, ()), *always(schema)})
        needed = [
            member for member in definition.pop("required", ()) if "readOnly" not in definition["properties"][member]
        ]
        described = {"description": unwrapped(inspect.getdoc(schema) or ""), **definition}
        definition.clear()
        return described | ({"required": needed} if needed else {})

    def operation_helper(self, path: str | None = None, operations: Json | None = None, **_: Any) -> None:
        """Describe what each operation answers when all is well."""
        operations = operations or {}
        for method in operations:
            operations[method] = in_order(operations[method], ORDER)
            if "parameters" in operations[method]:
                operations[method]["parameters"] = in_reading_order(operations[method]["parameters"])
            if "{" in (path or ""):
                may_be_missing(operations[method]["responses"])
            self.describe(operations[method])

    def describe(self, operation: Json) -> None:
        """Describe what an operation answers when all is well, and note what else it can answer."""
        self.sent.extend(operation.get("requestBody", {}).get("content", {}).values())
        replays = headers("Idempotent-Replayed") if "IdempotencyKey" in operation.get("parameters", ()) else {}
        for status, response in operation["responses"].items():
            if "$ref" in response:
                self.problems.add(status)
            else:
                self.complete(status, response, conditional=HTTPStatus.NOT_MODIFIED in operation["responses"])
                response["headers"] |= replays

    def complete(self, status: int, response: Json, *, conditional: bool) -> None:
        """Give an answer its words, its headers and its example."""
        name = ""
        described = (media for media in response.get("content", {}).values() if "example" not in media)
        for media in described:
            name = name_in(media["schema"])
            media["examples"] = {"sample": {"$ref": f"#/components/examples/{name}"}}
            self.answered.append(media["schema"])
        if response["description"] == HTTPStatus(status).phrase:
            response["description"] = self.schemas[name]["description"] if name else "Done. The answer has no body."
        response["headers"] = headers(*header_names(name, status, conditional=conditional)) | response.get(
            "headers", {}
        )

    def finish(self) -> None:
        """Say of every schema what an answer always has: in itself, or beside it where it is also sent."""
        sent = {name for media in self.sent for name in self.reachable(media["schema"])}
        for name, members in self.members.items():
            if name not in sent and members:
                self.schemas[name]["required"] = members
        pages = [schema["properties"]["data"] for name, schema in self.schemas.items() if name.endswith("Page")]
        for answer in [*self.answered, *pages]:
            name = name_in(answer)
            if name in sent:
                self.schemas[f"Stored{name}"] = self.stored(name)
                holder = answer.get("items", answer)
                holder["$ref"] = f"#/components/schemas/Stored{name}"
        self.schemas["Selection"] = SELECTION
        for name in CUT_DOWN:
            data = self.schemas[name]["properties"]["data"]
            data["items"] = {"anyOf": [data["items"], {"$ref": "#/components/schemas/Selection"}]}

    def stored(self, name: str) -> Json:
        """Return the schema of an answer whose plain schema is also that of a request."""
        plain = self.schemas[name]
        return {
            "description": f"{plain['description']} In an answer, what the server makes is always there.",
            "allOf": [{"$ref": f"#/components/schemas/{name}"}],
            "required": [member for member in self.members[name] if member not in plain["required"]],
        }

    def reachable(self, schema: Any) -> Iterator[str]:
        """Yield the name of every schema that can be sent within this one."""
        if isinstance(schema, dict) and "$ref" in schema:
            yield name_in(schema)
            yield from self.reachable(self.schemas[name_in(schema)])
        elif isinstance(schema, dict) and not schema.get("readOnly"):
            for inner in schema.values():
                yield from self.reachable(inner)
        elif isinstance(schema, list):
            for inner in schema:
                yield from self.reachable(inner)


def may_be_missing(answers: dict[Any, Any]) -> None:
    """Add that there may be nothing at an address with a variable part: what stands there may not even be an id."""
    answers[404] = {"$ref": "#/components/responses/Problem404"}
    in_order_of_status = sorted(answers.items())
    answers.clear()
    answers.update(in_order_of_status)


def always(schema: Schema) -> Iterator[str]:
    """Yield the members that an answer always has: those that are required, and lists that can be stated."""
    for name, field in schema.fields.items():
        is_stated_list = isinstance(schema, BaseSchema) and isinstance(field, fields.List) and not field.dump_only
        if field.required or is_stated_list:
            yield field.data_key or name


def name_in(schema: Json) -> str:
    """Return the name of the schema that is referred to, alone or as the items of a list."""
    reference: str = schema.get("items", schema)["$ref"]
    return reference.rpartition("/")[2]


def unwrapped(text: str) -> str:
    """Return text with each paragraph on one line: Swagger UI would keep the source's line breaks."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


def header_names(schema: str, status: int, *, conditional: bool) -> Iterator[str]:
    """Yield the names of the headers of an answer when all is well."""
    yield "X-Request-Id"
    if conditional or schema in VERSIONED:
        yield "ETag"
    if status == HTTPStatus.CREATED and schema in VERSIONED:
        yield "Location"
    if schema.endswith("Page"):
        yield "Link"


def in_order(value: Json, names: Sequence[str]) -> Json:
    """Return an object with these members first."""
    return {name: value[name] for name in names if name in value} | value


def headers(*names: str) -> Json:
    """Return references to headers."""
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def tidy(_: Any, field: fields.Field[Any], *, ret: Json) -> Json:  # noqa: ARG001 - apispec's signature.
    """Correct what apispec says of a field with few values: null may be one of them, and their length is known."""
    if "enum" in ret:
        for bound in ("minLength", "maxLength"):
            ret.pop(bound, None)
        if "null" in ret["type"]:
            ret["enum"] = [*ret["enum"], None]
    return {}


def as_parameter(_: Any, field: fields.Field[Any], *, ret: Json) -> Json:  # noqa: ARG001 - apispec's signature.
    """Take null out of a parameter, which may be left out and can still not be null, and say its example in words.

    As an example of the parameter itself, Swagger UI would fill it in, and with it all the others.
    """
    schema = without_null(ret["schema"])
    examples = [f" For example `{example}`." for example in schema.get("items", schema).get("examples", ())]
    return {"schema": schema, "description": "".join((ret.get("description", ""), *examples))}


def without_null(schema: Json) -> Json:
    """Return the schema of the same values without null."""
    kept = {name: value for name, value in schema.items() if (name, value) != ("default", None)}
    if isinstance(kept.get("type"), list):
        (kept["type"],) = (each for each in kept["type"] if each != "null")
    if "enum" in kept:
        kept["enum"] = [each for each in kept["enum"] if each is not None]
    return kept | ({"items": without_null(kept["items"])} if "items" in kept else {})
