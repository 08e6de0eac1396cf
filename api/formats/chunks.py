"""Small pieces joined to chunks that are worth sending."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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
