"""Measured confidence: the share of facts of a band that were right on the development set."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("confidence.json")
"""Written by `make drafts-score`: by extractor, version, type and band, the `share` of `count` facts that is right."""


@cache
def measured_confidence(extractor: str, version: str, type: str, band: str) -> float | None:
    """The share of right facts; None if it was not measured for this version of the extractor."""
    table = json.loads(TABLE.read_text(encoding="utf-8"))
    measured = table.get(extractor, {}).get(version, {}).get(type, {}).get(band)
    return None if measured is None else float(measured["share"])
