"""NDJSON: one document per line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from api.formats.base import ListMetadata, chunked


def write_ndjson(documents: Iterable[bytes], _: ListMetadata) -> Iterator[bytes]:
    """The documents, each followed by a line feed."""
    return chunked(document + b"\n" for document in documents)
