"""Schemas at speed: from each one, once, a function that loads what is plainly right, and one that dumps plain objects.

The schemas stay the only description. What is made here calls their own fields and hooks, and gives up on anything
that is unusual, so that marshmallow does it and finds the words for what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NoReturn

from marshmallow import Schema, fields, missing
from marshmallow.decorators import POST_DUMP, POST_LOAD, PRE_DUMP, PRE_LOAD, VALIDATES, VALIDATES_SCHEMA

from schemas.fields.composites import Items, StrictBool, repeats_any
from schemas.fields.scalars import UNWANTED, Text

Turn = Callable[[Any], Any]

BUILT_IN = {
    PRE_LOAD: {"ignore_read_only"},
    POST_LOAD: {"take_null_as_missing"},
    POST_DUMP: {"leave_out_missing"},
}
"""Hooks of every schema, which are done here along the way."""


SHORT, MOST_KNOWN = 80, 512
"""How long a text may be, and how many of one field there may be, whose checks are remembered."""


class FastPathMiss(Exception):
    """Something for marshmallow itself."""


def give_up(_: Any) -> NoReturn:
    """Leave it to marshmallow."""
    raise FastPathMiss


def loader(schema: Any) -> Turn:
    """Return what loads objects of this schema, or raises `FastPathMiss` or what a field or hook raises."""
    if hooks(schema, PRE_LOAD) or hooks(schema, VALIDATES) or not all(map(is_usual, schema.fields.values())):
        return give_up
    takers: dict[str, Turn | None] = {name: taker(field) for name, field in schema.load_fields.items()}
    takers |= dict.fromkeys(schema.read_only)
    required = [name for name, field in schema.load_fields.items() if field.required]
    lists = [name for name in schema.lists if name in schema.load_fields]
    rules = [rule(schema, *hook) for hook in schema._hooks[VALIDATES_SCHEMA]]
    finishing = hooks(schema, POST_LOAD)

    def load(data: Any) -> Any:
        stated = read(data, takers)
        for name in required:
            if name not in stated:
                raise FastPathMiss
        for name in lists:
            if name not in stated:
                stated[name] = []
        for check in rules:
            check(stated, data)
        for finish in finishing:
            stated = finish(stated, many=False, partial=None, unknown=None)
        return stated

    return load


def read(data: Any, takers: Mapping[str, Turn | None]) -> dict[str, Any]:
    """Return what the members of an object state. Null is nothing, and so is what the server manages."""
    if type(data) is not dict:
        raise FastPathMiss
    stated: dict[str, Any] = {}
    for name, value in data.items():
        if name not in takers:
            raise FastPathMiss
        take = takers[name]
        if value is not None and take is not None:
            stated[name] = take(value)
    return stated


def hooks(schema: Any, tag: str) -> list[Any]:
    """Return a schema's own hooks of one sort, in order."""
    return [getattr(schema, name) for name, *_ in schema._hooks[tag] if name not in BUILT_IN.get(tag, ())]


def rule(schema: Any, name: str, _: bool, options: Mapping[str, Any]) -> Callable[[Any, Any], None]:
    """Return how a rule for a whole object is applied to what it states and what was given."""
    check = getattr(schema, name)
    common = {"many": False, "partial": None, "unknown": None}
    if options.get("pass_original"):
        return lambda stated, data: check(stated, data, **common)
    return lambda stated, _: check(stated, **common)


def is_usual(field: fields.Field[Any]) -> bool:
    """Whether a field is one that can be made fast: named as its member, and without a value of its own."""
    has_default = field.load_default is not missing and field.load_default is not list
    return field.data_key is None and field.attribute is None and not has_default and field.dump_default is missing


def taker(field: fields.Field[Any]) -> Turn:
    """Return what takes a value, which is not null, as the field does."""
    if isinstance(field, Items):
        return list_taker(field)
    if isinstance(field, fields.Nested) and isinstance(field.schema, Schema) and not field.many:
        nested: Any = field.schema
        return nested.fast_load if hasattr(nested, "quick_load") else field.deserialize
    if isinstance(field, StrictBool):
        return truth
    return text_taker(field) if isinstance(field, Text) else field.deserialize


def truth(value: Any) -> bool:
    """Take true or false."""
    if value is True or value is False:
        return value
    raise FastPathMiss


def text_taker(field: Text) -> Turn:
    """Return what takes a text that has nothing wrong with it at first sight, and is what its field checks for.

    Codes, dates and the like come again and again: what became of the last ones is known.
    """
    longest, check = field.longest, None if type(field).check is Text.check else field.check

    def take(value: Any) -> Any:
        if type(value) is not str or not value or len(value) > longest or value.isspace():
            raise FastPathMiss
        if not value.isprintable() and UNWANTED.search(value):
            raise FastPathMiss
        return value if check is None else check(value)

    if check is None or longest > SHORT:
        return take
    known = lru_cache(maxsize=MOST_KNOWN)(take)
    return lambda value: known(value) if type(value) is str else give_up(value)


def list_taker(field: Items) -> Turn:
    """Return what takes a list, item by item."""
    take, least, most, unique = taker(field.inner), field.least, field.most, field.unique

    def take_all(value: Any) -> Any:
        if type(value) is not list or not least <= len(value) <= most or None in value:
            raise FastPathMiss
        items = [take(each) for each in value]
        if unique and len(items) > 1 and repeats_any(items):
            raise FastPathMiss
        return items

    return take_all


def dumper(schema: Any) -> Turn:
    """Return what dumps plain objects of this schema, or raises `FastPathMiss`."""
    if hooks(schema, PRE_DUMP) or not all(map(is_usual, schema.dump_fields.values())):
        return give_up
    members = [(name, giver(field)) for name, field in schema.dump_fields.items()]
    finishing = hooks(schema, POST_DUMP)

    def dump(value: Any) -> Any:
        if type(value) is not dict:
            raise FastPathMiss
        shown = dict(given(value, members))
        for finish in finishing:
            shown = finish(shown, many=False)
        return shown

    return dump


def given(value: dict[str, Any], members: list[tuple[str, Turn | None]]) -> Iterator[tuple[str, Any]]:
    """Yield each member that has a value, in the schema's order."""
    for name, give in members:
        inner = value.get(name)
        if inner is not None:
            yield name, inner if give is None else give(inner)


def giver(field: fields.Field[Any]) -> Turn | None:
    """Return what gives a value, which is not null, as the field does; None where that is the value itself."""
    if isinstance(field, fields.List):
        give = giver(field.inner)
        return list if give is None else lambda values: [give(each) for each in values]
    if isinstance(field, fields.Nested) and hasattr(field.schema, "quick_dump") and not field.many:
        turn: Turn = field.schema.quick_dump
        return turn
    as_it_is = type(field)._serialize in {Text._serialize, fields.Field._serialize}
    return None if as_it_is else lambda value: field._serialize(value, field.name, None)
