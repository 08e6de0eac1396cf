"""The figures in docs/performance.md are those of the measured results."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.peers import table

ROOT = Path(__file__).parents[2]


def test_the_table_of_the_documentation_is_made_from_the_results() -> None:
    results = json.loads((ROOT / "benchmarks/peer_results.json").read_text(encoding="utf-8"))
    page = (ROOT / "docs/performance.md").read_text(encoding="utf-8")
    assert "\n".join(table(results)) in page
