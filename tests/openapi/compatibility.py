"""What a client of one contract meets in the next: changes that break it, from the lines of both (`contract.py`).

A client breaks if an operation, a parameter, a field that it sends or a status of success is gone; if an operation has
another operationId, of which generators make a name, or needs a key now; if the client has to send more, or may send
less; if a field of a response is gone, may be absent, or has another type. New operations, optional
parameters, fields of responses and values of their enums break none: clients ignore what they do not know.

`python -m tests.openapi.compatibility <openapi.yaml` prints the changes since the last release.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml

from tests.openapi.contract import contract_lines

RELEASED = Path(__file__).parent / "released_0.2.0.txt.gz"
"""The contract of the last release, as lines: to be replaced at each release."""

BRANCH = re.compile(r"\|\d+")
"""The number of an alternative, which says nothing to a client."""


ANONYMOUS = "security=[{}"
"""The first way of access to an operation that needs no key."""


class Line(NamedTuple):
    """A line of a contract: `GET /v1/topics query limit` and the like, what it allows, and whether it must be there."""

    place: str
    facts: str
    is_required: bool

    @property
    def side(self) -> str:
        """`query`, `header`, `path` or `body` of a request, or the status of a response."""
        return self.place.split(" ")[2].removesuffix("!") if self.place.count(" ") > 1 else ""

    @property
    def types(self) -> set[str]:
        """The JSON types."""
        return set(self.facts.split(" ")[0].split("|"))

    @property
    def values(self) -> set[str] | None:
        """The values of an enum."""
        found = re.search(r"enum=(\S+)", self.facts)
        return set(found[1].split(",")) if found else None


def parsed(lines: Sequence[str]) -> dict[str, Line]:
    """Lines by their places, without the marks that may differ."""
    found = {}
    for line in lines:
        place, _, facts = line.partition(": ")
        place = BRANCH.sub("", place).replace(" ('form', False)", "")
        found[place.replace("!", "")] = Line(place, facts, place.endswith("!"))
    return found


def breaking_changes(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    """Each change of a contract that breaks a client, in words."""
    old, new = parsed(before), parsed(after)
    for place, line in old.items():
        if line.side.isdigit() and not line.side.startswith("2"):
            continue
        if place in new:
            yield from (f"{place} {change}" for change in narrowed(line, new[place]))
        elif not is_answered_only(place, old) and not any(outer in old and outer not in new for outer in around(place)):
            yield f"{place} is gone"
    for place, line in new.items():
        if place not in old and line.is_required and owner_of(line.side, place) in old:
            yield f"{place} is required"


def owner_of(side: str, place: str) -> str:
    """The place of the operation that a parameter belongs to, or of the object that a field of a request does."""
    if side in ("query", "header"):
        return " ".join(place.split(" ")[:2])
    return place.rpartition(".")[0] if side == "body" else ""


def narrowed(line: Line, now: Line) -> Iterator[str]:
    """What of an operation, field or parameter that is still there breaks a client."""
    if not line.side:
        if line.facts.split(" ")[0] != now.facts.split(" ")[0]:
            yield "has another operationId"
        if ANONYMOUS in line.facts and ANONYMOUS not in now.facts:
            yield "needs a key"
    elif line.side.startswith("2"):
        if line.is_required and not now.is_required:
            yield "may be absent"
        if not now.types <= line.types:
            yield f"may be {' or '.join(sorted(now.types - line.types))}"
    else:
        if now.is_required and not line.is_required:
            yield "is required"
        if not line.types <= now.types:
            yield f"may not be {' or '.join(sorted(line.types - now.types))}"
        if now.values is not None and line.values is not None and not line.values <= now.values:
            yield "has fewer values"


def around(place: str) -> Iterator[str]:
    """The places that a place lies in."""
    ends = [found.start() for found in re.finditer(r"\.|\[\]", place)]
    return (place[:end] for end in ends)


def is_answered_only(place: str, lines: Mapping[str, Line]) -> bool:
    """Whether a field in a request is one that the server makes: then it was only allowed there."""
    return " body " in place and any(
        "readOnly" in lines[each].facts for each in (place, *around(place)) if each in lines
    )


def released_lines() -> list[str]:
    """The contract of the last release."""
    return gzip.decompress(RELEASED.read_bytes()).decode().splitlines()


if __name__ == "__main__":
    current = contract_lines(yaml.load(sys.stdin, Loader=yaml.CSafeLoader))
    sys.stdout.writelines(f"{each}\n" for each in sorted(breaking_changes(released_lines(), current)))
