"""`openapi.yaml` has the operations, parameters, fields and types of the approved contract.

To approve a change: `python -m tests.openapi.contract <openapi.yaml | gzip -9n >tests/openapi/contract.txt.gz`.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.openapi.contract import contract_lines

Json = dict[str, Any]

BASELINE = Path(__file__).parent / "contract.txt.gz"
CONTRACT = Path(__file__).parents[2] / "openapi.yaml"


@pytest.fixture
def contract() -> Json:
    document: Json = yaml.load(CONTRACT.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return document


def changed(document: Json) -> tuple[list[str], list[str]]:
    """Lines of the baseline that the document lacks, and lines that only the document has."""
    before = set(gzip.decompress(BASELINE.read_bytes()).decode().splitlines())
    now = set(contract_lines(document))
    return sorted(before - now), sorted(now - before)


def drop_operation(document: Json) -> None:
    del document["paths"]["/v1/quotes"]["get"]


def drop_parameter(document: Json) -> None:
    document["paths"]["/v1/quotes"]["get"]["parameters"].pop()


def drop_field(document: Json) -> None:
    del document["components"]["schemas"]["DueDate"]["properties"]["version"]


def change_type(document: Json) -> None:
    document["components"]["schemas"]["DueDate"]["properties"]["version"]["type"] = "string"


def open_input(document: Json) -> None:
    del document["components"]["schemas"]["TargetInput"]["additionalProperties"]


def close_output(document: Json) -> None:
    document["components"]["schemas"]["Health"]["additionalProperties"] = False


def test_the_contract_is_unchanged(contract: Json) -> None:
    assert changed(contract) == ([], [])


@pytest.mark.parametrize("change", [drop_operation, drop_parameter, drop_field, change_type, open_input])
def test_a_change_of_the_contract_is_noticed(contract: Json, change: Callable[[Json], None]) -> None:
    change(contract)
    assert changed(contract) != ([], [])


def test_closing_an_object_that_is_only_answered_is_no_change(contract: Json) -> None:
    close_output(contract)
    assert changed(contract) == ([], [])
