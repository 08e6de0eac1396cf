"""Examples for the OpenAPI document and so for Swagger UI, taken from the worked example."""

from __future__ import annotations

from typing import Any

from api import sample

MINIMAL: dict[str, Any] = {
    "kind": "roadmap",
    "title": "Road map for the quantum industry",
    "language": "en",
    "jurisdiction": "KR",
    "announced_on": "2026-01-29",
}

RECORD_EXAMPLES: dict[str, Any] = {
    "whole": {"summary": "A whole record, published at once", "value": sample.record()},
    "minimal": {"summary": "The least a draft can be", "value": MINIMAL},
}

PATCH_EXAMPLES: dict[str, Any] = {
    "date": {"summary": "Correct one member", "value": {"announced_on": "2026-01-30"}},
    "part": {
        "summary": "Move one commitment's date, and remove another",
        "value": {"commitments": {"clusters": {"due": "2026-12"}, "businesses": None}},
    },
}
