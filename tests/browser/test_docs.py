"""The documentation in a browser: it can be read and tried out, without external requests."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from api import sample
from tests.browser.conftest import Site, Visit
from tests.clients import RECORDS

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("browser")]

CREATE = "#operations-Announcements-create_announcement"
LIST = "#operations-Commitments-list_commitments"
TIMELINE = "#operations-Pictures-draw_timeline"
SEARCH = "#operations-Announcements-search_announcements"
SUM = "#operations-Summaries-summarise_amounts"


def authorize(page: Page, key: str) -> None:
    """Enter a key in Swagger UI."""
    page.locator(".scheme-container .authorize").click()
    page.locator(".auth-container input").fill(key)
    page.locator(".auth-container .authorize").click()
    page.locator(".auth-container .btn-done").click()


def try_out(page: Page, operation: str) -> None:
    """Open an operation and send its example."""
    page.locator(f"{operation} .opblock-summary-control").click()
    page.locator(f"{operation} .try-out__btn").click()
    page.locator(f"{operation} .execute").click()


@pytest.fixture
def sampled(site: Site, visit: Visit) -> Site:
    """The server with the worked example, whether or not another test has created it already."""
    headers = {"Authorization": f"Bearer {site.key}"}
    url = f"{site.address}{RECORDS}/{sample.ID}"
    response = visit.page.request.put(url, data=sample.worked_example(), headers=headers)
    assert response.status in {201, 428}
    return site


def test_a_record_can_be_created_from_the_documentation(site: Site, visit: Visit) -> None:
    page = visit.page
    page.goto(f"{site.address}/docs")
    authorize(page, site.key)
    try_out(page, CREATE)
    response = page.locator(f"{CREATE} .live-responses-table")
    expect(response.locator("tbody .response-col_status")).to_contain_text("201")
    expect(response).to_contain_text("A plan for a quantum school in Daejeon")
    expect(response).to_contain_text("location")
    assert (visit.external_requests, visit.errors) == ([], [])


def test_the_key_is_forgotten_unless_the_reader_asks(site: Site, visit: Visit) -> None:
    page = visit.page
    kept = "localStorage.getItem('authorized')"
    page.goto(f"{site.address}/docs")
    authorize(page, site.key)
    assert page.evaluate(kept) is None
    with page.expect_navigation():
        page.get_by_label("Keep my API key").check()
    authorize(page, site.key)
    assert site.key in page.evaluate(kept)
    page.reload()
    assert site.key in page.evaluate(kept)
    page.get_by_label("Keep my API key").uncheck()
    expect(page.locator(".scheme-container .authorize")).to_be_visible()
    assert page.evaluate(kept) is None
    assert visit.errors == []


def test_without_a_key_the_documentation_shows_the_problem(site: Site, visit: Visit) -> None:
    visit.page.goto(f"{site.address}/docs")
    try_out(visit.page, CREATE)
    response = visit.page.locator(f"{CREATE} .live-responses-table")
    expect(response.locator("tbody .response-col_status")).to_contain_text("401")
    expect(response).to_contain_text("Send a key with the scope")
    assert visit.external_requests == []


def test_the_documentation_shows_every_operation_and_no_error(site: Site, visit: Visit) -> None:
    visit.page.goto(f"{site.address}/docs")
    contract = visit.page.request.get(f"{site.address}/openapi.json").json()
    operations = [each for item in contract["paths"].values() for each in item.values() if "operationId" in each]
    expect(visit.page.locator(".opblock")).to_have_count(len(operations))
    expect(visit.page.locator(".errors-wrapper")).to_have_count(0)
    assert (visit.external_requests, visit.errors) == ([], [])


def test_a_list_can_be_filtered_from_the_documentation(sampled: Site, visit: Visit) -> None:
    page = visit.page
    page.goto(f"{sampled.address}/docs")
    page.locator(f"{LIST} .opblock-summary-control").click()
    page.locator(f"{LIST} .try-out__btn").click()
    page.locator(LIST).get_by_role("button", name="The record").click()
    page.locator(f"{LIST} tr[data-param-name=kind] select").select_option("milestone")
    page.locator(f"{LIST} .execute").click()
    response = page.locator(f"{LIST} .live-responses-table")
    expect(response.locator("tbody .response-col_status")).to_contain_text("200")
    expect(response).to_contain_text("Five sites are to be named as quantum clusters")
    expect(response).not_to_contain_text("more quantum chips than any other country")
    expect(page.locator(f"{LIST} .request-url")).to_contain_text("/v1/commitments?kind=milestone")
    assert (visit.external_requests, visit.errors) == ([], [])


@pytest.mark.parametrize(("operation", "shown"), [(SEARCH, "South Korea sets out a road map"), (SUM, "KRW")])
def test_example_queries_can_be_sent_unchanged(sampled: Site, visit: Visit, operation: str, shown: str) -> None:
    visit.page.goto(f"{sampled.address}/docs")
    try_out(visit.page, operation)
    response = visit.page.locator(f"{operation} .live-responses-table")
    expect(response.locator("tbody .response-col_status")).to_contain_text("200")
    expect(response).to_contain_text(shown)
    assert (visit.external_requests, visit.errors) == ([], [])


def test_a_chart_is_shown_as_an_image(sampled: Site, visit: Visit) -> None:
    visit.page.goto(f"{sampled.address}/docs")
    try_out(visit.page, TIMELINE)
    picture = visit.page.locator(f"{TIMELINE} .answered-picture")
    expect(picture).to_be_visible()
    assert picture.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") > 0


@pytest.mark.parametrize(("path", "width"), [("/", 1280), ("/", 400), ("/docs/", 400)])
def test_charts_are_loaded_and_large_enough_to_read(sampled: Site, visit: Visit, path: str, width: int) -> None:
    """Nothing is scrolled sideways, and the smallest text, 14 units of 480, has at least 10 pixels."""
    page = visit.page
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{sampled.address}{path}")
    pictures = page.locator(".pictures img")
    expect(pictures).to_have_count(2)
    for picture in pictures.all():
        picture.scroll_into_view_if_needed()
        assert picture.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") > 0
        assert picture.evaluate("picture => picture.width") >= 10 / 14 * 480
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert (visit.external_requests, visit.errors) == ([], [])


@pytest.mark.parametrize(("path", "heading"), [("/", "Communiqué"), ("/problems", "Problems")])
def test_an_html_page_renders_and_its_links_work(site: Site, visit: Visit, path: str, heading: str) -> None:
    visit.page.goto(f"{site.address}{path}")
    expect(visit.page.get_by_role("heading", level=1)).to_have_text(heading)
    links = visit.page.get_by_role("link").evaluate_all("links => links.map(link => link.href)")
    assert {visit.page.request.get(link).status for link in links} == {200}
    assert (visit.external_requests, visit.errors) == ([], [])
