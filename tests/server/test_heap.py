"""After a large request a worker returns free memory to the kernel."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from api.server.heap import LARGE, Heap

PIECE, COUNT = 4_000, 10_000
FREED = PIECE * COUNT // 2


def resident_bytes() -> int:
    """Memory of this process that is in no mapped file."""
    _, resident, shared, *_ = map(int, Path("/proc/self/statm").read_text(encoding="ascii").split())
    return (resident - shared) * os.sysconf("SC_PAGE_SIZE")


def test_free_memory_below_what_is_in_use_is_returned_after_a_large_request() -> None:
    heap = Heap()
    heap.note_end(LARGE + 1, is_streamed=False)
    pieces = [bytes(PIECE) for _ in range(COUNT)]
    above = pieces.pop()
    pieces.clear()
    before = resident_bytes()
    heap.trim_if_due()
    assert before - resident_bytes() > FREED
    assert len(above) == PIECE


@pytest.mark.parametrize(
    ("size", "is_streamed", "is_due"), [(LARGE, False, False), (LARGE + 1, False, True), (1, True, True)]
)
def test_only_a_large_or_streamed_request_is_followed_by_it(size: int, is_streamed: bool, is_due: bool) -> None:
    heap = Heap()
    heap.note_end(size, is_streamed=is_streamed)
    heap.note_end(1, is_streamed=False)
    assert heap.is_due is is_due
    heap.trim_if_due()
    assert not heap.is_due
