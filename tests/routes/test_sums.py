"""Sums count money once: what is exact, stands, and was not said before. The rest is told beside them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.clients import Client, url_of
from tests.parts import amount
from tests.records import draft, published

ADDRESS = "/v1/amounts/summary"
WHY = {"note": "Because."}
Answer = dict[str, Any]


def money(figure: str = "500", **members: Any) -> Answer:
    """An amount in US dollars."""
    return amount(key="a", amount=figure, **members)


def made(
    client: Client, *amounts: Answer, to: Answer | None = None, type: str = "supersedes", **members: Any
) -> Answer:
    """A published record with amounts, and a relation to another record."""
    relations = [{"type": type, "announcement": to["id"]}] if to else []
    return client.create(published(amounts=list(amounts), relations=relations, **members))


def summary(client: Client, query: str = "") -> Answer:
    """A summary of one row, and its meta."""
    answer = client.get(f"{ADDRESS}{query}")
    assert answer.status_code == 200, answer.text
    (row,) = answer.get_json()["data"] or [{}]
    return row | answer.get_json()["meta"]


def total(client: Client, query: str = "") -> str | None:
    """The sum of a summary of one row."""
    found: str | None = summary(client, query).get("sum")
    return found


def test_limits_and_ranges_are_told_beside_the_sum(client: Client, public: Client) -> None:
    made(client, money("500"), amount(amount="5", upper="7"), amount(amount="10", comparator="eq", upper="10"))
    row = summary(public)
    assert (row["sum"], row["count"]) == ("510", 2)
    assert row["bounds"] == {"count": 1, "low": "5", "high": "7"}
    made(client, money("100", comparator="gte"))
    assert summary(public)["bounds"] == {"count": 2, "low": "105"}
    made(client, money("100", comparator="lte"))
    assert summary(public)["bounds"] == {"count": 3}


def test_a_sum_without_an_exact_amount_is_null(client: Client, public: Client) -> None:
    made(client, money("5", upper="7"), amount(amount="1.5", upper="2.25"))
    row = summary(public)
    assert (row["sum"], row["count"], row["bounds"]) == (None, 0, {"count": 2, "low": "6.5", "high": "9.25"})
    row = summary(public, "?currency=USD&convert=announced_on")
    assert (row["sum"], row["bounds"]) == (None, {"count": 2, "low": "6.5", "high": "9.25"})


@pytest.mark.parametrize(("figure", "expected"), [("500", "500"), ("600", "600")])
def test_a_superseding_record_counts_in_place_of_the_earlier_one(
    client: Client, public: Client, figure: str, expected: str
) -> None:
    earlier = made(client, money("500"), amount(amount="3"))
    later = made(client, money(figure), to=earlier)
    row = summary(public)
    assert (row["sum"], row["left_out"]) == (expected, {"superseded": {"count": 2}})
    assert total(public, "?superseded=include") == str(503 + int(figure))
    client.delete(url_of(later), if_match="*", query_string=WHY)
    assert total(public) == "503"


def test_a_record_supersedes_one_that_it_names_by_its_number(client: Client, public: Client) -> None:
    number = {"scheme": "gov", "id": "7"}
    client.create(published(amounts=[money("600")], relations=[{"type": "supersedes", "identifier": number}]))
    made(client, money("500"), identifiers=[number])
    assert total(public) == "600"


def test_the_last_of_a_chain_counts(client: Client, public: Client) -> None:
    first = made(client, money("1"))
    second = made(client, money("2"), to=first)
    third = made(client, money("4"), to=second)
    assert total(public) == "4"
    client.delete(url_of(second), if_match="*", query_string=WHY)
    assert total(public) == "5"
    client.delete(url_of(third), if_match="*", query_string=WHY)
    assert total(public) == "1"


def test_a_draft_supersedes_and_restates_nothing(client: Client, public: Client) -> None:
    earlier = made(client, money())
    client.create(draft(amounts=[money()], relations=[{"type": "supersedes", "announcement": earlier["id"]}]))
    again = client.create(draft(amounts=[money("7")]))
    made(client, money("7", restates=again["amounts"][0]["id"]))
    assert total(public) == total(client, "?state=published") == "507"
    assert "left_out" not in summary(public)


@pytest.mark.parametrize("how", ["relation", "amount"])
def test_an_amount_that_was_said_before_does_not_count_again(client: Client, public: Client, how: str) -> None:
    first = made(client, money())
    if how == "relation":
        again = made(client, money(), amount(amount="20"), to=first, type="restates")
    else:
        again = made(client, money("450", restates=first["amounts"][0]["id"]), amount(amount="20"))
    row = summary(public)
    assert (row["sum"], row["left_out"]) == ("520", {"restated": {"count": 1}})
    assert total(public, "?restated=include") == ("1020" if how == "relation" else "970")
    client.delete(url_of(first), if_match="*", query_string=WHY)
    assert total(public) == ("520" if how == "relation" else "470")
    assert again["state"] == "published"


@pytest.mark.parametrize(
    "other", [{"amount": "501"}, {"currency": "EUR"}, {"comparator": "lte"}, {"upper": "600"}], ids=str
)
def test_a_restating_record_counts_what_is_not_equal(client: Client, public: Client, other: Answer) -> None:
    first = made(client, money())
    made(client, money() | other, to=first, type="restates")
    answer = public.get(ADDRESS).get_json()
    assert "left_out" not in answer["meta"]


def test_a_record_that_restates_and_supersedes_another_counts_itself(client: Client, public: Client) -> None:
    first = made(client, money())
    second = made(client, money(restates=first["amounts"][0]["id"]), to=first)
    made(client, money(restates=first["amounts"][0]["id"]), to=second)
    assert summary(public)["left_out"] == {"superseded": {"count": 2}}
    assert total(public) == "500"


def test_what_restates_a_superseded_amount_does_not_count_beside_the_later_one(client: Client, public: Client) -> None:
    first = made(client, money())
    made(client, money(), to=first, type="restates")
    made(client, money("600"), to=first)
    assert total(public) == "600"


@pytest.mark.parametrize(("type", "expected"), [("supersedes", "2"), ("restates", "1")])
def test_of_two_records_that_point_at_each_other_one_counts(
    client: Client, public: Client, type: str, expected: str
) -> None:
    """The one recorded last of those that supersede, the first of those that restate."""
    restates = type == "restates"
    first = made(client, money("1"))
    second = made(client, money("1" if restates else "2"), to=first, type=type)
    client.patched(first, {"relations": [{"type": type, "announcement": second["id"]}]})
    assert total(public) == expected


@pytest.mark.parametrize("type", ["supersedes", "restates"])
def test_nothing_is_lost_in_a_longer_circle(client: Client, public: Client, type: str) -> None:
    first = made(client, money("1"))
    second = made(client, money("1"), to=first, type=type)
    third = made(client, money("1"), to=second, type=type)
    assert total(public) == "1"
    client.patched(first, {"relations": [{"type": type, "announcement": third["id"]}]})
    assert total(public) == "3"


def test_what_is_left_out_counts_once_though_it_has_several_topics(client: Client, public: Client) -> None:
    first = made(client, money(), topics=["ai", "chips"])
    made(client, money(), to=first, type="restates", topics=["ai", "chips"])
    answer = public.get(f"{ADDRESS}?group_by=topic").get_json()
    assert [row["sum"] for row in answer["data"]] == ["500", "500"]
    assert answer["meta"]["left_out"] == {"restated": {"count": 1}}


def test_a_chart_tells_what_is_in_no_bar(client: Client, public: Client) -> None:
    first = made(client, money(), amount(amount="5", comparator="lte"))
    made(client, money(), to=first, type="restates")
    text = public.get(f"{ADDRESS}.svg").text
    assert "Not in the sums: limits and ranges (1), restated amounts (1)." in text
    assert "1,000" in public.get(f"{ADDRESS}.svg?restated=include").text
