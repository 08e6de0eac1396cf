"""Components that follow from how the operations use the schemas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from api.openapi.operations import reference, schema_name
from domain.ids import KEY_PREFIXES

Json = dict[str, Any]

PROJECTED = ("AnnouncementPage", "CommitmentPage", "AmountPage", "QuotePage")
"""Lists whose items `fields` can reduce to some of their members."""

SELECTION = {
    "type": "object",
    "description": "An item cut down to the members that `fields` names.",
    "additionalProperties": True,
}


def add_response_schemas(document: Json, members: dict[str, list[str]]) -> None:
    """Require in responses the members that each response has, and forbid no others there.

    A schema that is only answered requires them itself. One that is also sent gets a twin, `Stored…`, that does.
    """
    schemas = document["components"]["schemas"]
    bodies = [operation.get("requestBody", {}) for operation in operations(document)]
    sent = {name for body in bodies for media in body.get("content", {}).values() for name in sendable(schemas, media)}
    for name, schema in schemas.items():
        if name not in sent:
            if members.get(name):
                schema["required"] = members[name]
            if schema.get("additionalProperties") is False:
                del schema["additionalProperties"]
    pages = [schema["properties"]["data"] for name, schema in schemas.items() if name.endswith("Page")]
    for answered in [*response_schemas(document), *pages]:
        name = schema_name(answered)
        if name in sent:
            plain = schemas[name]
            schemas[f"Stored{name}"] = {
                "description": f"{plain['description']} In a response, members that the server makes are always there.",
                "allOf": [reference("schemas", name)],
                "required": [member for member in members[name] if member not in plain["required"]],
            }
            answered.get("items", answered)["$ref"] = f"#/components/schemas/Stored{name}"
    schemas["Selection"] = SELECTION
    for name in PROJECTED:
        data = schemas[name]["properties"]["data"]
        data["items"] = {"anyOf": [data["items"], reference("schemas", "Selection")]}


def operations(document: Json) -> Iterator[Json]:
    """Every operation."""
    for item in document["paths"].values():
        yield from (operation for name, operation in item.items() if name != "parameters")


def response_schemas(document: Json) -> Iterator[Json]:
    """The schema of each response on success that has one of the components."""
    for operation in operations(document):
        for response in operation["responses"].values():
            yield from (media["schema"] for media in response.get("content", {}).values() if "examples" in media)


def sendable(schemas: Json, part: Any) -> Iterator[str]:
    """Names of the schemas that can be sent within a part of the document."""
    if isinstance(part, dict) and part.get("$ref", "").startswith("#/components/schemas/"):
        yield schema_name(part)
        yield from sendable(schemas, schemas[schema_name(part)])
    elif isinstance(part, dict) and not part.get("readOnly"):
        for inner in part.values():
            yield from sendable(schemas, inner)
    elif isinstance(part, list):
        for inner in part:
            yield from sendable(schemas, inner)


def name_translations(schemas: Json) -> None:
    """Name the one object without fixed members: client generators need a name for a nullable object."""
    members = schemas["Announcement"]["properties"]
    schemas["Translations"] = members["translations"] | {"type": "object"}
    members["translations"] = {
        "description": schemas["Translations"]["description"],
        "anyOf": [reference("schemas", "Translations"), {"type": "null"}],
    }


def patch_schema(record: Json) -> Json:
    """The schema of a merge patch: the members of a record, every one optional, null to remove it."""
    return {
        "additionalProperties": False,
        "properties": {
            name: patch_member(name, schema)
            for name, schema in record["properties"].items()
            if not schema.get("readOnly")
        },
    }


def patch_member(name: str, schema: Json) -> Json:
    """The schema of one member of a merge patch: a list of parts, or changes by their keys."""
    if name not in KEY_PREFIXES:
        return schema
    whole = {member: value for member, value in schema.items() if member != "description"}
    by_key = {
        "type": "object",
        "description": "Changes to the parts that have these keys; null removes a part, a new key adds one.",
        "additionalProperties": {"type": ["object", "null"], "additionalProperties": True},
    }
    return {"description": schema["description"], "anyOf": [whole, by_key]}
