"""JSON, read strictly."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.json import NotJson, parse_json

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(JSON)
def test_json_is_read_as_it_is(value: object) -> None:
    assert parse_json(json.dumps(value, ensure_ascii=False).encode()) == value


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" ",
        b"{",
        b"{} {}",
        b"{'a': 1}",
        b"[1,]",
        b"NaN",
        b"[Infinity]",
        b"-Infinity",
        b"01",
        b"+1",
        b"\xff\xfe",
        b'"\xed\xa0\x80"',
        b'"\\ud800"',
        b'{"a": 1, "a": 1}',
        b'[{"b": {"a": 1, "\\u0061": 2}}]',
        b"// x",
        b"1" * 9_999,
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"[" * 1_000 + b"]" * 1_000,
        b"\xef\xbb\xbf\xef\xbb\xbf{}",
    ],
)
def test_what_is_not_json_is_refused_in_a_sentence(body: bytes) -> None:
    with pytest.raises(NotJson, match=r"^The (body|member) .*\.$"):
        parse_json(body)


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    with contextlib.suppress(NotJson):
        parse_json(body)


def test_a_byte_order_mark_before_json_is_skipped() -> None:
    assert parse_json(b'\xef\xbb\xbf{"title": "\xef\xbb\xbfA plan"}') == {"title": "\ufeffA plan"}


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b'{"a": "x\x0cy"}', "The body is not JSON: line 1, column 9: a form feed (U+000C) in a string. Remove it."),
        (b'{"a": "x\ty"}', r"The body is not JSON: line 1, column 9: a tab (U+0009) in a string. Write it as \t."),
        ('{"é": "x\ny"}'.encode(), r"… column 9: a line feed (U+000A) in a string. Write it as \n."),
        ('{"a": "é"}'.encode("latin-1"), "The body is not in UTF-8: byte 8 begins no character. Save it in UTF-8."),
        (b" \n", "The body is empty. Send JSON."),
        (b'{"a": 1,}', "The body is not JSON: line 1, column 8: trailing comma is not allowed."),
    ],
)
def test_the_reason_names_the_character_its_place_and_what_to_do(body: bytes, reason: str) -> None:
    with pytest.raises(NotJson) as caught:
        parse_json(body)
    assert str(caught.value).endswith(reason.removeprefix("…"))
