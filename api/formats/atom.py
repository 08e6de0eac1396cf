"""Atom (RFC 4287), through feedgenerator."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import StringIO
from typing import Any

from feedgenerator import Atom1Feed  # type: ignore[import-untyped]  # It has no types.

from api.formats.base import ListMetadata
from api.formats.feed_entry import Entry

NAME = "Communiqué"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no place for."""


class Feed(Atom1Feed):  # type: ignore[misc]  # Its base has no types.
    """A feed whose texts are text and not HTML, whose entries have their own languages, and that is as old as they."""

    def latest_post_date(self) -> datetime:
        """Return when the newest entry changed: the same entries are the same bytes at any time."""
        return max((item["updateddate"] for item in self.items), default=NEVER)

    def add_root_elements(self, handler: Any) -> None:
        """Add the next page (RFC 5005), if there is one."""
        super().add_root_elements(handler)
        if self.feed["next_page"]:
            handler.addQuickElement("link", "", {"rel": "next", "href": self.feed["next_page"]})

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        """Name the language of an entry."""
        return {"xml:lang": item["language"]}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """Add every author, the texts, and where they come from."""
        super().add_item_elements(handler, item)
        for name in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")
        for name, text in item["texts"].items():
            handler.addQuickElement(name, text, {"type": "text"})
        for source in item["sources"]:
            handler.addQuickElement("link", "", {"rel": "via", "href": source})


def write(documents: Iterable[bytes], subject: ListMetadata) -> Iterator[bytes]:
    """Yield a feed of records."""
    feed = Feed(
        title=clean(subject.title),
        link=f"{subject.root}/v1/{subject.collection}",
        description=None,
        language="en",
        author_name=NAME,
        feed_url=subject.address,
        feed_guid=subject.address,
        next_page=subject.next_page,
    )
    for document in documents:
        add(feed, Entry.of(document, subject.root))
    text = StringIO()
    feed.write(text, "utf-8")
    yield text.getvalue().encode()


def add(feed: Feed, entry: Entry) -> None:
    """Add a record to the feed."""
    texts = {"summary": entry.summary, "content": entry.body}
    feed.add_item(
        title=clean(entry.title),
        link=entry.url,
        description=None,
        unique_id=entry.id,
        pubdate=datetime.fromisoformat(entry.published) if entry.published else None,
        updateddate=datetime.fromisoformat(entry.updated),
        categories=entry.topics,
        language=entry.language,
        authors=[clean(name) for name in entry.authors],
        texts={name: clean(text) for name, text in texts.items() if text},
        sources=[clean(source) for source in entry.sources],
    )


def clean(text: str) -> str:
    """Return the text with a mark in place of each character that XML cannot hold."""
    return FORBIDDEN.sub("\ufffd", text)
