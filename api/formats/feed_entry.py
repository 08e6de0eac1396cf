"""What a feed says of an announcement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

import orjson


@dataclass(frozen=True, slots=True)
class Entry:
    """An announcement as an entry of a feed; times are RFC 3339, `sources` the addresses it was taken from."""

    id: str
    url: str
    title: str
    summary: str | None
    body: str | None
    language: str
    topics: list[str]
    authors: list[str]
    sources: list[str]
    published: str | None
    updated: str

    @classmethod
    def of(cls, document: bytes, root: str) -> Self:
        """Read a record's document."""
        record: dict[str, Any] = orjson.loads(document)
        return cls(
            id=f"urn:uuid:{record['id']}",
            url=f"{root}/v1/announcements/{record['id']}",
            title=record["title"],
            summary=record.get("summary"),
            body=record.get("body"),
            language=record["language"],
            topics=record["topics"],
            authors=[party["name"] for party in record["parties"] if "issuer" in party["roles"]],
            sources=[source["url"] for source in record["sources"] if "url" in source],
            published=record.get("published_at"),
            updated=record["updated_at"],
        )
