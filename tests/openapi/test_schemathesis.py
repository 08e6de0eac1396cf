"""Schemathesis sends valid and invalid requests; each response is one that openapi.yaml documents."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from flask import Flask
from schemathesis import BaseSchema, Case, DeserializationContext, HookContext, Response
from schemathesis.engine import events, from_schema

from api import sample
from api.routes.changes import GATE
from api.services.bulkhead import Bulkhead
from api.services.long_poll import LongPollGate
from tests.clients import RECORDS, Client
from tests.imports import NDJSON

CONTRACT = Path(__file__).parents[2] / "openapi.yaml"
OPERATIONS = re.findall(r"operationId: (\w+)", CONTRACT.read_text(encoding="utf-8"))
LIKE_ANOTHER = ("draw_", "summarise_", "create_announcement")
"""Operations with the parameters of a list, or the body of a PUT, which get the full coverage phase."""

ACCEPTED = ("2xx", "304", "308", "401", "403", "404", "409", "410", "412", "422", "428")
"""Statuses for valid requests. Most refer to things that do not exist (422)."""

UNEXPECTED_METHODS = ("get", "put", "post", "delete", "options", "patch", "trace")
"""Methods that are 405 where the contract has none. QUERY may be there: OpenAPI 3.1 has no place for it."""

REFUSED = ("400", "401", "403", "404", "405", "406", "409", "410", "412", "413", "415", "422", "428")
"""Statuses for invalid requests."""

CHECKS: dict[str, Any] = {
    "positive_data_acceptance": {"expected-statuses": [*ACCEPTED]},
    "negative_data_rejection": {"expected-statuses": [*REFUSED]},
    "missing_required_header": {"expected-statuses": [*REFUSED]},
    "allow_header_conformance": {"enabled": False},  # OpenAPI 3.1 has no place for the method QUERY.
    "ignored_auth": {"enabled": False},  # Its probes fail on WSGI; tests/code/test_routes.py walks every scope.
}
"""Changes to the default checks, all of which run."""

IMPORTS_TAKE_ANY_TEXT = {"include-operation-id": "import_announcements", "generation": {"mode": "positive"}}
"""A file of any text, or of none, is no invalid request: its lines are refused in the response."""

pytestmark = pytest.mark.long
schemathesis.serializer.alias(NDJSON, "text/plain")


@schemathesis.deserializer(NDJSON)
def as_text(_: DeserializationContext, response: Response) -> str:
    """The text of a body that the contract describes as a file."""
    return response.text


@pytest.fixture
def load(app: Flask, client: Client, engine_name: str, monkeypatch: pytest.MonkeyPatch) -> Callable[..., BaseSchema]:
    """Loads the contract of an application with the worked example, for a key with every scope.

    Its arguments are settings of operations, as in `schemathesis.toml`. Do not call `include` on it: these undo that.
    """
    monkeypatch.setitem(app.extensions, GATE, LongPollGate(0, Bulkhead(0)))  # Without places, `wait` takes no time.
    assert client.put(f"{RECORDS}/{sample.ID}", json=sample.worked_example()).status_code == 201
    # Invalid requests never reach the database, so one engine is enough for them.
    modes = {"mode": "positive"} if engine_name == "postgresql" else {}
    settings: dict[str, Any] = {
        "headers": {"Authorization": f"Bearer {client.key}"},
        "seed": 1,
        "generation": {"max-examples": 10, **modes},
        "checks": CHECKS,
        "phases": {"coverage": {"unexpected-methods": [*UNEXPECTED_METHODS]}},
    }

    def contract(*operations: Mapping[str, Any]) -> BaseSchema:
        config = schemathesis.Config.from_dict(settings | {"operations": [IMPORTS_TAKE_ANY_TEXT, *operations]})
        served = schemathesis.openapi.from_wsgi("/openapi.json", app, config=config)
        served.hook("map_case")(alone)
        return served

    return contract


def alone(_: HookContext, case: Case) -> Case:
    """Send a parameter under test without the fifty others, which would all have to match too."""
    tried = getattr(case.meta.phase.data, "parameter", None) if case.meta else None
    if tried in case.query:
        case.query = {tried: case.query[tried]}
    return case


def failures(contract: BaseSchema) -> Iterator[str]:
    """Failures of the contract, as messages."""
    for event in from_schema(contract).execute():
        if isinstance(event, events.NonFatalError):
            yield f"{event.label}: {event.value!r}"
        elif isinstance(event, events.FatalError):
            raise event.exception
        elif isinstance(event, events.ScenarioFinished):
            for check in (each for checks in event.recorder.checks.values() for each in checks):
                if check.failure_info:
                    yield f"{check.name}: {check.failure_info.failure.message}\n{check.failure_info.code_sample}"


@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_operation_does_what_its_contract_says(
    load: Callable[..., BaseSchema], operation: str, engine_name: str
) -> None:
    contract = load({"exclude-operation-id": operation, "enabled": False})
    assert contract.statistic.operations.selected == 1
    phases = contract.config.phases
    phases.stateful.enabled = False
    # Lists take a different access path on each engine; writes take the same one.
    phases.coverage.enabled = not operation.startswith(LIKE_ANOTHER) and (
        engine_name == "sqlite" or operation.startswith("list_")
    )
    assert list(failures(contract)) == []


def test_operations_one_after_another_do_what_the_contract_says(load: Callable[..., BaseSchema]) -> None:
    contract = load()
    phases = contract.config.phases
    phases.examples.enabled = phases.coverage.enabled = phases.fuzzing.enabled = False
    assert list(failures(contract)) == []
