"""Tables of what was scored, and the floor that it must not fall under."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.drafts import score
from benchmarks.drafts.verdicts import Counts, ScoredDraft, count_by_type, count_errors

Floor = Mapping[str, Mapping[str, float]]

FLOOR = Path(__file__).with_name("floor.json")

MARGIN = 0.02
"""How much the floor is under what was measured when it was written: a fact or two of a type."""

TYPES = (*score.FACTS, "facts")
HEAD = f"| {'type':<10} | gold | drafted | right | precision | recall | F1 |\n|---|--:|--:|--:|--:|--:|--:|"


def type_table(counts: Mapping[str, Counts], types: Sequence[str] = TYPES) -> str:
    """Precision, recall and F1 by type."""
    rows = [
        f"| {each} | {counts[each].gold} | {counts[each].drafted} | {counts[each].right} "
        f"| {counts[each].precision:.3f} | {counts[each].recall:.3f} | {counts[each].f1:.3f} |"
        for each in types
    ]
    return "\n".join([HEAD, *rows])


def language_lines(scored: Sequence[ScoredDraft]) -> Iterator[str]:
    """F1 of all facts by language."""
    for language in sorted({draft.article.language for draft in scored}):
        drafts = [draft for draft in scored if draft.article.language == language]
        yield f"{language}: {len(drafts)} articles, F1 {count_by_type(drafts)['facts'].f1:.3f}"


def error_lines(scored: Sequence[ScoredDraft]) -> Iterator[str]:
    """Each fact that is wrong, missed or invented, by article."""
    for draft in scored:
        yield f"\n{draft.article.name} {draft.article.gold['style']}"
        yield from (f"  {category} {type_}: {fact}" for category, type_, fact in draft.result.bad)


def error_summary(scored: Sequence[ScoredDraft]) -> str:
    """The number of errors by category."""
    errors = count_errors(scored)
    names = ("invented", "ungrounded", "trap", "spurious", "wrong", "duplicate", "missed", "detail")
    return ", ".join(f"{name} {errors[name]}" for name in names)


def read_floor() -> Floor:
    """Least precision and recall by type."""
    floor: Floor = json.loads(FLOOR.read_text("utf-8"))
    return floor


def write_floor(counts: Mapping[str, Counts]) -> None:
    """Set the floor a little under what was measured."""
    floor = {
        each: {
            name: max(0.0, math.floor((getattr(counts[each], name) - MARGIN) * 100) / 100)
            for name in ("precision", "recall")
        }
        for each in TYPES
    }
    FLOOR.write_text(json.dumps(floor, indent=2) + "\n", "utf-8")


def misses(counts: Mapping[str, Counts], floor: Floor) -> list[str]:
    """What is under the floor, in a sentence each."""
    return [
        f"The {name} of {each} is {measured:.3f}; benchmarks/drafts/floor.json asks for {least}."
        for each, least_of in floor.items()
        for name, least in least_of.items()
        if (measured := getattr(counts[each], name)) < least
    ]
