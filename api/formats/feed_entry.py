"""A record as an entry of an Atom or JSON feed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

import orjson


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """Members that both kinds of feed show. Times are RFC 3339; `sources` are URLs."""

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
        """The entry of a stored document."""
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
