"""Violations: errors in an input, for people and for programs."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from typing import Literal

Path = tuple[str | int, ...]
Location = Literal["body", "query", "header"]

MAX_VIOLATIONS = 100
"""Violations that are looked for, and listed, in one input."""

MAX_SUGGESTIONS = 10
"""Unknown names, of members or of references, that get a suggestion in one input: to find the closest takes time."""

MAX_EDITS = 2
"""Edits up to which a word is taken for a misspelling; more are mostly another word."""

MAX_COMPARED, MAX_ALIKE = 100, 20
"""Characters of a word that are compared, and words like it among which the likeliest is chosen."""


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
    word, words = word[:MAX_COMPARED], tuple(allowed)
    alike = chain(
        (each for each in words if is_within_edits(word, each, 1)),
        (each for each in words if each.startswith(word) or word.startswith(each)),
        (each for each in words if len(word) > MAX_EDITS + 1 and is_within_edits(word, each, MAX_EDITS)),
    )
    return next(iter(difflib.get_close_matches(word, [*islice(alike, MAX_ALIKE)], n=1, cutoff=0.6)), None)


@lru_cache(maxsize=256)
def closest_known(word: str, vocabulary: tuple[str, ...]) -> str | None:
    """The closest match in a fixed vocabulary. Cached: the lines of an import repeat their errors."""
    return closest_match(word, vocabulary)


def is_within_edits(first: str, second: str, edits: int) -> bool:
    """Whether so few insertions, deletions and replacements of a character (Levenshtein) make one word the other."""
    if abs(len(first) - len(second)) > edits or len(set(first) - set(second)) > edits:
        return False
    start = next((at for at, pair in enumerate(zip(first, second, strict=False)) if pair[0] != pair[1]), None)
    if start is None:
        return True
    first, second = first[start:], second[start:]
    return edits > 0 and (
        is_within_edits(first[1:], second[1:], edits - 1)
        or is_within_edits(first[1:], second, edits - 1)
        or is_within_edits(first, second[1:], edits - 1)
    )
