"""iCalendar (RFC 5545, RFC 7986): an all-day event per commitment, over all days that its due date may mean."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import orjson
from icalendar import Calendar, Event

from api.formats.base import ListMetadata
from domain.vocabularies import COMMITMENT_STATUS

PRODUCT = "-//Communique//Commitments//EN"
REFRESH_INTERVAL = timedelta(hours=1)
ONE_DAY = timedelta(days=1)
LABELS = COMMITMENT_STATUS.labels
CANCELLED = frozenset({"abandoned", "reversed"})
"""Statuses of a commitment whose event will not take place."""

Item = dict[str, Any]


def write_calendar(documents: Iterable[bytes], metadata: ListMetadata) -> Iterator[bytes]:
    """A calendar. Commitments without a first or last due day are left out; the description says how many."""
    items = [orjson.loads(document) for document in documents]
    dated = [item for item in items if "due_from" in item and "due_to" in item]
    calendar = empty_calendar(metadata, len(items) - len(dated))
    for item in dated:
        calendar.add_component(commitment_event(item, metadata.root))
    yield calendar.to_ical()


def empty_calendar(metadata: ListMetadata, undated: int) -> Calendar:
    """A calendar without events. Names and intervals are given twice: by the RFCs, and for older clients as X-."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("name", metadata.title)
    calendar.add("x-wr-calname", metadata.title)
    calendar.add("source", metadata.address, parameters={"VALUE": "URI"})
    calendar.add("refresh-interval", REFRESH_INTERVAL, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    left_out = [f"Not shown, because they have no first or no last due day: {undated}."] if undated else []
    rest = [f"Next page: {metadata.next_page}"] if metadata.next_page else []
    if left_out or rest:
        calendar.add("description", " ".join([*left_out, *rest]))
    return calendar


def commitment_event(item: Item, root: str) -> Event:
    """The event of a commitment: the same bytes until its record changes.

    DTEND is the day after the last one (RFC 5545); 9999-12-31 has no day after it.
    """
    record, event = item["announcement"], Event()
    changed_at = datetime.fromisoformat(record["updated_at"])
    event.add("uid", f"urn:uuid:{item['id']}")
    event.add("dtstamp", changed_at)
    event.add("last-modified", changed_at)
    event.add("sequence", record["version"])
    first, last = date.fromisoformat(item["due_from"]), date.fromisoformat(item["due_to"])
    end = last + ONE_DAY if last < date.max else last
    event.add("dtstart", first)
    if end > first:
        event.add("dtend", end)
    event.add("summary", item["statement"])
    event.add("description", describe_commitment(item, root))
    event.add("url", f"{root}{item['url']}")
    event.add("transp", "TRANSPARENT")
    if item["topics"]:
        event.add("categories", item["topics"])
    if "place" in item:
        event.add("location", item["place"])
    if item.get("status", {}).get("code") in CANCELLED:
        event.add("status", "CANCELLED")
    return event


def describe_commitment(item: Item, root: str) -> str:
    """Due date, status, parties, announcement and its URL, one per line."""
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
