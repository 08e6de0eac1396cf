"""Fields of responses with their description, an example and whatever else OpenAPI shows; required unless said."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields


def string_field(description: str, example: Any = None, *, required: bool = True, **facts: Any) -> fields.String:
    """A string."""
    return fields.String(required=required, metadata=documentation(description, example, facts))


def integer_field(
    description: str, example: Any = None, *, required: bool = True, dump_only: bool = False, **facts: Any
) -> fields.Integer:
    """A whole number."""
    metadata = documentation(description, example, facts)
    return fields.Integer(required=required, dump_only=dump_only, metadata=metadata)


def object_field(
    schema: type[Schema], description: str, *, required: bool = True, dump_only: bool = False, **options: Any
) -> fields.Nested:
    """An object of one schema."""
    metadata = documentation(description)
    return fields.Nested(schema, required=required, dump_only=dump_only, metadata=metadata, **options)


def list_field(
    item: fields.Field[Any] | type[Schema],
    description: str,
    example: Any = None,
    *,
    required: bool = True,
    dump_only: bool = False,
) -> fields.List[Any]:
    """A list of values, or of objects of one schema."""
    inner = item if isinstance(item, fields.Field) else fields.Nested(item)
    return fields.List(inner, required=required, dump_only=dump_only, metadata=documentation(description, example))


def documentation(description: str, example: Any = None, facts: dict[str, Any] | None = None) -> dict[str, Any]:
    """The metadata that apispec reads."""
    return {"description": description, **(facts or {})} | ({} if example is None else {"examples": [example]})
