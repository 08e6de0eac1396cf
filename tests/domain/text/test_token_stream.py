"""What of a text a full-text index holds."""

from __future__ import annotations

from domain.text.analyzer import POSITION_GAP
from domain.text.token_stream import MOST_BYTES, MOST_REPEATS, MOST_TERMS, bounded_terms


def test_no_phrase_reaches_from_one_text_to_the_next() -> None:
    assert bounded_terms([["LG Electronics", "SK Telecom"], []]) == (
        ("lg", "electron", POSITION_GAP, "sk", "telecom"),
        (),
    )


def test_what_comes_first_is_kept() -> None:
    title, body = bounded_terms([["a title"], [" ".join(map(str, range(20_000)))]])
    assert title == ("a", "titl")
    assert len(body) == MOST_TERMS - 2


def test_a_term_that_has_come_too_often_leaves_an_empty_place() -> None:
    title, body = bounded_terms([["one"], ["one " * 300 + "two"]])
    assert (title + body).count("one") == MOST_REPEATS
    assert body[-2:] == (POSITION_GAP, "two")


def test_terms_of_many_bytes_are_counted_in_bytes() -> None:
    """A tsvector holds a megabyte, which 16,000 long words are more than."""
    (stream,) = bounded_terms([[" ".join(f"{'я' * 59}{number}" for number in range(16_000))]])
    assert 0.9 * MOST_BYTES < sum(len(term.encode()) for term in stream) < MOST_BYTES
