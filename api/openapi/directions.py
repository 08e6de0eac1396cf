"""Schemas of requests, of merge patches and of responses, each written flat, from those that describe both directions.

A client generator makes a type of each schema, so one schema must not have to fit what is sent and what is answered.
"""

from collections.abc import Iterator, Mapping, Set
from typing import Any

from domain.ids import KEY_PREFIXES

Json = dict[str, Any]

LIMITS = frozenset(
    ("pattern", "minLength", "maxLength", "minItems", "maxItems", "uniqueItems", "minimum", "maximum", "maxProperties")
)
"""Keywords that bind a client. The server may exceed them, as by a sum or with a record that is older than a limit."""

OBJECT = ("properties", "additionalProperties")
NULL = {"type": "null"}
PREFIX = "#/components/schemas/"


def split_by_direction(document: Json, constant: Mapping[str, list[str]], nullable: Set[str]) -> None:
    """Write each schema of an object for the direction in which it is used.

    A schema that is both sent and answered keeps its name for the answer; what is sent is named `…Input`. `constant`
    are the members that are always answered, by schema; in answers, only `nullable` schemas have members that are null.
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
        name: as_answer(schemas[name], constant.get(name), is_nullable=name in nullable)
        for name in answered
        if is_object(schemas[name])
    }
    scalars = {name: schema for name, schema in schemas.items() if not is_object(schema)}
    written = inputs | answers | scalars
    written |= patches_of(written)
    describe_once(written)
    leave_to_parameters(written, operations)
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
            name = each.get("$ref", "").removeprefix(PREFIX)
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
    target = part.get("$ref", "").removeprefix(PREFIX)
    changed = {name: renamed(inner, names) for name, inner in part.items()}
    return changed | ({"$ref": PREFIX + names[target]} if target in names else {})


def as_input(schema: Json) -> Json:
    """A schema of what is sent: without the members that the server makes, and without null as a default."""
    properties = {
        name: {key: value for key, value in each.items() if (key, value) != ("default", None)}
        for name, each in schema.get("properties", {}).items()
        if not each.get("readOnly")
    }
    return schema | ({"properties": properties} if properties else {})


def as_answer(schema: Json, constant: list[str] | None, *, is_nullable: bool) -> Json:
    """A schema of what is answered: without limits, open to new members, its constant members required."""
    answered: Json = answered_value(schema, is_nullable=is_nullable)
    if answered.get("additionalProperties") is False:
        del answered["additionalProperties"]
    required = [name for name in answered.pop("required", []) if constant is None]
    required += [name for name in constant or () if name in answered.get("properties", {})]
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
    """Schemas of merge patches: no member is mandatory, and parts can go by their keys."""
    whole = schemas["AnnouncementInput"]
    patches: Json = {}
    members = dict(whole["properties"])
    for name in KEY_PREFIXES:
        part = members[name]["items"]["$ref"].removeprefix(PREFIX)
        stem = part.removesuffix("Input")
        patches[f"{stem}Patch"] = {name: value for name, value in schemas[part].items() if name != "required"} | {
            "description": f"{schemas[part]['description']} Only the members to change; null removes one."
        }
        patches[f"{stem}Changes"] = {
            "type": "object",
            "description": "Changes to the parts that have these keys; null removes a part, a new key adds one. A list "
            "of whole parts, which replaces all, is taken too.",
            "additionalProperties": {"anyOf": [{"$ref": f"{PREFIX}{stem}Patch"}, NULL]},
        }
        members[name] = {"$ref": f"{PREFIX}{stem}Changes", "description": members[name]["description"]}
    patch = schemas["AnnouncementPatch"] | {"additionalProperties": False, "properties": members}
    return patches | {"AnnouncementPatch": patch}


def describe_once(schemas: Json) -> None:
    """Leave out a member's description and examples where another schema of the same thing, or its own, has them.

    What is sent has them, as its author needs them most. The descriptions of the others say where to read.
    """
    described: dict[tuple[str, str, str], str] = {}
    for name in sorted(schemas, key=lambda name: (SUFFIXES.index(suffix_of(name)), name)):
        schema, stem = schemas[name], name.removesuffix(suffix_of(name))
        members, sources = {}, set()
        for member, whole in schema.get("properties", {}).items():
            text = whole.get("description", "")
            source = described.setdefault((stem, member, text), name)
            target = schemas.get(whole.get("$ref", "").removeprefix(PREFIX), {})
            is_repeated = source != name or text == target.get("description")
            members[member] = {
                key: value for key, value in whole.items() if not is_repeated or key not in ("description", "examples")
            }
            sources |= {source} - {name}
        words = f" For members without a description, see {' and '.join(f'`{each}`' for each in sorted(sources))}."
        schemas[name] = schema | (
            {"description": schema["description"] + words * bool(sources), "properties": members} if members else {}
        )


def leave_to_parameters(schemas: Json, operations: list[Json]) -> None:
    """Leave out the descriptions of a search's members, which are those of the parameters of the list."""
    texts = {
        (each["name"], each["description"].partition(" For example `")[0])
        for operation in operations
        for each in operation.get("parameters", ())
        if "name" in each
    }
    for name in (each for each in schemas if each.endswith("Query")):
        schema = schemas[name]
        members = {
            member: {key: value for key, value in each.items() if key != "description" or (member, value) not in texts}
            for member, each in schema["properties"].items()
        }
        words = "A member without a description means what the parameter of that name means."
        schemas[name] = schema | {"description": f"{schema['description']} {words}", "properties": members}


SUFFIXES = ("Input", "", "Patch", "InRecord")
"""Ends of the names of schemas of one thing, in the order in which they are described."""


def suffix_of(name: str) -> str:
    """What a schema's name says after the name of its thing."""
    return next((each for each in SUFFIXES if each and name.endswith(each)), "")
