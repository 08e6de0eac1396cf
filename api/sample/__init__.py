"""The worked example: a road map for quantum technology, in our own words."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import orjson


def record() -> dict[str, Any]:
    """Return the sample as it is sent to POST /v1/announcements."""
    loaded: dict[str, Any] = orjson.loads(files(__package__).joinpath("quantum-road-map.json").read_bytes())
    return loaded
