"""Amounts that are limits, ranges or restatements of others: how they are kept and referred to."""

from __future__ import annotations

import csv
import io
from uuid import UUID

import pytest

from domain.ids import part_id
from tests.clients import RECORDS, Client, errors_of, url_of
from tests.imports import import_lines, statuses
from tests.parts import amount, commitment
from tests.records import draft, published
from tests.refusals import refused

FIRST, SECOND = "018f0000-0000-7000-8000-0000000000a1", "018f0000-0000-7000-8000-0000000000a2"
MISSING = "018f0000-0000-8000-8000-0000000000a3"


def id_of(record: str, key: str = "a") -> str:
    """The global id of an amount."""
    return str(part_id(UUID(record), "amount", key))


def restating(target: str, **members: object) -> dict[str, object]:
    """A draft whose amount restates another."""
    return draft(amounts=[amount(key="a", restates=target)], **members)


def test_a_limit_or_a_range_is_listed_as_it_was_stated(client: Client, public: Client) -> None:
    limit = {"comparator": "lte", "price_year": "2022", "value_date": "2022-04"}
    client.create(published(amounts=[amount(**limit), amount(upper="20000000.50", comparator="eq")]))
    listed = public.get("/v1/amounts").get_json()["data"]
    assert [{name: each.get(name) for name in limit} for each in listed if "upper" not in each] == [limit]
    rows = [*csv.DictReader(io.StringIO(public.get("/v1/amounts?format=csv").text))]
    assert {(row["comparator"], row["upper"], row["price_year"]) for row in rows} == {
        ("lte", "", "2022"),
        ("eq", "20000000.50", ""),
    }


@pytest.mark.parametrize("state", ["draft", "published"])
def test_an_amount_restates_one_of_any_record(client: Client, state: str) -> None:
    client.put(f"{RECORDS}/{FIRST}", json=published(amounts=[amount(key="a")]) | {"state": state})
    made = client.create(restating(id_of(FIRST)))
    assert made["amounts"][0]["restates"] == id_of(FIRST)
    assert client.put(url_of(made), json=made, if_match="*").get_json()["version"] == 1


def test_an_amount_restates_another_of_its_record(client: Client) -> None:
    both = [amount(key="a"), amount(key="b", restates=id_of(FIRST))]
    assert client.put(f"{RECORDS}/{FIRST}", json=draft(amounts=both)).status_code == 201
    dropped = [amount(key="b", restates=id_of(FIRST, "c")), amount(key="a")]
    answer = client.put(f"{RECORDS}/{FIRST}", json=draft(amounts=dropped), if_match="*")
    assert refused(answer) == {"/amounts/0/restates": "reference"}


@pytest.mark.parametrize(("target", "code"), [(MISSING, "reference"), (FIRST, "reference"), (id_of(SECOND), "circle")])
def test_an_amount_restates_an_existing_other_amount(client: Client, target: str, code: str) -> None:
    """The id of a record is not one of an amount."""
    client.put(f"{RECORDS}/{FIRST}", json=draft(amounts=[amount(key="a")]))
    answer = client.put(f"{RECORDS}/{SECOND}", json=restating(target))
    assert refused(answer) == {"/amounts/0/restates": code}


def test_a_record_can_be_sent_back_after_the_amount_that_it_restates_was_dropped(client: Client) -> None:
    client.put(f"{RECORDS}/{FIRST}", json=draft(amounts=[amount(key="a")]))
    made = client.create(restating(id_of(FIRST)))
    client.put(f"{RECORDS}/{FIRST}", json=draft(), if_match="*")
    answer = client.put(url_of(made), json=made | {"title": "Another plan"}, if_match="*")
    assert (answer.status_code, answer.get_json()["version"]) == (200, 2)


@pytest.mark.parametrize("batch_lines", [1, 200])
def test_a_line_may_restate_an_amount_further_on(
    client: Client, monkeypatch: pytest.MonkeyPatch, batch_lines: int
) -> None:
    monkeypatch.setattr("api.services.bulk.import_job.BATCH_LINES", batch_lines)
    lines = [restating(id_of(SECOND), id=FIRST), restating(MISSING), draft(id=SECOND, amounts=[amount(key="a")])]
    results = sorted(import_lines(client, *lines), key=lambda each: int(each["line"]))
    assert statuses(results) == ["created", "refused", "created"]
    (error,) = results[1]["problem"]["errors"]
    assert (error["pointer"], error["code"]) == ("/amounts/0/restates", "reference")


def test_amounts_are_searched_by_their_words_their_promise_and_their_parties(client: Client, public: Client) -> None:
    promise = commitment(key="ten", statement="Build ten wards for hospitals.")
    amounts = [
        amount(key="direct", amount="5", purpose="Beds for hospitals", kind="loan"),
        amount(key="promised", amount="7", commitment="ten"),
        amount(key="other", amount="11", purpose="Roads", payer="msit"),
    ]
    client.create(published(title="Hospitals", commitments=[promise], amounts=amounts))
    found = public.get("/v1/amounts?q=hospital&highlight=true&facet=kind").get_json()
    assert [each["key"] for each in found["data"]] == ["direct", "promised"]
    assert [each["highlights"] for each in found["data"]] == [
        [{"field": "purpose", "fragment": "Beds for <mark>hospitals</mark>"}],
        [],
    ]
    assert found["meta"]["facets"]["kind"][0]["count"] == 1
    assert [each["key"] for each in public.get("/v1/amounts?q=ministry").get_json()["data"]] == ["other"]
    assert public.get("/v1/amounts?q=hospital&kind=loan").get_json()["meta"]["total"]["value"] == 1
    assert public.get("/v1/amounts?q=-hospital").get_json()["meta"]["total"]["value"] == 1
    (row,) = public.get("/v1/amounts/summary?q=hospital").get_json()["data"]
    assert (row["sum"], row["count"]) == ("12", 2)
    assert len(public.get("/v1/amounts?q=hospital&format=csv").text.splitlines()) == 3
    assert public.get("/v1/amounts/summary.svg?q=roads").text.count("11") > 0
    assert errors_of(public.get("/v1/amounts?sort=relevance")) == {"sort": "search"}
