"""iCalendar: commitments as events, read by icalendar."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from icalendar import Calendar, Event

from tests.formats.documents import ROOT, about, answered, items, parts, whole, written
from tests.parts import commitment
from tests.records import published
from tests.strategies import records

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
METADATA = about("commitments")


def read(found: list[dict[str, Any]]) -> Calendar:
    """A calendar as icalendar reads it."""
    calendar = Calendar.from_ical(written("ics", METADATA, found))
    assert isinstance(calendar, Calendar)
    assert calendar.errors == []
    return calendar


def events(found: list[dict[str, Any]]) -> list[Event]:
    return [event for event in read(found).walk("VEVENT") if isinstance(event, Event)]


def promise(**members: Any) -> list[dict[str, Any]]:
    """A commitment as the list returns it."""
    return parts(answered(published(commitments=[commitment(key="c", **members)])), "commitments")


def test_an_event_spans_all_days_that_the_due_date_may_mean() -> None:
    """“By July” lasts all of July; DTEND is the day after."""
    events_by_text = {str(event["summary"]): event for event in events(items("commitments"))}
    event = events_by_text["Five sites are to be named as quantum clusters before July 2026 is over."]
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2026, 7, 1), date(2026, 8, 1))
    assert event["dtstart"].params["VALUE"] == event["dtend"].params["VALUE"] == "DATE"


def test_an_event_has_the_members_of_the_commitment() -> None:
    (item,) = (each for each in items("commitments") if each["key"] == "clusters")
    (event,) = events([item])
    assert (str(event["uid"]), str(event["url"])) == (f"urn:uuid:{item['id']}", f"{ROOT}{item['url']}")
    assert [str(each) for each in event["categories"].cats] == ["quantum-technology"]
    assert event["last-modified"].dt == event["dtstamp"].dt == datetime(2026, 1, 30, 8, tzinfo=UTC)
    assert (event["sequence"], str(event["transp"])) == (1, "TRANSPARENT")
    assert str(event["description"]).splitlines() == [
        "Due: by July (2026-07)",
        "Status: no report yet",
        "By: Ministry of Science and ICT",
        f"Announced: 2026-01-29, {whole()['title']}",
        f"{ROOT}{item['announcement']['url']}",
    ]


def test_an_abandoned_commitment_is_cancelled() -> None:
    (item,) = promise(due="2026-07-15")
    (abandoned,) = events([item | {"status": {"code": "abandoned", "on": "2026-06"}}])
    (met,) = events([item | {"status": {"code": "met", "on": "2026-06"}}])
    assert (str(abandoned["status"]), "status" in met) == ("CANCELLED", False)
    assert "Status: Met, 2026-06" in str(met["description"])


@pytest.mark.parametrize("members", [{}, {"due": "2026/.."}, {"due": "../2029"}, {"due": "2026/"}])
def test_a_commitment_without_first_or_last_day_is_counted_but_not_shown(members: dict[str, Any]) -> None:
    calendar = read([*promise(**members), *promise(due="2026")])
    assert len(calendar.walk("VEVENT")) == 1
    assert str(calendar["description"]) == "Not shown, because they have no first or no last due day: 1."


@pytest.mark.parametrize(
    ("due", "first", "end"),
    [
        ("2026-07-15", date(2026, 7, 15), date(2026, 7, 16)),
        ("9999-12-31", date(9999, 12, 31), None),
        ("9999", date(9999, 1, 1), date(9999, 12, 31)),
        ("0001", date(1, 1, 1), date(2, 1, 1)),
    ],
)
def test_any_day_of_the_calendar_can_be_shown(due: str, first: date, end: date | None) -> None:
    """9999-12-31 has no day after it, so an event ends on it or has no end."""
    (event,) = events(promise(due=due))
    assert (event["dtstart"].dt, event["dtend"].dt if "dtend" in event else None) == (first, end)


def test_a_calendar_has_a_name_a_source_and_a_refresh_interval() -> None:
    calendar = read(items("commitments"))
    assert (str(calendar["prodid"]), str(calendar["version"])) == ("-//Communique//Commitments//EN", "2.0")
    assert str(calendar["name"]) == str(calendar["x-wr-calname"]) == METADATA.title
    assert str(calendar["source"]) == METADATA.address
    assert calendar["refresh-interval"].dt.total_seconds() == 3600
    assert {event["uid"] for event in calendar.walk("VEVENT")} == {
        f"urn:uuid:{item['id']}" for item in items("commitments") if "due_to" in item
    }


def test_lines_have_at_most_75_bytes_and_end_in_crlf() -> None:
    text = written("ics", METADATA, promise(due="2026", statement="양자 칩 생산에서 세계 선두에 오른다. " * 20))
    lines = text.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)


@QUICK
@given(records())
def test_any_commitment_is_read_back_from_its_event(stated: dict[str, Any]) -> None:
    found = parts(answered(stated), "commitments")
    dated = [item for item in found if "due_from" in item and "due_to" in item]
    for event, item in zip(events(found), dated, strict=True):
        assert str(event["uid"]) == f"urn:uuid:{item['id']}"
        assert str(event["summary"]) == item["statement"].replace("\r\n", "\n")
        assert event["dtstart"].dt.isoformat() == item["due_from"]
