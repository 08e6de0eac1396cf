"""Every operation of the documentation, sent as it stands: its examples succeed on a server with the sample."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import APIResponse, expect

from tests.browser.conftest import Site, Visit, running_site
from tests.browser.test_docs import authorize, try_out
from tests.waiting import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.usefixtures("browser")]

LAST = ("merge_party", "redact_announcement", "withdraw_announcement")
"""Operations that take away what others are about."""

SUMS = "/v1/amounts/summary?group_by=jurisdiction"


@pytest.fixture
def sampled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A new server with the whole sample."""
    with running_site(tmp_path_factory.mktemp("sampled"), with_sample=True) as site:
        yield site


def position(operation: str) -> int:
    """The place of an operation: as in the documentation, but for the last ones."""
    name = operation.rpartition("-")[2]
    return LAST.index(name) + 1 if name in LAST else 0


def sums(visit: Visit, site: Site) -> Any:
    """The sums of the sample. A busy server may have no place for the request: it is sent again."""
    answers: list[APIResponse] = []

    def is_answered() -> bool:
        answers.append(visit.page.request.get(site.address + SUMS))
        return answers[-1].ok

    wait_until(is_answered)
    return answers[-1].json()["data"]


def test_every_operation_succeeds_unedited(sampled: Site, visit: Visit) -> None:
    page = visit.page
    page.goto(f"{sampled.address}/docs", wait_until="networkidle")  # The examples are filled in by then.
    authorize(page, sampled.key)
    before = sums(visit, sampled)
    operations = page.locator(".opblock").evaluate_all("blocks => blocks.map(block => block.id)")
    statuses = {}
    for operation in sorted(operations, key=position):
        if position(operation) == 1:
            assert sums(visit, sampled) == before
        try_out(page, f"#{operation}")
        status = page.locator(f"#{operation} .live-responses-table tbody .response-col_status")
        expect(status).to_be_visible()
        statuses[operation] = status.inner_text()[:3]
        page.locator(f"#{operation} .opblock-summary-control").click()
    assert {name: status for name, status in statuses.items() if not status.startswith("2")} == {}
    assert (visit.external_requests, visit.errors) == ([], [])
