"""JSON: one strict parser and one encoder (RFC 8259, RFC 7493)."""

import codecs
import json
from collections import Counter
from typing import Any

import orjson

from domain.text.characters import FORBIDDEN, character_name


class NotJson(ValueError):
    """The input is not JSON, or not unambiguous; the message is a sentence for the client."""


def encode_json(value: Any) -> bytes:
    """Encode a value: UTF-8, no spaces; times as RFC 3339, those in UTC with Z."""
    return orjson.dumps(value, option=orjson.OPT_UTC_Z)


def parse_json(body: bytes) -> Any:
    """Parse one JSON value in UTF-8; a byte order mark before it is skipped (RFC 8259, section 8.1).

    Raises NotJson for anything outside RFC 8259 (NaN, comments, trailing text), invalid UTF-8, unpaired surrogates, a
    member that is given twice in one object, and more than about a thousand levels of nesting.

    Looking for repeated members takes a second parse, so it is done only if the value has fewer colons when written
    than the body: every member has one, and no other stands outside strings unless it is escaped as `\\u003a`.
    """
    body = body.removeprefix(codecs.BOM_UTF8)
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise NotJson(_reason(body, error)) from None
    try:
        is_complete = b"\\u003" not in body and orjson.dumps(value).count(b":") == body.count(b":")
    except orjson.JSONEncodeError:
        is_complete = False
    if not is_complete:
        _refuse_repeated_members(body)
    return value


def _reason(body: bytes, error: orjson.JSONDecodeError) -> str:
    """A sentence that says where and why a body is not JSON."""
    try:
        text = body.decode()
    except UnicodeDecodeError as wrong:
        return f"The body is not in UTF-8: byte {wrong.start + 1:,} begins no character. Save it in UTF-8."
    if not text.strip():
        return "The body is empty. Send JSON."
    reason = error.msg
    if "control character" in reason:
        character = text[error.pos]
        advice = "Remove it" if FORBIDDEN.match(character) else f"Write it as {json.dumps(character)[1:-1]}"
        reason = f"{character_name(character)} in a string. {advice}"
    return f"The body is not JSON: line {error.lineno}, column {error.colno}: {reason}."


def _refuse_repeated_members(body: bytes) -> None:
    try:
        json.loads(body, object_pairs_hook=_refuse_repeated)
    except RecursionError:
        raise NotJson("The body is nested too deeply.") from None
    except ValueError as error:
        raise error if isinstance(error, NotJson) else NotJson("The body has a number that is too long.") from None


def _refuse_repeated(pairs: list[tuple[str, Any]]) -> None:
    """Raise NotJson if two members of an object have one name."""
    if len({name for name, _ in pairs}) != len(pairs):
        counts = Counter(name for name, _ in pairs)
        twice = next(name for name, count in counts.items() if count > 1)
        raise NotJson(f"The member “{twice[:60]}” is given twice in one object.")
