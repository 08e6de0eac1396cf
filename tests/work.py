"""Work of a function, counted: the same on every machine and under any load, unlike a time."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def count_calls(function: Callable[[], object]) -> int:
    """Calls of functions in Python and C, and resumptions of generators, while a function runs.

    A loop inside a C function is one call. To see how often it compares items, make them of `ComparedText`.
    """
    count = 0

    def note(_: FrameType, event: str, __: Any) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    previous = sys.getprofile()
    sys.setprofile(note)
    try:
        function()
    finally:
        sys.setprofile(previous)
    return count


class ComparedText(str):
    """A text whose comparisons are calls, also those of `in`, `index` and `==` of a list that has it."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return str.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        return str.__ne__(self, other)

    __hash__ = str.__hash__
