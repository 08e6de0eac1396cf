"""The documentation in a real browser: it can be read and tried out, and nothing is fetched from anywhere else."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Visit

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("browser")]

CREATE = "#operations-Announcements-create_announcement"


def authorize(page: Page, key: str) -> None:
    """Give Swagger UI a key."""
    page.locator(".scheme-container .authorize").click()
    page.locator(".auth-container input").fill(key)
    page.locator(".auth-container .authorize").click()
    page.locator(".auth-container .btn-done").click()


def try_out(page: Page, operation: str) -> None:
    """Open an operation and send what it offers."""
    page.locator(f"{operation} .opblock-summary-control").click()
    page.locator(f"{operation} .try-out__btn").click()
    page.locator(f"{operation} .execute").click()


def test_a_record_can_be_made_from_the_documentation(site: Site, visit: Visit) -> None:
    """Authorize, Try it out, Execute: 201, with the worked example."""
    page = visit.page
    page.goto(f"{site.address}/docs")
    authorize(page, site.key)
    try_out(page, CREATE)
    answer = page.locator(f"{CREATE} .live-responses-table")
    expect(answer.locator("tbody .response-col_status")).to_contain_text("201")
    expect(answer).to_contain_text("South Korea sets out a road map for its quantum industry")
    expect(answer).to_contain_text("location")
    assert (visit.elsewhere, visit.complaints) == ([], [])


def test_without_a_key_the_documentation_shows_the_problem(site: Site, visit: Visit) -> None:
    """As it is answered."""
    visit.page.goto(f"{site.address}/docs")
    try_out(visit.page, CREATE)
    answer = visit.page.locator(f"{CREATE} .live-responses-table")
    expect(answer.locator("tbody .response-col_status")).to_contain_text("401")
    expect(answer).to_contain_text("This needs a key with the scope")
    assert visit.elsewhere == []


def test_the_documentation_shows_every_operation_and_no_error(site: Site, visit: Visit) -> None:
    """The badge of an outside validator is not asked for either."""
    visit.page.goto(f"{site.address}/docs")
    contract = visit.page.request.get(f"{site.address}/openapi.json").json()
    operations = [each for item in contract["paths"].values() for each in item.values() if "operationId" in each]
    expect(visit.page.locator(".opblock")).to_have_count(len(operations))
    expect(visit.page.locator(".errors-wrapper")).to_have_count(0)
    assert (visit.elsewhere, visit.complaints) == ([], [])


@pytest.mark.parametrize(("path", "heading"), [("/", "Communiqué"), ("/problems", "Problems")])
def test_a_page_for_people_renders(site: Site, visit: Visit, path: str, heading: str) -> None:
    """And leads on to others that do."""
    visit.page.goto(f"{site.address}{path}")
    expect(visit.page.get_by_role("heading", level=1)).to_have_text(heading)
    links = visit.page.get_by_role("link").evaluate_all("links => links.map(link => link.href)")
    assert {visit.page.request.get(link).status for link in links} == {200}
    assert (visit.elsewhere, visit.complaints) == ([], [])
