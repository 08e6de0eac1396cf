"""Dates as announcements wrote them, with what is right: `dates.jsonl`.

`text` was pasted into `field` of a record of the `jurisdiction`; `edtf` says it, or is None if nothing does; `first`
and `last` are the days that it may mean there.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

CASES: list[dict[str, Any]] = [
    json.loads(line) for line in (Path(__file__).parent / "dates.jsonl").read_text().splitlines()
]
UNSUPPORTED = {"[2026,2027]": "2026/2027", "[2026..2028]": "2026/2028", "{2026,2028}": "2026/2028", "202X-33": "202X"}
"""Forms of EDTF level 2 that are refused, and the nearest that is taken."""


def name_of(case: dict[str, Any]) -> str:
    """The name of a case in test reports."""
    return f"{case['text']} {case['jurisdiction']}"
