"""Feeds of records: Atom (RFC 4287), written by feedgenerator, and JSON Feed 1.1."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import orjson
from feedgenerator import Atom1Feed  # type: ignore[import-untyped]  # It has no types.

from api.formats.base import ListMetadata, announcement_url, issuer_names, xml_text

Record = dict[str, Any]

NAME = "Communiqué"
DCTERMS = "http://purl.org/dc/terms/"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class AtomFeed(Atom1Feed):  # type: ignore[misc]  # Its base has no types.
    """Atom1Feed with plain text instead of HTML, a language, a date and authors per entry, and paging (RFC 5005)."""

    def root_attributes(self) -> dict[str, str]:
        """The namespace of the dates too (Dublin Core)."""
        attributes: dict[str, str] = super().root_attributes()
        return attributes | {"xmlns:dcterms": DCTERMS}

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
        """Add the day of the announcement, authors, texts and links to the sources."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("dcterms:date", item["announced_on"])
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
        add_entry(feed, orjson.loads(document), metadata.root)
    text = StringIO()
    feed.write(text, "utf-8")
    yield text.getvalue().encode()


def add_entry(feed: AtomFeed, record: Record, root: str) -> None:
    """Add a record to the feed."""
    published = record.get("published_at")
    texts = {"summary": record.get("summary"), "content": record.get("body")}
    feed.add_item(
        title=xml_text(record["title"]),
        link=announcement_url(record, root),
        description=None,
        unique_id=f"urn:uuid:{record['id']}",
        pubdate=datetime.fromisoformat(published) if published else None,
        updateddate=datetime.fromisoformat(record["significantly_updated_at"]),
        announced_on=record["announced_on"],
        categories=record["topics"],
        language=record["language"],
        authors=[xml_text(name) for name in issuer_names(record)],
        texts={name: xml_text(text) for name, text in texts.items() if text},
        sources=[xml_text(source) for source in source_urls(record)],
    )


def source_urls(record: Record) -> list[str]:
    """URLs of the sources that have one."""
    return [source["url"] for source in record["sources"] if "url" in source]


def write_jsonfeed(documents: Iterable[bytes], metadata: ListMetadata) -> Iterator[bytes]:
    """A feed of records."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": metadata.title,
        "home_page_url": f"{metadata.root}/",
        "feed_url": metadata.address,
        "next_url": metadata.next_page,
        "language": "en",
        "items": [feed_item(orjson.loads(document), metadata.root) for document in documents],
    }
    yield orjson.dumps(without_none(feed))


def feed_item(record: Record, root: str) -> dict[str, Any]:
    """An item, with the day of the announcement as an extension.

    Its text, which is mandatory, is the body, else the summary, else the title.
    """
    return without_none(
        {
            "id": f"urn:uuid:{record['id']}",
            "url": announcement_url(record, root),
            "external_url": next(iter(source_urls(record)), None),
            "title": record["title"],
            "content_text": record.get("body") or record.get("summary") or record["title"],
            "summary": record.get("summary"),
            "date_published": record.get("published_at"),
            "date_modified": record["significantly_updated_at"],
            "authors": [{"name": name} for name in issuer_names(record)] or None,
            "tags": record["topics"] or None,
            "language": record["language"],
            "_communique": {"announced_on": record["announced_on"]},
        }
    )


def without_none(members: dict[str, Any]) -> dict[str, Any]:
    """The members that have a value."""
    return {name: value for name, value in members.items() if value is not None}
