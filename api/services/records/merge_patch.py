"""Merge patches (RFC 7396), with lists of parts merged by key where the patch gives an object."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from api.services.errors import invalid
from domain.ids import KEY_PREFIXES
from domain.money.refusal import AmbiguousMoney
from domain.violations import LocatedViolation, Violation
from schemas.record.stated_amounts import stated_members

LEVELS = 8
"""Depth at which merging stops. Valid records are less deep; validation refuses deeper ones."""


def merge(record: Mapping[str, Any], patch: Mapping[str, Any]) -> dict[str, Any]:
    """The record with the patch applied: null removes, an object merges, anything else replaces.

    For a list of parts an object means `{key: changes, or null to remove}`; a list replaces all.
    """
    refuse_renamed_keys(patch)
    record = without_outdated_readings(record, patch.get("amounts"))
    merged = dict(record)
    for name, change in patch.items():
        if name in KEY_PREFIXES and isinstance(change, Mapping):
            merged[name] = merge_parts(merged.get(name) or [], change)
        else:
            merged[name] = merge_value(merged.get(name), change)
    return without_removed(merged, record)


def without_removed(merged: Mapping[str, Any], before: Any) -> dict[str, Any]:
    """An object without the members that a patch removed.

    A null for a member that was not there stays, so that a misspelt name is refused.
    """
    had = before if isinstance(before, Mapping) else {}
    return {name: value for name, value in merged.items() if value is not None or name not in had}


def merge_value(value: Any, change: Any, *, levels: int = LEVELS) -> Any:
    """A value with a merge patch applied (RFC 7396, section 2)."""
    if not isinstance(change, Mapping) or levels == 0:
        return change
    merged = dict(value) if isinstance(value, Mapping) else {}
    for name, inner in change.items():
        merged[name] = merge_value(merged.get(name), inner, levels=levels - 1)
    return without_removed(merged, value)


def merge_parts(parts: Iterable[Mapping[str, Any]], changes: Mapping[str, Any]) -> list[Any]:
    """The parts with the changes of the same keys applied; a new key adds a part at the end."""
    by_key: dict[str, Any] = {part["key"]: part for part in parts}
    for key, change in changes.items():
        if change is not None and not isinstance(change, Mapping):
            by_key[key] = change
        else:
            by_key[key] = None if change is None else merge_value(by_key.get(key), change) | {"key": key}
    return [part for part in by_key.values() if part is not None]


def without_outdated_readings(record: Mapping[str, Any], changes: Any) -> Mapping[str, Any]:
    """The record without the sums that were only read from texts which a patch replaces: they are read anew."""
    if not isinstance(changes, Mapping):
        return record
    reworded = {key for key, change in changes.items() if isinstance(change, Mapping) and "text" in change}
    amounts = [without_reading(amount, record) if amount["key"] in reworded else amount for amount in record["amounts"]]
    return {**record, "amounts": amounts}


def without_reading(amount: Mapping[str, Any], record: Mapping[str, Any]) -> Mapping[str, Any]:
    """An amount without members read from its text; members stated in addition to the text stay."""
    try:
        derived = stated_members({"text": amount.get("text") or ""}, record)
    except AmbiguousMoney:
        return amount
    if not derived.items() <= amount.items():
        return amount
    return {name: value for name, value in amount.items() if name not in derived}


def refuse_renamed_keys(patch: Mapping[str, Any]) -> None:
    """Refuse to rename a part: it keeps its key for life."""
    violations = [
        LocatedViolation((name, key, "key"), Violation("key", "A part keeps its key for life.", (key,)))
        for name, changes in patch.items()
        if name in KEY_PREFIXES and isinstance(changes, Mapping)
        for key, change in changes.items()
        if isinstance(change, Mapping) and change.get("key", key) != key
    ]
    if violations:
        raise invalid(violations)


def relocate(
    violations: Iterable[LocatedViolation], merged: Mapping[str, Any], patch: Mapping[str, Any]
) -> list[LocatedViolation]:
    """Faults of the merged record as faults of the patch: by key where the patch names parts by key."""
    return [replace(fault, path=relocate_path(fault.path, merged, patch)) for fault in violations]


def relocate_path(
    path: tuple[str | int, ...], merged: Mapping[str, Any], patch: Mapping[str, Any]
) -> tuple[str | int, ...]:
    """The path with the index of a part replaced by its key, where that is how the patch has it."""
    match path:
        case (str(name), int(index), *rest) if isinstance(patch.get(name), Mapping):
            return (name, key_at(merged[name], index, patch[name]), *rest)
    return path


def key_at(parts: Sequence[Any], index: int, changes: Mapping[str, Any]) -> str:
    """The key with which a patch names the part at an index, even if the value is not an object."""
    part = parts[index]
    if isinstance(part, Mapping):
        return str(part["key"])
    earlier = sum(other is part for other in parts[:index])
    return [key for key in changes if changes[key] is part][earlier]
