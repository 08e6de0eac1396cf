"""From marshmallow's nested error messages to a flat list of violations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from domain.violations import LocatedViolation, Path, Violation

BUILT_IN = {
    "Missing data for required field.": Violation("required", "This is required."),
    "Field may not be null.": Violation("null", "This must not be null."),
    "Invalid input type.": Violation("type", "This must be an object."),
}
"""marshmallow's own messages in plain words; others keep their text."""


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
