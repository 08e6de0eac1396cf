"""The sample: announcements of many governments, told in our own words, for a first look and for examples."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from importlib.resources import files
from typing import Any, NamedTuple
from uuid import UUID

import orjson

Record = dict[str, Any]

ID = UUID("019c0dea-8800-7000-8000-000000000001")
"""Id under which the worked example is stored, so that the URLs in the documentation's examples exist."""

KEY_ID = UUID("019c0dea-8800-7000-8000-000000000003")
"""Id of a key whose secret nobody has, so that the documentation's examples can rotate and revoke it."""

TEXT = "Seoul, January 29 — The ministry will train 10,000 experts in quantum technology."
TEXT_DIGEST = sha256(TEXT.encode()).hexdigest()
"""A text that is kept with the sample, so that the documentation's example can read it."""

WORKED_EXAMPLE = "quantum-road-map.json"

MISTAKES: dict[str, tuple[Record, str]] = {
    "019c0dea-8800-7000-8a17-9507aa584820": (
        {"announced_on": "2023-03-14"},
        "It was announced in San Diego, where it was still 13 March.",
    ),
}
"""What the sample first said wrongly of a record with this id, and the note of its correction."""


LOADED, MOVED, CHANGED = "Loaded from the sample.", "A due date was moved.", "The sample has changed."
"""Notes of the versions that the sample makes, beside those of corrections."""

NOTES = frozenset({LOADED, MOVED, CHANGED, *(note for _, note in MISTAKES.values())})
"""All notes of versions that the sample makes."""


class Step(NamedTuple):
    """One version of a record, and the note and type of the change that makes it."""

    record: Record
    note: str
    change_type: str = "major"


def worked_example() -> Record:
    """A road map for quantum technology, as a body of POST /v1/announcements."""
    loaded: Record = orjson.loads(files(__package__).joinpath(WORKED_EXAMPLE).read_bytes())
    return loaded


def records() -> list[Record]:
    """All announcements with their ids, the worked example first, then by the name of their files."""
    names = sorted(each.name for each in files(__package__).iterdir() if each.name.endswith(".json"))
    others = (orjson.loads(files(__package__).joinpath(name).read_bytes()) for name in names if name != WORKED_EXAMPLE)
    return [{"id": str(ID)} | worked_example(), *others]


def history(record: Record) -> list[Step]:
    """Versions of a record, oldest first: as it was published, with its mistake; corrected; after each moved due date.

    The last one is the record itself.
    """
    first, *moved = with_due_dates(record)
    steps = [Step(first, LOADED)]
    if record["id"] in MISTAKES:
        mistake, note = MISTAKES[record["id"]]
        steps = [Step(first | mistake, LOADED), Step(first, note, "correction")]
    return [*steps, *(Step(each, MOVED) for each in moved)]


def with_due_dates(record: Record) -> Iterator[Record]:
    """The record with the first due date of each `due_history`, then with the second, up to the record as it is."""
    dates = max((len(each.get("due_history", ())) for each in record.get("commitments", ())), default=0)
    for number in range(dates - 1):
        yield record | {"commitments": [with_due_date(each, number) for each in record["commitments"]]}
    yield record


def with_due_date(commitment: Record, number: int) -> Record:
    """The commitment with the due date of this number in its history; as it is, if it had fewer."""
    dates = commitment.get("due_history", ())
    return commitment | {"due": dates[number]["due"]} if number < len(dates) else commitment
