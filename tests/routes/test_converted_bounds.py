"""Amounts of all currencies are compared with bounds in one of them, at the rate of the announcement's day."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.clients import Client, errors_of
from tests.parts import amount
from tests.records import draft, published

IN_EUROS = "/v1/amounts?currency=EUR&convert=announced_on"
IN_DOLLARS = "/v1/amounts?currency=USD&convert=announced_on"
DAY = "2026-01-29"
"""One euro was 1.1968 US dollars."""


def announce(client: Client, *amounts: dict[str, Any], **members: Any) -> None:
    """Publish a record with amounts."""
    client.create(published(announced_on=DAY, amounts=list(amounts)) | members)


def listed(client: Client, address: str) -> list[tuple[str, str]]:
    """Figures and currencies of a list."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    assert answer.get_json()["meta"]["total"]["value"] == len(answer.get_json()["data"])
    return sorted((each["amount"], each["currency"]) for each in answer.get_json()["data"])


def left_out(client: Client, address: str) -> Any:
    """The number of amounts without a rate, as a list or a summary tells it."""
    return client.get(address).get_json()["meta"].get("left_out")


def test_amounts_of_all_currencies_are_compared_in_one(client: Client, public: Client) -> None:
    announce(client, amount(amount="100", currency="USD"), amount(amount="90", currency="EUR"))
    assert listed(public, f"{IN_EUROS}&amount_min=83") == [("100", "USD"), ("90", "EUR")]
    assert listed(public, f"{IN_EUROS}&amount_min=84") == [("90", "EUR")]
    assert listed(public, f"{IN_EUROS}&amount_max=84") == [("100", "USD")]
    assert listed(public, f"{IN_EUROS}&amount_min=84&amount_max=89") == []
    assert listed(public, f"{IN_DOLLARS}&amount_min=101") == [("90", "EUR")]
    assert listed(public, f"{IN_DOLLARS}&amount_min=101&exclude_currency=EUR") == []
    assert listed(public, "/v1/amounts?currency=EUR&amount_min=1") == [("90", "EUR")]


def test_bounds_are_exact(client: Client, public: Client) -> None:
    announce(client, amount(amount="1", currency="EUR"))
    assert listed(public, f"{IN_DOLLARS}&amount_min=1.1968&amount_max=1.1968") == [("1", "EUR")]
    assert listed(public, f"{IN_DOLLARS}&amount_min=1.19680001") == []
    assert listed(public, f"{IN_DOLLARS}&amount_max=1.19679999") == []


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ({"currency": "KPW"}, {}),
        ({"currency": "USD"}, {"announced_on": "2026-01"}),
        ({"currency": "USD"}, {"announced_on": "1998-06-01"}),
    ],
)
def test_amounts_without_a_rate_are_left_out_and_counted(
    client: Client, public: Client, members: dict[str, Any], reason: dict[str, Any]
) -> None:
    announce(client, amount(amount="90", currency="EUR"))
    announce(client, amount(amount="90", **members), amount(amount="1", **members), **reason)
    for bound in ("amount_min=50", "amount_max=100"):
        assert listed(public, f"{IN_EUROS}&{bound}") == [("90", "EUR")]
        assert left_out(public, f"{IN_EUROS}&{bound}") == {"not_converted": {"count": 2}}
    assert left_out(public, f"{IN_EUROS}&amount_min=50&exclude_currency={members['currency']}") is None


def test_an_amount_in_the_target_currency_needs_no_rate(client: Client, public: Client) -> None:
    announce(client, amount(amount="90", currency="EUR"), announced_on="1998")
    announce(client, amount(amount="90", currency="KPW"), announced_on="2026-01")
    assert listed(public, f"{IN_EUROS}&amount_min=90") == [("90", "EUR")]
    assert listed(public, "/v1/amounts?currency=KPW&convert=announced_on&amount_min=90") == [("90", "KPW")]


def test_limits_and_ranges_are_found_by_all_that_they_may_mean(client: Client, public: Client) -> None:
    announce(client, amount(amount="10", comparator="gte"), amount(amount="20", comparator="lte"))
    announce(client, amount(amount="30", upper="40"))
    assert listed(public, f"{IN_EUROS}&amount_min=33") == [("10", "USD"), ("30", "USD")]
    assert listed(public, f"{IN_EUROS}&amount_max=8") == [("20", "USD")]
    assert listed(public, f"{IN_EUROS}&amount_max=26") == [("10", "USD"), ("20", "USD"), ("30", "USD")]


def test_a_bound_beyond_all_decimals_finds_what_has_no_end(client: Client, public: Client) -> None:
    most = "99999999999999999999.99999999"
    announce(client, amount(amount=most, currency="KRW"), amount(amount="1", currency="KRW", comparator="gte"))
    announce(client, amount(amount=f"-{most}", currency="KRW"), amount(amount="2", currency="KRW", comparator="lte"))
    assert listed(public, f"{IN_EUROS}&amount_min={most}") == [("1", "KRW")]
    assert listed(public, f"{IN_EUROS}&amount_max=-{most}") == [("2", "KRW")]
    assert len(listed(public, f"{IN_EUROS}&amount_min=-{most}&amount_max={most}")) == 4


def test_sums_take_the_bounds_in_the_target_currency(client: Client, public: Client) -> None:
    announce(client, amount(amount="100", currency="USD"), amount(amount="70", currency="EUR"))
    announce(client, amount(amount="1000", currency="KPW"))
    address = IN_EUROS.replace("amounts?", "amounts/summary?")
    (row,) = public.get(f"{address}&amount_min=80").get_json()["data"]
    assert (row["sum"], row["count"], row["not_converted"]) == ("83.56", 1, [])
    assert left_out(public, f"{address}&amount_min=80") == {"not_converted": {"count": 1}}
    assert left_out(public, address) is None


def test_facets_and_streams_have_what_matches(client: Client, public: Client) -> None:
    announce(client, amount(amount="100", currency="USD"), amount(amount="90", currency="EUR"))
    announce(client, amount(amount="5", currency="USD"), topics=["ai"])
    facets = public.get(f"{IN_EUROS}&amount_min=80&facet=currency,topic&limit=0").get_json()["meta"]["facets"]
    assert {each["value"]: each["count"] for each in facets["currency"]} == {"USD": 1, "EUR": 1}
    lines = public.get(f"{IN_EUROS}&amount_max=80&format=ndjson").text.splitlines()
    assert [json.loads(line)["amount"] for line in lines] == ["5"]
    assert len(public.get(f"{IN_EUROS}&amount_min=1&format=csv").text.splitlines()) == 4


def test_pages_go_on_while_others_announce_amounts(client: Client, public: Client) -> None:
    for day in ("2026-01-27", "2026-01-28", "2026-01-29"):
        announce(client, amount(amount="100", currency="USD"), announced_on=day)
    first = public.get(f"{IN_EUROS}&amount_min=80&limit=2").get_json()
    announce(client, amount(amount="100", currency="GBP"), announced_on="2026-01-05")
    second = public.get(first["links"]["next"]).get_json()
    assert [each["currency"] for each in second["data"]] == ["USD", "GBP"]


def test_a_draft_changes_no_count_of_the_public(client: Client, public: Client) -> None:
    announce(client, amount(amount="90", currency="EUR"))
    client.create(draft(announced_on=DAY, amounts=[amount(currency="KPW"), amount(currency="USD")]))
    assert left_out(public, f"{IN_EUROS}&amount_min=1") is None
    assert left_out(client, f"{IN_EUROS}&amount_min=1") == {"not_converted": {"count": 1}}
    assert len(listed(client, f"{IN_EUROS}&amount_min=1")) == 2


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("currency=EUR&convert=announced_on", {"convert": "amount"}),
        ("convert=announced_on&amount_min=1", {"convert": "currency"}),
        ("currency=EUR&currency=USD&convert=announced_on&amount_min=1", {"convert": "currency"}),
        ("currency=EUR&convert=EUR&amount_min=1", {"convert": "choice"}),
        ("currency=EUR&convert=announced_on&amount_min=1&sort=amount", {"sort": "convert"}),
        ("currency=EUR&convert=announced_on&amount_min=2&amount_max=1", {"amount_min": "order"}),
    ],
)
def test_a_conversion_that_means_nothing_is_refused(public: Client, query: str, wrong: dict[str, str]) -> None:
    answer = public.get(f"/v1/amounts?{query}")
    assert answer.status_code == 422
    assert errors_of(answer) == wrong


def test_too_many_days_and_currencies_are_refused(
    client: Client, public: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    announce(client, amount(currency="USD"), amount(currency="GBP"))
    monkeypatch.setattr("api.services.query.conversion.MAX_CONVERTED", 1)
    assert errors_of(public.get(f"{IN_EUROS}&amount_min=1")) == {"convert": "too_many"}
