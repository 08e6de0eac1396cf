"""Violations: errors in an input, for people and for programs."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Path = tuple[str | int, ...]
Location = Literal["body", "query", "header"]

MAX_EDITS = 2
"""Edits up to which a word is taken for a misspelling; more are mostly another word."""


@dataclass(frozen=True, slots=True)
class Violation:
    """One error: a stable `code`, a sentence with the next step, and what is allowed instead."""

    code: str
    detail: str
    allowed: tuple[str, ...] = ()
    did_you_mean: str | None = None


@dataclass(frozen=True, slots=True)
class LocatedViolation:
    """A violation and its place: member names and list indexes in the body, else the name of the parameter."""

    path: Path
    violation: Violation
    location: Location = "body"

    @property
    def pointer(self) -> str:
        """The place as a JSON Pointer (RFC 6901); the empty string is the whole document."""
        return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in self.path)


def closest_match(word: str, allowed: Iterable[str]) -> str | None:
    """The allowed word that was likely meant: one of which this is a beginning, or the reverse, or two edits away."""
    word = word[:100]
    for each in difflib.get_close_matches(word, list(allowed), n=3, cutoff=0.6):
        if each.startswith(word) or word.startswith(each) or edit_distance(word, each) <= MAX_EDITS:
            return each
    return None


def edit_distance(first: str, second: str) -> int:
    """Levenshtein distance: insertions, deletions and replacements of one character."""
    row = list(range(len(second) + 1))
    for index, character in enumerate(first, 1):
        diagonal, row[0] = row[0], index
        for place, other in enumerate(second, 1):
            diagonal, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, diagonal + (character != other))
    return row[-1]
