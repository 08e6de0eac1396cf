"""The report of the test bed: a table of costs, and a verdict on the counts that must be zero."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from deploy.ha import report
from deploy.ha.scenario import Result

CLEAN = Result(
    fault="leader killed",
    without_writes=19.26,
    without_reads=0.0,
    written=1_234,
    retried=5,
    replayed=4,
    reads_failed=3,
    imported=2,
    resumed=1,
    lost=0,
    duplicates=0,
    changes_missed=0,
    changes_wrong=0,
    wrong_answers=0,
    differing_nodes=0,
)
MUST_BE_ZERO = ("lost", "duplicates", "changes_missed", "changes_wrong", "wrong_answers", "differing_nodes")


def test_a_fault_has_a_row_with_a_cell_for_every_column() -> None:
    head, rule, row = report.table([CLEAN]).splitlines()
    assert row == "| leader killed | 19.3 | 0.0 | 1,234 | 5 | 4 | 3 | 2 | 1 | 0 | 0 | 0 | 0 | 0 | 0 |"
    assert head.count("|") == rule.count("|") == row.count("|") == len(fields(Result)) + 1


@pytest.mark.parametrize("count", MUST_BE_ZERO)
def test_a_count_that_must_be_zero_and_is_not_fails_the_verdict(count: str) -> None:
    failed = replace(CLEAN, fault="standby killed", **{count: 1})
    assert CLEAN.is_clean
    assert not failed.is_clean
    assert "standby killed" in report.verdict([CLEAN, failed])
    assert "leader killed" not in report.verdict([CLEAN, failed])
