"""The order in which an operation's parameters are read: what to look for, then when, then how it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

FIRST = ("q", "group_by", "convert", "overdue", "overdue_on", "since", "approximate", "paraphrase")
"""What is asked of the items themselves; the filters follow, those of the items and then those of their records."""

SOME = ("target", "state", "announcement", "id")
"""What picks items out, after the filters."""

LAST = ("match", "sort", "limit", "cursor", "facet", "total", "fields", "highlight", "format")
"""How windows are meant, and then which part of what was found is shown, and how."""

ENDS = (("_from", "_to"), ("_min", "_max"))


def in_reading_order(parameters: Iterable[Any]) -> list[Any]:
    """Return parameters in their order; of equal ones, as the schema has them. Headers come last."""
    listed = list(parameters)
    query = [each for each in listed if isinstance(each, dict) and each.get("in") == "query"]
    stems = windows([each["name"] for each in query])
    return sorted(query, key=lambda each: place(each["name"], stems)) + [each for each in listed if each not in query]


def windows(names: Sequence[str]) -> list[str]:
    """Return what windows and ranges are about, such as `due`, in the order of their first parameters."""
    return [
        name.removesuffix(first)
        for name in names
        for first, last in ENDS
        if name.endswith(first) and name.removesuffix(first) + last in names
    ]


def place(name: str, stems: Sequence[str]) -> tuple[int, int]:
    """Return the group of a parameter, and its place in it."""
    for group, known in ((0, FIRST), (2, SOME), (4, LAST)):
        if name in known:
            return group, known.index(name)
    stem = next((each for each in stems if name in about(each)), None)
    return (1, 0) if stem is None else (3, stems.index(stem))


def about(stem: str) -> tuple[str, ...]:
    """Return the names of the parameters of a window, and of the one that asks for what has no date at all."""
    return (*(stem + end for pair in ENDS for end in pair), stem, f"{stem}_on")
