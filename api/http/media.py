"""What bodies and answers can be, and what they look like."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

MEDIA_TYPES = {
    "POST": ("application/json",),
    "PUT": ("application/json",),
    "PATCH": ("application/merge-patch+json", "application/json"),
}
"""What a body can be; the first one is what the documentation offers first."""

FORMAT_EXAMPLES: Mapping[str, str | dict[str, Any]] = {
    "ndjson": '{"id": "019c0dea-8800-7000-8000-000000000001", "title": "Road map"}\n',
    "csv": "id,title\r\n019c0dea-8800-7000-8000-000000000001,Road map\r\n",
    "atom": '<feed xmlns="http://www.w3.org/2005/Atom"><title>Communiqué</title></feed>',
    "jsonfeed": {"version": "https://jsonfeed.org/version/1.1", "title": "Communiqué", "items": []},
    "jsonld": {"@context": "https://schema.org", "@type": "ItemList", "itemListElement": []},
    "ics": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n",
    "svg": '<svg xmlns="http://www.w3.org/2000/svg" role="img"></svg>',
}
"""What an answer in a format other than JSON begins like."""


LINES: Mapping[str, Any] = {
    "description": "A record in each line, as POST takes it, or as it was exported. With `Content-Encoding: gzip` the "
    "body is compressed.",
    "content": {
        "application/x-ndjson": {
            "schema": {"contentMediaType": "application/x-ndjson"},
            "example": '{"kind": "plan", "title": "A plan", "language": "en", "jurisdiction": "KR", '
            '"announced_on": "2026-02"}\n',
        }
    },
}
"""A body of lines, which has no schema in OpenAPI 3.1: each line is answered by itself, whatever it is."""
