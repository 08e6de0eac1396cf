"""The worked example: the record has each fact of its table."""

from __future__ import annotations

from typing import Any

import pytest

from tests.clients import Client, url_of
from tests.records import worked_example

Record = dict[str, Any]


@pytest.fixture
def record(client: Client, public: Client) -> Record:
    """The worked example as the public reads it."""
    read: Record = public.get(url_of(client.create(worked_example()))).get_json()
    return read


def part(record: Record, parts: str, /, **members: Any) -> Record:
    """The one part of a list that has these members."""
    matching = [each for each in record[parts] if all(each.get(key) == value for key, value in members.items())]
    assert len(matching) == 1, (parts, members, matching)
    return matching[0]  # type: ignore[no-any-return]


def keys_by_name(record: Record) -> dict[str, str]:
    """The key of each party by its name."""
    return {party["name"]: party["key"] for party in record["parties"]}


def test_the_record_says_who_where_and_when(record: Record) -> None:
    """South Korea's science ministry, in Seoul, on 29 January 2026, as reported by IANS, citing Yonhap."""
    assert (record["jurisdiction"], record["place"], record["announced_on"]) == ("KR", "Seoul", "2026-01-29")
    assert part(record, "parties", name="Ministry of Science and ICT")["roles"] == ["issuer"]
    assert part(record, "sources", publisher="IANS")["via"] == "Yonhap"


def test_the_goals_and_targets_are_commitments(record: Record) -> None:
    """The world's top producer of chips by 2035; 10,000 experts; 2,000 businesses; the top three in AI."""
    assert part(record, "commitments", kind="goal", due="2035")["due_to"] == "2035-12-31"
    targets = [each["target"] for each in record["commitments"] if each["kind"] == "target"]
    assert {(each["value"], each["unit"]) for each in targets} == {("10000", "experts"), ("2000", "businesses")}
    assert len([each for each in record["commitments"] if each["kind"] == "goal"]) == 2


def test_the_clusters_are_a_milestone_with_a_window(record: Record) -> None:
    """Five locations by July: any day of July 2026."""
    clusters = part(record, "commitments", kind="milestone")
    assert (clusters["target"]["value"], clusters["due"], clusters["due_text"]) == ("5", "2026-07", "by July")
    assert (clusters["due_from"], clusters["due_to"]) == ("2026-07-01", "2026-07-31")


def test_the_minister_is_quoted_with_his_post(record: Record) -> None:
    minister = part(record, "parties", name="Bae Kyung-hoon")
    assert (minister["kind"], minister["post"]) == ("person", "Science Minister")
    assert minister["part_of"] == keys_by_name(record)["Ministry of Science and ICT"]
    assert [quote["speaker"] for quote in record["quotes"]] == [minister["key"]] * 2


def test_the_memorandum_is_an_agreement_with_an_investment(record: Record) -> None:
    """With IonQ: a joint research centre, and US$15 million over three years."""
    keys = keys_by_name(record)
    agreement = part(record, "commitments", kind="agreement")
    assert {each["party"] for each in agreement["parties"]} == {keys["Ministry of Science and ICT"], keys["IonQ"]}
    money = part(record, "amounts", kind="investment")
    assert (money["amount"], money["currency"], money["period"]) == ("15000000", "USD", "2026/2028")
    assert (money["payer"], money["commitment"]) == (keys["IonQ"], agreement["key"])


def test_the_consultative_body_has_its_members(record: Record) -> None:
    """Three companies, part of a group that an establishment created."""
    part(record, "commitments", kind="establishment")
    group = part(record, "parties", kind="group")
    members = [each["name"] for each in record["parties"] if each.get("part_of") == group["key"]]
    assert sorted(members) == ["LG Electronics", "SK Telecom", "Samsung Electronics"]


def test_no_amount_of_the_budget_is_counted_twice(record: Record) -> None:
    """In dollars as reported, up 25.4 per cent; in won as two parts of a total."""
    dollars = part(record, "amounts", currency="USD", kind="budget")
    assert (dollars["amount"], dollars["approximate"], dollars["change"]["percent"]) == ("5600000000", True, "25.4")
    won = [each for each in record["amounts"] if each["currency"] == "KRW"]
    total = next(each for each in won if "part_of" not in each)
    parts = [each for each in won if each.get("part_of") == total["key"]]
    assert {each["amount"] for each in parts} == {"6440000000000", "1680000000000"}
    assert int(total["amount"]) == sum(int(each["amount"]) for each in parts)
    assert part(record, "relations", type="cites")["title"]


def test_every_promise_and_sum_can_be_traced(record: Record) -> None:
    sources = {source["key"] for source in record["sources"]}
    stated = [each for each in (*record["commitments"], *record["amounts"]) if each["evidence"]]
    assert len(stated) >= len(record["commitments"]) + len(record["amounts"]) - 1  # The total is computed.
    assert all(each["source"] in sources for item in stated for each in item["evidence"])
