"""Words are found again by their offsets, else by the words around them."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.text.anchoring import find_anchor

TEXT = "🇰🇷 Ten experts in Seoul, ten experts in Busan, and ten experts in Sejong."
words = st.text("ab", min_size=1, max_size=4)
context = st.text("ab", max_size=4)


def place(nth: int) -> tuple[int, int]:
    """The place of the nth `en experts`."""
    at = -1
    for _ in range(nth):
        at = TEXT.index("en experts", at + 1)
    return at, at + len("en experts")


def test_offsets_count_if_the_words_are_there() -> None:
    start, end = place(2)
    assert find_anchor(TEXT, "en experts", prefix="T", suffix=" in Seoul", start=start) == (start, end)


@pytest.mark.parametrize(
    ("prefix", "suffix", "nth"),
    [
        ("", " in Busan", 2),
        ("and t", "", 3),
        ("Busan, and t", " in Seoul", 3),
        ("and t", " in Sejong, not Seoul", 3),
        ("🇰🇷 T", "", 1),
        ("", "", 1),
        ("of Daegu, ", " in", 1),
    ],
)
def test_the_occurrence_with_most_of_the_context_counts(prefix: str, suffix: str, nth: int) -> None:
    assert find_anchor(TEXT, "en experts", prefix=prefix, suffix=suffix, start=5) == place(nth)
    assert find_anchor(TEXT, "en experts", prefix=prefix, suffix=suffix) == place(nth)


@pytest.mark.parametrize(("start", "nth"), [(0, 1), (30, 2), (10_000, 3)])
def test_of_equal_occurrences_the_nearest_one_counts(start: int, nth: int) -> None:
    assert find_anchor(TEXT, "en experts", start=start) == place(nth)


def test_words_that_are_not_there_have_no_place() -> None:
    assert find_anchor(TEXT, "ten expert s", prefix="and ", suffix=" in", start=5) is None
    assert find_anchor("", "x") is None


@given(st.text("ab", max_size=12), words, context, context)
def test_no_other_occurrence_has_more_of_the_context(text: str, exact: str, prefix: str, suffix: str) -> None:
    def score(at: int) -> int:
        before, after = text[:at], text[at + len(exact) :]
        ending = max(n for n in range(len(prefix) + 1) if before.endswith(prefix[len(prefix) - n :]))
        return ending + max(n for n in range(len(suffix) + 1) if after.startswith(suffix[:n]))

    places = [at for at in range(len(text)) if text.startswith(exact, at)]
    best = max(places, key=score, default=None)
    assert find_anchor(text, exact, prefix=prefix, suffix=suffix) == (
        None if best is None else (best, best + len(exact))
    )


def test_a_repetitive_text_costs_little() -> None:
    text = "a" * 50_000
    began = process_time()
    assert find_anchor(text, "a", prefix="a" * 1_000, suffix="a" * 1_000, start=60_000) == (48_999, 49_000)
    assert process_time() - began < 2  # Character by character it is five seconds and more.
