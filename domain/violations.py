"""Violations: errors in an input, for people and for programs."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from urllib.parse import quote

Path = tuple[str | int, ...]
Parameters = tuple[tuple[str, str], ...]
"""Parameters of a query with their values."""

Location = Literal["body", "query", "header"]

MAX_VIOLATIONS = 100
"""Violations that are looked for, and listed, in one input."""

MAX_SUGGESTIONS = 10
"""Unknown names, of members or of references, that get a suggestion in one input: to find the closest takes time."""

MAX_COMPARED = 100
"""Characters of a word that are compared."""

ONE_EDIT_FROM, TWO_EDITS_FROM = 4, 8
"""Letters from which on a word with one edit, or with two, is a misspelling; a shorter one is another word."""


@dataclass(frozen=True, slots=True)
class Violation:
    """One error: a stable `code`, a sentence with the next step, and what is allowed instead.

    `instead` are parameters that ask for what was probably meant.
    """

    code: str
    detail: str
    allowed: tuple[str, ...] = ()
    did_you_mean: str | None = None
    instead: Parameters = ()


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

    @property
    def sentence(self) -> str:
        """The detail, and the parameters to send instead: in a body by name, else as a query string."""
        instead = self.violation.instead
        if not instead:
            return self.violation.detail
        if self.location == "body":
            return f"{self.violation.detail} Try {' and '.join(name for name, _ in instead)}."
        return f"{self.violation.detail} Try {'&'.join(f'{name}={quote(value)}' for name, value in instead)}."


def parameters_of(template: str, value: str, last: str | None = None) -> Parameters:
    """The parameters of a template such as `due_from={}&due_to={}`, with this value; in a `…_to`, with the last one."""
    pairs = (pair.partition("=") for pair in template.split("&"))
    return tuple(
        (name, pattern.replace("{}", last if last and name.endswith("_to") else value)) for name, _, pattern in pairs
    )


def question(near: str | None) -> str:
    """The question whether this was meant, to end a sentence with; empty for nothing."""
    return f" Did you mean {near}?" if near else ""


def closest_match(word: str, allowed: Iterable[str]) -> str | None:
    """The only allowed word of which this one is surely a misspelling: one edit, or in long words two."""
    word = word[:MAX_COMPARED]
    near = {each for each in allowed if is_misspelling(word, each, 1)}
    near = near or {each for each in allowed if is_misspelling(word, each, 2)}
    return near.pop() if len(near) == 1 else None


@lru_cache(maxsize=256)
def closest_known(word: str, vocabulary: tuple[str, ...]) -> str | None:
    """The closest match in a fixed vocabulary. Cached: the lines of an import repeat their errors."""
    return closest_match(word, vocabulary)


def is_misspelling(word: str, meant: str, edits: int) -> bool:
    """Whether so few edits make one word the other, and both are long enough for that to be a misspelling."""
    if edits > 1:
        return min(len(word), len(meant)) >= TWO_EDITS_FROM and is_within_edits(word, meant, edits)
    is_near = is_within_edits(word, meant, edits) or is_transposed(word, meant)
    return max(len(word), len(meant)) >= ONE_EDIT_FROM and is_near


def is_transposed(first: str, second: str) -> bool:
    """Whether two neighbouring characters of one word changed places in the other."""
    start = next((at for at, pair in enumerate(zip(first, second, strict=False)) if pair[0] != pair[1]), None)
    return start is not None and first[start + 1 : start + 2] + first[start] + first[start + 2 :] == second[start:]


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
