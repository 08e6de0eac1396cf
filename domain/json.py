"""JSON as it is stored and sent."""

from __future__ import annotations

from typing import Any

import orjson


def encode_json(value: Any) -> bytes:
    """Encode a value as JSON (RFC 8259): UTF-8, no spaces; times as RFC 3339, those in UTC with Z."""
    return orjson.dumps(value, option=orjson.OPT_UTC_Z)
