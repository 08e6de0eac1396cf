"""Excel workbooks (Office Open XML) with the columns of CSV: numbers as numbers, days and times as dates.

XlsxWriter writes row by row into temporary files, so memory does not depend on the number of rows. Text is a string
cell, which no spreadsheet runs as a formula or opens as a link; Excel holds 32,767 characters of it, the rest is cut.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from tempfile import TemporaryFile
from typing import Any

import orjson

from api.formats.base import CHUNK_SIZE, ListMetadata, xml_text
from api.formats.csv import cell_text, columns_of

ROWS_PER_SHEET = 1_048_575
"""Rows of a sheet below its header; more items go on in another sheet."""

NUMBERS = frozenset(
    {
        *("target", "target_upper", "baseline", "amount", "upper", "price_year", "change_percent", "change_base"),
        *("sum", "bounds_low", "bounds_high"),
    }
)
"""Columns of decimals and years."""

UNCERTAIN = ("announced", "effective", "due", "starts", "period", "said")
DATES = frozenset(
    {
        *(f"{name}_{end}" for name in UNCERTAIN for end in ("on", "from", "to")),
        *("effective", "due", "due_first", "starts", "period", "baseline_on", "status_on", "policy_status_on"),
        *("value_date", "change_compared_with"),
        *("created_at", "updated_at", "significantly_updated_at", "published_at"),
    }
)
"""Columns of days and times. A date in EDTF that is not one day, such as `2026-07`, is text."""

EXACT_DIGITS = 15
"""Digits of a number in Excel. Decimals with more are text, so that none is changed."""

FIRST_YEAR = "1901"
"""Excel has no dates before 1900, and takes that for a leap year: earlier ones are text."""

DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
MOMENT = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z", re.ASCII)
DATE_FORMATS = {DAY: "yyyy-mm-dd", MOMENT: "yyyy-mm-dd hh:mm:ss"}

MADE_AT = datetime(2026, 1, 1, tzinfo=UTC)
"""Time of creation in every workbook: the same items are the same bytes."""


def write_xlsx(documents: Iterable[bytes], metadata: ListMetadata) -> Iterator[bytes]:
    """A workbook with a header line, then a row for each document."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - 4 MB of memory that most processes never need.

    columns = columns_of(metadata)
    items = map(orjson.loads, documents)
    rows = ([read(item, metadata.root) for read in columns.values()] for item in items)
    with TemporaryFile() as file:
        with Workbook(file, {"constant_memory": True, "remove_timezone": True}) as workbook:
            workbook.set_properties({"title": metadata.title, "created": MADE_AT})
            write_sheets(workbook, metadata.collection, list(columns), rows)
        file.seek(0)
        yield from iter(partial(file.read, CHUNK_SIZE), b"")


def write_sheets(workbook: Any, name: str, columns: list[str], rows: Iterator[list[Any]]) -> None:
    """Write the rows into as many sheets as they need, at least one."""
    bold = workbook.add_format({"bold": True})
    dates = {form: workbook.add_format({"num_format": shown}) for form, shown in DATE_FORMATS.items()}
    sheet, row = None, ROWS_PER_SHEET
    for values in rows:
        if row == ROWS_PER_SHEET:
            sheet, row = add_sheet(workbook, name, columns, bold), 0
        row += 1
        for index, (column, value) in enumerate(zip(columns, values, strict=True)):
            write_cell(sheet, (row, index), column, value, dates)
    if sheet is None:
        add_sheet(workbook, name, columns, bold)


def add_sheet(workbook: Any, name: str, columns: list[str], bold: Any) -> Any:
    """A new sheet with the header line, which stays in view; its name has a number from the second one on."""
    number = len(workbook.worksheets()) + 1
    sheet = workbook.add_worksheet(name if number == 1 else f"{name} {number}")
    sheet.freeze_panes(1, 0)
    for index, column in enumerate(columns):
        sheet.write_string(0, index, column, bold)
    return sheet


def write_cell(sheet: Any, cell: tuple[int, int], column: str, value: Any, dates: Mapping[Any, Any]) -> None:
    """Write a value as a number, truth value, date or string; nothing for None."""
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(*cell, value)
    elif isinstance(value, int) or (column in NUMBERS and is_exact(value)):
        sheet.write_number(*cell, float(value))
    elif column in DATES and (form := date_form(value)):
        sheet.write_datetime(*cell, datetime.fromisoformat(value), dates[form])
    else:
        sheet.write_string(*cell, excel_text(cell_text(value)))


def excel_text(text: str) -> str:
    """The text as a cell holds it: line feeds are its only line breaks."""
    return xml_text(text).replace("\r\n", "\n").replace("\r", "\n")


def is_exact(text: str) -> bool:
    """Whether Excel holds all digits of a decimal."""
    return len(text.strip("-").replace(".", "").strip("0")) <= EXACT_DIGITS


def date_form(text: str) -> re.Pattern[str] | None:
    """The form of a day or a time in UTC that Excel can show as a date; None for other texts."""
    return next((form for form in DATE_FORMATS if form.fullmatch(text) and text >= FIRST_YEAR), None)
