"""JSON Feed 1.1."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from api.formats.base import ListMetadata
from api.formats.feed_entry import Entry

VERSION = "https://jsonfeed.org/version/1.1"


def write(documents: Iterable[bytes], subject: ListMetadata) -> Iterator[bytes]:
    """Yield a feed of records."""
    feed = {
        "version": VERSION,
        "title": subject.title,
        "home_page_url": f"{subject.root}/",
        "feed_url": subject.address,
        "next_url": subject.next_page,
        "language": "en",
        "items": [item(Entry.of(document, subject.root)) for document in documents],
    }
    yield orjson.dumps(without_none(feed))


def item(entry: Entry) -> dict[str, Any]:
    """Return an item; its text is the best there is, as every item needs one."""
    members = {
        "id": entry.id,
        "url": entry.url,
        "external_url": next(iter(entry.sources), None),
        "title": entry.title,
        "content_text": entry.body or entry.summary or entry.title,
        "summary": entry.summary,
        "date_published": entry.published,
        "date_modified": entry.updated,
        "authors": [{"name": name} for name in entry.authors] or None,
        "tags": entry.topics or None,
        "language": entry.language,
    }
    return without_none(members)


def without_none(members: dict[str, Any]) -> dict[str, Any]:
    """Return what has a value."""
    return {name: value for name, value in members.items() if value is not None}
