"""Fast path of `BaseSchema.load`: loads valid objects in one pass, and leaves all others to marshmallow.

What it buys: the worked example loads in 0.2 ms instead of 1.7 ms, a fifth of the time of a POST and two thirds of
what an import spends on reading. Without it: the same results from marshmallow alone, as test_fast_path.py shows.

Fields and rules stay the only description. The fast path calls their own checks, and misses on whatever is not plainly
valid, so that errors are found and worded in one place.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, NoReturn

from marshmallow import EXCLUDE, fields

from domain.text.characters import FORBIDDEN
from domain.text.normalize import has_long_mark_run
from schemas.fields.composites import BoundedList, LanguageMap, ObjectList, StrictBool
from schemas.fields.scalars import Text

Loader = Callable[[Any], Any]

SHORT, CACHE_SIZE = 80, 512
"""Checked texts are cached where a field allows at most this many characters: codes, dates and the like recur."""


class FastPathMiss(Exception):
    """The value is not plainly valid: marshmallow decides."""


def miss(_: Any) -> NoReturn:
    """A loader that leaves every value to marshmallow."""
    raise FastPathMiss


def compile_schema(schema: Any) -> Loader:
    """A function that loads valid objects of a schema, and raises FastPathMiss or ValidationError for all others."""
    members = {
        field.data_key or name: (name, compile_field(field), field.allow_none)
        for name, field in schema.load_fields.items()
    }
    required = {name for name, field in schema.load_fields.items() if field.required}
    defaults = list(schema.defaults.items())
    ignores_unknown = schema.unknown == EXCLUDE

    def load_object(data: Any) -> Any:
        if type(data) is not dict:
            raise FastPathMiss
        loaded = {name: default() for name, default in defaults}
        for key, value in data.items():
            if key in members:
                name, load_value, allow_none = members[key]
                if value is not None:
                    loaded[name] = load_value(value)
                elif not allow_none:
                    raise FastPathMiss
            elif key not in schema.read_only and not ignores_unknown:
                raise FastPathMiss
        if not required <= loaded.keys() or any(True for rule in schema.rules for _ in rule(loaded, data)):
            raise FastPathMiss
        for complete in schema.completions:
            loaded = complete(loaded)
        return loaded

    return load_object


def compile_field(field: fields.Field[Any]) -> Loader:
    """A function that loads a value, which is not null, as the field does."""
    if type(field) in {BoundedList, ObjectList}:
        return compile_list(field)  # type: ignore[arg-type]
    if isinstance(field, LanguageMap):
        return compile_language_map(field)
    if isinstance(field, fields.Nested):
        return getattr(field.schema, "fast_load", field.deserialize)
    if isinstance(field, StrictBool):
        return load_bool
    return compile_text(field) if isinstance(field, Text) else field.deserialize


def load_bool(value: Any) -> bool:
    """Load JSON true or false."""
    if type(value) is bool:
        return value
    raise FastPathMiss


def compile_text(field: Text) -> Loader:
    """A function that loads a text and applies the field's own check."""
    longest, check = field.longest, None if type(field).check is Text.check else field.check

    def load_text(value: Any) -> Any:
        if type(value) is not str or not value or len(value) > longest or value.isspace():
            raise FastPathMiss
        if not value.isprintable() and FORBIDDEN.search(value):
            raise FastPathMiss
        if not value.isascii() and has_long_mark_run(value):
            raise FastPathMiss
        return value if check is None else check(value)

    if check is None or longest > SHORT:
        return load_text
    cached = lru_cache(maxsize=CACHE_SIZE)(load_text)
    return lambda value: cached(value) if type(value) is str else miss(value)


def compile_list(field: BoundedList) -> Loader:
    """A function that loads a list item by item."""
    load_item, least, most, unique = compile_field(field.inner), field.least, field.most, field.unique

    def load_list(value: Any) -> Any:
        if type(value) is not list or not least <= len(value) <= most or None in value:
            raise FastPathMiss
        items = [load_item(each) for each in value]
        if unique and len({tuple(sorted(each.items())) if type(each) is dict else each for each in items}) < len(items):
            raise FastPathMiss
        return items

    return load_list


def compile_language_map(field: LanguageMap) -> Loader:
    """A function that loads an object from language tag to object."""
    load_tag, load_value, most = compile_text(field.tag), compile_field(field.value), field.most

    def load_map(value: Any) -> Any:
        if type(value) is not dict or len(value) > most:
            raise FastPathMiss
        tags = [load_tag(tag) for tag in value]
        if len(set(tags)) < len(tags):
            raise FastPathMiss
        values = zip(tags, value.values(), strict=True)
        return dict(sorted((tag, load_value(each)) for tag, each in values if each is not None))

    return load_map
