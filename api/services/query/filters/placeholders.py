"""Values that a statement is told when it is run, so that it can be made once for all questions of its shape."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import BindParameter, bindparam, literal

Asked = Mapping[str, Any]
Reader = Callable[[Asked], Any]


@dataclass(frozen=True, slots=True)
class Told:
    """What a statement will be told: for each of its parameters, how its value is read from what is asked."""

    readers: dict[str, Reader] = field(default_factory=dict)

    def bind(self, read: Reader, type_: Any) -> BindParameter[Any]:
        """Return a parameter of this type whose value is read so."""
        name = f"told_{len(self.readers)}"
        self.readers[name] = read
        return bindparam(name, type_=type_)

    def values(self, asked: Asked) -> dict[str, Any]:
        """Return the values of the parameters."""
        return {name: read(asked) for name, read in self.readers.items()}


@dataclass(frozen=True, slots=True)
class Later:
    """What stands for a value while the statement is made: that of a parameter, or one of several that it has."""

    told: Told
    name: str
    place: int | None = None

    def bind(self, read: Callable[[Any], Any], type_: Any) -> BindParameter[Any]:
        """Return a parameter of the statement for what is read from the value."""
        if self.place is None:
            return self.told.bind(lambda asked: read(asked[self.name]), type_)
        return self.told.bind(lambda asked: read(asked[self.name][self.place]), type_)


class LaterId(Later):
    """The same, where the value is known to be an id."""

    __slots__ = ()


def told(value: Any, read: Callable[[Any], Any], type_: Any) -> BindParameter[Any]:
    """Return what a value means as a parameter of a statement: told at once, or later."""
    return value.bind(read, type_) if isinstance(value, Later) else literal(read(value), type_)


@dataclass(frozen=True, slots=True)
class LaterQuery:
    """What stands for words to search for: whether there are some, and some that must not be there."""

    told: Told
    required: bool
    excluded: bool
