"""Atom (RFC 4287), written by feedgenerator."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import StringIO
from typing import Any

from feedgenerator import Atom1Feed  # type: ignore[import-untyped]  # It has no types.

from api.formats.base import ListMetadata
from api.formats.feed_entry import FeedEntry

NAME = "Communiqué"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 forbids."""


class AtomFeed(Atom1Feed):  # type: ignore[misc]  # Its base has no types.
    """Atom1Feed with plain text instead of HTML, a language and several authors per entry, and paging (RFC 5005)."""

    def latest_post_date(self) -> datetime:
        """Time of the newest entry, so that the same entries give the same bytes."""
        return max((item["updateddate"] for item in self.items), default=EPOCH)

    def add_root_elements(self, handler: Any) -> None:
        """Add a link to the next page, if there is one."""
        super().add_root_elements(handler)
        if self.feed["next_page"]:
            handler.addQuickElement("link", "", {"rel": "next", "href": self.feed["next_page"]})

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        """The language of an entry."""
        return {"xml:lang": item["language"]}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """Add authors, texts and links to the sources."""
        super().add_item_elements(handler, item)
        for name in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")
        for name, text in item["texts"].items():
            handler.addQuickElement(name, text, {"type": "text"})
        for source in item["sources"]:
            handler.addQuickElement("link", "", {"rel": "via", "href": source})


def write_atom(documents: Iterable[bytes], metadata: ListMetadata) -> Iterator[bytes]:
    """A feed of records."""
    feed = AtomFeed(
        title=xml_text(metadata.title),
        link=f"{metadata.root}/v1/{metadata.collection}",
        description=None,
        language="en",
        author_name=NAME,
        feed_url=metadata.address,
        feed_guid=metadata.address,
        next_page=metadata.next_page,
    )
    for document in documents:
        add_entry(feed, FeedEntry.of(document, metadata.root))
    text = StringIO()
    feed.write(text, "utf-8")
    yield text.getvalue().encode()


def add_entry(feed: AtomFeed, entry: FeedEntry) -> None:
    """Add a record to the feed."""
    texts = {"summary": entry.summary, "content": entry.body}
    feed.add_item(
        title=xml_text(entry.title),
        link=entry.url,
        description=None,
        unique_id=entry.id,
        pubdate=datetime.fromisoformat(entry.published) if entry.published else None,
        updateddate=datetime.fromisoformat(entry.updated),
        categories=entry.topics,
        language=entry.language,
        authors=[xml_text(name) for name in entry.authors],
        texts={name: xml_text(text) for name, text in texts.items() if text},
        sources=[xml_text(source) for source in entry.sources],
    )


def xml_text(text: str) -> str:
    """The text with U+FFFD in place of each character that XML forbids."""
    return NOT_IN_XML.sub("\ufffd", text)
