"""A JSON Patch makes the new value of the old one, and is found with linear work."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import jsonpatch
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.json_patch import make_patch
from tests.work import ComparedText, count_calls

names = st.sampled_from(["a", "b", "key", "~/", ""])
leaves = st.none() | st.booleans() | st.integers(0, 2) | st.sampled_from(["", "x", "y"])
values = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(names, inner, max_size=4),
    max_leaves=25,
)
parts = st.lists(
    st.fixed_dictionaries({"key": st.sampled_from("abcdef"), "text": values}), max_size=6, unique_by=lambda p: p["key"]
)
records = st.fixed_dictionaries({"parts": parts, "others": st.lists(values, max_size=5)}, optional={"title": values})


@given(records | values, records | values)
def test_a_patch_makes_the_new_value(old: Any, new: Any) -> None:
    """By another implementation, for which true is 1 too: so types are compared as well."""
    before = deepcopy(old)
    made = jsonpatch.apply_patch(old, make_patch(old, new)) if make_patch(old, new) else old
    assert repr_sorted(made) == repr_sorted(new)
    assert old == before


def repr_sorted(value: Any) -> str:
    """A text that tells true from 1, whatever the order of members."""
    if isinstance(value, dict):
        return str(sorted((name, repr_sorted(each)) for name, each in value.items()))
    return str([repr_sorted(each) for each in value]) if isinstance(value, list) else repr(value)


def part(key: str, **members: Any) -> dict[str, Any]:
    """A part of a record."""
    return {"key": key, "text": "x"} | members


@pytest.mark.parametrize(
    ("old", "new", "patch"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": 1, "b": 2}, {"b": 3, "c": 4}, ["remove /a", "replace /b", "add /c"]),
        ({"a~/b": 1}, {"a~/b": 2}, ["replace /a~0~1b"]),
        ([1, 2, 3, 4], [1, 3, 4], ["remove /1"]),
        ([1, 2], [1, 5, 6, 2], ["add /1", "add /2"]),
        ([part("a"), part("b")], [part("a"), part("b", text="y")], ["replace /1/text"]),
        ([part("a"), part("b")], [part("n"), part("b", due="2027")], ["remove /0", "add /0", "add /1/due"]),
        (1, True, ["replace "]),
    ],
)  # fmt: skip
def test_a_patch_has_only_what_differs(old: Any, new: Any, patch: list[str]) -> None:
    assert [f"{each['op']} {each['path']}" for each in make_patch(old, new)] == patch


@pytest.mark.parametrize("is_reversed", [False, True])
def test_the_work_for_a_large_record_is_linear(is_reversed: bool) -> None:
    """Four times as many parts make four times the calls; a quadratic comparison makes sixteen times as many."""

    def parts_of(size: int, text: str) -> list[dict[str, Any]]:
        texts = [ComparedText(number) for number in range(size)]
        return [part(each, text=ComparedText(text), parties=[{"party": ComparedText("p")}] * 5) for each in texts]

    def work(size: int) -> int:
        old, new = parts_of(size, "x"), parts_of(size, "y")
        return count_calls(lambda: make_patch(old, new[::-1] if is_reversed else new))

    assert 500 < work(100) < work(400) < 5 * work(100)
