"""What is wrong with an input, and where, said so that a person and a program can both act on it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Path = tuple[str | int, ...]
Location = Literal["body", "query", "header"]


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that is wrong: a stable `code`, a sentence, and what would have been right."""

    code: str
    detail: str
    allowed: tuple[str, ...] = ()
    did_you_mean: str | None = None


@dataclass(frozen=True, slots=True)
class LocatedViolation:
    """A fault and where it is: in the body by member names and list indexes, else by the parameter's name."""

    path: Path
    violation: Violation
    location: Location = "body"

    @property
    def pointer(self) -> str:
        """Return the JSON Pointer (RFC 6901); the empty string is the whole document."""
        return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in self.path)


def closest_match(word: str, allowed: Iterable[str]) -> str | None:
    """Return the allowed word that `word` is most likely a misspelling of, or None."""
    return next(iter(difflib.get_close_matches(word[:100], list(allowed), n=1, cutoff=0.6)), None)
