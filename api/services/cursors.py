"""Opaque cursors: where a page ended, bound to the question that was asked."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from api.services.errors import Invalid, invalid_parameter
from domain.faults import Fault

DIGEST_SIZE = 9


def encode(place: Sequence[Any], question: Mapping[str, Any]) -> str:
    """Return a cursor for the place, a list of JSON values, in the answer to this question."""
    content = orjson.dumps(list(place))
    return written(sign(content, question) + content)


def written(raw: bytes) -> str:
    """Return bytes as a cursor has them. Base64 has several spellings of the same: one of them is ours."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def decode(cursor: str, question: Mapping[str, Any]) -> list[Any]:
    """Return the place that a cursor names. Raise `Invalid` for one that is not whole, or is of another question."""
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise bad_cursor() from None
    digest, content = raw[:DIGEST_SIZE], raw[DIGEST_SIZE:]
    if digest != sign(content, question) or written(raw) != cursor:
        raise bad_cursor()
    return list(orjson.loads(content))


def sign(content: bytes, question: Mapping[str, Any]) -> bytes:
    """Return a digest that binds a place to the question: filters and order, but not the size of a page."""
    asked = {name: value for name, value in question.items() if name not in {"cursor", "limit", "total"}}
    canonical = orjson.dumps(asked, option=orjson.OPT_SORT_KEYS, default=str)
    return hashlib.blake2s(content + b"\0" + canonical, digest_size=DIGEST_SIZE).digest()


def bad_cursor() -> Invalid:
    """Return the error for a cursor that this list did not give."""
    detail = "This is not a cursor of this list with these filters and this order. Begin again without it."
    return invalid_parameter("cursor", Fault("cursor", detail))
