"""A mixed load at 70 % of the capacity has no errors and keeps no memory. `make soak` sends it for longer."""

from __future__ import annotations

import pytest

from tests.engines import ENGINES
from tests.resilience.soak import filled_server, soak

SECONDS = 60.0
MAX_GROWTH = 0.08
"""More than in half an hour, because caches fill in the first minutes: 2 % usually. It is 1.5 kB a request."""


@pytest.mark.long
@pytest.mark.parametrize("engine", ENGINES)
def test_a_mixed_load_is_served_without_errors_and_keeps_no_memory(engine: str) -> None:
    with filled_server(engine, 1_000) as (server, key):
        result = soak(server, key, seconds=SECONDS)
    assert result.failures == {}
    assert len(result.latencies) > SECONDS
    assert result.growth < MAX_GROWTH
