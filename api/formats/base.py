"""A format: its name, what it suits, and how it is written; and what there is to say of an answer beside its items."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subject:
    """What was asked. `title` says it to people; `address` is where exactly this answer is, and `next_page` the next.

    `root` is the absolute address that the addresses in documents are relative to, without a slash at its end.
    """

    collection: str
    title: str
    root: str
    address: str
    next_page: str | None = None


Write = Callable[[Iterable[bytes], Subject], Iterator[bytes]]
"""Takes JSON documents in order, each as the API answers it, and gives the answer in pieces."""


@dataclass(frozen=True, slots=True)
class Format:
    """A form of answer. `suits` names the collections it makes sense for; what `is_whole` has all items, not a page."""

    name: str
    media_type: str
    extension: str
    suits: frozenset[str]
    is_whole: bool
    write: Write


ENOUGH = 64 * 1024


def joined(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the same bytes in chunks of at least 64 kB, but for the last; no more than one is ever held."""
    held = bytearray()
    for piece in pieces:
        held += piece
        if len(held) >= ENOUGH:
            yield bytes(held)
            held.clear()
    if held:
        yield bytes(held)
