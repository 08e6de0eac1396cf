"""What every object on the wire has in common: strict about names, forgiving about what the server manages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, post_dump, post_load, pre_load

from domain.violations import Violation, closest_match
from schemas import fast_path

MOST_SUGGESTIONS = 100
"""Finding the nearest name takes time: of a hundred thousand wrong ones, only the first are worth it."""


class BaseSchema(Schema):
    """An object on the wire.

    In: unknown members are refused with the nearest known name; read-only members are accepted and ignored; null
    means missing. Out: what is missing is left out, and lists are always there.
    """

    member = "field"

    class Meta:
        """Strict by default."""

        unknown = RAISE

    def __init__(self, **options: Any) -> None:
        """Note once which members are lists and which the server manages."""
        super().__init__(**options)
        self.lists = [name for name, field in self.fields.items() if isinstance(field, fields.List)]
        self.read_only = frozenset(name for name, field in self.fields.items() if field.dump_only)
        self.known = {field.data_key or name: field for name, field in self.load_fields.items()}

    @cached_property
    def fast_load(self) -> fast_path.Turn:
        """What loads most objects in little time; made when it is first needed, once the schema is whole."""
        return fast_path.loader(self)

    @cached_property
    def quick_dump(self) -> fast_path.Turn:
        """What dumps most objects in little time."""
        return fast_path.dumper(self)

    def load(self, data: Any, **options: Any) -> Any:
        """Return what is stated; quickly where it is plainly right, else as marshmallow does it."""
        if all(option is None for option in options.values()):
            try:
                return self.fast_load(data)
            except (fast_path.FastPathMiss, ValidationError):
                pass
        return super().load(data, **options)

    def dump(self, obj: Any, *, many: bool | None = None) -> Any:
        """Return how an object is shown; quickly where it is a plain one."""
        if not many and not self.many:
            try:
                return self.quick_dump(obj)
            except fast_path.FastPathMiss:
                pass
        return super().dump(obj, many=many)

    @pre_load
    def ignore_read_only(self, data: Any, **_: Any) -> Any:
        """Let what GET answered be sent back unchanged."""
        if not isinstance(data, Mapping) or self.read_only.isdisjoint(data):
            return data
        return {name: value for name, value in data.items() if name not in self.read_only}

    @post_load
    def take_null_as_missing(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Give every list a value, and leave out every other member that is null."""
        stated = {name: value for name, value in data.items() if value is not None}
        for name in self.lists:
            if name in self.load_fields:
                stated.setdefault(name, [])
        return stated

    @post_dump
    def leave_out_missing(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Say nothing where nothing was stated."""
        return {name: value for name, value in data.items() if value is not None}

    def handle_error(self, error: ValidationError, data: Any, **_: Any) -> None:
        """Name the nearest known member for each unknown one."""
        if isinstance(data, Mapping) and isinstance(error.messages, dict):
            known = tuple(sorted(self.known))
            for count, name in enumerate(name for name in data if name in error.messages and name not in self.known):
                near = closest_match(name, known) if count < MOST_SUGGESTIONS else None
                fault = Violation("unknown", f"There is no such {self.member}.", known, near)
                error.messages[name] = {"_schema": [fault]}
