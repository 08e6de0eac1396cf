"""The documentation as a place to work: few parameters in sight, a search, recipes, snippets, light and dark."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Site, Visit
from tests.browser.test_docs import LIST
from tests.browser.test_guide import WCAG

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.usefixtures("browser")]

MERGE = "#operations-Parties-merge_party"
PATCH = "#operations-Announcements-patch_announcement"

MAX_BYTES = 1_000_000
SIZES = "performance.getEntries().map(entry => entry.transferSize ?? 0).reduce((sum, size) => sum + size)"


def open_to_try(page: Page, operation: str) -> None:
    """Open an operation, ready to be edited."""
    page.locator(f"{operation} .opblock-summary-control").click()
    page.locator(f"{operation} .try-out__btn").click()


def find(page: Page, words: str) -> set[str]:
    """The operations that the search finds."""
    page.get_by_label("Find an operation").fill(words)
    return set(page.locator(".opblock").evaluate_all("blocks => blocks.map(block => block.id.split('-')[2])"))


@pytest.mark.parametrize("width", [1280, 400])
def test_a_list_fits_with_execute_in_reach(site: Site, visit: Visit, width: int) -> None:
    page = visit.page
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site.address}/docs/")
    open_to_try(page, LIST)
    page.locator(LIST).scroll_into_view_if_needed()
    expect(page.locator(f"{LIST} .execute")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    if width == 1280:
        assert page.locator(LIST).evaluate("block => block.offsetHeight") < 3_500
    assert visit.errors == []


def test_ten_parameters_are_in_sight_and_twins_have_one_rule(site: Site, visit: Visit) -> None:
    page = visit.page
    page.goto(f"{site.address}/docs/")
    open_to_try(page, LIST)
    rows = page.locator(f"{LIST} tr[data-param-name]")
    expect(rows).to_have_count(10)
    page.locator(LIST).get_by_role("button", name="Leave out").click()
    expect(page.locator(f"{LIST} tr[data-param-name=exclude_kind]")).to_be_visible()
    expect(page.locator(f"{LIST} .parameter-group p")).to_have_count(1)
    page.locator(LIST).get_by_role("button", name="Leave out").click()
    expect(rows).to_have_count(10)


def test_the_search_looks_at_parameters_formats_and_descriptions(site: Site, visit: Visit) -> None:
    page = visit.page
    page.goto(f"{site.address}/docs/")
    late = {"list_commitments", "summarise_commitments", "draw_timeline"}
    assert find(page, "overdue") == late
    assert late <= find(page, "due")
    assert {"list_announcements", "summarise_amounts"} <= find(page, "csv")
    assert find(page, "csv overdue") == late - {"draw_timeline"}
    assert {"list_amounts", "summarise_amounts"} <= find(page, "euro") & find(page, "money")
    assert {"list_keys", "revoke_key"} <= find(page, "Keys")
    assert find(page, "zebra") == set()


@pytest.mark.parametrize("recipe", ["What is late", "Money by country", "spreadsheet"])
def test_a_recipe_opens_an_operation_that_succeeds(site: Site, visit: Visit, recipe: str) -> None:
    page = visit.page
    page.goto(f"{site.address}/docs/")
    link = page.locator(".recipes").get_by_role("link", name=recipe)
    question = str(link.get_attribute("href")).partition("#")[0]
    link.click()
    page.locator(".execute").click()
    expect(page.locator(".live-responses-table tbody .response-col_status")).to_contain_text("200")
    sent = set(page.locator(".request-url pre").inner_text().partition("?")[2].split("&"))
    assert set(question.removeprefix("?").split("&")) <= sent
    assert visit.errors == []


def test_a_link_opens_an_operation_filled_in(site: Site, visit: Visit) -> None:
    page = visit.page
    page.goto(f"{site.address}/docs/?jurisdiction=KR&jurisdiction=JP&kind=milestone#/Commitments/list_commitments")
    page.locator(f"{LIST} .execute").click()
    expect(page.locator(f"{LIST} .request-url")).to_contain_text("jurisdiction=KR&jurisdiction=JP")
    expect(page.locator(f"{LIST} .request-url")).to_contain_text("kind=milestone")


def test_a_link_fills_in_an_operation_without_parameters(site: Site, visit: Visit) -> None:
    visit.page.goto(f"{site.address}/docs/?verbose=1#/Health/get_health")
    expect(visit.page.locator("#operations-Health-get_health .execute")).to_be_visible()


def test_a_recipe_takes_the_place_of_the_one_before_and_back_returns_to_that(site: Site, visit: Visit) -> None:
    page = visit.page
    page.goto(f"{site.address}/docs/")
    recipes, values = page.locator(".recipes"), page.locator(".opblock tr[data-param-name] select")
    recipes.get_by_role("link", name="What is late").click()
    expect(page.locator(f"{LIST} tr[data-param-name=overdue] select")).to_have_value("true")
    recipes.get_by_role("link", name="spreadsheet").click()
    expect(page.locator(f"{LIST} tr[data-param-name=format] select")).to_have_value("xlsx")
    expect(page.locator(f"{LIST} tr[data-param-name=overdue] select")).to_have_value("")
    page.go_back()
    expect(page.locator(f"{LIST} tr[data-param-name=overdue] select")).to_have_value("true")
    expect(page.locator(f"{LIST} tr[data-param-name=format] select")).to_have_value("")
    page.go_back()
    expect(values).to_have_count(0)
    page.go_forward()
    expect(page.locator(f"{LIST} .execute")).to_be_visible()
    assert visit.errors == []


def test_a_folded_parameter_stays_in_sight_once_it_had_a_value(site: Site, visit: Visit) -> None:
    page = visit.page
    page.goto(f"{site.address}/docs/?place=Daejeon#/Commitments/list_commitments")
    field = page.locator(f"{LIST} tr[data-param-name=place] input")
    field.fill("")
    field.press_sequentially("Seoul")
    expect(field).to_have_value("Seoul")


def test_python_and_javascript_save_a_spreadsheet(site: Site, visit: Visit, tmp_path: Path) -> None:
    page = visit.page
    page.goto(f"{site.address}/docs/?format=xlsx#/Commitments/list_commitments")
    page.locator(f"{LIST} .execute").click()
    shown = page.locator(f"{LIST} .curl-command")
    shown.get_by_text("JavaScript", exact=True).click()
    expect(shown).to_contain_text('writeFile("answer.xlsx"')
    shown.get_by_text("Python", exact=True).click()
    expect(shown).to_contain_text("urlopen(request)")
    program = shown.locator("pre").inner_text()
    subprocess.run([sys.executable, "-c", program], cwd=tmp_path, check=True, timeout=30)  # noqa: S603
    assert (tmp_path / "answer.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize("answer", ["none", "refused"])
def test_the_page_is_drawn_whatever_becomes_of_the_queries_for_its_examples(
    site: Site, visit: Visit, answer: str
) -> None:
    page = visit.page
    page.route("**/v1/*?*", lambda route: route.abort() if answer == "refused" else None)
    page.goto(f"{site.address}/docs/")
    expect(page.locator(LIST)).to_be_visible()
    assert not [error for error in visit.errors if "ERR_FAILED" not in error]


def test_examples_of_this_server_reach_an_operation_that_is_open_already(site: Site, visit: Visit) -> None:
    """As the queries for them are answered after the page is drawn."""
    page, waiting = visit.page, list[Route]()

    def hold(route: Route) -> None:
        waiting.append(route)

    page.route("**/v1/parties?*", hold)
    page.route("**/v1/announcements?*party=*", lambda route: route.fulfill(json={"data": [{"id": "a-record"}]}))
    page.goto(f"{site.address}/docs/")
    open_to_try(page, MERGE)
    field = page.locator(f"{MERGE} tr[data-param-name=id] input")
    expect(field).not_to_have_value("a-party")
    for route in waiting:
        route.fulfill(json={"data": [{"id": "a-party"}]})
    expect(field).to_have_value("a-party")


def test_an_operation_is_shown_with_what_it_refers_to(site: Site, visit: Visit) -> None:
    page = visit.page
    page.goto(f"{site.address}/docs/")
    page.locator(f"{PATCH} .opblock-summary-control").click()
    for name in ("If-Match", "id"):  # A parameter by reference, and one of the path.
        expect(page.locator(f"{PATCH} tr[data-param-name={name}]")).to_be_visible()
    page.locator(f"{PATCH} .try-out__btn").click()
    expect(page.locator(f"{PATCH} tr[data-param-name=change_type] select")).to_have_value("minor")
    expect(page.locator(f"{PATCH} .responses-wrapper")).to_contain_text('"jurisdiction"')


def test_what_is_ours_on_the_page_meets_wcag(site: Site, visit: Visit) -> None:
    page = visit.page
    page.goto(f"{site.address}/docs/")
    expect(page.locator(LIST)).to_be_visible()
    ours = Axe().run(page, context={"exclude": [["#swagger-ui"]]}, options=WCAG)
    assert ours.violations_count == 0, ours.generate_report()


def test_a_request_is_shown_for_curl_python_and_javascript(site: Site, visit: Visit) -> None:
    page = visit.page
    page.goto(f"{site.address}/docs/?overdue=true#/Commitments/list_commitments")
    page.locator(f"{LIST} .execute").click()
    shown = page.locator(f"{LIST} .curl-command")
    for name, words in {"curl": "curl -X 'GET'", "Python": "urlopen(request)", "JavaScript": "await fetch("}.items():
        shown.get_by_text(name, exact=True).click()
        expect(shown).to_contain_text(words)
        expect(shown).to_contain_text("/v1/commitments?overdue=true")


def test_a_lock_is_shown_where_a_key_is_needed(site: Site, visit: Visit) -> None:
    visit.page.goto(f"{site.address}/docs/")
    contract = visit.page.request.get(f"{site.address}/openapi.json").json()
    operations = [each for item in contract["paths"].values() for each in item.values() if "operationId" in each]
    keyed = [each for each in operations if each["security"] and {} not in each["security"]]
    expect(visit.page.locator(".opblock .authorization__btn")).to_have_count(len(keyed))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_light_or_dark_as_the_reader_prefers(
    site: Site, visit: Visit, scheme: Literal["light", "dark"]
) -> None:
    page = visit.page
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{site.address}/docs/")
    expect(page.locator("html.dark-mode")).to_have_count(int(scheme == "dark"))
    page.emulate_media(color_scheme="dark")
    expect(page.locator("html.dark-mode")).to_have_count(1)


def test_the_page_loads_less_than_a_megabyte(site: Site, visit: Visit) -> None:
    visit.page.goto(f"{site.address}/docs/")
    expect(visit.page.locator(".opblock").first).to_be_visible()
    assert visit.page.evaluate(SIZES) < MAX_BYTES
