"""Parameters of a query string: strict about names, bounds and repetition."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from marshmallow import Schema, ValidationError, fields, pre_load

from domain.dates.edtf import NotEdtf, parse_edtf
from domain.dates.instants import first_instant, last_instant
from domain.text.search_query import InvalidSearch, SearchQuery, parse_query
from domain.violations import Violation, closest_match
from schemas.base import BaseSchema
from schemas.fields.composites import Items
from schemas.fields.scalars import Edtf, Scheme, Text, refuse, shown

MOST_VALUES = 100


class BaseQuery(BaseSchema):
    """A query string: every parameter is known, and given once unless it may be repeated."""

    member = "parameter"

    def __init__(self, **options: Any) -> None:
        """A list that is not asked for is no question, rather than an empty one."""
        super().__init__(**options)
        self.repeatable, self.lists = frozenset(self.lists), []

    @pre_load
    def take_null_as_not_asked(self, data: Any, **_: Any) -> Any:
        """Let a parameter in a JSON body be null where nothing else is said of it: what is usual stays usual."""
        if not isinstance(data, Mapping) or None not in data.values():
            return data
        empty = {name for name, field in self.known.items() if field.allow_none and data.get(name) is None}
        return {name: value for name, value in data.items() if name not in empty}

    def handle_error(self, error: ValidationError, data: Any, **options: Any) -> None:
        """Say of a parameter that was repeated that this is what is wrong with it."""
        super().handle_error(error, data, **options)
        if isinstance(data, Mapping) and isinstance(error.messages, dict):
            for name in error.messages.keys() & (self.known.keys() - self.repeatable):
                if isinstance(data.get(name), list):
                    error.messages[name] = [Violation("repeated", "This parameter can be given only once.")]


class BoundedInt(fields.Integer):
    """A whole number within bounds; a number outside them is refused, never moved to the bound."""

    def __init__(self, description: str, *, least: int, most: int, **options: Any) -> None:
        """Take the bounds, both allowed."""
        self.least, self.most = least, most
        super().__init__(metadata={"description": description, "minimum": least, "maximum": most}, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> int:
        text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
        digits = isinstance(text, str) and re.fullmatch("[0-9]{1,9}", text, re.ASCII)
        if not digits or not self.least <= int(text) <= self.most:
            raise refuse(
                "range",
                f"This must be a whole number from {self.least:,} to {self.most:,}.",
                (f"{self.least}…{self.most}",),
            )
        return int(text)


class Moment(Text):
    """A moment in RFC 3339 with Z, or a date in EDTF that stands for its first or last instant in UTC."""

    longest = 64

    def check(self, text: str) -> str:
        """Read both of its ends."""
        try:
            first_instant(text), last_instant(text)
        except NotEdtf as error:
            raise refuse("date", str(error)) from error
        return text


class IdentifierText(Text):
    """An identifier written `scheme:id`."""

    openapi: ClassVar[Mapping[str, Any]] = {"pattern": rf"^{Scheme.pattern}:[\s\S]"}
    longest = 250

    def check(self, text: str) -> str:
        """See that both halves are there."""
        scheme, colon, id = text.partition(":")
        if not colon or not id or re.fullmatch(Scheme.pattern, scheme, re.ASCII) is None:
            raise refuse("format", f"{shown(text)} is not an identifier of the form scheme:id.")
        return text


class Flag(fields.Boolean):
    """A parameter that is true or false."""

    def __init__(self, description: str, **options: Any) -> None:
        """Take the sentence that Swagger UI shows."""
        super().__init__(metadata={"description": description}, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> bool:
        if value not in ("true", "false", True, False) or (isinstance(value, int) and not isinstance(value, bool)):
            raise refuse("type", "This must be true or false.", ("true", "false"))
        return value in ("true", True)


class Day(Edtf):
    """One day."""

    def __init__(self, description: str, **options: Any) -> None:
        """Take the sentence that Swagger UI shows."""
        super().__init__(description, closed=True, **options)

    def check(self, text: str) -> str:
        """See that it is a day and no longer span."""
        days = parse_edtf(super().check(text))
        if days.first != days.last:
            raise refuse("date", f"{shown(text)} is not one day, such as 2026-01-29.")
        return text


class SearchField(Text):
    """What to search for, in the language of `q`."""

    longest = 500

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> SearchQuery:  # type: ignore[override]
        try:
            return parse_query(super()._deserialize(value, attr, data, **options))
        except InvalidSearch as error:
            raise refuse("search", str(error)) from None


class NamesParam(Items):
    """Names from a list, several in one value with commas between them, or in several values."""

    def __init__(self, allowed: tuple[str, ...], description: str, *, most: int = MOST_VALUES) -> None:
        """Take the names that there are."""
        inner = Text("Names, with commas between them.", longest=2_000, example=",".join(allowed[:2]))
        super().__init__(inner, description, most=most, least=1)
        self.allowed, self.load_default = allowed, None

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> list[Any]:
        texts = super()._deserialize([value] if isinstance(value, str) else value, attr, data, **options)
        names = list(dict.fromkeys(name.strip() for text in texts for name in text.split(",")))
        for name in names:
            self.look_up(name)
        return names

    def look_up(self, name: str) -> None:
        """Refuse a name that is not in the list."""
        if name not in self.allowed:
            detail = f"{shown(name)} is not one of the names there are."
            raise refuse("choice", detail, self.allowed, closest_match(name.lower(), self.allowed))


class FieldsParam(NamesParam):
    """Members of the items, deeper ones with dots: `id,title,commitments.statement`."""

    def __init__(self, item: Schema, description: str) -> None:
        """Take the schema of the items."""
        self.item = item
        super().__init__(tuple(sorted(names_of(item))), description)

    def look_up(self, name: str) -> None:
        """Follow the path through the schemas."""
        schema: Schema | None = self.item
        for step in name.split("."):
            known = names_of(schema) if schema else {}
            if step not in known:
                near = closest_match(step, tuple(sorted(known)))
                raise refuse("unknown", f"{shown(name)} is not a member of the items.", tuple(sorted(known)), near)
            schema = schema_within(known[step])


def names_of(schema: Schema) -> dict[str, fields.Field[Any]]:
    """Return the members of a schema by their names on the wire."""
    return {field.data_key or name: field for name, field in schema.fields.items()}


def schema_within(field: fields.Field[Any]) -> Schema | None:
    """Return the schema of a member that is an object or a list of objects."""
    inner = field.inner if isinstance(field, fields.List) else field
    return inner.schema if isinstance(inner, fields.Nested) else None


def any_of(inner: fields.Field[Any], description: str, *, most: int = MOST_VALUES) -> Items:
    """Return a parameter that may be repeated to mean any of its values; missing, it asks nothing."""
    field = Items(inner, description, most=most, least=1)
    field.load_default = None
    return field


class PageQuery(BaseQuery):
    """Which page of a list, and how long."""

    limit = BoundedInt("How many items at most.", least=1, most=200, load_default=20)
    cursor = Text("The page to give, as the `next` link of the page before has it.", longest=6_000)
