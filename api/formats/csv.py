"""CSV (RFC 4180) in UTF-8, a row per item. Cells that a spreadsheet would run as a formula are escaped.

There is no byte order mark, because programs would read it as part of the first column's name. Excel reads a file
without one through Data > From Text/CSV; on a double click it assumes a local code page.
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
    columns = COLUMNS[metadata.collection]
    items = map(orjson.loads, documents)
    rows = ([cell_text(read(item, metadata.root)) for read in columns.values()] for item in items)
    return chunked(WRITER.writerow(row).encode() for row in chain([list(columns)], rows))


def cell_text(value: Any) -> str:
    """The text of a cell; empty for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return escape_formula(SEPARATOR.join(value) if isinstance(value, list) else str(value))


def escape_formula(text: str) -> str:
    """The text, with an apostrophe before it if a spreadsheet could run it. Plain numbers stay as they are."""
    return f"'{text}" if FORMULA.match(text) and not NUMBER.fullmatch(text) else text
