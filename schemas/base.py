"""Base of all schemas: unknown names, null, read-only members and missing values; errors as a flat list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import copy
from functools import partial
from itertools import islice
from typing import Any, ClassVar

from marshmallow import RAISE, Schema, ValidationError, fields, missing, post_load, pre_load, validates_schema

from domain.violations import MAX_SUGGESTIONS, MAX_VIOLATIONS, LocatedViolation, Path, Violation, question
from schemas.fast_path import FastPathMiss, compile_schema
from schemas.fields.composites import LanguageMap
from schemas.member_names import meant_member

Rule = Callable[[Mapping[str, Any], Mapping[str, Any]], Iterator[tuple[Path, Violation]]]
Rules = tuple[Rule, ...]

BUILT_IN = {
    "Missing data for required field.": Violation("required", "This is required."),
    "Field may not be null.": Violation("null", "This must not be null."),
    "Invalid input type.": Violation("type", "This must be an object."),
}
"""marshmallow's own messages in plain words; others keep their text."""


class BaseSchema(Schema):
    """A JSON object.

    In: unknown members are refused with the closest known name, read-only members are ignored, null means missing.
    Out: members without a value are left out; lists are always there.

    `rules` check several members together. Each gets the members that loaded and the object as sent, and yields
    violations with their paths in it. `completions` add derived members to a valid object. `hints` are sentences for
    names that are often sent by mistake.
    """

    member = "field"
    hints: ClassVar[Mapping[str, str]] = {}
    rules: ClassVar[Rules] = ()
    completions: ClassVar[tuple[Callable[[dict[str, Any]], dict[str, Any]], ...]] = ()

    class Meta:
        """Strict by default."""

        unknown = RAISE

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.read_only = frozenset(name for name, field in self.fields.items() if field.dump_only)
        self.known = {field.data_key or name: field for name, field in self.load_fields.items()}
        self.defaults = {
            name: field.load_default if callable(field.load_default) else partial(copy, field.load_default)
            for name, field in self.load_fields.items()
            if field.load_default is not missing and field.load_default is not None
        }
        self.outline = [(name, field.data_key or name, *contents(field)) for name, field in self.dump_fields.items()]
        self.fast_load = compile_schema(self)

    def load(self, data: Any, **options: Any) -> Any:
        """Load an object: valid ones on the fast path, all others with marshmallow, which words the errors.

        Raises ValidationError.
        """
        if all(option is None for option in options.values()):
            try:
                return self.fast_load(data)
            except (FastPathMiss, ValidationError):
                pass
        try:
            return super().load(data, **options)
        except ValidationError as error:
            # marshmallow's frame refers to the error, and its traceback to that frame: a cycle that holds the data.
            raise error.with_traceback(None) from None

    def dump(self, obj: Any, *, many: bool | None = None) -> Any:
        """Project a mapping of wire values on the schema: its members in order, without None."""
        shown: dict[str, Any] = {}
        for name, key, container, schema in self.outline:
            value = obj.get(name)
            if value is None:
                continue
            if container is list:
                shown[key] = [schema.dump(each) for each in value] if schema else list(value)
            elif container is dict:
                shown[key] = {tag: schema.dump(each) for tag, each in value.items()}
            else:
                shown[key] = schema.dump(value) if schema else value
        return shown

    @pre_load
    def drop_read_only(self, data: Any, **_: Any) -> Any:
        """Ignore read-only members, so that the response of a GET can be sent back, and all but the first unknown ones.

        An object may have a hundred thousand unknown members, of which each would be an error.
        """
        if not isinstance(data, Mapping):
            return data
        unknown = islice(
            (name for name in data if name not in self.known and name not in self.read_only), MAX_VIOLATIONS, None
        )
        ignored = self.read_only.union(islice(unknown, 1, None))
        if ignored.isdisjoint(data):
            return data
        return {name: value for name, value in data.items() if name not in ignored}

    @validates_schema(pass_original=True, skip_on_field_errors=False)
    def apply_rules(self, data: dict[str, Any], original: Any, **_: Any) -> None:
        """Collect the violations of all rules, nested by path as marshmallow nests its own."""
        messages: dict[str | int, Any] = {}
        for rule in self.rules if isinstance(original, Mapping) else ():
            for path, violation in rule(data, original):
                holder = messages
                for step in path:
                    holder = holder.setdefault(step, {})
                holder.setdefault("_schema", []).append(violation)
        if messages:
            raise ValidationError(messages)

    @post_load
    def fill_in(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Replace null and missing members by their defaults, or leave them out."""
        loaded = {name: value for name, value in data.items() if value is not None}
        for name, default in self.defaults.items():
            if name not in loaded:
                loaded[name] = default()
        for complete in self.completions:
            loaded = complete(loaded)
        return loaded

    def handle_error(self, error: ValidationError, data: Any, **_: Any) -> None:
        """Name the closest known member for each unknown one."""
        if isinstance(data, Mapping) and isinstance(error.messages, dict):
            known = tuple(sorted(self.known))
            unknown = [name for name in data if name in error.messages and name not in self.known]
            for count, name in enumerate(unknown):
                violation = self.unknown_name(name, data[name], known, is_guessed=count < MAX_SUGGESTIONS)
                error.messages[name] = {"_schema": [violation]}

    def unknown_name(self, name: str, value: Any, known: tuple[str, ...], *, is_guessed: bool) -> Violation:
        """The violation for a name that is not known; subclasses look at its value too."""
        if name in self.hints:
            return Violation("unknown", self.hints[name])
        near = meant_member(name, known) if is_guessed else None
        return Violation("unknown", f"There is no such {self.member}.{question(near)}", known, near)


def contents(field: fields.Field[Any]) -> tuple[type[list[Any] | dict[str, Any]] | None, Any]:
    """The container that a field holds, if any, and the schema of the objects in it."""
    if isinstance(field, LanguageMap):
        return dict, field.value.schema
    container, inner = (list, field.inner) if isinstance(field, fields.List) else (None, field)
    return container, inner.schema if isinstance(inner, fields.Nested) else None


def first_errors(messages: Any) -> list[LocatedViolation]:
    """The first violations, and one more if there are more than are listed."""
    return [*islice(flatten_errors(messages), MAX_VIOLATIONS + 1)]


def flatten_errors(messages: Any, path: Path = ()) -> Iterator[LocatedViolation]:
    """Yield each violation with its path in the body, in marshmallow's order.

    Messages under `_schema` are about the object itself; those about a member of that name are nested once more.
    """
    if isinstance(messages, Mapping):
        for step, inner in messages.items():
            is_own = step == "_schema" and not isinstance(inner, Mapping)
            yield from flatten_errors(inner, path if is_own else (*path, step))
        return
    for message in messages if isinstance(messages, list) else [messages]:
        known = message if isinstance(message, Violation) else BUILT_IN.get(str(message))
        yield LocatedViolation(path, known or Violation("invalid", str(message)))
