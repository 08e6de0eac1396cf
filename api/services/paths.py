"""What differs between two versions of a record, said by the names of its members and the keys of its parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import orjson

MANAGED = frozenset({"version", "change", "created_at", "updated_at", "published_at"})


def changed_paths(before: bytes | None, after: bytes) -> list[str]:
    """Return a JSON Pointer for each member or part that differs; a part is named by its key, not by its place."""
    if before is None:
        return [""]
    return list(differences(orjson.loads(before), orjson.loads(after)))


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """Yield the pointer of each member that differs, going into lists of parts."""
    for name in [*after, *(name for name in before if name not in after)]:
        old, new = before.get(name), after.get(name)
        if name in MANAGED or old == new:
            continue
        yield from (f"/{name}{step}" for step in changed_keys(keyed(old), keyed(new)))


def changed_keys(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> list[str]:
    """Return a step for each part that is new, changed or gone; one empty step where it is not a matter of parts."""
    if old is None or new is None or list(old.items()) == list(new.items()):
        return [""]
    keys = [*new, *(key for key in old if key not in new)]
    return [f"/{key}" for key in keys if old.get(key) != new.get(key)] or [""]


def keyed(value: Any) -> dict[str, Any] | None:
    """Return the parts of a list by their keys; None for anything else."""
    if not isinstance(value, list) or not all(isinstance(part, dict) and "key" in part for part in value):
        return None
    return {part["key"]: part for part in value}
