"""Faults under load lose, halve and double nothing. `make chaos` runs the same for longer."""

from __future__ import annotations

import os
import random

import pytest

from tests.engines import ENGINES
from tests.resilience import chaos, faults
from tests.resilience.faults import FAULTS, KILLS, SQLITE_FILE

MINUTES = 1


@pytest.mark.long
@pytest.mark.parametrize("engine", ENGINES)
def test_faults_lose_halve_and_double_nothing(engine: str) -> None:
    findings = chaos.run(engine, minutes=MINUTES, seed=11)
    assert findings.details == []
    assert findings.kills
    assert findings.sum("acknowledged")


def test_no_fault_is_left_out_in_ci() -> None:
    assert faults.CLOCK in faults.COMMON or os.environ.get("CI") != "true"


def test_each_fault_is_injected_in_each_round() -> None:
    for engine, more in (("sqlite", SQLITE_FILE), ("postgresql", {})):
        kinds = {*FAULTS[engine], *more}
        names = chaos.schedule(engine, random.Random(1))  # noqa: S311 - Reproducible, not secret.
        assert {next(names) for _ in range(len(kinds) + 3 * len(KILLS))} == kinds
