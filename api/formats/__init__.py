"""What a list can be answered as beside JSON: from documents to bytes, without a database and without HTTP."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from api.formats import atom, csv, ics, jsonfeed, jsonld, ndjson
from api.formats.base import Format, Subject
from api.formats.csv_columns import COLUMNS

__all__ = ["FORMATS", "Format", "Subject"]

ANNOUNCEMENTS = frozenset({"announcements"})
COMMITMENTS = frozenset({"commitments"})
EVERY = frozenset(COLUMNS)

FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        form.name: form
        for form in (
            Format("ndjson", "application/x-ndjson", "ndjson", EVERY, True, ndjson.write),
            Format("csv", "text/csv; charset=utf-8; header=present", "csv", EVERY, True, csv.write),
            Format("atom", "application/atom+xml; charset=utf-8", "atom", ANNOUNCEMENTS, False, atom.write),
            Format("jsonfeed", "application/feed+json", "json", ANNOUNCEMENTS, False, jsonfeed.write),
            Format("ics", "text/calendar; charset=utf-8", "ics", COMMITMENTS, False, ics.write),
            Format("jsonld", "application/ld+json", "jsonld", ANNOUNCEMENTS, False, jsonld.write),
        )
    }
)
