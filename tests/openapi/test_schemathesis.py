"""The contract, tried out by Schemathesis: what fits it and what does not, each answered as openapi.yaml says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from flask import Flask
from schemathesis import BaseSchema, Case, CheckContext, DeserializationContext, HookContext, Response
from schemathesis.engine import events, from_schema

from api import sample
from api.routes.changes import GATE
from api.services.change_feed import LongPollGate
from tests.clients import RECORDS, Client
from tests.imports import IMPORTS, NDJSON

CONTRACT = Path(__file__).parents[2] / "openapi.yaml"
OPERATIONS = re.findall(r"operationId: (\w+)", CONTRACT.read_text(encoding="utf-8"))
LIKE_ANOTHER = ("draw_timeline", "draw_amounts", "summarise_commitments", "summarise_amounts", "create_announcement")
"""What takes the parameters of a list, or the body of a PUT, which has all of them tried out."""

WHOLE = {
    "GET /v1/announcements": "StoredAnnouncement",
    "GET /v1/commitments": "CommitmentInRecord",
    "GET /v1/amounts": "AmountInRecord",
    "GET /v1/quotes": "QuoteInRecord",
}
"""What the items of lists are that `fields` can cut down."""

ACCEPTED = ("2xx", "304", "308", "401", "403", "404", "409", "410", "412", "422", "428")
"""How what fits the schema can be answered: most of it names things that there are not (422), but it is well formed."""

REFUSED = ("400", "401", "403", "404", "405", "406", "409", "410", "412", "413", "415", "422", "428")
"""How what does not fit the schema has to be answered."""

CHECKS: dict[str, Any] = {
    "positive_data_acceptance": {"expected-statuses": [*ACCEPTED]},
    "negative_data_rejection": {"expected-statuses": [*REFUSED]},
    "ignored_auth": {"enabled": False},  # Its probes fail on WSGI; tests/code/test_routes.py walks every scope.
}
"""Every check there is, but for what is said here."""


schemathesis.serializer.alias(NDJSON, "text/plain")


@schemathesis.deserializer(NDJSON)
def last_line(_: DeserializationContext, response: Response) -> Any:
    """Hold the last line of an import's answer against its schema, as if it were all; lists in NDJSON are texts."""
    return json.loads(response.content.splitlines()[-1]) if IMPORTS in response.request.url else response.text


@pytest.fixture
def contract(app: Flask, client: Client, engine_name: str, monkeypatch: pytest.MonkeyPatch) -> BaseSchema:
    """Give a test the contract of an application that has the worked example in it, and a key with every scope."""
    monkeypatch.setitem(app.extensions, GATE, LongPollGate(0))  # With no place to wait in, `wait` costs no time.
    assert client.put(f"{RECORDS}/{sample.ID}", json=sample.record()).status_code == 201
    # What does not fit never reaches the database, so that one engine is enough for it.
    modes = {"mode": "positive"} if engine_name == "postgresql" else {}
    config = schemathesis.Config.from_dict(
        {
            "headers": {"Authorization": f"Bearer {client.key}"},
            "seed": 1,
            "generation": {"max-examples": 10, **modes},
            "checks": CHECKS,
        }
    )
    served = schemathesis.openapi.from_wsgi("/openapi.json", app, config=config)
    served.hook("map_case")(alone)
    return served


@schemathesis.check
def items_are_whole(_: CheckContext, response: Response, case: Case) -> None:
    """See that the items of a list have all that their schema requires, where `fields` has not cut them down."""
    name = WHOLE.get(case.operation.label)
    is_json = response.headers.get("content-type") == ["application/json"]
    if name and response.status_code == 200 and is_json and "fields=" not in response.request.url:
        needed = set(case.operation.schema.raw_schema["components"]["schemas"][name]["required"])
        assert [needed - item.keys() for item in response.json()["data"] if not needed <= item.keys()] == []


def alone(_: HookContext, case: Case) -> Case:
    """Send a parameter that is being tried out without the fifty others, which would all have to match too."""
    tried = getattr(case.meta.phase.data, "parameter", None) if case.meta else None
    if tried in case.query:
        case.query = {tried: case.query[tried]}
    return case


def failures(contract: BaseSchema) -> Iterator[str]:
    """Try the contract out, and yield what is wrong."""
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
def test_an_operation_does_what_its_contract_says(contract: BaseSchema, operation: str, engine_name: str) -> None:
    """With its examples, every value and bound of each parameter and member, and others made up."""
    chosen = contract.include(operation_id=operation)
    phases = chosen.config.phases
    phases.stateful.enabled = False
    # Each engine has its own way to find things; what is written takes the same way to both.
    phases.coverage.enabled = operation not in LIKE_ANOTHER and (
        engine_name == "sqlite" or operation.startswith("list_")
    )
    assert list(failures(chosen)) == []


def test_operations_one_after_another_do_what_the_contract_says(contract: BaseSchema) -> None:
    """Each with what the ones before it made."""
    phases = contract.config.phases
    phases.examples.enabled = phases.coverage.enabled = phases.fuzzing.enabled = False
    assert list(failures(contract)) == []
