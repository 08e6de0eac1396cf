"""What faults cost, as a table, and whether what must be nought is."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from deploy.ha import report
from deploy.ha.trial import Outcome

CLEAN = Outcome(
    fault="leader killed",
    without_writes=19.26,
    without_reads=0.0,
    written=1_234,
    sent_again=5,
    replayed=4,
    reads_failed=3,
    imported=2,
    resumed=1,
    lost=0,
    duplicates=0,
    missed=0,
    told_wrongly=0,
    wrong_answers=0,
    differing_nodes=0,
)
MUSTS = ("lost", "duplicates", "missed", "told_wrongly", "wrong_answers", "differing_nodes")


def test_a_fault_has_its_row_with_a_cell_for_every_column() -> None:
    """Seconds with a tenth, counts as they are."""
    head, rule, row = report.table([CLEAN]).splitlines()
    assert row == "| leader killed | 19.3 | 0.0 | 1,234 | 5 | 4 | 3 | 2 | 1 | 0 | 0 | 0 | 0 | 0 | 0 |"
    assert head.count("|") == rule.count("|") == row.count("|") == len(fields(Outcome)) + 1


@pytest.mark.parametrize("must", MUSTS)
def test_none_of_what_must_be_nought_may_be_anything_else(must: str) -> None:
    """The verdict names the fault."""
    unclean = replace(CLEAN, fault="standby killed", **{must: 1})
    assert CLEAN.is_clean
    assert not unclean.is_clean
    assert "standby killed" in report.verdict([CLEAN, unclean])
    assert "leader killed" not in report.verdict([CLEAN, unclean])
