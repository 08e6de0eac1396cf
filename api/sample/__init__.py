"""The sample: announcements of many governments, told in our own words, for a first look and for examples."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Any
from uuid import UUID

import orjson

Record = dict[str, Any]

ID = UUID("019c0dea-8800-7000-8000-000000000001")
"""Id under which the worked example is stored, so that the URLs in the documentation's examples exist."""

KEY_ID = UUID("019c0dea-8800-7000-8000-000000000003")
"""Id of a key whose secret nobody has, so that the documentation's examples can rotate and revoke it."""

WORKED_EXAMPLE = "quantum-road-map.json"

MISTAKES: dict[str, tuple[Record, str]] = {
    "019c0dea-8800-7000-8a17-9507aa584820": (
        {"announced_on": "2023-03-14"},
        "It was announced in San Diego, where it was still 13 March.",
    ),
}
"""What the sample first said wrongly of a record with this id, and the note of its correction."""


def record() -> Record:
    """The worked example, a road map for quantum technology, as a body of POST /v1/announcements."""
    loaded: Record = orjson.loads(files(__package__).joinpath(WORKED_EXAMPLE).read_bytes())
    return loaded


def records() -> list[Record]:
    """All announcements with their ids, the worked example first, then by the name of their files."""
    names = sorted(each.name for each in files(__package__).iterdir() if each.name.endswith(".json"))
    others = (orjson.loads(files(__package__).joinpath(name).read_bytes()) for name in names if name != WORKED_EXAMPLE)
    return [{"id": str(ID)} | record(), *others]


def with_mistake(record: Record) -> Record:
    """The record as the sample first had it: with its mistake, if it had one."""
    return record | MISTAKES[record["id"]][0] if record["id"] in MISTAKES else record


def versions(record: Record) -> Iterator[Record]:
    """The record with the first due date of each `due_history`, then with the second, up to the record as it is."""
    steps = max((len(each.get("due_history", ())) for each in record.get("commitments", ())), default=0)
    for step in range(steps - 1):
        yield record | {"commitments": [with_earlier_due_date(each, step) for each in record["commitments"]]}
    yield record


def with_earlier_due_date(commitment: Record, step: int) -> Record:
    """The commitment with the due date that it had at this step; as it is, if that did not move any more."""
    history = commitment.get("due_history", ())
    return commitment | {"due": history[step]["due"]} if step < len(history) else commitment
