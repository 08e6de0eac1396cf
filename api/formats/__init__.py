"""Response formats of lists besides JSON: from stored documents to bytes, without a database and without HTTP.

`FORMATS` is their only table. Which list offers which of them is in `schemas.queries.lists.LIST_FORMATS`, and a test
compares the two.
"""

from collections.abc import Mapping
from types import MappingProxyType

from api.formats.base import Format, ListMetadata, write_ndjson
from api.formats.csv import write_csv
from api.formats.feeds import write_atom, write_jsonfeed
from api.formats.ics import write_calendar
from api.formats.jsonld import write_jsonld
from api.formats.xlsx import write_xlsx

__all__ = ["FORMATS", "RESPONSE_TYPES", "Format", "ListMetadata"]

FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "ndjson": Format("application/x-ndjson", write_ndjson, is_streamed=True),
        "csv": Format("text/csv; charset=utf-8; header=present", write_csv, is_streamed=True, extension="csv"),
        "xlsx": Format(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            write_xlsx,
            is_streamed=True,
            extension="xlsx",
        ),
        "atom": Format("application/atom+xml; charset=utf-8", write_atom),
        "jsonfeed": Format("application/feed+json", write_jsonfeed),
        "ics": Format("text/calendar; charset=utf-8", write_calendar),
        "jsonld": Format("application/ld+json", write_jsonld),
    }
)
RESPONSE_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "json": "application/json",
        "svg": "image/svg+xml",
        "prometheus": "text/plain",
        **{name: each.media_type.partition(";")[0] for name, each in FORMATS.items()},
    }
)
"""The media type of each value of `?format=`, of the charts and of the metrics, without parameters."""
