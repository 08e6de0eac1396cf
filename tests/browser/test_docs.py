"""The documentation in a real browser: it can be read and tried out, and nothing is fetched from anywhere else."""

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


@pytest.fixture
def sampled(site: Site, visit: Visit) -> Site:
    """Serve the worked example, whether or not another test has put it there already."""
    headers = {"Authorization": f"Bearer {site.key}"}
    answer = visit.page.request.put(f"{site.address}{RECORDS}/{sample.ID}", data=sample.record(), headers=headers)
    assert answer.status in {201, 428}
    return site


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


def test_a_list_can_be_asked_from_the_documentation(sampled: Site, visit: Visit) -> None:
    """By a value that is picked among those there are."""
    page = visit.page
    page.goto(f"{sampled.address}/docs")
    page.locator(f"{LIST} .opblock-summary-control").click()
    page.locator(f"{LIST} .try-out__btn").click()
    page.locator(f"{LIST} tr[data-param-name=kind] select").select_option("milestone")
    page.locator(f"{LIST} .execute").click()
    answer = page.locator(f"{LIST} .live-responses-table")
    expect(answer.locator("tbody .response-col_status")).to_contain_text("200")
    expect(answer).to_contain_text("Five sites are to be named as quantum clusters")
    expect(answer).not_to_contain_text("more quantum chips than any other country")
    expect(page.locator(f"{LIST} .request-url")).to_contain_text("/v1/commitments?kind=milestone")
    assert (visit.elsewhere, visit.complaints) == ([], [])


@pytest.mark.parametrize(("operation", "shown"), [(SEARCH, "South Korea sets out a road map"), (SUM, "KRW")])
def test_questions_can_be_sent_as_they_are_offered(sampled: Site, visit: Visit, operation: str, shown: str) -> None:
    """A search with its example, a summary without any filter."""
    visit.page.goto(f"{sampled.address}/docs")
    try_out(visit.page, operation)
    answer = visit.page.locator(f"{operation} .live-responses-table")
    expect(answer.locator("tbody .response-col_status")).to_contain_text("200")
    expect(answer).to_contain_text(shown)
    assert (visit.elsewhere, visit.complaints) == ([], [])


def test_a_picture_that_is_tried_out_is_shown(sampled: Site, visit: Visit) -> None:
    """And not its source alone."""
    visit.page.goto(f"{sampled.address}/docs")
    try_out(visit.page, TIMELINE)
    picture = visit.page.locator(f"{TIMELINE} .answered-picture")
    expect(picture).to_be_visible()
    assert picture.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") > 0


@pytest.mark.parametrize(("path", "width"), [("/", 1280), ("/", 400), ("/docs/", 400)])
def test_the_pictures_are_loaded_and_large_enough_to_read(sampled: Site, visit: Visit, path: str, width: int) -> None:
    """On a phone they are scrolled, and the page is not."""
    page = visit.page
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{sampled.address}{path}")
    pictures = page.locator(".pictures img")
    expect(pictures).to_have_count(2)
    for picture in pictures.all():
        picture.scroll_into_view_if_needed()
        assert picture.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") > 0
        assert picture.evaluate("picture => picture.width") >= 700
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert (visit.elsewhere, visit.complaints) == ([], [])


@pytest.mark.parametrize(("path", "heading"), [("/", "Communiqué"), ("/problems", "Problems")])
def test_a_page_for_people_renders(site: Site, visit: Visit, path: str, heading: str) -> None:
    """And leads on to others that do."""
    visit.page.goto(f"{site.address}{path}")
    expect(visit.page.get_by_role("heading", level=1)).to_have_text(heading)
    links = visit.page.get_by_role("link").evaluate_all("links => links.map(link => link.href)")
    assert {visit.page.request.get(link).status for link in links} == {200}
    assert (visit.elsewhere, visit.complaints) == ([], [])
