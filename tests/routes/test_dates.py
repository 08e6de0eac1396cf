"""Dates of records through the API: what is taken, what is refused with what to write, and what they mean."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.clients import RECORDS, Client, url_of
from tests.domain.dates.cases import CASES, UNSUPPORTED, name_of
from tests.parts import amount, commitment, quote
from tests.records import draft, published
from tests.refusals import error_at, refused

PLACES = {"due": ("commitments", commitment, "due"), "period": ("amounts", amount, "period")}


def send(client: Client, field: str, text: str, **members: Any) -> TestResponse:
    """POST a record with a date in the field."""
    list_name, part, _ = PLACES[field]
    return client.post(RECORDS, json=draft(**{list_name: [part(key="k", **{field: text})]}, **members))


def days_of(client: Client, answer: TestResponse, field: str) -> tuple[str, str]:
    """The first and the last day of the date of a created record, in its list."""
    assert answer.status_code == 201, answer.text
    list_name, _, stem = PLACES[field]
    (item,) = client.get(f"/v1/{list_name}?announcement={answer.get_json()['id']}").get_json()["data"]
    return item.get(f"{stem}_from", ""), item.get(f"{stem}_to", "")


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_each_case_is_taken_or_refused_with_what_to_write(client: Client, case: dict[str, str]) -> None:
    field, where = case["field"], {"jurisdiction": case["jurisdiction"]}
    answer, right = send(client, field, case["text"], **where), (case["first"], case["last"])
    if answer.status_code == 201:
        assert days_of(client, answer, field) == right
        return
    place = f"/{PLACES[field][0]}/0/{field}"
    assert refused(answer).keys() == {place}
    error = error_at(answer, place)
    if case["text"] in UNSUPPORTED:
        assert UNSUPPORTED[case["text"]] in error["detail"]
        return
    assert error.get("did_you_mean") == (case["edtf"] or None)
    if case["edtf"]:
        assert case["edtf"] in error["detail"]
        assert days_of(client, send(client, field, case["edtf"], **where), field) == right


@pytest.mark.parametrize(
    ("jurisdiction", "period", "suggestion", "other"),
    [
        ("GB", "2022-23", "2022-04/2023-03", "2022-09/2022-11"),
        ("KR", "2022-23", "2022/2023", "2022-09/2022-11"),
        ("KE", "2026/2027", "2026-07/2027-06", "2026-01/2027-12"),
    ],
)
def test_a_period_that_looks_like_two_years_is_refused_with_both_readings(
    client: Client, jurisdiction: str, period: str, suggestion: str, other: str
) -> None:
    answer = send(client, "period", period, jurisdiction=jurisdiction)
    assert refused(answer) == {"/amounts/0/period": "fiscal_year"}
    error = error_at(answer, "/amounts/0/period")
    assert error["did_you_mean"] == suggestion
    assert other in error["detail"]


def test_other_years_of_a_period_and_seasons_elsewhere_are_taken(client: Client) -> None:
    for period in ("2026/2027", "2026/2028", "2010-11", "2026"):
        assert send(client, "period", period, jurisdiction="FR").status_code == 201
    assert send(client, "due", "2022-23", jurisdiction="GB").status_code == 201
    assert refused(send(client, "due", "2026-27", jurisdiction="GB")) == {"/commitments/0/due": "fiscal_year"}
    change = {"percent": "5", "compared_with": "2024-25"}
    record = draft(jurisdiction="GB", amounts=[amount(change=change)])
    assert refused(client.post(RECORDS, json=record)) == {"/amounts/0/change/compared_with": "fiscal_year"}


def test_a_slashed_date_is_read_as_the_jurisdiction_writes_it(client: Client) -> None:
    for jurisdiction, text, near in (("US", "03/04/2026", "2026-03-04"), ("GB", "03/04/2026", "2026-04-03"),
                                     ("GB", "25/12/2008", "2008-12-25")):  # fmt: skip
        error = error_at(send(client, "due", text, jurisdiction=jurisdiction), "/commitments/0/due")
        assert (error["did_you_mean"], f"“{text}”" in error["detail"]) == (near, True)
    error = error_at(send(client, "due", "03/04/2026", jurisdiction="CA"), "/commitments/0/due")
    assert "did_you_mean" not in error
    assert "2026-03-04 or 2026-04-03" in error["detail"]


def test_a_date_that_is_valid_elsewhere_is_refused_with_the_reason_alone(client: Client) -> None:
    for members, place, reason in (
        ({"announced_on": "2008/.."}, "/announced_on", "“2008/..” has an open end. Give its last day"),
        ({"policy_status": {"code": "adopted", "on": "../2026"}}, "/policy_status/on", "has an open end"),
        ({"amounts": [amount(price_year="2022-23")]}, "/amounts/0/price_year", "“2022-23” is not a year. Write 2025."),
    ):
        error = error_at(client.post(RECORDS, json=draft(**members)), place)
        assert reason in error["detail"]
        assert "did_you_mean" not in error


def test_seasons_come_in_the_order_of_the_hemisphere(client: Client) -> None:
    assert send(client, "due", "2026-21/2026-23", jurisdiction="GB").status_code == 201
    assert send(client, "due", "2026-23/2026-21", jurisdiction="AU").status_code == 201
    assert refused(send(client, "due", "2026-21/2026-23", jurisdiction="AU")) == {"/commitments/0/due": "order"}
    assert refused(send(client, "due", "2026-23/2026-21", jurisdiction="GB")) == {"/commitments/0/due": "order"}


def test_a_spring_in_the_south_is_not_overdue_before_it_ends(client: Client) -> None:
    created = client.create(published(jurisdiction="AU", commitments=[commitment(key="c", due="2026-21")]))
    assert created["commitments"][0]["due_to"] == "2026-11-30"
    for day, expected in (("2026-11-30", 0), ("2026-12-01", 1)):
        found = client.get(f"/v1/commitments?announcement={created['id']}&overdue_on={day}").get_json()
        assert found["meta"]["total"]["value"] == expected
    moved = client.patched(created, {"jurisdiction": "GB"})
    assert moved["commitments"][0]["due_to"] == "2026-05-31"


def test_an_announcement_of_which_only_the_latest_day_is_known_is_placed_on_it(client: Client) -> None:
    ids = [client.create(published(announced_on=each, quotes=[quote(speaker="msit")]))["id"]
           for each in ("2008-11", "../2008-12", "2009-01-01")]  # fmt: skip
    query = "&".join(f"id={id}" for id in ids)
    listed = client.get(f"{RECORDS}?{query}&sort=announced_on&facet=year").get_json()
    assert [each["id"] for each in listed["data"]] == ids
    assert listed["data"][1]["announced_on"] == "../2008-12"
    assert {each["value"]: each["count"] for each in listed["meta"]["facets"]["year"]} == {"2008": 2, "2009": 1}
    window = client.get(f"{RECORDS}?{query}&announced_from=2008-12-31&announced_to=2008-12-31").get_json()
    assert [each["id"] for each in window["data"]] == [ids[1]]
    header, row = client.get(f"{RECORDS}?id={ids[1]}&format=csv").text.splitlines()
    cells = dict(zip(header.split(","), row.split(","), strict=True))
    assert (cells["announced_on"], cells["announced_from"], cells["announced_to"]) == ("../2008-12", "", "2008-12-31")
    said = client.get(f"/v1/quotes?announcement={ids[1]}&sort=said_on").get_json()
    assert said["meta"]["total"]["value"] == 1
    assert refused(client.post(RECORDS, json=draft(announced_on="2008-12/.."))) == {"/announced_on": "date"}


def test_a_search_finds_a_record_whose_day_moved_with_its_jurisdiction(client: Client) -> None:
    created = client.create(published(title="Wombat census", announced_on="2026-21", jurisdiction="AU"))
    moved = client.patched(created, {"jurisdiction": "GB", "title": "Wombat count"})
    found = [client.get(f"{RECORDS}?q={word}&id={moved['id']}").get_json()["data"] for word in ("census", "count")]
    assert [len(each) for each in found] == [0, 1]


def test_times_of_sources_are_taken_in_any_form_of_iso_8601(client: Client) -> None:
    source = {
        "kind": "press_release",
        "title": "T",
        "retrieved_at": "20260129T180000+0900",
        "published_on": "2026-01-29T24:00",
    }
    created = client.create(draft(sources=[source]))
    assert created["sources"][0]["retrieved_at"] == "2026-01-29T09:00:00Z"
    assert created["sources"][0]["published_on"] == "2026-01-29T24:00"
    answer = client.post(RECORDS, json=draft(sources=[source | {"retrieved_at": "2026-01-29T09:00:00"}]))
    assert error_at(answer, "/sources/0/retrieved_at")["did_you_mean"] == "2026-01-29T09:00:00Z"


def test_sums_by_fiscal_year_and_by_year_of_twelve_months(client: Client) -> None:
    periods = ("2025-04/2026-03", "2025-10", "2026", None)
    record = published(jurisdiction="GB", amounts=[amount(**({"period": each} if each else {})) for each in periods])
    id = client.create(record)["id"]
    sums = {
        name: {row[name]: row["count"] for row in rows(client, f"announcement={id}&group_by={name}")}
        for name in ("fiscal_year", "period_year")
    }
    assert sums["fiscal_year"] == {"2025/2026": 2, None: 2}
    assert sums["period_year"] == {"2025": 1, "2025/2026": 1, "2026": 1, None: 1}
    facets = client.get(f"/v1/amounts?announcement={id}&facet=fiscal_year").get_json()["meta"]["facets"]
    assert {each["value"]: each["count"] for each in facets["fiscal_year"]} == {"2025/2026": 2, "_missing": 2}


def rows(client: Client, query: str) -> list[dict[str, Any]]:
    """The rows of a summary of amounts."""
    answer: list[dict[str, Any]] = client.get(f"/v1/amounts/summary?{query}").get_json()["data"]
    return answer


def day(number: int) -> str:
    """A day so many days from today."""
    return (datetime.now(UTC).date() + timedelta(days=number)).isoformat()


def test_a_window_relative_to_today_moves_and_its_links_keep_it(client: Client) -> None:
    commitments = [commitment(key=f"c{number}", due=day(number)) for number in (-3, 0, 5, 95)]
    id = client.create(published(commitments=commitments))["id"]
    path = f"/v1/commitments?announcement={id}&due_from=today&due_to=today%2B90d&sort=due"
    page = client.get(f"{path}&limit=1").get_json()
    assert [each["key"] for each in page["data"]] == ["c0"]
    assert "due_to=today%2B90d" in page["links"]["next"]
    assert [each["key"] for each in client.get(page["links"]["next"]).get_json()["data"]] == ["c5"]
    for text in ("today+90d", "today 90d", "today%2090d"):
        found = client.get(f"/v1/commitments?announcement={id}&due_from=today&due_to={text}").get_json()
        assert found["meta"]["total"]["value"] == 2, text
    late = client.get(f"/v1/commitments?announcement={id}&overdue_on=today%2B6d").get_json()
    assert late["meta"]["total"]["value"] == 3
    for stem in ("updated", "created", "published", "announced"):
        found = client.get(f"{RECORDS}?id={id}&{stem}_from=today-1y&{stem}_to=today").get_json()
        assert found["meta"]["total"]["value"] == 1, stem


@pytest.mark.parametrize("query", ["due_from=today%2B90d&due_to=today", "due_from=today%2B9x", "due_to=today%2B2000y"])
def test_a_bad_relative_window_is_refused(client: Client, query: str) -> None:
    assert len(refused(client.get(f"/v1/commitments?{query}"))) == 1


def test_a_window_between_a_day_and_a_relative_one_never_becomes_an_error(client: Client) -> None:
    assert client.get("/v1/commitments?due_from=today&due_to=2020").status_code == 200


def test_the_calendar_begins_today_with_what_is_due_next(client: Client) -> None:
    commitments = [
        commitment(key=f"c{number}", statement=f"In {number} days.", due=day(number)) for number in (9, -4, 2)
    ]
    record = client.create(published(commitments=commitments))
    path = f"/v1/commitments?announcement={record['id']}&format=ics"

    def shown(query: str) -> list[str]:
        text = client.get(f"{path}{query}").text
        return [line.removeprefix("SUMMARY:") for line in text.splitlines() if line.startswith("SUMMARY:")]

    assert shown("") == ["In 2 days.", "In 9 days."]
    assert shown("&due_from=today-1y") == ["In -4 days.", "In 2 days.", "In 9 days."]
    assert shown("&overdue=true") == ["In -4 days."]
    assert shown("&due_to=today-1d") == ["In -4 days."]
    assert shown("&due_to=today%2B5d") == ["In 2 days."]
    assert shown("&sort=-due") == ["In 9 days.", "In 2 days."]
    first = client.get(f"{path}&limit=1")
    (link,) = [each for each in first.headers["Link"].split(", ") if 'rel="next"' in each]
    assert "In 9 days." in client.get(link[1 : link.index(">")]).text


def test_a_record_with_dates_is_read_and_put_back_unchanged(client: Client) -> None:
    created = client.create(draft(announced_on="2026-07-01 17:00:00+13:45", effective="?2026-~07", jurisdiction="NZ"))
    answer = client.put(url_of(created), json=created, if_match="*")
    assert (answer.status_code, answer.get_json()["version"]) == (200, 1)
