"""A short form of `make fuzz`."""

from __future__ import annotations

import pytest

from tests.resilience.fuzz import fuzz


def test_bad_inputs_give_no_5xx_no_hang_and_no_traceback(engine_name: str) -> None:
    findings = fuzz(engine_name, seed=20_261_128, inputs=800, seconds=120)
    assert findings.failures == []
    assert len(findings.distinct) > 700


@pytest.mark.long
def test_more_bad_inputs_give_no_5xx_no_hang_and_no_traceback(engine_name: str) -> None:
    findings = fuzz(engine_name, seed=20_261_129, inputs=20_000, seconds=300)
    assert findings.failures == []
