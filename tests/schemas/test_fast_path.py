"""The fast path loads the same data as marshmallow, and leaves everything else to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marshmallow import Schema, ValidationError, fields

from api import sample
from schemas.fast_path import FastPathMiss, miss
from schemas.fields.composites import LanguageMap
from schemas.queries.lists import CommitmentsQuery
from schemas.queries.other import PreconditionHeaders, ReasonQuery
from schemas.record.announcement import AnnouncementSchema
from tests.strategies import json_values, names, records

FAST, SLOW = AnnouncementSchema(), AnnouncementSchema()


def schemas_within(schema: Schema) -> Iterator[Any]:
    """Yield a schema and all those that its fields lead to."""
    yield schema
    for field in schema.fields.values():
        inner = field.inner if isinstance(field, fields.List) else field
        if isinstance(inner, fields.Nested):
            yield from schemas_within(inner.schema)
        elif isinstance(inner, LanguageMap):
            yield inner.value.schema


def slow(schema: Schema) -> Schema:
    """Make a schema load without its fast path."""
    for each in schemas_within(schema):
        each.fast_load = miss
    return schema


slow(SLOW)


def loaded(schema: Schema, data: Any) -> Any:
    """Loaded data, or the messages of the error."""
    try:
        return schema.load(data)
    except ValidationError as error:
        return error.messages


@given(records())
@settings(max_examples=60, deadline=None)
def test_what_is_right_is_loaded_quickly_and_the_same(record: dict[str, Any]) -> None:
    assert FAST.fast_load(record) == SLOW.load(record)


@pytest.mark.long
@given(records())
@settings(max_examples=1_000, deadline=None)
def test_many_right_records_are_loaded_quickly_and_the_same(record: dict[str, Any]) -> None:
    assert FAST.fast_load(record) == SLOW.load(record)


@given(records())
@settings(max_examples=100, deadline=None)
def test_a_dump_has_the_members_in_the_schemas_order(record: dict[str, Any]) -> None:
    stated = FAST.load(record)
    assert FAST.load(FAST.dump(stated)) == stated
    assert orjson.dumps(FAST.dump(stated)) == orjson.dumps(Schema.dump(FAST, stated))


@st.composite
def broken(draw: st.DrawFn) -> Any:
    """A record in which one value was replaced by arbitrary JSON."""
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
@settings(max_examples=100, deadline=None)
def test_anything_else_is_judged_the_same(value: Any) -> None:
    assert loaded(FAST, value) == loaded(SLOW, value)


@pytest.mark.long
@given(broken() | json_values)
@settings(max_examples=2_000, deadline=None)
def test_much_else_is_judged_the_same(value: Any) -> None:
    assert loaded(FAST, value) == loaded(SLOW, value)


FAST_QUERY, SLOW_QUERY = CommitmentsQuery(), slow(CommitmentsQuery())
QUERIES = {name: field for name, field in FAST_QUERY.load_fields.items() if name != "fields"}


@given(
    st.dictionaries(
        st.sampled_from(sorted(QUERIES)),
        st.sampled_from(
            ["true", "1", "0", "2026", "2026-01-29", "met", "_missing", "KR", "", "x", None, [], ["met"], ["KR", "x"]]
        ),
        max_size=4,
    )
)
@settings(max_examples=300, deadline=None)
def test_parameters_are_judged_the_same(query: dict[str, Any]) -> None:
    assert loaded(FAST_QUERY, query) == loaded(SLOW_QUERY, query)


@pytest.mark.parametrize(
    ("schema", "data"),
    [
        (CommitmentsQuery, {"jurisdiction": ["KR", "US"], "q": "quantum", "limit": "3", "overdue": "true"}),
        (ReasonQuery, {}),
        (PreconditionHeaders, {"If-Match": "*", "Accept": "*/*"}),
    ],
)
def test_parameters_take_the_fast_path(schema: type[Schema], data: dict[str, Any]) -> None:
    fast: Any = schema()
    assert fast.fast_load(data) == slow(schema()).load(data)


@pytest.mark.parametrize(
    "changes",
    [{"topics": None}, {"summary": None}, {"id": 1, "version": "x"}, {"body": "a\tb"}, {"translations": {"en": None}}],
    ids=str,
)
def test_what_may_be_left_open_or_ignored_is_nothing_unusual(changes: dict[str, Any]) -> None:
    assert FAST.fast_load(sample.worked_example() | changes) == SLOW.load(sample.worked_example() | changes)


@pytest.mark.parametrize("changes", [{"titel": None}, {"title": None}, {"topics": [None]}, {"kind": 1}, {"body": "\0"}])
def test_what_is_wrong_is_left_to_marshmallow(changes: dict[str, Any]) -> None:
    with pytest.raises((FastPathMiss, ValidationError)):
        FAST.fast_load(sample.worked_example() | changes)
