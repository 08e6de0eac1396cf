"""docs/operations/troubleshooting.md has every cause, check and event of the code, with the same words."""

from __future__ import annotations

import re
from pathlib import Path

from api.db.causes import CAUSES
from api.services.checks.run import CHECKS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/operations/troubleshooting.md").read_text(encoding="utf-8")
EVENT = re.compile(r"log\.(?:info|error|warning|exception)\(\s*\"([^\"]+)\"")


def rows(header: str) -> list[tuple[str, ...]]:
    """The rows of the table with this header."""
    lines = PAGE.split(f"| {header} |", 1)[1].splitlines()[2:]
    table = "\n".join(lines).split("\n\n", 1)[0]
    return [tuple(cell.strip() for cell in line.strip("| ").split(" | ")) for line in table.splitlines()]


def test_every_cause_is_explained() -> None:
    expected = [(f"`{name}`", each.meaning.format(place="…"), each.hint) for name, each in CAUSES.items()]
    assert rows("cause | what is wrong | what to do") == expected


def test_every_check_is_explained() -> None:
    assert rows("check | what is right | if not") == [(each.name, each.meaning, each.hint) for each in CHECKS]


def test_every_event_is_explained() -> None:
    """The line of each request is explained in monitoring.md."""
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "api").rglob("*.py")]
    logged = {event for text in sources for event in EVENT.findall(text)}
    explained = {row[0].strip("`") for row in rows("event | meaning")}
    assert logged - {"request"} == explained - {"log lines lost"}
