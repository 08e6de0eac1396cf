"""Response formats of lists besides JSON: from stored documents to bytes, without a database and without HTTP.

`FORMATS` is their only table. Which list offers which of them is in `schemas.queries.lists.LIST_FORMATS`, and a test
compares the two.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from api.formats import atom, csv, ics, jsonfeed, jsonld, ndjson
from api.formats.base import Format, ListMetadata

__all__ = ["FORMATS", "RESPONSE_TYPES", "Format", "ListMetadata"]

FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "ndjson": Format("application/x-ndjson", ndjson.write, is_streamed=True),
        "csv": Format("text/csv; charset=utf-8; header=present", csv.write, is_streamed=True),
        "atom": Format("application/atom+xml; charset=utf-8", atom.write),
        "jsonfeed": Format("application/feed+json", jsonfeed.write),
        "ics": Format("text/calendar; charset=utf-8", ics.write),
        "jsonld": Format("application/ld+json", jsonld.write),
    }
)
RESPONSE_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "json": "application/json",
        "svg": "image/svg+xml",
        **{name: each.media_type.partition(";")[0] for name, each in FORMATS.items()},
    }
)
"""The media type of each value of `?format=`, and of the charts, without parameters."""
