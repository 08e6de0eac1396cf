"""NDJSON: one document in each line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from api.formats.base import Subject, joined


def write(documents: Iterable[bytes], _: Subject) -> Iterator[bytes]:
    """Yield the documents, each with a line feed after it."""
    yield from joined(document + b"\n" for document in documents)
