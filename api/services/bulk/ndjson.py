"""A body of lines as it comes: decompressed, split and numbered, without ever holding more than one line of it."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from api.services.errors import Malformed

PIECE = 64 * 1024
"""How many bytes are read, or decompressed, at a time."""

GZIP = 31
"""How zlib is told to expect a gzip header, and a check sum at the end."""


class Line(NamedTuple):
    """A line that is not blank: its number, from 1 on, and its text; None where that is too long to be read."""

    number: int
    text: bytes | None


class Lines:
    """The lines of a body, in order. `number` and `digest` are of the lines up to the one that was given last."""

    def __init__(self, pieces: Iterable[bytes], *, longest: int) -> None:
        """Take the bytes as they come, and how long a line may be."""
        self.longest = longest
        self.number = 0
        self.digest = hashlib.sha256()
        self.held, self.is_too_long = bytearray(), False
        self.found = self.split(pieces)

    def __iter__(self) -> Iterator[Line]:
        """Go on where it was left."""
        return self

    def __next__(self) -> Line:
        """Return the next line."""
        return next(self.found)

    def split(self, pieces: Iterable[bytes]) -> Iterator[Line]:
        """Yield every line; the last one need not have an end."""
        for piece in pieces:
            *ends, rest = piece.split(b"\n")
            for end in ends:
                self.take(end)
                yield from self.finish()
            self.take(rest)
        if self.held or self.is_too_long:
            yield from self.finish()

    def take(self, text: bytes) -> None:
        """Add to the line at hand, and let go of it when it becomes too long."""
        self.digest.update(text)
        self.is_too_long = self.is_too_long or len(self.held) + len(text) > self.longest
        if self.is_too_long:
            self.held.clear()
        else:
            self.held += text

    def finish(self) -> Iterator[Line]:
        """Yield the line at hand, unless it is blank."""
        self.digest.update(b"\n")
        self.number += 1
        text = None if self.is_too_long else bytes(self.held)
        self.held.clear()
        self.is_too_long = False
        if text is None or text.strip():
            yield Line(self.number, text)


def gunzip(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield what was compressed, a piece at a time, however much it becomes. Raise `Malformed` where it is broken."""
    inflater = zlib.decompressobj(GZIP)
    for piece in pieces:
        left = piece
        while left:
            if inflater.eof:  # Another gzip stream follows, or zeros that fill up a block.
                left = left.lstrip(b"\0")
                if not left:
                    break
                inflater = zlib.decompressobj(GZIP)
            yield from inflate(inflater, left)
            left = inflater.unused_data
    if not inflater.eof:
        raise Malformed("The gzip stream ends before its end.")


def inflate(inflater: zlib._Decompress, data: bytes) -> Iterator[bytes]:
    """Yield what these bytes become, until they are used up or the stream is at its end."""
    while True:
        try:
            text = inflater.decompress(data, PIECE)
        except zlib.error:
            raise Malformed("The gzip stream is broken.") from None
        yield text
        data = inflater.unconsumed_tail
        if inflater.eof or (not data and len(text) < PIECE):
            return
