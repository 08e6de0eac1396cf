"""The heap of a worker: after a large request, its free memory goes back to the kernel.

glibc returns only the free memory at the end of the heap by itself; a large record leaves most of its 80 MB below pages
of the database that SQLite caches meanwhile. Without this, a worker would keep up to 40 MB more, and use them again for
the next large request.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable

LARGE = 256 * 1024
"""Bytes of a request from which on it is large."""

malloc_trim: Callable[[int], int] | None = getattr(ctypes.CDLL(None), "malloc_trim", None)
"""https://man7.org/linux/man-pages/man3/malloc_trim.3.html; None where the C library is not glibc."""


class Heap:
    """Remembers whether a large request has ended since the heap was trimmed."""

    def __init__(self) -> None:
        self.is_due = False

    def note_end(self, size: int, *, is_streamed: bool) -> None:
        """Note that a request of `size` bytes has ended; one that was streamed may have been of any size."""
        self.is_due = self.is_due or is_streamed or size > LARGE

    def trim_if_due(self) -> None:
        """Return free memory to the kernel after a large request; takes some milliseconds, without the GIL."""
        if self.is_due and malloc_trim:
            self.is_due = False
            malloc_trim(0)
