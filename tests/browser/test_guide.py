"""The pages for readers in a browser: for all of them, light and dark, on a desk and on a phone."""

from __future__ import annotations

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe

from api.guide import PAGES
from tests.browser.conftest import Site, Visit

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.usefixtures("browser")]

PATHS = ["/", "/problems", "/drafts", "/guide", *(f"/guide/{page.name}" for page in PAGES)]
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 400)])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_meets_wcag_and_is_as_wide_as_the_window(
    site: Site, visit: Visit, path: str, scheme: Literal["light", "dark"], width: int
) -> None:
    """Colours depend on the scheme alone, and the layout on the width alone."""
    page = visit.page
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 1000})
    page.goto(site.address + path)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    found = Axe().run(page, options=WCAG)
    assert found.violations_count == 0, found.generate_report()
    assert len(found.response["passes"]) > 10
    assert (visit.external_requests, visit.errors) == ([], [])
