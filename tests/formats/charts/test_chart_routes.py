"""The chart routes, over HTTP."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest

from tests.clients import Client, errors_of
from tests.records import published, worked_example

SVG = "{http://www.w3.org/2000/svg}"
TIMELINE, SUMS = "/v1/commitments/timeline.svg", "/v1/amounts/summary.svg"


def drawn(client: Client, path: str) -> str:
    """Title and description of a chart."""
    answer = client.get(path)
    assert (answer.status_code, answer.content_type) == (200, "image/svg+xml")
    root = ElementTree.fromstring(answer.data)  # noqa: S314 - our own.
    assert root.get("role") == "img"
    return " ".join("".join(each.itertext()) for each in root.iter() if each.tag in {f"{SVG}title", f"{SVG}desc"})


@pytest.fixture(autouse=True)
def record(client: Client) -> dict[str, Any]:
    """Create the worked example."""
    return client.create(worked_example())


def test_the_timeline_names_each_commitment_with_a_date_and_its_filters(public: Client) -> None:
    words = drawn(public, f"{TIMELINE}?jurisdiction=KR")
    assert "jurisdiction KR" in words
    assert "Five sites are to be named as quantum clusters" in words
    assert "Ten thousand people" not in words


def test_many_commitments_are_counted_by_year(client: Client, public: Client) -> None:
    promises = [{"kind": "goal", "statement": f"Goal {n}", "due": f"20{30 + n % 3}"} for n in range(45)]
    client.create(published(jurisdiction="FR", commitments=promises))
    words = drawn(public, f"{TIMELINE}?jurisdiction=FR")
    assert "45 promises" in words
    assert "2031" in words


def test_the_summary_has_exact_sums_per_currency_without_parts(public: Client) -> None:
    words = drawn(public, f"{SUMS}?group_by=kind")
    assert "8,120,000,000,000 KRW" in words
    assert "5,600,000,000 USD" in words
    assert "6,440,000,000,000" not in words


def test_a_chart_without_data_says_so(public: Client) -> None:
    assert "No promise with a date matches" in drawn(public, f"{TIMELINE}?jurisdiction=FR")
    assert "match" in drawn(public, f"{SUMS}?jurisdiction=FR")


def test_an_unchanged_chart_is_answered_with_304(public: Client) -> None:
    first = public.get(TIMELINE)
    again = public.get(TIMELINE, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        (f"{TIMELINE}?limit=5", "limit"),
        (f"{TIMELINE}?jurisdiction=Korea", "jurisdiction"),
        (f"{SUMS}?group_by=kind,stage", "group_by"),
        (f"{SUMS}?group_by=colour", "group_by"),
    ],
)
def test_a_bad_parameter_is_refused(public: Client, path: str, wrong: str) -> None:
    answer = public.get(path)
    assert answer.status_code == 422
    assert errors_of(answer).keys() == {wrong}


def test_accept_must_allow_svg(public: Client) -> None:
    assert public.get(TIMELINE, headers={"Accept": "image/avif,image/webp,image/*,*/*;q=0.8"}).status_code == 200
    assert public.get(TIMELINE, headers={"Accept": "application/json"}).status_code == 406


def test_the_home_page_shows_both_charts_with_alternative_text(public: Client) -> None:
    page = public.get("/", headers={"Accept": "text/html"}).text
    assert f'src="{TIMELINE}" alt="Commitments' in page
    assert f'src="{SUMS}" alt="Amounts' in page
