"""Places of a text that name a party."""

from dataclasses import dataclass

from domain.reading.findings import Span
from domain.reading.parties.cues import PartyKind

SKIPPED = frozenset(("caption", "byline", "dateline", "boilerplate", "background"))
"""Roles of blocks that name nobody who takes part."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at a place, with what stands beside it: the `post` of a person, an `abbreviation`.

    `kind` is None where the words alone do not tell. `certain` names make a party; others only where the text says
    what they do.
    """

    span: Span
    name: str
    kind: PartyKind | None
    sentence: int
    certain: bool = False
    post: str | None = None
    abbreviation: str | None = None
