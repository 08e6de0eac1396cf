"""Waits for a condition."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE = 60
"""Seconds that a condition may take on a busy machine."""


def wait_until(condition: Callable[[], object]) -> None:
    """Check a condition every 10 ms until it holds; fail after a minute."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)
