"""The page on which a person checks a draft: by keyboard, on a desk and on a phone, light and dark."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Literal

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Site, Visit
from tests.browser.test_guide import WCAG

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.usefixtures("browser")]

ARTICLE = """OSLO, March 2 (Reuters) - Norway will build 300 charging stations for lorries by 2030,
the transport ministry said on Monday.

The stations will cost 1.2 billion crowns, Transport Minister Kari Lund said. She said a toll on lorries could follow.

"A lorry that waits for power earns nothing," Lund said.
"""


def read_article(site: Site, page: Page) -> None:
    """Paste the article, and have it read."""
    page.goto(f"{site.address}/drafts")
    page.get_by_label("Text", exact=True).fill(ARTICLE)
    page.get_by_label("Published on").fill("2026-03-02")
    page.get_by_label("API key").fill(site.key)
    page.get_by_role("button", name="Read the text").press("Enter")
    expect(page.get_by_role("heading", name="The draft")).to_be_focused()


def card(page: Page, kind: str, words: str) -> Locator:
    """The card of a fact, with its inputs in sight."""
    found = page.locator(f".fact[data-type={kind}]").filter(has=page.locator(".words", has_text=words))
    found.locator("details").evaluate("details => { details.open = true }")
    return found


def record_of(site: Site, page: Page) -> dict[str, Any]:
    """The record whose address the page shows when it has saved one."""
    address = page.locator("#status a, #status code").inner_text()
    answer = httpx.get(address, headers={"Authorization": f"Bearer {site.key}"})
    record: dict[str, Any] = answer.raise_for_status().json()
    return record


def test_a_fact_is_corrected_one_is_dropped_and_the_record_is_published(site: Site, visit: Visit) -> None:
    page = visit.page
    read_article(site, page)
    expect(page.locator("mark.commitments").first).to_contain_text("build 300")
    card(page, "commitments", "300 charging stations").get_by_role("textbox", name="Target").fill("350")
    card(page, "quotes", "A lorry that waits").get_by_role("button", name=re.compile("Drop")).press("Enter")
    expect(page.locator("mark.quotes")).to_have_class(re.compile("dropped"))
    page.get_by_role("button", name="Publish").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Published")
    record = record_of(site, page)
    assert record["state"] == "published"
    (commitment,) = record["commitments"]
    assert (commitment["target"]["value"], commitment["due"]) == ("350", "2030")
    assert "300 charging stations" in commitment["evidence"][0]["exact"]
    assert record["quotes"] == []
    assert [amount["amount"] for amount in record["amounts"]] == ["1200000000"]
    assert (visit.external_requests, visit.errors) == ([], [])


def test_a_draft_that_was_saved_is_replaced_and_not_saved_twice(site: Site, visit: Visit) -> None:
    page = visit.page
    read_article(site, page)
    page.get_by_role("button", name="Save as a draft").click()
    expect(page.get_by_role("status")).to_contain_text("Saved as a draft")
    first = record_of(site, page)
    card(page, "amounts", "1.2 billion").get_by_role("textbox", name="Amount").fill("1300000000")
    page.get_by_role("button", name="Save as a draft").click()
    expect(page.get_by_role("button", name="Save as a draft")).to_be_enabled()
    second = record_of(site, page)
    assert (second["id"], second["version"]) == (first["id"], first["version"] + 1)
    assert second["amounts"][0]["amount"] == "1300000000"


def test_what_the_service_refuses_is_told_beside_the_fact(site: Site, visit: Visit) -> None:
    page = visit.page
    read_article(site, page)
    refused = card(page, "commitments", "300 charging stations")
    refused.get_by_role("textbox", name="Due").fill("soon")
    page.get_by_role("button", name="Save as a draft").click()
    expect(refused.get_by_role("alert")).to_contain_text("soon")
    expect(refused.get_by_role("textbox", name="Due")).to_have_attribute("aria-invalid", "true")
    expect(refused).to_be_focused()
    refused.get_by_role("textbox", name="Due").fill("2030")
    page.get_by_role("button", name="Save as a draft").click()
    expect(page.get_by_role("status")).to_contain_text("Saved as a draft")


def test_a_draft_without_day_and_issuer_says_so_and_can_be_completed(site: Site, visit: Visit) -> None:
    page = visit.page
    page.goto(f"{site.address}/drafts")
    page.get_by_label("Text", exact=True).fill("By 2030, 300 charging stations for lorries will be built in Norway.")
    page.get_by_label("API key").fill(site.key)
    page.get_by_role("button", name="Read the text").click()
    record = page.locator("#doubtful .fact[data-type=record]")
    expect(record.locator(".doubt")).to_contain_text("The text does not state the day")
    record.get_by_role("textbox", name="Announced on").fill("2026-03-02")
    record.get_by_role("textbox", name="Jurisdiction").fill("NO")
    record.get_by_role("combobox", name="Kind").select_option("plan")
    page.get_by_role("button", name="Add", exact=True).press("Enter")
    added = page.locator(".fact[data-type=parties]").last
    expect(added.get_by_role("textbox", name="Name")).to_be_focused()
    added.get_by_role("textbox", name="Name").fill("Transport ministry")
    added.get_by_role("combobox", name="Kind").select_option("government")
    added.get_by_role("checkbox", name="Issuer").check()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("status")).to_contain_text("Published")
    expect(page.get_by_role("status")).to_be_focused()
    assert record_of(site, page)["parties"][-1]["name"] == "Transport ministry"


def test_a_text_that_cannot_be_read_is_told_at_its_input(site: Site, visit: Visit) -> None:
    page = visit.page
    page.goto(f"{site.address}/drafts")
    page.get_by_label("Text", exact=True).fill("A text.")
    page.get_by_label("Jurisdiction").fill("Canada")
    page.get_by_label("API key").fill(site.key)
    page.get_by_role("button", name="Read the text").click()
    expect(page.get_by_label("Jurisdiction")).to_be_focused()
    expect(page.locator("#read-error")).to_contain_text("CA")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 400])
def test_the_page_meets_wcag_with_a_draft_on_it(
    site: Site, visit: Visit, tmp_path: Path, scheme: Literal["light", "dark"], width: int
) -> None:
    page = visit.page
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 1000})
    read_article(site, page)
    page.locator("#left-out summary").press("Enter")
    expect(page.locator("#left-out")).to_contain_text("could follow")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    found = Axe().run(page, options=WCAG)
    assert found.violations_count == 0, found.generate_report()
    assert len(page.screenshot(path=tmp_path / f"{scheme}-{width}.png", full_page=True)) > 10_000
    assert visit.errors == []
