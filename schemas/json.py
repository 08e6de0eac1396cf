"""JSON read strictly (RFC 8259, RFC 7493): one value for one name, finite numbers, Unicode that can be rewritten."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import orjson


class NotJson(ValueError):
    """What was given is not JSON as this service takes it; the sentence is meant for the client."""


def parse_json(body: bytes) -> Any:
    """Return the value that the bytes hold.

    Refused with `NotJson`: anything outside RFC 8259 (NaN, Infinity, comments, trailing text), bytes that are not
    UTF-8, unpaired surrogates, a member given twice, and more than about a thousand levels of nesting.
    """
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise NotJson(f"The body is not JSON: line {error.lineno}, column {error.colno}.") from None
    if not is_whole(value, body):
        refuse_repeated_members(body)
    return value


def is_whole(value: Any, body: bytes) -> bool:
    """Whether it is plain that every member of the body is in the value.

    Each member has a colon, and no other colon stands outside of strings. So if one is lacking in the value, the value
    written as JSON has fewer colons than the body; unless strings in the body have colons that are written `\\u003a`.
    """
    try:
        return b"\\u003" not in body and orjson.dumps(value).count(b":") == body.count(b":")
    except orjson.JSONEncodeError:
        return False


def refuse_repeated_members(body: bytes) -> None:
    """Read the body once more, only to see that no object has a member twice."""
    try:
        json.loads(body, object_pairs_hook=members)
    except RecursionError:
        raise NotJson("The body is nested too deeply.") from None
    except ValueError as error:
        raise error if isinstance(error, NotJson) else NotJson("The body holds a number too long to read.") from None


def members(pairs: list[tuple[str, Any]]) -> None:
    """Compare the number of members with the number of names."""
    if len({name for name, _ in pairs}) != len(pairs):
        counts = Counter(name for name, _ in pairs)
        twice = next(name for name, count in counts.items() if count > 1)
        raise NotJson(f"The member “{twice[:60]}” is given twice in one object.")
