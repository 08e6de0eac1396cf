"""CSV (RFC 4180): a row for each item, in UTF-8, that a spreadsheet can open without running what is in it.

There is no byte order mark: programs would take it for a part of the first column's name. Excel takes a file without
one for a local code page when it is double-clicked, and reads it right through Data > From Text/CSV.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

import orjson

from api.formats.base import ListMetadata, chunked
from api.formats.csv_columns import COLUMNS

SEPARATOR = "; "
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?", re.ASCII)
FORMULA = re.compile(
    "'*(?:[\t\r\n]"
    "|[\\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*"
    "[=+@\u2212\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b-])"
)
"""How a cell begins that a spreadsheet may run: in any width, after spaces that are seen or not, or after a tab.

With apostrophes before it too, so that taking the first one off such a cell always gives back what was stated.
"""


class Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        """Return the text."""
        return text


WRITER = csv.writer(Echo(), lineterminator="\r\n")


def write(documents: Iterable[bytes], subject: ListMetadata) -> Iterator[bytes]:
    """Yield the names of the columns, then a row for each document."""
    columns = COLUMNS[subject.collection]
    items = map(orjson.loads, documents)
    rows = ([cell(read(item, subject.root)) for read in columns.values()] for item in items)
    yield from chunked(map(line, chain((list(columns),), rows)))


def line(cells: list[str]) -> bytes:
    """Return a row with its end of line."""
    text: str = WRITER.writerow(cells)
    return text.encode()


def cell(value: Any) -> str:
    """Return what stands in a cell; nothing where nothing was stated."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return safe(SEPARATOR.join(value) if isinstance(value, list) else str(value))


def safe(text: str) -> str:
    """Return the text with an apostrophe before it if a spreadsheet could run it; a plain number stays one."""
    return f"'{text}" if FORMULA.match(text) and not NUMBER.fullmatch(text) else text
