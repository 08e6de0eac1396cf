"""The order, the first rows and the formats of summaries."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.clients import Client, errors_of
from tests.parts import amount, commitment, party, quote
from tests.records import published

MONEY = "/v1/amounts/summary"
PAID = (
    ("Zeta", "500", "USD"),
    ("Alpha", "20", "USD"),
    ("Zeta", "7", "EUR"),
    ("Beta", "1000", "USD"),
    ("=Gamma", "9", "EUR"),
)
PAYERS = [
    party(key=name.strip("=").lower(), name=name, roles=["funder"]) for name in sorted({name for name, *_ in PAID})
]


@pytest.fixture(autouse=True)
def record(client: Client) -> None:
    """A record with what four companies pay, and three commitments."""
    issuer = published()["parties"]
    amounts = [
        amount(key=f"a{index}", amount=figure, currency=currency, payer=name.strip("=").lower())
        for index, (name, figure, currency) in enumerate(PAID)
    ]
    amounts.append(amount(key="range", amount="5", upper="7", currency="CHF", payer="beta"))
    promises = [commitment(kind=kind, statement=f"Do {kind}.", due="2020") for kind in ("goal", "goal", "measure")]
    client.create(published(parties=[*issuer, *PAYERS], amounts=amounts, commitments=promises))


def rows_of(client: Client, path: str) -> list[Any]:
    """Rows of a summary by payer: name, currency and sum."""
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return [(row["labels"]["payer"], row["currency"], row["sum"]) for row in answer.get_json()["data"]]


def test_who_pays_most_is_one_request(public: Client) -> None:
    assert rows_of(public, f"{MONEY}?group_by=payer&currency=USD&sort=-sum&limit=2") == [
        ("Beta", "USD", "1000"),
        ("Zeta", "USD", "500"),
    ]


def test_sums_are_ordered_and_limited_in_each_currency(public: Client) -> None:
    assert rows_of(public, f"{MONEY}?group_by=payer&sort=-sum&limit=1") == [
        ("Beta", "CHF", None),
        ("=Gamma", "EUR", "9"),
        ("Beta", "USD", "1000"),
    ]
    assert rows_of(public, f"{MONEY}?group_by=payer&currency=USD&sort=sum&limit=1") == [("Alpha", "USD", "20")]


def test_converted_sums_are_one_order(public: Client) -> None:
    rows = rows_of(public, f"{MONEY}?group_by=payer&currency=USD&convert=announced_on&sort=-sum&exclude_kind=loan")
    assert [name for name, *_ in rows] == ["Beta", "Zeta", "Alpha", "=Gamma"]


def test_parties_are_in_the_order_of_their_names(public: Client) -> None:
    names = ["=Gamma", "Alpha", "Beta", "Beta", "Zeta", "Zeta"]
    assert [name for name, *_ in rows_of(public, f"{MONEY}?group_by=payer")] == names
    assert [name for name, *_ in rows_of(public, f"{MONEY}?group_by=payer&sort=-group")] == names[::-1]


def test_a_limit_leaves_the_number_of_all_rows(public: Client) -> None:
    answer = public.get("/v1/commitments/summary?group_by=kind&sort=-count&limit=1").get_json()
    assert [(row["kind"], row["count"]) for row in answer["data"]] == [("goal", 2)]
    assert answer["meta"]["total"] == {"value": 2, "relation": "eq"}


def test_a_summary_is_a_table(public: Client) -> None:
    answer = public.get(f"{MONEY}?group_by=payer,year&currency=EUR&sort=-sum&format=csv&bom=true")
    header, first, *rest = answer.text.removeprefix("\ufeff").split("\r\n")
    assert header == "payer,payer_label,year,currency,sum,count,bounds_count,bounds_low,bounds_high,not_converted"
    assert first.partition(",")[2] == "'=Gamma,2026,EUR,9,1,,,,0"
    assert len(rest) == 2
    assert answer.headers["Content-Disposition"] == 'attachment; filename="amounts-summary.csv"'
    assert answer.headers["ETag"]
    by_accept = public.get("/v1/commitments/summary?group_by=kind", headers={"Accept": "text/csv"})
    assert by_accept.text == "kind,kind_label,count,overdue\r\ngoal,Goal,2,2\r\nmeasure,Measure,1,1\r\n"
    lines = public.get("/v1/commitments/summary?group_by=kind&format=ndjson&limit=1").text
    assert lines == '{"kind":"goal","labels":{"kind":"Goal"},"count":2,"overdue":2}\n'


def test_a_workbook_has_sums_as_numbers(public: Client) -> None:
    answer = public.get(f"{MONEY}?group_by=payer&currency=USD&format=xlsx&sort=sum")
    sheet = load_workbook(BytesIO(answer.data)).active
    assert sheet is not None
    assert [row[1:5] for row in sheet.iter_rows(values_only=True)] == [
        ("payer_label", "currency", "sum", "count"),
        ("Alpha", "USD", 20, 1),
        ("Zeta", "USD", 500, 1),
        ("Beta", "USD", 1000, 1),
    ]


def test_an_empty_summary_names_unknown_values(public: Client) -> None:
    (note,) = public.get(f"{MONEY}?payer=Zet").get_json()["meta"]["notes"]
    assert (note["parameter"], note["did_you_mean"]) == ("payer", ["Zeta"])
    assert "notes" not in public.get(f"{MONEY}?payer=Zeta&currency=JPY").get_json()["meta"]


def test_wrong_orders_and_limits_are_refused(public: Client) -> None:
    answer = public.get("/v1/commitments/summary?sort=sum&limit=0&format=ics")
    assert errors_of(answer) == {"sort": "choice", "limit": "range", "format": "choice"}
    assert errors_of(public.get(f"{MONEY}?bom=true")) == {"bom": "format"}


def test_who_is_quoted_most_is_one_request(client: Client, public: Client) -> None:
    speakers = [
        party(key="p", name="Bae Kyung-hoon", kind="person", roles=["speaker"], post="Science Minister"),
        party(key="r", name="Ryu Je-myung", kind="person", roles=["speaker"]),
    ]
    quotes = [quote(key=f"q{index}", speaker=key) for index, key in enumerate("rpp")]
    client.create(published(parties=[*published()["parties"], *speakers], quotes=quotes))
    rows = public.get("/v1/quotes/summary?sort=-count").get_json()["data"]
    assert [(row["labels"]["speaker"], row["count"]) for row in rows] == [("Bae Kyung-hoon", 2), ("Ryu Je-myung", 1)]
    (row,) = public.get("/v1/quotes/summary?group_by=post,year&sort=-count&limit=1").get_json()["data"]
    assert row == {"post": "Science Minister", "year": "2026", "labels": {}, "count": 2}
    table = public.get("/v1/quotes/summary?group_by=post&format=csv&q=quantum").text
    assert table == "post,count\r\nScience Minister,2\r\n,1\r\n"
    facet = public.get("/v1/quotes?facet=post&limit=0").get_json()["meta"]["facets"]["post"]
    assert [(each["value"], each["count"]) for each in facet] == [("Science Minister", 2), ("_missing", 1)]
