"""The worked example: a road map for quantum technology, in our own words."""

from __future__ import annotations

from importlib.resources import files
from typing import Any
from uuid import UUID

import orjson

ID = UUID("019c0dea-8800-7000-8000-000000000001")
"""Where the sample is kept, so that the addresses in the documentation's examples are there."""


def record() -> dict[str, Any]:
    """Return the sample as it is sent to POST /v1/announcements."""
    loaded: dict[str, Any] = orjson.loads(files(__package__).joinpath("quantum-road-map.json").read_bytes())
    return loaded
