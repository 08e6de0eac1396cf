"""Schemas of requests, of merge patches and of responses, each written flat, from those that describe both directions.

A client generator makes a type of each schema, so one schema must not have to fit what is sent and what is answered.
"""

from collections.abc import Iterator, Mapping, Set
from typing import Any

from api.openapi.descriptions import drop_repeated_descriptions, drop_texts_of_parameters
from api.openapi.references import SCHEMAS, Json, reference, schema_name
from api.services.drafts import MEMBERS
from domain.ids import KEY_PREFIXES

LIMITS = frozenset(
    ("pattern", "minLength", "maxLength", "minItems", "maxItems", "uniqueItems", "minimum", "maximum", "maxProperties")
)
"""Keywords that bind a client. The server may exceed them, as by a sum or with a record that is older than a limit."""

OBJECT = ("properties", "additionalProperties")
NULL = {"type": "null"}


def split_by_direction(document: Json, always_present: Mapping[str, list[str]], nullable: Set[str]) -> None:
    """Write each schema of an object for the direction in which it is used.

    A schema that is both sent and answered keeps its name for the answer; what is sent is named `…Input`.
    `always_present` are the members of each answered schema that are never left out; only `nullable` schemas have null.
    """
    schemas: Json = document["components"]["schemas"]
    operations = [each for item in document["paths"].values() for name, each in item.items() if name != "parameters"]
    bodies = [each["requestBody"] for each in operations if "requestBody" in each]
    responses = [each["responses"] for each in operations]
    sent = {*reachable(schemas, bodies, "readOnly")}
    answered = {*reachable(schemas, [responses, document["components"]["responses"]], "writeOnly")}
    names = {name: f"{name}Input" for name in sent & answered if is_object(schemas[name])}
    for body in bodies:
        body.update(renamed(body, names))
    inputs = {names.get(name, name): renamed(as_input(schemas[name]), names) for name in sent}
    answers = {
        name: as_answer(schemas[name], always_present.get(name), is_nullable=name in nullable)
        for name in answered
        if is_object(schemas[name])
    }
    scalars = {name: schema for name, schema in schemas.items() if not is_object(schema)}
    written = inputs | answers | scalars
    written |= patches_of(written) | proposal_of(written)
    drop_repeated_descriptions(written)
    drop_texts_of_parameters(written, operations)
    schemas.clear()
    schemas |= dict(sorted(written.items()))


def reachable(schemas: Json, part: Any, other_direction: str) -> Iterator[str]:
    """Names of the schemas that a part of the document refers to, but for members of the other direction."""
    seen: set[str] = set()
    parts = [part]
    while parts:
        each = parts.pop()
        if isinstance(each, list):
            parts += each
        elif isinstance(each, dict) and not each.get(other_direction):
            parts += [inner for name, inner in each.items() if name not in ("example", "examples")]
            name = each.get("$ref", "").removeprefix(SCHEMAS)
            if name in schemas and name not in seen:
                seen.add(name)
                parts.append(schemas[name])
    yield from seen


def is_object(schema: Json) -> bool:
    """Whether a schema is that of an object."""
    return any(name in schema for name in OBJECT)


def renamed(part: Any, names: dict[str, str]) -> Any:
    """A part of the document that refers to schemas by their new names."""
    if isinstance(part, list):
        return [renamed(each, names) for each in part]
    if not isinstance(part, dict):
        return part
    target = part.get("$ref", "").removeprefix(SCHEMAS)
    changed = {name: renamed(inner, names) for name, inner in part.items()}
    return changed | ({"$ref": SCHEMAS + names[target]} if target in names else {})


def as_input(schema: Json) -> Json:
    """A schema of what is sent: without the members that the server makes, and without null as a default."""
    properties = {
        name: {key: value for key, value in each.items() if (key, value) != ("default", None)}
        for name, each in schema.get("properties", {}).items()
        if not each.get("readOnly")
    }
    return schema | ({"properties": properties} if properties else {})


def as_answer(schema: Json, always_present: list[str] | None, *, is_nullable: bool) -> Json:
    """A schema of what is answered: without limits, open to new members, members that are never left out required."""
    answered: Json = answered_value(schema, is_nullable=is_nullable)
    if answered.get("additionalProperties") is False:
        del answered["additionalProperties"]
    required = [name for name in answered.pop("required", []) if always_present is None]
    required += [name for name in always_present or () if name in answered.get("properties", {})]
    return answered | ({"required": sorted(required)} if required else {})


def answered_value(schema: Json, *, is_nullable: bool) -> Json:
    """A schema, at any depth, without limits, defaults and members only sent; without null, unless nullable."""
    kept = {name: each for name, each in schema.items() if name not in {*LIMITS, "readOnly", "default"}}
    if not is_nullable and NULL in kept.get("anyOf", ()):
        (alternative,) = (each for each in kept.pop("anyOf") if each != NULL)
        kept = alternative | kept
    if not is_nullable and isinstance(kept.get("type"), list):
        (kept["type"],) = (each for each in kept["type"] if each != "null")
    if "properties" in kept:
        kept["properties"] = {
            name: answered_value(each, is_nullable=is_nullable)
            for name, each in kept["properties"].items()
            if not each.get("writeOnly")
        }
    for name in ("items", "additionalProperties"):
        if isinstance(kept.get(name), dict):
            kept[name] = answered_value(kept[name], is_nullable=is_nullable)
    return kept


def patches_of(schemas: Json) -> Json:
    """Schemas of merge patches (RFC 7396): no member is mandatory, at any depth, and parts can go by their keys."""
    patches: Json = {}
    whole = schemas["AnnouncementInput"]["properties"]
    members = {name: patch_of(schemas, schema, patches) for name, schema in whole.items()}
    for list_name in KEY_PREFIXES:
        part = schema_name(whole[list_name])
        stem = part.removesuffix("Input")
        add_patch(schemas, part, patches)
        patches[f"{stem}Changes"] = {
            "type": "object",
            "description": "Changes to the parts that have these keys; null removes a part, a new key adds one. A list "
            "of whole parts, which replaces all, is taken too.",
            "additionalProperties": {"anyOf": [reference("schemas", f"{stem}Patch"), NULL]},
        }
        description = whole[list_name]["description"]
        members[list_name] = {"description": description, **reference("schemas", f"{stem}Changes")}
    patch = schemas["AnnouncementPatch"] | {"additionalProperties": False, "properties": members}
    return patches | {"AnnouncementPatch": patch}


def proposal_of(schemas: Json) -> Json:
    """The schema of a proposed record: those members of what can be sent that a draft may have; none is mandatory."""
    whole = schemas["AnnouncementInput"]["properties"]
    members = {name: whole[name] for name in ("state", *MEMBERS["field"], *KEY_PREFIXES, "evidence")}
    return {"AnnouncementProposal": schemas["AnnouncementProposal"] | {"properties": members}}


def add_patch(schemas: Json, name: str, patches: Json) -> str:
    """Add the patch of an object's schema to `patches`, and those of the objects in it. Returns its name."""
    patch = f"{name.removesuffix('Input')}Patch"
    if patch not in patches:
        schema = schemas[name]
        words = f"{schema['description']} Only the members to change; null removes one."
        patches[patch] = {keyword: value for keyword, value in schema.items() if keyword != "required"}
        patches[patch] |= {"description": words}
        members = schema["properties"].items()
        patches[patch]["properties"] = {member: patch_of(schemas, each, patches) for member, each in members}
    return patch


def patch_of(schemas: Json, schema: Json, patches: Json) -> Json:
    """The schema of a member in a patch: an object is merged, whatever else it is replaces what was there."""
    if "anyOf" in schema:
        return schema | {"anyOf": [patch_of(schemas, each, patches) for each in schema["anyOf"]]}
    name = schema_name(schema) if "$ref" in schema else ""
    if "properties" not in schemas.get(name, {}):
        return schema
    return schema | reference("schemas", add_patch(schemas, name, patches))
