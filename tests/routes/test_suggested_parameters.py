"""Words that people try as parameters and values: the error names what to send instead."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

import pytest

from schemas.member_names import OTHER_LISTS
from tests.clients import RECORDS, Client
from tests.refusals import error_at, refused

COMMITMENTS, AMOUNTS, QUOTES, SUMS = "/v1/commitments", "/v1/amounts", "/v1/quotes", "/v1/amounts/summary"

NAMES = [
    (RECORDS, "country=KR", "jurisdiction"),
    (RECORDS, "lang=en", "language"),
    (RECORDS, "search=quantum", "q"),
    (RECORDS, "title=quantum", "q"),
    (RECORDS, "per_page=50", "limit"),
    (RECORDS, "order_by=date", "sort"),
    (RECORDS, "continent=EU", "jurisdiction_group"),
    (RECORDS, "source=IANS", "publisher"),
    (RECORDS, "year=last", "announced_from"),
    (RECORDS, "expand=sources", "fields"),
    (COMMITMENTS, "government=Korea", "party"),
    (AMOUNTS, "money=EUR", "currency"),
    (AMOUNTS, "over=1000", "amount_min"),
    ("/v1/parties", "query=ministry", "q"),
    ("/v1/parties", "title=ministry", "name"),
    (COMMITMENTS, "statuss=met", "status"),
    (COMMITMENTS, "note=x", None),
]
QUERIES = [
    (RECORDS, "year=2025", "announced_from=2025&announced_to=2025"),
    (RECORDS, "date=2026-01", "announced_from=2026-01&announced_to=2026-01"),
    (RECORDS, "from=2025", "announced_from=2025"),
    (RECORDS, "to=2025", "announced_to=2025"),
    (RECORDS, "since=2025", "announced_from=2025"),
    (RECORDS, "announced_on=2025", "announced_from=2025&announced_to=2025"),
    (RECORDS, "modified_since=today-7d", "updated_from=today-7d"),
    (RECORDS, "published_after=2025", "published_from=2025"),
    (RECORDS, "date_gte=2025", "announced_from=2025"),
    (COMMITMENTS, "due_before=2030", "due_to=2030"),
    (COMMITMENTS, "by=2030", "due_to=2030"),
    (COMMITMENTS, "by=Samsung", "party=Samsung"),
    (COMMITMENTS, "within=true", "match=within"),
    (AMOUNTS, "amount_gt=5", "amount_min=5"),
    (RECORDS, "latest=true", "sort=-announced_on"),
    (RECORDS, "draft=true", "state=draft"),
    ("/v1/changes", "from=2025", "announced_from=2025"),
    ("/v1/changes", "corrected=true", "change_type=correction"),
    (COMMITMENTS, "late=true", "overdue=true"),
    (COMMITMENTS, "kept=yes", "status=met"),
    (COMMITMENTS, "deadline=2030", "due_from=2030&due_to=2030"),
    (COMMITMENTS, "moved=true", "due_moved=true"),
    (SUMS, "convert_to=EUR", "currency=EUR&convert=announced_on"),
    (QUOTES, "minister=Kim Ku", "speaker=Kim%20Ku"),
    (QUOTES, "speaker_post=minister", "q=minister"),
    (COMMITMENTS, "deadline=next month", "due_from=today&due_to=today%2B1m"),
    (COMMITMENTS, "by=next_year", "due_to=today%2B1y"),
    (RECORDS, "date=Last week", "announced_from=today-7d&announced_to=today"),
    (RECORDS, "date=yesterday", "announced_from=today-1d&announced_to=today-1d"),
]
VALUES = [
    (COMMITMENTS, "due=2030", "due_from=2030&due_to=2030", None),
    (COMMITMENTS, "due=next month", "due_from=today&due_to=today%2B1m", None),
    (QUOTES, "said_on=last-year", "said_from=today-1y&said_to=today", None),
    (COMMITMENTS, "target=7", "value_min=7&value_max=7", None),
    (COMMITMENTS, "status=late", "overdue=true", "delayed"),
    (COMMITMENTS, "status=kept", None, "met"),
    (COMMITMENTS, "status=done", None, "met"),
    (COMMITMENTS, "since=2025", "announced_from=2025", None),
    (AMOUNTS, "convert=£", "currency=GBP&convert=announced_on&amount_min=0", None),
    (SUMS, "convert=GBP", "currency=GBP&convert=announced_on", None),
    (SUMS, "convert=true", "currency=EUR&convert=announced_on", None),
    (SUMS, "group_by=country", None, "jurisdiction"),
    (SUMS, "format=excel", None, "xlsx"),
    (SUMS, "sort=-cuont", None, "-count"),
    (RECORDS, "jurisdiction=South Korea", None, "KR"),
    (RECORDS, "jurisdiction=Germany", None, "DE"),
    (RECORDS, "jurisdiction=Europe", "jurisdiction_group=EU", None),
    (RECORDS, "exclude_jurisdiction=Africa", "exclude_jurisdiction_group=AFRICAN-UNION", None),
    (RECORDS, "jurisdiction_group=Eurozone", None, "EURO-AREA"),
    (RECORDS, "jurisdiction=Asia", None, None),
    (RECORDS, "announced_from=yesterday", None, "today-1d"),
    (RECORDS, "announced_from=last month", None, "today-1m"),
    (COMMITMENTS, "due_to=next month", None, "today+1m"),
    (RECORDS, "language=English", None, "en"),
    (RECORDS, "sort=-date", None, "-announced_on"),
    (RECORDS, "sort=newest", None, "-announced_on"),
    (RECORDS, "facet=country", None, "jurisdiction"),
    (RECORDS, "format=excel", None, "xlsx"),
    (AMOUNTS, "amount_min=1bn", None, "1000000000"),
    (AMOUNTS, "amount_min=1 billion", None, "1000000000"),
    (AMOUNTS, "amount_min=1,000,000", None, "1000000"),
    (AMOUNTS, "amount_min=1.5e9", None, "1500000000"),
    (AMOUNTS, "currency=euro", None, "EUR"),
]


def ask(client: Client, path: str, query: str) -> tuple[dict[str, Any], str]:
    """The only error of a query with one parameter, and the name of that."""
    ((name, value),) = parse_qsl(query)
    answer = client.get(path, query_string={name: value})
    assert {each.partition("/")[0] for each in refused(answer)} == {name}
    return error_at(answer, name), name


@pytest.mark.parametrize(("path", "query", "meant"), NAMES)
def test_a_word_for_a_parameter_is_answered_with_its_name(
    client: Client, path: str, query: str, meant: str | None
) -> None:
    error, _ = ask(client, path, query)
    assert error.get("did_you_mean") == meant
    if meant:
        assert f"Did you mean {meant}?" in error["detail"]
    assert ("allowed" in error) == (meant is None)


@pytest.mark.parametrize(("path", "query", "ready"), QUERIES)
def test_a_word_is_answered_with_the_query_that_it_means(client: Client, path: str, query: str, ready: str) -> None:
    error, _ = ask(client, path, query)
    assert error["detail"] == f"There is no such parameter. Try {ready}."
    assert "allowed" not in error
    assert client.get(f"{path}?{ready}").status_code == 200


@pytest.mark.parametrize(("path", "query", "ready", "meant"), VALUES)
def test_a_value_is_answered_with_what_it_means(
    client: Client, path: str, query: str, ready: str | None, meant: str | None
) -> None:
    error, name = ask(client, path, query)
    assert error.get("did_you_mean") == meant
    assert ("Try " in error["detail"]) == (ready is not None)
    if ready:
        assert error["detail"].endswith(f"Try {ready}.")
        assert client.get(f"{path}?{ready}").status_code == 200
    if meant:
        assert f"Did you mean {meant}?" in error["detail"] or f"Write {meant}." in error["detail"]
        assert client.get(path, query_string={name: meant}).status_code == 200


@pytest.mark.parametrize("path", OTHER_LISTS)
def test_a_parameter_of_another_list_is_answered_with_that_list(client: Client, path: str) -> None:
    for name in OTHER_LISTS[path]:
        error, _ = ask(client, RECORDS, f"{name}=1")
        assert error["detail"] == f"There is no such parameter here. {path} has it."
        there = client.get(path, query_string={name: "_"})
        assert there.status_code == 200 or refused(there) not in ({name: "unknown"}, {})


def test_corrections_are_in_the_change_feed(client: Client) -> None:
    for path, query in ((COMMITMENTS, "corrected=true"), (RECORDS, "change_type=correction")):
        error, _ = ask(client, path, query)
        assert error["detail"] == "There is no such parameter here. /v1/changes has it."


def test_a_continent_is_answered_with_the_list_of_groups(client: Client) -> None:
    error, _ = ask(client, RECORDS, "jurisdiction=Asia")
    assert error["detail"].endswith("; groups of them: /v1/vocabularies/jurisdiction_groups")
    error, _ = ask(client, "/v1/parties", "jurisdiction=Asia")
    assert error["detail"].endswith(" All codes: /v1/vocabularies/jurisdictions")


def test_a_member_without_members_is_named(client: Client) -> None:
    error, _ = ask(client, RECORDS, "fields=commitments.due.d")
    assert error["detail"].endswith("“commitments.due” has no members: send it alone.")
    error, _ = ask(client, QUOTES, "fields=speaker.name")
    assert error["detail"].endswith("“speaker” has no members: send it alone.")


def test_a_key_belongs_into_the_header(client: Client) -> None:
    for path in (RECORDS, "/v1/changes", "/v1/parties"):
        error, _ = ask(client, path, "api_key=x")
        assert "Authorization: Bearer <key>" in error["detail"]


def test_the_next_page_is_that_of_the_link(client: Client) -> None:
    error, _ = ask(client, RECORDS, "page=2")
    assert (error["did_you_mean"], "Follow `links.next`" in error["detail"]) == ("cursor", True)
    error, _ = ask(client, "/v1/changes", "page=2")
    assert "`since`" in error["detail"]


def test_a_search_body_is_told_the_names_of_parameters(client: Client) -> None:
    answer = client.post(f"{RECORDS}/search", json={"year": 2025, "late": True, "country": ["KR"]})
    assert refused(answer) == {"/year": "unknown", "/late": "unknown", "/country": "unknown"}
    assert error_at(answer, "/year")["detail"] == "There is no such parameter. Try announced_from and announced_to."
    assert error_at(answer, "/late")["detail"] == "There is no such parameter here. /v1/commitments has it."
    assert error_at(answer, "/country")["did_you_mean"] == "jurisdiction"


@pytest.mark.parametrize("path", [RECORDS, COMMITMENTS, "/v1/audit"])
def test_who_wants_more_than_a_page_is_told_of_all(client: Client, path: str) -> None:
    error, _ = ask(client, path, "limit=1000")
    assert error["detail"].endswith("to 200. For all of them, send format=ndjson without `limit`.")
    assert client.get(f"{path}?format=ndjson").status_code == 200
    error, _ = ask(client, path, "limit=-1")
    assert error["detail"].endswith("to 200.")
