"""The chart routes, over HTTP."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from typing import Any
from xml.etree import ElementTree

import pytest
from flask import Flask
from marshmallow import Schema

from api.formats.charts.filter_words import chart_title
from schemas.fields.scalars import OneOf
from schemas.resources.summary import PictureQuery, TimelineQuery
from tests.clients import Client, errors_of
from tests.records import published, worked_example

SVG = "{http://www.w3.org/2000/svg}"
TIMELINE, SUMS = "/v1/commitments/timeline.svg", "/v1/amounts/summary.svg"
CONVERTED = f"{SUMS}?convert=announced_on&currency=EUR"


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
    assert words.startswith("When promises fall due: South Korea ")
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


@pytest.mark.parametrize("path", [TIMELINE, SUMS, f"{SUMS}?group_by=topic", CONVERTED])
def test_an_unchanged_chart_has_the_same_bytes_and_is_answered_with_304(app: Flask, public: Client, path: str) -> None:
    """Also by another process; see `test_another_process_draws_the_same_bytes`."""
    first, second = public.get(path), Client(app).get(path)
    assert (first.data, first.headers["ETag"]) == (second.data, second.headers["ETag"])
    again = public.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_every_late_commitment_is_counted_where_they_are_too_many_to_be_named(client: Client, public: Client) -> None:
    """However uncertain its due date is; one that is met is not late."""
    late = [{"kind": "goal", "statement": f"Goal {n}", "due": f"20{10 + n % 3}"} for n in range(44)]
    others = [
        {"kind": "goal", "statement": "Some time.", "due": "2001/2003"},
        {"kind": "goal", "statement": "2999.", "due": "2999"},
    ]
    client.create(published(jurisdiction="FR", commitments=late + others))
    words = drawn(public, f"{TIMELINE}?jurisdiction=FR")
    assert "45 are late." in words
    assert re.findall(r"\d{4}: .*?\.", words) == [
        "2010: 15 late.",
        "2011: 15 late.",
        "2012: 14 late.",
        "2999: 1 no report.",
    ]


def test_the_title_has_what_was_searched_for_and_the_filters_in_words(public: Client) -> None:
    query = "?overdue=true&q=%22quantum%20clusters%22&exclude_topic=artificial-intelligence&due_to=2026&status=_missing"
    title = 'When promises fall due: “"quantum clusters"”, '
    words = drawn(public, TIMELINE + query)
    assert words.startswith(title)
    for phrase in ("late", "except topic artificial intelligence", "due by 2026", "status not stated"):
        assert phrase in words.split("1 promise")[0]


def test_markup_in_what_was_searched_for_and_in_records_stays_text(client: Client, public: Client) -> None:
    promise = {"kind": "goal", "statement": "<script>alert(1)</script>", "due": "2030"}
    client.create(published(jurisdiction="FR", commitments=[promise]))
    answer = public.get(TIMELINE, query_string={"q": "<script>alert", "match": "within"})
    assert "<script>alert(1)</script>" in drawn(public, f"{TIMELINE}?q=%3Cscript%3Ealert")
    assert "<script" not in answer.text


def test_a_converted_chart_names_the_target_and_the_currencies_before(public: Client) -> None:
    words = drawn(public, CONVERTED)
    assert words.startswith("Sums by jurisdiction in EUR The greatest first. Converted at")
    assert "converted from KRW, USD" in words
    assert drawn(public, f"{SUMS}?currency=EUR").startswith("Sums by jurisdiction: currency EUR ")


@pytest.mark.parametrize("query", [TimelineQuery(), PictureQuery()])
def test_no_filter_is_shown_as_a_parameter(query: Schema) -> None:
    for name, field in query.fields.items():
        allowed = getattr(getattr(field, "inner", field), "allowed", ())
        for value in (["_missing"], True, "2026", *allowed):
            title = chart_title("Due", {name: value})
            assert not re.search("[_=]", title), (name, value)
            assert not (isinstance(field, OneOf) and value in allowed and title == f"Due: {name} {value}")


def test_the_policy_allows_the_style_sheet_and_no_other(public: Client) -> None:
    answer = public.get(TIMELINE)
    (sheet,) = re.findall(r"<style>(.*?)</style>", answer.text, re.DOTALL)
    digest = b64encode(sha256(sheet.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in answer.headers["Content-Security-Policy"]
    assert " style=" not in answer.text


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
