"""CSV (RFC 4180) in UTF-8, a row per item. Cells that a spreadsheet would run as a formula are escaped.

There is no byte order mark unless a request asks for it: programs would read it as part of the first column's name.
Excel needs it to open a file on a double click; without one it assumes a local code page.

A record's text and its parts have no columns; the parts are lists of their own.
"""

import codecs
import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from types import MappingProxyType
from typing import Any

import orjson

from api.formats.base import ListMetadata, announcement_url, chunked, issuer_names
from domain.dates.edtf import DateRange, parse_edtf

Item = Mapping[str, Any]
Reader = Callable[[Item, str], Any]
"""Reads a value from a document, given the root URL: text, number, truth value, list of texts, or None."""

SEPARATOR = "; "
LABEL = "_label"
"""End of the name of a column with labels."""

NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?", re.ASCII)
FORMULA = re.compile(
    "'*(?:[\t\r\n]"
    "|[\\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*"
    "[=+@\u2212\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b-])"
)
"""Start of a cell that a spreadsheet may run: a tab or line break, or an operator of any width after white space.

Leading apostrophes count too, so that removing the first one always gives back the original text.
"""


class EchoFile:
    """A file for `csv.writer` whose `write` returns the text."""

    def write(self, text: str) -> str:
        """The text itself."""
        return text


WRITER = csv.writer(EchoFile(), lineterminator="\r\n")


def write_csv(documents: Iterable[bytes], metadata: ListMetadata) -> Iterator[bytes]:
    """A header line, then a row for each document."""
    columns = columns_of(metadata)
    items = map(orjson.loads, documents)
    rows = ([read(item, metadata.root) for read in columns.values()] for item in items)
    lines = (WRITER.writerow(map(escaped_text, row)).encode() for row in chain([columns], rows))
    return chunked(chain([codecs.BOM_UTF8] if metadata.has_bom else [], lines))


def columns_of(metadata: ListMetadata) -> Mapping[str, Reader]:
    """The columns of a list, or of a summary of it."""
    if metadata.group_columns is None:
        return COLUMNS[metadata.collection]
    groups = {name: label(name) if name.endswith(LABEL) else path(name) for name in metadata.group_columns}
    return {**groups, **SUMMARY_COLUMNS[metadata.collection]}


def label(column: str) -> Reader:
    """The label of a group of a summary, or the value that is its own label."""
    name = column.removesuffix(LABEL)
    return lambda item, _: item["labels"].get(name, item[name])


def cell_text(value: Any) -> str:
    """The text of a cell; empty for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return SEPARATOR.join(value) if isinstance(value, list) else str(value)


def escaped_text(value: Any) -> str:
    """The text of a cell that no spreadsheet runs."""
    return escape_formula(cell_text(value))


def escape_formula(text: str) -> str:
    """The text, with an apostrophe before it if a spreadsheet could run it. Plain numbers stay as they are."""
    return f"'{text}" if FORMULA.match(text) and not NUMBER.fullmatch(text) else text


def path(*names: str) -> Reader:
    """A member, or a member of a member; None if any of them is absent."""

    def read(item: Item, _: str) -> Any:
        value: Any = item
        for name in names:
            value = value.get(name) if value is not None else None
        return value

    return read


def member_columns(*names: str) -> dict[str, Reader]:
    """Columns named like the members that they show."""
    return {name: path(name) for name in names}


def absolute_url(*names: str) -> Reader:
    """A member that is a path on this server, as a URL."""
    read_path = path(*names)

    def read(item: Item, root: str) -> str | None:
        relative = read_path(item, root)
        return None if relative is None else f"{root}{relative}"

    return read


def each_part(parts: str, name: str) -> Reader:
    """A member of each part that has it."""
    return lambda item, _: [part[name] for part in item[parts] if name in part]


def part_count(parts: str) -> Reader:
    """Number of parts."""
    return lambda item, _: len(item[parts])


def first_due(item: Item, _: str) -> str | None:
    """The first published due date, if it was changed since."""
    history = item["due_history"]
    return history[0].get("due") if history else None


def window_bound(name: str, jurisdiction: Reader, bound: Callable[[DateRange], date | None]) -> Reader:
    """The first or last day of an uncertain date in a jurisdiction."""

    def read(item: Item, root: str) -> str | None:
        day = bound(parse_edtf(item[name], jurisdiction(item, root))) if name in item else None
        return None if day is None else day.isoformat()

    return read


def edtf_columns(stem: str, name: str, *owner: str) -> dict[str, Reader]:
    """Columns of an uncertain date: as stated, and the first and last day that it may mean.

    `owner` is the path to the record, whose jurisdiction decides.
    """
    jurisdiction = path(*owner, "jurisdiction")
    return {
        name: path(name),
        f"{stem}_from": window_bound(name, jurisdiction, lambda dates: dates.first),
        f"{stem}_to": window_bound(name, jurisdiction, lambda dates: dates.last),
    }


SOURCE_COLUMNS: Mapping[str, Reader] = {
    "source_titles": each_part("sources", "title"),
    "source_urls": each_part("sources", "url"),
    "source_publishers": each_part("sources", "publisher"),
}
PART_COLUMNS: Mapping[str, Reader] = {
    "evidence": each_part("evidence", "exact"),
    **SOURCE_COLUMNS,
    "announcement_id": path("announcement", "id"),
    "announcement_title": path("announcement", "title"),
    "announcement_url": absolute_url("announcement", "url"),
    **{
        name: path("announcement", name)
        for name in ("jurisdiction", "other_jurisdictions", "announced_on", "version", "updated_at")
    },
}
"""Columns of commitments, amounts and quotes alike."""

COLUMNS: Mapping[str, Mapping[str, Reader]] = MappingProxyType(
    {
        "announcements": {
            "id": path("id"),
            "url": announcement_url,
            **member_columns(
                "state", "kind", "title", "summary", "language", "jurisdiction", "other_jurisdictions", "place"
            ),
            **edtf_columns("announced", "announced_on"),
            **edtf_columns("effective", "effective"),
            "policy_status": path("policy_status", "code"),
            "policy_status_on": path("policy_status", "on"),
            "topics": path("topics"),
            "identifiers": lambda item, _: [f"{each['scheme']}:{each['id']}" for each in item["identifiers"]],
            "issuers": lambda item, _: issuer_names(item),
            "parties": each_part("parties", "name"),
            **{name: part_count(name) for name in ("commitments", "amounts", "quotes")},
            **SOURCE_COLUMNS,
            **member_columns("version", "created_at", "updated_at", "significantly_updated_at", "published_at"),
        },
        "commitments": {
            "id": path("id"),
            "url": absolute_url("url"),
            **member_columns("key", "kind", "statement"),
            "target": path("target", "value"),
            "target_upper": path("target", "upper"),
            "unit": path("target", "unit"),
            "comparator": path("target", "comparator"),
            "baseline": path("baseline", "value"),
            "baseline_on": path("baseline", "on"),
            **member_columns("due", "due_text", "due_from", "due_to"),
            "due_first": first_due,
            **edtf_columns("starts", "starts", "announcement"),
            "place": path("place"),
            "parties": path("party_names"),
            "topics": path("topics"),
            "status": path("status", "code"),
            "status_on": path("status", "on"),
            "progress": lambda item, _: len(item.get("progress", ())),
            **PART_COLUMNS,
        },
        "amounts": {
            "id": path("id"),
            "url": absolute_url("url"),
            **member_columns("key", "kind", "amount", "comparator", "upper", "currency", "text", "approximate"),
            **member_columns("price_year", "value_date", "period", "period_from", "period_to", "frequency", "stage"),
            **member_columns("part_of", "restates", "commitment"),
            "payer": path("payer_name"),
            "payee": path("payee_name"),
            "purpose": path("purpose"),
            "change_percent": path("change", "percent"),
            "change_compared_with": path("change", "compared_with"),
            "change_base": path("change", "base"),
            **PART_COLUMNS,
        },
        "quotes": {
            "id": path("id"),
            "url": absolute_url("url"),
            **member_columns("key", "text", "language"),
            "speaker": path("speaker_name"),
            "speaker_post": path("speaker_post"),
            **member_columns("said_on", "said_from", "said_to", "paraphrase", "translated_from", "about"),
            **PART_COLUMNS,
        },
    }
)
SUMMARY_COLUMNS: Mapping[str, Mapping[str, Reader]] = MappingProxyType(
    {
        "commitments": member_columns("count", "overdue"),
        "amounts": {
            **member_columns("currency", "sum", "count"),
            **{f"bounds_{name}": path("bounds", name) for name in ("count", "low", "high")},
            "not_converted": lambda item, _: sum(each["count"] for each in item.get("not_converted", ())),
        },
        "quotes": member_columns("count"),
    }
)
"""Columns of the figures of a summary, behind those of its groups."""
