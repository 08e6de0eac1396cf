"""References to components of the document."""

from typing import Any

Json = dict[str, Any]

SCHEMAS = "#/components/schemas/"


def reference(kind: str, name: str) -> Json:
    """A reference to a component."""
    return {"$ref": f"#/components/{kind}/{name}"}


def headers(*names: str) -> Json:
    """References to header components."""
    return {name: reference("headers", name) for name in names}


def schema_name(schema: Json) -> str:
    """The name of the schema that is referred to, alone or as the items of an array."""
    target: str = schema.get("items", schema)["$ref"]
    return target.rpartition("/")[2]
