"""iCalendar (RFC 5545, RFC 7986): an all-day event for each commitment, as long as the days that its date can mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import orjson
from icalendar import Calendar, Event

from api.formats.base import ListMetadata
from domain.vocabularies import COMMITMENT_STATUS

PRODUCT = "-//Communique//Commitments//EN"
REFRESHED = timedelta(hours=1)
A_DAY = timedelta(days=1)
LABELS = {term.code: term.label for term in COMMITMENT_STATUS.terms}

Item = dict[str, Any]


def write(documents: Iterable[bytes], subject: ListMetadata) -> Iterator[bytes]:
    """Yield a calendar. What has no first or no last day cannot be shown in one; the description counts it."""
    items = [orjson.loads(document) for document in documents]
    dated = [item for item in items if "due_from" in item and "due_to" in item]
    calendar = framed(subject, len(items) - len(dated))
    for item in dated:
        calendar.add_component(event(item, subject.root))
    yield calendar.to_ical()


def framed(subject: ListMetadata, undated: int) -> Calendar:
    """Return a calendar without events, under the names that the standard and the older clients have for things."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("name", subject.title)
    calendar.add("x-wr-calname", subject.title)
    calendar.add("source", subject.address, parameters={"VALUE": "URI"})
    calendar.add("refresh-interval", REFRESHED, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    undrawn = [f"Not shown, without a first and a last day by which they are due: {undated}."] if undated else []
    rest = [f"There are more: {subject.next_page}"] if subject.next_page else []
    if undrawn or rest:
        calendar.add("description", " ".join([*undrawn, *rest]))
    return calendar


def event(item: Item, root: str) -> Event:
    """Return the event of a commitment: the same bytes until its record changes."""
    record, made = item["announcement"], Event()
    changed_at = datetime.fromisoformat(record["updated_at"])
    made.add("uid", f"urn:uuid:{item['id']}")
    made.add("dtstamp", changed_at)
    made.add("last-modified", changed_at)
    made.add("sequence", record["version"])
    add_days(made, date.fromisoformat(item["due_from"]), date.fromisoformat(item["due_to"]))
    made.add("summary", item["statement"])
    made.add("description", description(item, root))
    made.add("url", f"{root}{item['url']}")
    made.add("transp", "TRANSPARENT")
    add_stated(made, item)
    return made


def add_days(made: Event, first: date, last: date) -> None:
    """Add the days; an event ends on the day after its last one, which the last day of the calendar has not."""
    made.add("dtstart", first)
    end = last + A_DAY if last < date.max else last
    if end > first:
        made.add("dtend", end)


def add_stated(made: Event, item: Item) -> None:
    """Add what not every commitment has."""
    if item["topics"]:
        made.add("categories", item["topics"])
    if "place" in item:
        made.add("location", item["place"])
    if item.get("status", {}).get("code") == "abandoned":
        made.add("status", "CANCELLED")


def description(item: Item, root: str) -> str:
    """Return what a person wants to know of a commitment, a line for each."""
    status, record = item.get("status"), item["announcement"]
    due = f"{item['due_text']} ({item['due']})" if "due_text" in item else item["due"]
    lines = (
        f"Due: {due}",
        f"Status: {LABELS[status['code']]}, {status['on']}" if status else "Status: no report yet",
        f"By: {', '.join(item['party_names'])}" if item["party_names"] else None,
        f"Announced: {record['announced_on']}, {record['title']}",
        f"{root}{record['url']}",
    )
    return "\n".join(line for line in lines if line)
