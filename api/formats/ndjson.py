"""NDJSON: one document in each line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from api.formats.base import ListMetadata, chunked


def write(documents: Iterable[bytes], _: ListMetadata) -> Iterator[bytes]:
    """Yield the documents, each with a line feed after it."""
    yield from chunked(document + b"\n" for document in documents)
