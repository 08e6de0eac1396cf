"""A page of another origin in a browser: what is open to everyone works, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Site, Visit
from tests.clients import RECORDS

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("browser")]

FETCH = """async ([address, options]) => {
    try {
        const response = await fetch(address, options);
        return [response.status, response.headers.get("X-Request-Id") !== null];
    } catch { return "blocked"; }
}"""


def fetch(page: Page, address: str, method: str, headers: dict[str, str], body: str | None = None) -> Any:
    """The status, and whether a header can be read; or that the browser blocks the request or its response."""
    return page.evaluate(FETCH, [address, {"method": method, "headers": headers, "body": body}])


def test_a_page_of_another_origin_reads_and_searches_and_cannot_write(site: Site, visit: Visit) -> None:
    """An empty page has the origin `null`."""
    key, json = {"Authorization": f"Bearer {site.key}"}, {"Content-Type": "application/json"}
    records = f"{site.address}{RECORDS}"
    assert fetch(visit.page, records, "GET", {"If-None-Match": "x"}) == [200, True]
    assert fetch(visit.page, f"{records}?state=draft", "GET", key) == [200, True]
    assert fetch(visit.page, f"{records}/search", "POST", json, "{}") == [200, True]
    assert fetch(visit.page, f"{records}/search", "QUERY", key | json, "{}") == [200, True]
    assert fetch(visit.page, f"{site.address}/v1/quotes", "QUERY", json, "{}") == [200, True]
    assert fetch(visit.page, f"{records}/search", "QUERY", json, '{"colour": "red"}') == [422, True]
    assert fetch(visit.page, records, "QUERY", key | json, "{}") == "blocked"  # It would permit a POST after it.
    assert fetch(visit.page, records, "POST", key | json, "{}") == "blocked"
    assert fetch(visit.page, records, "POST", key, "{}") == "blocked"
    assert fetch(visit.page, f"{site.address}/v1/keys", "GET", key) == "blocked"
