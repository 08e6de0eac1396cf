"""The apispec plugin: converts marshmallow schemas, with corrections."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from apispec.ext.marshmallow.common import resolve_schema_instance
from marshmallow import Schema, fields

from api.openapi.naming import mark_named
from schemas.base import BaseSchema

Json = dict[str, Any]

DEFAULTED = {"Announcement": ("state",)}
"""Members that a client may leave out and that the server fills in."""


class SchemaPlugin(MarshmallowPlugin):
    """Describes each schema by its docstring, and collects the members that every response has."""

    def __init__(self) -> None:
        """Start with no schema."""
        super().__init__()
        self.members: dict[str, list[str]] = {}

    @property
    def write(self) -> Any:
        """apispec's converter, which is there once the plugin is part of a document."""
        return self.converter

    def init_spec(self, spec: APISpec) -> None:
        """Take the document to fill, and register the corrections of fields."""
        super().init_spec(spec)
        self.write.add_attribute_function(mark_named)
        self.write.add_parameter_attribute_function(correct_parameter)

    def parameters(self, schema: Schema, location: str) -> list[Json]:
        """A parameter for each field of a schema; `location` is `query` or `headers`."""
        parameters: list[Json] = self.write.schema2parameters(schema, location=location)
        return parameters

    def reference(self, schema: Schema) -> Json:
        """A reference to the component of a schema, or an array of it; adds the component first."""
        resolved: Json = self.write.resolve_nested_schema(schema)
        return resolved

    def schema_helper(  # type: ignore[override]  # apispec's own two signatures differ.
        self, name: Any, _: Any, schema: Any = None, **options: Any
    ) -> Any:
        """Put the docstring first, and take read-only members out of `required`, which holds for requests."""
        if schema is None:
            return None
        definition = super().schema_helper(name, _, schema=schema, **options)  # type: ignore[no-untyped-call]
        schema = resolve_schema_instance(schema)
        self.members[name] = sorted({*DEFAULTED.get(name, ()), *constant_members(schema)})
        required = [
            member for member in definition.pop("required", ()) if "readOnly" not in definition["properties"][member]
        ]
        described = {"description": unwrapped(inspect.getdoc(schema) or ""), **definition}
        return described | ({"required": required} if required else {})


def constant_members(schema: Schema) -> Iterator[str]:
    """Members that every response has: required ones, and lists that a client may send."""
    for name, field in schema.fields.items():
        if field.required or (
            isinstance(schema, BaseSchema) and isinstance(field, fields.List) and not field.dump_only
        ):
            yield field.data_key or name


def unwrapped(text: str) -> str:
    """Text with each paragraph on one line."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


def correct_parameter(_: Any, field: fields.Field[Any], *, ret: Json) -> Json:
    """Correct a parameter: it is never null, and its example stands in words.

    As an example of its schema, Swagger UI would fill it in, and with it those of all others. Members that are the
    defaults of OpenAPI are left out.
    """
    schema = without_null(ret["schema"])
    value = schema.get("items", schema)
    examples = [f" For example `{example}`." for example in value.pop("examples", ())]
    described = {"schema": schema, "description": "".join((ret.get("description", ""), *examples))}
    for name in ("required", "style", "explode"):
        ret.pop(name, None)
    return described | ({"required": True} if field.required else {})


def without_null(schema: Json) -> Json:
    """The schema of the same values without null."""
    strict = {name: value for name, value in schema.items() if (name, value) != ("default", None)}
    if isinstance(strict.get("type"), list):
        (strict["type"],) = (each for each in strict["type"] if each != "null")
    return strict | ({"items": without_null(strict["items"])} if "items" in strict else {})
