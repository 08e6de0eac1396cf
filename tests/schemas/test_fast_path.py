"""Schemas at speed do what marshmallow does, and leave to it what is unusual."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marshmallow import Schema, ValidationError, fields

from api import sample
from schemas.fast_path import FastPathMiss, give_up
from schemas.record.announcement import AnnouncementSchema
from schemas.record.cross_references import broken_rules, holds_together
from schemas.record.translations import Translations
from tests.strategies import json_values, names, records

QUICK, SLOW = AnnouncementSchema(), AnnouncementSchema()


def schemas_within(schema: Schema) -> Iterator[Any]:
    """Yield a schema and all those that its fields lead to."""
    yield schema
    for field in schema.fields.values():
        inner = field.inner if isinstance(field, fields.List) else field
        if isinstance(inner, fields.Nested):
            yield from schemas_within(inner.schema)
        elif isinstance(inner, Translations):
            yield inner.translation
            yield inner.value_field.schema


for each in schemas_within(SLOW):
    each.fast_load = each.quick_dump = give_up


def loaded(schema: Schema, data: Any) -> Any:
    """Return what a schema makes of something, or what it says is wrong with it."""
    try:
        return schema.load(data)
    except ValidationError as error:
        return error.messages


@given(records())
@settings(max_examples=300, deadline=None)
def test_what_is_right_is_loaded_quickly_and_the_same(record: dict[str, Any]) -> None:
    """Without marshmallow's help, and in a form that is dumped the same."""
    stated = QUICK.fast_load(record)
    assert stated == SLOW.load(record)
    for part in stated["commitments"]:
        part["due_history"] = []
    assert orjson.dumps(QUICK.quick_dump(stated)) == orjson.dumps(SLOW.dump(stated))


@st.composite
def broken(draw: st.DrawFn) -> Any:
    """Make a record in which something has become anything."""
    record = draw(records())
    spot = draw(st.sampled_from(list(places(record))))
    spot[draw(names | st.sampled_from(sorted(spot)) | st.text(max_size=3))] = draw(json_values)
    return record


def places(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every object within a value that has members."""
    if isinstance(value, dict):
        if value:
            yield value
        yield from (place for inner in value.values() for place in places(inner))
    if isinstance(value, list):
        yield from (place for inner in value for place in places(inner))


@given(broken() | json_values)
@settings(max_examples=500, deadline=None)
def test_anything_else_is_judged_the_same(value: Any) -> None:
    """Loaded to the same, or refused in the same words."""
    assert loaded(QUICK, value) == loaded(SLOW, value)


@given(broken().filter(lambda value: isinstance(value, dict)))
@settings(max_examples=300, deadline=None)
def test_a_quick_look_sees_whatever_is_wrong_between_the_parts(record: dict[str, Any]) -> None:
    """It may send on what is well, and passes nothing that is not."""
    assert not holds_together(record) or list(broken_rules(record)) == []


@pytest.mark.parametrize(
    "changes",
    [{"topics": None}, {"summary": None}, {"id": 1, "version": "x"}, {"body": "a\tb"}, {"translations": {"en": None}}],
    ids=str,
)
def test_what_may_be_left_open_or_ignored_is_nothing_unusual(changes: dict[str, Any]) -> None:
    """Null, read-only members, tabs."""
    assert QUICK.fast_load(sample.record() | changes) == SLOW.load(sample.record() | changes)


@pytest.mark.parametrize("changes", [{"titel": None}, {"title": None}, {"topics": [None]}, {"kind": 1}, {"body": "\0"}])
def test_what_is_wrong_is_left_to_marshmallow(changes: dict[str, Any]) -> None:
    """Which says in which way."""
    with pytest.raises((FastPathMiss, ValidationError)):
        QUICK.fast_load(sample.record() | changes)
