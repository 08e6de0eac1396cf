"""CSV: every member has a column, every text is read back, no cell runs as a formula."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from marshmallow import Schema

from api.formats.csv import COLUMNS, FORMULA, NUMBER, escape_formula
from schemas.record.announcement import AnnouncementSchema
from schemas.resources.listed_parts import AmountInRecordSchema, CommitmentInRecordSchema, QuoteInRecordSchema
from tests.formats.documents import ROOT, about, answered, items, parts, whole, written
from tests.records import draft
from tests.strategies import records

SCHEMAS: dict[str, type[Schema]] = {
    "announcements": AnnouncementSchema,
    "commitments": CommitmentInRecordSchema,
    "amounts": AmountInRecordSchema,
    "quotes": QuoteInRecordSchema,
}
LEFT_OUT = {
    "announcements": {
        *("body", "translations", "relations", "related_from", "related_to", "evidence", "change", "highlights")
    },
    "commitments": {"parties", "highlights"},
    "amounts": {"payer", "payee", "highlights"},
    "quotes": {"speaker", "highlights"},
}
"""Members without columns: long texts, nested parts, members on request, keys of parties that are shown by name."""

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def rows(collection: str, found: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Rows as a program reads them, with formulas unescaped."""
    text = written("csv", about(collection), found).decode()
    read = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    return [{name: unescaped(cell) for name, cell in row.items()} for row in read]


class RecordingDict(dict[str, Any]):
    """A document that records which members are read."""

    def __init__(self, document: dict[str, Any]) -> None:
        super().__init__(document)
        self.read: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        self.read.add(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        self.read.add(str(name))
        return super().__contains__(name)

    def get(self, name: str, default: Any = None) -> Any:
        self.read.add(name)
        return super().get(name, default)


def unescaped(cell: str) -> str:
    """The original text, by the rule that the documentation gives."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell


def test_a_row_has_the_members_of_a_commitment() -> None:
    found = {row["key"]: row for row in rows("commitments", items("commitments"))}
    row, record = found["clusters"], whole()
    stated = {
        name: row[name] for name in ("kind", "target", "unit", "comparator", "due", "due_text", "due_from", "due_to")
    }
    assert stated == {
        "kind": "milestone", "target": "5", "unit": "clusters", "comparator": "eq", "due": "2026-07",
        "due_text": "by July", "due_from": "2026-07-01", "due_to": "2026-07-31",
    }  # fmt: skip
    assert row["parties"] == "Ministry of Science and ICT"
    assert row["evidence"] == "by July"
    assert row["source_publishers"] == "IANS"
    assert row["announcement_url"] == f"{ROOT}/v1/announcements/{record['id']}"
    assert row["status"] == row["baseline"] == ""


def test_a_row_has_the_members_of_an_amount() -> None:
    found = {row["key"]: row for row in rows("amounts", items("amounts"))}
    row = found["ionq-investment"]
    assert (row["amount"], row["currency"], row["payer"]) == ("15000000", "USD", "IonQ")
    assert (row["period"], row["period_from"], row["period_to"]) == ("2026/2028", "2026-01-01", "2028-12-31")
    assert (found["budget-usd"]["approximate"], found["budget-usd"]["change_percent"]) == ("true", "25.4")


@pytest.mark.parametrize("collection", sorted(COLUMNS))
def test_every_member_has_a_column_or_is_left_out_on_purpose(collection: str) -> None:
    item = RecordingDict(items(collection)[0])
    for column in COLUMNS[collection].values():
        column(item, ROOT)
    assert item.read | LEFT_OUT.get(collection, set()) == set(SCHEMAS[collection]().fields)
    assert not item.read & LEFT_OUT.get(collection, set())


def test_lists_are_joined_by_semicolons() -> None:
    (row,) = rows("announcements", [whole()])
    assert row["topics"].split("; ") == whole()["topics"]
    assert row["issuers"] == "Ministry of Science and ICT"
    assert (row["commitments"], row["amounts"], row["quotes"]) == ("9", "5", "2")


def test_an_uncertain_date_has_columns_for_its_first_and_last_day() -> None:
    (row,) = rows("announcements", [answered(draft(announced_on="2026-33~", effective="2026-07/.."))])
    announced = [row[name] for name in ("announced_on", "announced_from", "announced_to")]
    assert announced == ["2026-33~", "2026-01-01", "2026-03-31"]
    assert [row[name] for name in ("effective", "effective_from", "effective_to")] == ["2026-07/..", "2026-07-01", ""]


@pytest.mark.parametrize("collection", sorted(COLUMNS))
def test_the_header_is_always_the_same(collection: str) -> None:
    header = (",".join(COLUMNS[collection]) + "\r\n").encode()
    assert written("csv", about(collection), []) == header
    assert written("csv", about(collection), items(collection)).startswith(header)
    assert all(len(row) == len(COLUMNS[collection]) and None not in row for row in rows(collection, items(collection)))


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\nx", " =1", "\u00a0=1", "\u200b=1", "\ufeff@x", "\uff1d1",
     "\uff0b1", "\uff0d1", "\uff20x", "\u22121", "'=1", "-1.5x", "-", "--1", "-1e5"],
)  # fmt: skip
def test_a_formula_is_escaped_by_an_apostrophe(text: str) -> None:
    (row,) = csv.DictReader(
        io.StringIO(written("csv", about("announcements"), [whole() | {"title": text}]).decode(), newline="")
    )
    assert row["title"] == f"'{text}"
    assert unescaped(row["title"]) == text


@pytest.mark.parametrize(
    "text", ["-1.5", "0", "-0", "12", "-99999999999999999999.99999999", "a=b", "it's", "'tis", "(-1)"]
)
def test_numbers_and_plain_texts_are_not_escaped(text: str) -> None:
    assert escape_formula(text) == text


@given(st.text() | st.text("'=+-@\uff1d \t\r\n\u200b1.", max_size=6))
def test_escaping_any_text_can_be_undone(text: str) -> None:
    cell = escape_formula(text)
    assert unescaped(cell) == text
    assert cell.startswith("'") or NUMBER.fullmatch(cell) or not FORMULA.match(cell)


@QUICK
@given(records())
def test_any_record_is_read_back_from_its_rows(stated: dict[str, Any]) -> None:
    record = answered(stated)
    (row,) = rows("announcements", [record])
    assert [row[name] for name in ("title", "summary", "place")] == [
        record.get(name, "") for name in ("title", "summary", "place")
    ]
    for collection, name in (("commitments", "statement"), ("amounts", "amount"), ("quotes", "text")):
        found = parts(record, collection)
        assert [row[name] for row in rows(collection, found)] == [part[name] for part in found]
