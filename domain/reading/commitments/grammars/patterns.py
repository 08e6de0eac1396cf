"""Patterns made of tables."""

import re
from collections.abc import Iterable, Mapping


def alternatives(words: Iterable[str]) -> str:
    """A pattern of any of some words, the longest first."""
    return "|".join(sorted(map(re.escape, set(words)), key=len, reverse=True))


def compile_cues(cues: Mapping[str, str]) -> re.Pattern[str]:
    """One pattern of all cues, each in a group of its name; of two at one place the first counts."""
    return re.compile("|".join(f"(?P<{name}>{cue})" for name, cue in cues.items()))
