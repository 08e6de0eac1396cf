"""A restore accepts records over limits of size, depth and number that came after them."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import UUID

from api.services.records.documents import RECORD
from domain.ids import part_id
from domain.text.normalize import MAX_MARKS
from schemas.record.rules import MAX_DEPTH, MAX_SEARCHED
from tests import engines
from tests.cli.test_commands import Command
from tests.cli.test_export_restore import exported, opened
from tests.clients import Client
from tests.records import worked_example


def over_limits(document: dict[str, Any]) -> None:
    """Put a document over a limit of each kind: marks, length of a text and of a list, depth, parts together."""
    document["title"] = "a" + "\u0301" * (MAX_MARKS + 1)
    document["topics"] = [f"topic-{number}" for number in range(RECORD.fields["topics"].most + 1)]
    document["parties"][0]["name"] = "n" * (MAX_SEARCHED + 1)
    amount = document["amounts"][0]
    chain = [
        {**amount, "key": f"a{at}", "id": str(part_id(UUID(document["id"]), "amount", f"a{at}"))}
        for at in range(MAX_DEPTH + 2)
    ]
    for above, below in pairwise(chain):
        below["part_of"] = above["key"]
    document["amounts"] += chain


def test_records_over_limits_that_came_later_are_restored(
    migrated_database: str, newest: Callable[[str], str], engine_name: str, tmp_path: Path
) -> None:
    """They were accepted once. A shape that never was is refused all the same."""
    with opened(migrated_database) as app:
        Client.of(app, "write", "publish").create(worked_example())
    target = engines.copy_database(newest(engine_name), tmp_path, f"restored-{engine_name}")
    lines = [*map(json.loads, exported(migrated_database, tmp_path / "whole.ndjson", "--whole").splitlines())]
    large = next(each["announcement"] for each in lines if each.get("announcement", {}).get("amounts"))
    over_limits(large)
    command = Command(target)
    for kind, summary in (("plann", "1 refused"), (large["kind"], "0 refused")):
        large["kind"] = kind
        content = "\n".join(json.dumps(each, ensure_ascii=False) for each in lines)
        (tmp_path / "in").write_text(content, encoding="utf-8")
        assert summary in command.run("import", "--restore", str(tmp_path / "in"), code=summary == "1 refused").stderr
    restored = exported(target, tmp_path / "again.ndjson", "--whole").splitlines()
    assert large in [json.loads(each).get("announcement") for each in restored]
    assert " 0 changed" in command.run("rebuild").stderr
