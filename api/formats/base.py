"""What a format is, and what it is told about a list besides its items."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListMetadata:
    """The list that is rendered: its collection, a title for people, and its URLs.

    `root` is the absolute URL that the paths in documents are relative to, without a slash at its end; `address` is
    the URL of this response, and `next_page` that of the next page.
    """

    collection: str
    title: str
    root: str
    address: str
    next_page: str | None = None


@dataclass(frozen=True, slots=True)
class Format:
    """A response format. `write` renders JSON documents, in order, as chunks of bytes.

    A streamed format gives all matches; the others give a page.
    """

    media_type: str
    write: Callable[[Iterable[bytes], ListMetadata], Iterator[bytes]]
    is_streamed: bool = False


CHUNK_SIZE = 64 * 1024


def chunked(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Join small pieces into chunks of at least 64 kB, except the last. Memory use is one chunk."""
    chunk = bytearray()
    for piece in pieces:
        chunk += piece
        if len(chunk) >= CHUNK_SIZE:
            yield bytes(chunk)
            chunk.clear()
    if chunk:
        yield bytes(chunk)
