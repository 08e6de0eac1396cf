"""A short form of `make fuzz`."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

import pytest
from flask import Flask

from tests.resilience.bad_inputs import MISSING, BadInputs, Known
from tests.resilience.fuzz import fuzz, operations


def test_bad_inputs_give_no_5xx_no_hang_and_no_traceback(engine_name: str) -> None:
    findings = fuzz(engine_name, seed=20_261_128, inputs=800, seconds=120)
    assert findings.failures == []
    assert len(findings.distinct) > 700


@pytest.mark.long
def test_more_bad_inputs_give_no_5xx_no_hang_and_no_traceback(engine_name: str) -> None:
    findings = fuzz(engine_name, seed=20_261_129, inputs=20_000, seconds=300)
    assert findings.failures == []


def test_every_operation_gets_bad_inputs(app: Flask) -> None:
    """Those whose path matches the rule: an id that is no UUID does not reach the view."""
    adapter = app.url_map.bind("localhost")
    known = Known(MISSING, (MISSING,), (f"/v1/commitments/{MISSING}",), ("cursor",), dict(operations()))

    def views(requests: Iterable[tuple[str, str]]) -> set[str]:
        reached = [(urlsplit(target).path, method) for method, target in requests]
        return {adapter.match(path, method)[0] for path, method in reached if adapter.test(path, method)}

    contract = views(
        (method, path.format(id=MISSING, number=1, topic="x", name="x", sha256="0" * 64))
        for method, path in known.operations
    )
    inputs = BadInputs(1, known)
    sent = [inputs.operation() for _ in range(600)]
    assert len(contract) == len(known.operations)
    assert views((each.method, each.target) for each in sent) == contract
