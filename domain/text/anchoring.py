"""Anchoring: finding the words of evidence again in a text, which may be another copy of the one they are from.

The selectors are those of the W3C Web Annotation model: TextPositionSelector, then TextQuoteSelector.
"""

from bisect import bisect
from collections.abc import Iterator


def find_anchor(
    text: str, exact: str, *, prefix: str = "", suffix: str = "", start: int | None = None
) -> tuple[int, int] | None:
    """The place of words in a text, as first and last offset in code points, the last one exclusive; None if none.

    `start` counts if the words are there. Otherwise it is the occurrence around which most of `prefix` and `suffix` is:
    the longest common ending of `prefix` and the text before it, and the longest common beginning of `suffix` and the
    text behind. Of equal ones, it is the nearest to `start`, or the first.
    """
    if start is not None and text[start : start + len(exact)] == exact:
        return start, start + len(exact)
    before = prefix[::-1]

    def rank(at: int) -> tuple[int, int]:
        end = at + len(exact)
        ending = common_length(before, text[max(0, at - len(prefix)) : at][::-1])
        beginning = common_length(suffix, text[end : end + len(suffix)])
        return -(ending + beginning), abs(at - (start or 0))

    best = min(occurrences(text, exact), key=rank, default=None)
    return None if best is None else (best, best + len(exact))


def occurrences(text: str, words: str) -> Iterator[int]:
    """Each offset at which words, at least one character, begin in a text; they may overlap."""
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def common_length(first: str, second: str) -> int:
    """The length of the longest common beginning of two texts, by bisection: one that is repetitive stays cheap."""
    lengths = range(1, min(len(first), len(second)) + 1)
    return bisect(lengths, False, key=lambda length: first[:length] != second[:length])
