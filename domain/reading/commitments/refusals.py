"""Why words with a cue promise nothing."""

import re
from dataclasses import dataclass
from typing import Literal

from domain.reading.findings import LeftOutReason, Span


@dataclass(frozen=True, slots=True)
class Refusal:
    """A reason, the part of a sentence that shows it, and by which words.

    `cue` is the name of the cue itself, `verb` what a clause begins with from its verb on, `start` from its own
    beginning; `before` is all that stands before the verb.
    """

    reason: LeftOutReason
    where: Literal["cue", "verb", "start", "before", "clause", "sentence"]
    pattern: re.Pattern[str]


class SentenceRefusals:
    """The refusals of a grammar for one sentence; what concerns all its clauses is searched once."""

    def __init__(self, text: str, sentence: Span, refusals: tuple[Refusal, ...]) -> None:
        self._text = text
        self._refusals = refusals
        self._ends = [self._first_end(refusal, sentence) for refusal in refusals]

    def _first_end(self, refusal: Refusal, sentence: Span) -> int | None:
        """Where the first words end that show what the sentence, or all of it after them, is."""
        if refusal.where not in {"before", "sentence"}:
            return None
        match = refusal.pattern.search(self._text, *sentence)
        return match.end() if match else None

    def reason(self, cue: str, clause: Span, verb: int, *, skip_verb: bool = False) -> LeftOutReason | None:
        """Why a clause promises nothing, or none."""
        for refusal, end in zip(self._refusals, self._ends, strict=True):
            if self._holds(refusal, end, cue, clause, verb) and not (skip_verb and refusal.where == "verb"):
                return refusal.reason
        return None

    def _holds(self, refusal: Refusal, end: int | None, cue: str, clause: Span, verb: int) -> bool:
        match refusal.where:
            case "cue":
                return refusal.pattern.fullmatch(cue) is not None
            case "verb":
                return refusal.pattern.match(self._text, verb, clause.end) is not None
            case "start":
                return refusal.pattern.match(self._text, *clause) is not None
            case "before":
                return end is not None and end <= verb
            case "sentence":
                return end is not None
            case "clause":
                return refusal.pattern.search(self._text, *clause) is not None


def compile_refusals(rows: tuple[tuple[LeftOutReason, str, str], ...], flags: int = 0) -> tuple[Refusal, ...]:
    """Refusals of rows of a reason, a place and a pattern."""
    return tuple(Refusal(reason, where, re.compile(pattern, flags)) for reason, where, pattern in rows)  # type: ignore[arg-type]
