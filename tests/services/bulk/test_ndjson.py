"""NDJSON streams: any chunk boundaries, any length, compressed or not, in bounded memory."""

from __future__ import annotations

import gzip
import io
import tracemalloc
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.services.bulk.ndjson import CHUNK_BYTES, Lines, gunzip
from api.services.errors import Malformed

MIB = 1024**2


def in_pieces(body: bytes, cuts: list[int]) -> list[bytes]:
    """The body cut at these offsets."""
    places = [0, *sorted(min(cut, len(body)) for cut in cuts), len(body)]
    return [body[start:end] for start, end in pairwise(places)]


@given(body=st.binary(max_size=60) | st.text("a\n \r", max_size=60).map(str.encode), cuts=st.lists(st.integers(0, 60)))
def test_chunk_boundaries_make_no_difference(body: bytes, cuts: list[int]) -> None:
    lines = Lines(in_pieces(body, cuts), max_length=8)
    expected = [
        (number, text if len(text) <= 8 else None)
        for number, text in enumerate(body.split(b"\n"), 1)
        if text.strip() or len(text) > 8
    ]
    assert [tuple(line) for line in lines] == expected
    whole = Lines([body], max_length=8)
    assert [tuple(line) for line in whole] == expected
    assert whole.digest.digest() == lines.digest.digest()


@given(
    bodies=st.lists(st.binary(max_size=200), min_size=1), cuts=st.lists(st.integers(0, 300)), padding=st.integers(0, 9)
)
def test_gzip_streams_are_decompressed(bodies: list[bytes], cuts: list[int], padding: int) -> None:
    """Several gzip streams, any chunk boundaries."""
    sent = b"".join(map(gzip.compress, bodies)) + b"\0" * padding
    assert b"".join(gunzip(in_pieces(sent, cuts))) == b"".join(bodies)


@given(body=st.binary(max_size=200), data=st.data())
def test_a_broken_gzip_stream_is_malformed(body: bytes, data: st.DataObject) -> None:
    sent = gzip.compress(body)
    with pytest.raises(Malformed):
        list(gunzip([sent[: data.draw(st.integers(0, len(sent) - 1))]]))


COMPRESSED = gzip.compress(b"x", mtime=0)


@pytest.mark.parametrize("sent", [b"", b"no gzip", COMPRESSED[:-1] + b"x", COMPRESSED + b"rest"])
def test_other_data_is_malformed(sent: bytes) -> None:
    with pytest.raises(Malformed):
        list(gunzip([sent]))


def bomb(line: bytes, size: int) -> bytes:
    """Gzip body of `size` bytes."""
    made = io.BytesIO()
    with gzip.GzipFile(fileobj=made, mode="wb") as file:
        for _ in range(size // len(line)):
            file.write(line)
    return made.getvalue()


def received(body: bytes) -> Iterator[bytes]:
    """The body in chunks."""
    yield from (body[start : start + CHUNK_BYTES] for start in range(0, len(body), CHUNK_BYTES))


@pytest.mark.parametrize("line", [b"0" * MIB, b" " * (CHUNK_BYTES - 1) + b"\n"])
def test_a_gzip_bomb_takes_no_memory(line: bytes) -> None:
    """One endless line, or many blank ones."""
    sent = bomb(line, 200 * MIB)
    assert len(sent) < MIB
    tracemalloc.start()
    with pytest.raises(Malformed):
        list(Lines(gunzip(received(sent)), max_length=MIB))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 3 * MIB
