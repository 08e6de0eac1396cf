"""Media types other than JSON, each with its schema and the beginning of a response."""

from collections.abc import Mapping
from typing import Any

from api.openapi.examples import RECORD_ID, RECORD_URL
from api.openapi.references import Json

TEXT = {"type": "string"}

TEXT_BODY: Json = {
    "schema": TEXT | {"description": "The text alone; its length counts in characters."},
    "example": "SEOUL, Jan. 29 - The Science Ministry will train 10,000 quantum experts by 2035.\n",
}
"""The body of an operation that takes plain text."""

FILE = {"type": "string", "format": "binary"}
"""The schema of bytes, as generators know them."""

ANY_OBJECT = {"type": "object", "additionalProperties": True}
"""openapi-typescript reads an object that says nothing of its members as one that has none."""

NDJSON = FILE | {"contentMediaType": "application/x-ndjson"}
"""The schema of an NDJSON body. `contentSchema` beside it is that of each line."""

FORMATS: Mapping[str, Json] = {
    "ndjson": {"schema": TEXT, "example": '{"title": "Road map"}\n'},
    "csv": {"schema": TEXT, "example": "title\r\nRoad map\r\n"},
    "xlsx": {"schema": FILE, "example": "PK\u0003\u0004"},
    "atom": {
        "schema": TEXT,
        "example": '<feed xmlns="http://www.w3.org/2005/Atom"><title>Communiqué</title></feed>',
    },
    "jsonfeed": {
        "schema": ANY_OBJECT,
        "example": {"version": "https://jsonfeed.org/version/1.1", "title": "Communiqué", "items": []},
    },
    "jsonld": {
        "schema": ANY_OBJECT,
        "example": {"@context": "https://schema.org", "@type": "ItemList", "itemListElement": []},
    },
    "ics": {"schema": TEXT, "example": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"},
    "svg": {
        "schema": TEXT,
        "example": '<svg xmlns="http://www.w3.org/2000/svg" role="img"><title>When promises fall due</title></svg>',
    },
    "prometheus": {"schema": TEXT, "example": "communique_build_info 1.0\n"},
}
"""The formats of reads."""

IMPORT_RESULTS = (
    f'{{"line":1,"status":"created","id":"{RECORD_ID}","version":1,"url":"{RECORD_URL}"}}\n'
    '{"summary":{"lines":1,"created":1,"replaced":0,"unchanged":0,"refused":0,"undone":0},"complete":true,'
    '"atomic":false,"dry_run":false}\n'
)
"""The response to an import of one record."""

LINES: Mapping[str, Any] = {
    "description": "A record in each line, as POST takes it, or as it was exported. With `Content-Encoding: gzip` the "
    "body is compressed.",
    "required": True,
    "content": {
        "application/x-ndjson": {
            "schema": NDJSON | {"contentSchema": {"$ref": "#/components/schemas/Announcement"}},
            "example": '{"kind": "plan", "title": "A plan", "language": "en", "jurisdiction": "KR", '
            '"announced_on": "2026-02"}\n',
        }
    },
}
"""An NDJSON body. OpenAPI 3.1 has no schema for its lines."""
