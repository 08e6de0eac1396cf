"""Parameters that take names from a list: of orders, formats, facets, groups and members."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from domain.violations import question
from schemas.fields.composites import BoundedList
from schemas.fields.scalars import OneOf, Text, field_error, quote_value
from schemas.member_names import meant_member
from schemas.queries.base import MAX_VALUES


class NameParam(OneOf):
    """A name from a list, of an order or a format; `-` before it reverses an order."""

    def meant(self, text: str) -> str | None:
        """The name that a text means, with its sign."""
        sign = "-" if text.startswith("-") else ""
        near = meant_member(text.removeprefix("-"), [each for each in self.allowed if each[0] != "-" or not sign])
        return f"{sign}{near}" if near and f"{sign}{near}" in self.allowed else None


class NamesParam(BoundedList):
    """Names from a list: several in one value, separated by commas, or in several values."""

    def __init__(self, allowed: tuple[str, ...], description: str, *, most: int = MAX_VALUES) -> None:
        inner = Text("A name.", longest=2_000)
        inner.metadata = {**inner.metadata, **self.describe_names(allowed)}
        super().__init__(inner, description, most=most, least=1)
        self.allowed, self.load_default = allowed, None

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> list[Any]:
        texts = super()._deserialize([value] if isinstance(value, str) else value, attr, data, **options)
        names = list(dict.fromkeys(name.strip() for text in texts for name in text.split(",")))
        for name in names:
            self.look_up(name)
        return names

    def describe_names(self, allowed: tuple[str, ...]) -> dict[str, Any]:
        """The members that the names add to the OpenAPI schema of each."""
        return {"enum": [*allowed], "examples": [",".join(allowed[:2])]}

    def look_up(self, name: str) -> None:
        """Raise ValidationError if the name is not in the list."""
        if name not in self.allowed:
            near = meant_member(name, self.allowed)
            detail = f"{quote_value(name)} is not one of the allowed names.{question(near)}"
            raise field_error("choice", detail, self.allowed, near)


class FieldsParam(NamesParam):
    """Members of the items of a list, deeper ones with dots: `id,title,commitments.statement`."""

    def __init__(self, item: Schema, description: str) -> None:
        self.item = item
        super().__init__(tuple(sorted(members_of(item))), description)

    def describe_names(self, allowed: tuple[str, ...]) -> dict[str, Any]:
        """A pattern, as the deeper members of a record would be a list of hundreds."""
        return {"pattern": r"^[a-z0-9_]+(\.[a-z0-9_]+)*$"}

    def look_up(self, name: str) -> None:
        """Follow the path through the schemas."""
        schema: Schema | None = self.item
        steps = name.split(".")
        for index, step in enumerate(steps):
            known = members_of(schema) if schema else {}
            if step not in known:
                allowed = tuple(sorted(known))
                near = meant_member(step, allowed)
                holder = ".".join(steps[:index])
                advice = question(near) if schema else f" {quote_value(holder)} has no members: send it alone."
                detail = f"{quote_value(name)} is not a member of the items.{advice}"
                raise field_error("unknown", detail, allowed, near)
            field = known[step]
            inner = field.inner if isinstance(field, fields.List) else field
            schema = inner.schema if isinstance(inner, fields.Nested) else None


def members_of(schema: Schema) -> dict[str, fields.Field[Any]]:
    """The fields of a schema by their names on the wire."""
    return {field.data_key or name: field for name, field in schema.fields.items()}
