"""Workbooks: the columns of CSV, with numbers as numbers, days as dates, and text that nothing runs."""

from __future__ import annotations

import io
import subprocess
import sys
from datetime import datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl.worksheet.worksheet import Worksheet

from api.formats import xlsx
from api.formats.base import xml_text
from api.formats.csv import COLUMNS, SUMMARY_COLUMNS
from schemas.fields.scalars import DecimalText
from schemas.record.amounts import AmountSchema
from tests.clients import Client
from tests.formats.documents import about, answered, items, parts, written
from tests.records import draft, worked_example
from tests.strategies import records

QUICK = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sheets_of(content: bytes) -> list[Worksheet]:
    """The sheets of a workbook."""
    return list(openpyxl.load_workbook(io.BytesIO(content)).worksheets)


def rows(collection: str, found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of a workbook with these items, by column."""
    (sheet,) = sheets_of(written("xlsx", about(collection), found))
    header, *lines = ([cell.value for cell in row] for row in sheet.iter_rows())
    assert header == list(COLUMNS[collection])
    return [dict(zip(header, line, strict=True)) for line in lines]


day = datetime.fromisoformat


def test_an_amount_is_a_number_and_its_days_are_dates() -> None:
    row = next(each for each in rows("amounts", items("amounts")) if each["key"] == "ionq-investment")
    assert (row["amount"], row["currency"], row["payer"]) == (15_000_000, "USD", "IonQ")
    assert row["period"] == "2026/2028"
    assert (row["period_from"], row["period_to"]) == (day("2026-01-01"), day("2028-12-31"))
    assert isinstance(row["version"], int)


def test_a_time_is_a_date_in_utc_and_a_truth_value_is_one() -> None:
    (row,) = rows("announcements", items("announcements"))
    assert row["created_at"] == day("2026-01-30T08:00")
    assert row["announced_on"] == row["announced_from"] == day("2026-01-29")
    assert row["commitments"] == 9
    approximate = next(each for each in rows("amounts", items("amounts")) if each["key"] == "budget-usd")
    assert approximate["approximate"] is True


@pytest.mark.parametrize(
    ("stated", "shown"),
    [
        ("123456789012345", 123456789012345),
        ("1234567890123456", "1234567890123456"),
        ("0.1", 0.1),
        ("-12.5", -12.5),
        ("10000000000000000000", 1e19),
        ("99999999999999999999.99999999", "99999999999999999999.99999999"),
    ],
)
def test_a_decimal_with_more_digits_than_excel_has_is_text(stated: str, shown: object) -> None:
    record = draft(amounts=[{"kind": "budget", "amount": stated, "currency": "USD"}])
    (row,) = rows("amounts", parts(answered(record), "amounts"))
    assert row["amount"] == shown
    assert isinstance(row["amount"], str) == isinstance(shown, str)


def test_what_is_not_one_day_or_too_early_for_excel_is_text() -> None:
    (row,) = rows("announcements", [answered(draft(announced_on="1848-03", effective="1848-03-18"))])
    assert (row["announced_on"], row["announced_from"]) == ("1848-03", "1848-03-01")
    assert row["effective"] == "1848-03-18"


def test_every_column_of_days_and_of_decimals_is_known() -> None:
    tables = (*COLUMNS.values(), *SUMMARY_COLUMNS.values())
    names = {name for columns in tables for name in columns}
    assert {name for name in names if name.endswith(("_on", "_at", "_from", "_to"))} - {"translated_from"} <= xlsx.DATES
    assert {name for name, field in AmountSchema().fields.items() if isinstance(field, DecimalText)} <= xlsx.NUMBERS
    assert names >= xlsx.NUMBERS


HOSTILE = (
    "=1+1",
    "@SUM(A1)",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "https://example.org",
    "mailto:a@example.org",
    "{=1}",
    "0123",
)


@pytest.mark.parametrize("title", HOSTILE)
def test_a_text_is_never_a_formula_a_link_or_a_number(title: str) -> None:
    (sheet,) = sheets_of(written("xlsx", about("announcements"), [answered(draft(title=title))]))
    (cell,) = (each for each in sheet[2] if each.value == title)
    assert (cell.data_type, cell.hyperlink) == ("s", None)


@QUICK
@given(records())
def test_any_record_is_a_row_with_the_texts_of_csv(record: dict[str, Any]) -> None:
    (row,) = rows("announcements", [answered(record)])
    assert row["title"] == shown(record["title"])


def shown(text: str) -> str:
    """The text as a cell holds it: without characters that XML forbids, with line feeds as the only line breaks."""
    return "\n".join(xml_text(text).replace("\r\n", "\n").split("\r"))[:32_767]


def test_more_rows_than_a_sheet_holds_go_on_in_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "ROWS_PER_SHEET", 4)
    first, second, third = sheets_of(written("xlsx", about("commitments"), items("commitments")))
    assert [sheet.title for sheet in (first, second, third)] == ["commitments", "commitments 2", "commitments 3"]
    assert [sheet.max_row for sheet in (first, second, third)] == [5, 5, 2]
    assert {sheet["A1"].value for sheet in (first, second, third)} == {"id"}


def test_a_workbook_without_matches_has_the_header() -> None:
    assert rows("quotes", []) == []


def test_the_same_items_are_the_same_workbook() -> None:
    assert written("xlsx", about("amounts"), items("amounts")) == written("xlsx", about("amounts"), items("amounts"))


def test_a_list_is_a_workbook_by_parameter_and_by_accept(client: Client, public: Client) -> None:
    client.create(worked_example())
    for collection in COLUMNS:
        answer = public.get(f"/v1/{collection}?format=xlsx")
        assert (answer.status_code, answer.content_type) == (200, KIND)
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{collection}.xlsx"'
        (sheet,) = sheets_of(answer.data)
        total = public.get(f"/v1/{collection}").get_json()["meta"]["total"]["value"]
        assert sheet.max_row == 1 + total
    assert public.get("/v1/amounts", headers={"Accept": KIND}).content_type == KIND
    page = public.get("/v1/commitments?format=xlsx&limit=2")
    assert sheets_of(page.data)[0].max_row == 3
    assert 'rel="next"' in page.headers["Link"]


def test_a_process_that_makes_no_workbook_does_not_load_the_library() -> None:
    code = "import sys, api; print('xlsxwriter' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", code], text=True) == "False\n"  # noqa: S603 - Our own.
