"""CSV that programs read back as it was, and that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from marshmallow import Schema

from api.formats.csv import FORMULA, NUMBER, safe
from api.formats.csv_columns import COLUMNS
from schemas.record.announcement import AnnouncementSchema
from schemas.resources.listed_parts import AmountInRecordSchema, CommitmentInRecordSchema, QuoteInRecordSchema
from schemas.resources.party import DirectoryPartySchema
from schemas.resources.topic import TopicSchema
from tests.formats.documents import ROOT, about, answered, items, parts, whole, written
from tests.records import draft
from tests.strategies import records

SCHEMAS: dict[str, type[Schema]] = {
    "announcements": AnnouncementSchema,
    "commitments": CommitmentInRecordSchema,
    "amounts": AmountInRecordSchema,
    "quotes": QuoteInRecordSchema,
    "parties": DirectoryPartySchema,
    "topics": TopicSchema,
}
LEFT_OUT = {
    "announcements": {"body", "translations", "relations", "related_from", "change", "highlights"},
    "commitments": {"parties", "highlights"},
    "amounts": {"payer", "payee"},
    "quotes": {"speaker", "highlights"},
}
"""What is long, what branches, what a list shows only on request, and keys of parties, whose names are there."""

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def rows(collection: str, found: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Return the rows as a program reads them, without the apostrophes that keep spreadsheets from running cells."""
    text = written("csv", about(collection), found).decode()
    read = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    return [{name: undone(cell) for name, cell in row.items()} for row in read]


class Watched(dict[str, Any]):
    """A document that notes which of its members are read."""

    def __init__(self, document: dict[str, Any]) -> None:
        """Take the document."""
        super().__init__(document)
        self.read: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        """Note the name."""
        self.read.add(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        """Note the name."""
        self.read.add(str(name))
        return super().__contains__(name)

    def get(self, name: str, default: Any = None) -> Any:
        """Note the name."""
        self.read.add(name)
        return super().get(name, default)


def undone(cell: str) -> str:
    """Return what was stated: the rule that the documentation gives."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell


def test_a_row_has_what_the_commitment_says() -> None:
    """As stated, beside the days that it means."""
    found = {row["key"]: row for row in rows("commitments", items("commitments"))}
    row, record = found["clusters"], whole()
    told = {
        name: row[name] for name in ("kind", "target", "unit", "comparator", "due", "due_text", "due_from", "due_to")
    }
    assert told == {
        "kind": "milestone", "target": "5", "unit": "clusters", "comparator": "eq", "due": "2026-07",
        "due_text": "by July", "due_from": "2026-07-01", "due_to": "2026-07-31",
    }  # fmt: skip
    assert row["parties"] == "Ministry of Science and ICT"
    assert row["evidence"] == "by July"
    assert row["source_publishers"] == "IANS"
    assert row["announcement_url"] == f"{ROOT}/v1/announcements/{record['id']}"
    assert row["status"] == row["baseline"] == ""


def test_a_row_has_what_the_amount_says() -> None:
    """With who pays by name, and its period as days."""
    found = {row["key"]: row for row in rows("amounts", items("amounts"))}
    row = found["ionq-investment"]
    assert (row["amount"], row["currency"], row["payer"]) == ("15000000", "USD", "IonQ")
    assert (row["period"], row["period_from"], row["period_to"]) == ("2026/2028", "2026-01-01", "2028-12-31")
    assert (found["budget-usd"]["approximate"], found["budget-usd"]["change_percent"]) == ("true", "25.4")


@pytest.mark.parametrize("collection", sorted(COLUMNS))
def test_every_member_has_a_column_or_is_known_to_have_none(collection: str) -> None:
    """A new member of the wire format is noticed here."""
    item = Watched(items(collection)[0])
    for column in COLUMNS[collection].values():
        column(item, ROOT)
    assert item.read | LEFT_OUT.get(collection, set()) == set(SCHEMAS[collection]().fields)
    assert not item.read & LEFT_OUT.get(collection, set())


def test_lists_are_joined() -> None:
    """With a semicolon and a space."""
    (row,) = rows("announcements", [whole()])
    assert row["topics"].split("; ") == whole()["topics"]
    assert row["issuers"] == "Ministry of Science and ICT"
    assert (row["commitments"], row["amounts"], row["quotes"]) == ("9", "5", "2")


def test_an_uncertain_date_has_its_days_beside_it() -> None:
    """An open end has no last day."""
    (row,) = rows("announcements", [answered(draft(announced_on="2026-33~", effective="2026-07/.."))])
    announced = [row[name] for name in ("announced_on", "announced_from", "announced_to")]
    assert announced == ["2026-33~", "2026-01-01", "2026-03-31"]
    assert [row[name] for name in ("effective", "effective_from", "effective_to")] == ["2026-07/..", "2026-07-01", ""]


@pytest.mark.parametrize("collection", sorted(COLUMNS))
def test_the_columns_are_always_the_same(collection: str) -> None:
    """Also where there are no rows; lines end as RFC 4180 says, and nothing stands before the first name."""
    header = (",".join(COLUMNS[collection]) + "\r\n").encode()
    assert written("csv", about(collection), []) == header
    assert written("csv", about(collection), items(collection)).startswith(header)
    assert all(len(row) == len(COLUMNS[collection]) and None not in row for row in rows(collection, items(collection)))


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\nx", " =1", "\u00a0=1", "\u200b=1", "\ufeff@x", "\uff1d1",
     "\uff0b1", "\uff0d1", "\uff20x", "\u22121", "'=1", "-1.5x", "-", "--1", "-1e5"],
)  # fmt: skip
def test_what_a_spreadsheet_could_run_is_text(text: str) -> None:
    """An apostrophe stands before it, and taking it off gives what was stated."""
    (row,) = csv.DictReader(
        io.StringIO(written("csv", about("announcements"), [whole() | {"title": text}]).decode(), newline="")
    )
    assert row["title"] == f"'{text}"
    assert undone(row["title"]) == text


@pytest.mark.parametrize(
    "text", ["-1.5", "0", "-0", "12", "-99999999999999999999.99999999", "a=b", "it's", "'tis", "(-1)"]
)
def test_what_cannot_be_run_is_left_alone(text: str) -> None:
    """Plain numbers first of all: a fall of 1.5 per cent is a number to count with."""
    assert safe(text) == text


@given(st.text() | st.text("'=+-@\uff1d \t\r\n\u200b1.", max_size=6))
def test_any_text_can_be_read_back(text: str) -> None:
    """No cell begins as a formula, and the rule for undoing it is exact."""
    cell = safe(text)
    assert undone(cell) == text
    assert cell.startswith("'") or NUMBER.fullmatch(cell) or not FORMULA.match(cell)


@QUICK
@given(records())
def test_any_record_comes_back_from_its_rows(stated: dict[str, Any]) -> None:
    """Whatever is in its texts: line breaks, quotation marks, commas, other scripts."""
    record = answered(stated)
    (row,) = rows("announcements", [record])
    assert [row[name] for name in ("title", "summary", "place")] == [
        record.get(name, "") for name in ("title", "summary", "place")
    ]
    for collection, name in (("commitments", "statement"), ("amounts", "amount"), ("quotes", "text")):
        found = parts(record, collection)
        assert [row[name] for row in rows(collection, found)] == [part[name] for part in found]
