"""NDJSON streams: decompressed, split and numbered with no more than one line in memory."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from api.services.errors import Malformed

CHUNK_BYTES = 64 * 1024
"""Bytes read, or decompressed, at a time."""

MAX_BLANK_LINES = 1_000
"""Blank lines that may follow one another."""

INFLATED_FREELY, MAX_INFLATION = 64 * 1024**2, 100
"""Decompressed bytes above which a gzip stream may have this many times its compressed ones; records have 5 to 30."""

GZIP_WINDOW_BITS = 31
"""`wbits` of zlib for a gzip header and checksum."""


class Line(NamedTuple):
    """A line that is not blank: its number, from 1, and its text; None if it is too long."""

    number: int
    text: bytes | None


class Lines:
    """Iterator over the lines of a stream. `number` and `digest` (SHA-256) cover the lines up to the current one."""

    def __init__(self, chunks: Iterable[bytes], *, max_length: int) -> None:
        self.max_length = max_length
        self.number, self.blank = 0, 0
        self.digest = hashlib.sha256()
        self.buffer, self.is_too_long = bytearray(), False
        self.lines = self.split(chunks)

    def __iter__(self) -> Iterator[Line]:
        return self

    def __next__(self) -> Line:
        return next(self.lines)

    def split(self, chunks: Iterable[bytes]) -> Iterator[Line]:
        """Yield every line that is not blank; the last one may lack its line break."""
        for chunk in chunks:
            *ends, rest = chunk.split(b"\n")
            for end in ends:
                self.append(end)
                yield from self.finish()
            self.append(rest)
        if self.buffer or self.is_too_long:
            yield from self.finish()

    def append(self, text: bytes) -> None:
        """Add to the current line; drop its text when it becomes too long."""
        self.digest.update(text)
        self.is_too_long = self.is_too_long or len(self.buffer) + len(text) > self.max_length
        if self.is_too_long:
            self.buffer.clear()
        else:
            self.buffer += text

    def finish(self) -> Iterator[Line]:
        """Yield the current line, unless it is blank. Raises `Malformed` if too many are."""
        self.digest.update(b"\n")
        self.number += 1
        text = None if self.is_too_long else bytes(self.buffer)
        self.buffer.clear()
        self.is_too_long = False
        if text is None or text.strip():
            self.blank = 0
            yield Line(self.number, text)
            return
        self.blank += 1
        if self.blank > MAX_BLANK_LINES:
            raise Malformed(f"More than {MAX_BLANK_LINES:,} blank lines follow one another. Leave them out.")


def gunzip(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Decompress gzip streams, in chunks of bounded size.

    Raises `Malformed` if a stream is broken or cut off, or inflates as no records do.
    """
    inflater = zlib.decompressobj(GZIP_WINDOW_BITS)
    received, inflated = 0, 0
    for chunk in chunks:
        rest = chunk
        received += len(chunk)
        while rest:
            if inflater.eof:  # Another gzip stream follows, or zeros that pad a block.
                rest = rest.lstrip(b"\0")
                if not rest:
                    break
                inflater = zlib.decompressobj(GZIP_WINDOW_BITS)
            for text in inflate(inflater, rest):
                inflated += len(text)
                if inflated > max(INFLATED_FREELY, MAX_INFLATION * received):
                    raise Malformed(
                        f"The gzip stream inflates to more than {MAX_INFLATION} times its bytes, as no records do."
                    )
                yield text
            rest = inflater.unused_data
    if not inflater.eof:
        raise Malformed("The gzip stream is cut off.")


def inflate(inflater: zlib._Decompress, data: bytes) -> Iterator[bytes]:
    """Decompress these bytes, up to the end of the gzip stream."""
    while True:
        try:
            text = inflater.decompress(data, CHUNK_BYTES)
        except zlib.error:
            raise Malformed("The gzip stream is broken.") from None
        yield text
        data = inflater.unconsumed_tail
        if inflater.eof or (not data and len(text) < CHUNK_BYTES):
            return
