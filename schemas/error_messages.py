"""From marshmallow's nested messages to a flat list of faults, each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from domain.violations import LocatedViolation, Path, Violation

BUILT_IN = {
    "Missing data for required field.": Violation("required", "This is needed."),
    "Field may not be null.": Violation("null", "This must not be null."),
    "Invalid input type.": Violation("type", "This must be an object."),
}
"""marshmallow's own messages, in our words; what is not here keeps its text."""


def flatten_errors(messages: Any, path: Path = ()) -> Iterator[LocatedViolation]:
    """Yield every fault in marshmallow's messages, in order, with its place in the body."""
    if isinstance(messages, Mapping):
        for step, inner in messages.items():
            yield from flatten_errors(inner, path if is_whole(step, inner) else (*path, step))
    else:
        for message in messages if isinstance(messages, list) else [messages]:
            yield LocatedViolation(path, message if isinstance(message, Violation) else translate(str(message)))


def is_whole(step: Any, inner: Any) -> bool:
    """Whether these messages are about the object itself; those about a member of that name are nested once more."""
    return step == "_schema" and not isinstance(inner, Mapping)


def translate(message: str) -> Violation:
    """Return the fault for one of marshmallow's own messages."""
    return BUILT_IN.get(message) or Violation("invalid", message)
