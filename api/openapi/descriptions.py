"""Each description once: members that several schemas have are described in one, and searches by their parameters."""

from api.openapi.references import SCHEMAS, Json

SUFFIXES = ("Input", "", "Patch", "InRecord", "Proposal", "Hint")
"""Ends of the names of schemas of one thing, in the order in which they are described."""


def drop_repeated_descriptions(schemas: Json) -> None:
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
            target = schemas.get(whole.get("$ref", "").removeprefix(SCHEMAS), {})
            is_repeated = source != name or text == target.get("description")
            members[member] = {
                key: value for key, value in whole.items() if not is_repeated or key not in ("description", "examples")
            }
            sources |= {source} - {name}
        if members:
            schemas[name] = schema | {"properties": members}
        if sources:
            listed = " and ".join(f"`{each}`" for each in sorted(sources))
            schemas[name]["description"] += f" For members without a description, see {listed}."


def drop_texts_of_parameters(schemas: Json, operations: list[Json]) -> None:
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


def suffix_of(name: str) -> str:
    """What a schema's name says after the name of its thing."""
    return next((each for each in SUFFIXES if each and name.endswith(each)), "")
