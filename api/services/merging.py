"""Merge patches (RFC 7396), with lists of parts merged by key where the patch gives an object."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from api.services.errors import invalid
from domain.faults import Fault, Placed

KEYED = ("parties", "commitments", "amounts", "quotes", "sources")
LEVELS = 8
"""No member of a record nests this deep: what does is wrong, and is left for the record's own check to refuse."""


def merge(record: Mapping[str, Any], patch: Mapping[str, Any]) -> dict[str, Any]:
    """Return the record with the patch applied: null removes, an object merges, anything else replaces.

    For a list of parts an object means `{key: changes, or null to remove}`; a list replaces all.
    """
    refuse_other_keys(patch)
    merged = dict(record)
    for name, change in patch.items():
        if name in KEYED and isinstance(change, Mapping):
            merged[name] = merge_parts(merged.get(name) or [], change)
        else:
            merged[name] = merge_value(merged.get(name), change)
    return {name: value for name, value in merged.items() if value is not None}


def merge_value(value: Any, change: Any, *, levels: int = LEVELS) -> Any:
    """Return a value with a merge patch applied (RFC 7396, section 2)."""
    if not isinstance(change, Mapping) or levels == 0:
        return change
    merged = dict(value) if isinstance(value, Mapping) else {}
    for name, inner in change.items():
        merged[name] = merge_value(merged.get(name), inner, levels=levels - 1)
    return {name: inner for name, inner in merged.items() if inner is not None}


def merge_parts(parts: Iterable[Mapping[str, Any]], changes: Mapping[str, Any]) -> list[Any]:
    """Return the parts with those changes applied that name them; a new key adds a part at the end."""
    by_key: dict[str, Any] = {part["key"]: part for part in parts}
    for key, change in changes.items():
        if change is not None and not isinstance(change, Mapping):
            by_key[key] = change
        else:
            by_key[key] = None if change is None else merge_value(by_key.get(key), change) | {"key": key}
    return [part for part in by_key.values() if part is not None]


def refuse_other_keys(patch: Mapping[str, Any]) -> None:
    """A part is named by one key: a patch cannot rename it."""
    faults = [
        Placed((name, key, "key"), Fault("key", "A part keeps its key for life.", (key,)))
        for name, changes in patch.items()
        if name in KEYED and isinstance(changes, Mapping)
        for key, change in changes.items()
        if isinstance(change, Mapping) and change.get("key", key) != key
    ]
    if faults:
        raise invalid(faults)


def relocate(faults: Iterable[Placed], merged: Mapping[str, Any], patch: Mapping[str, Any]) -> list[Placed]:
    """Return faults of the merged record as faults of the patch: by key where the patch names parts by key."""
    return [replace(fault, path=relocated(fault.path, merged, patch)) for fault in faults]


def relocated(
    path: tuple[str | int, ...], merged: Mapping[str, Any], patch: Mapping[str, Any]
) -> tuple[str | int, ...]:
    """Return the path with the index of a part replaced by its key, where that is how the patch has it."""
    match path:
        case (str(name), int(index), *rest) if isinstance(patch.get(name), Mapping):
            return (name, key_at(merged[name], index, patch[name]), *rest)
    return path


def key_at(parts: Sequence[Any], index: int, changes: Mapping[str, Any]) -> str:
    """Return the key by which a patch names the part at an index, even if what it gives is no object at all."""
    part = parts[index]
    if isinstance(part, Mapping):
        return str(part["key"])
    earlier = sum(other is part for other in parts[:index])
    return [key for key in changes if changes[key] is part][earlier]
