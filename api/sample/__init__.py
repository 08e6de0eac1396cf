"""The worked example: a road map for quantum technology, in our own words."""

from __future__ import annotations

from importlib.resources import files
from typing import Any
from uuid import UUID

import orjson

ID = UUID("019c0dea-8800-7000-8000-000000000001")
"""Id under which the sample is stored, so that the URLs in the documentation's examples exist."""


def record() -> dict[str, Any]:
    """The sample as a body of POST /v1/announcements."""
    loaded: dict[str, Any] = orjson.loads(files(__package__).joinpath("quantum-road-map.json").read_bytes())
    return loaded
