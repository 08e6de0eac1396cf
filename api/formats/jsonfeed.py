"""JSON Feed 1.1."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from api.formats.base import ListMetadata
from api.formats.feed_entry import FeedEntry

VERSION = "https://jsonfeed.org/version/1.1"


def write_jsonfeed(documents: Iterable[bytes], metadata: ListMetadata) -> Iterator[bytes]:
    """A feed of records."""
    feed = {
        "version": VERSION,
        "title": metadata.title,
        "home_page_url": f"{metadata.root}/",
        "feed_url": metadata.address,
        "next_url": metadata.next_page,
        "language": "en",
        "items": [feed_item(FeedEntry.of(document, metadata.root)) for document in documents],
    }
    yield orjson.dumps(without_none(feed))


def feed_item(entry: FeedEntry) -> dict[str, Any]:
    """An item. Its text, which is mandatory, is the body, else the summary, else the title."""
    return without_none(
        {
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
    )


def without_none(members: dict[str, Any]) -> dict[str, Any]:
    """The members that have a value."""
    return {name: value for name, value in members.items() if value is not None}
