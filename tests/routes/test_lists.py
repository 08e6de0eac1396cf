"""The list of announcements: filters, sorts, pages, totals and links."""

from __future__ import annotations

from typing import Any

import pytest

from tests.clients import RECORDS, Client, errors_of, url_of
from tests.records import draft, published

RECORD_BY_TITLE: dict[str, dict[str, Any]] = {
    "a": {"jurisdiction": "KR", "kind": "plan", "topics": ["quantum"], "language": "ko", "announced_on": "2026-01-29"},
    "b": {"jurisdiction": "US-CA", "kind": "law", "topics": ["quantum", "health"], "announced_on": "2026-01"},
    "c": {"jurisdiction": "EU", "kind": "plan", "topics": ["health"], "language": "en-GB", "announced_on": "2025"},
    "d": {
        "jurisdiction": "KR",
        "kind": "law",
        "announced_on": "2024-12-31",
        "identifiers": [{"scheme": "gov", "id": "A:1"}],
    },
}

QUESTIONS = {
    "jurisdiction=KR": "ad",
    "jurisdiction=KR&jurisdiction=EU": "acd",
    "exclude_jurisdiction=KR": "bc",
    "kind=plan&topic=quantum": "a",
    "topic=quantum&topic=health": "abc",
    "exclude_topic=quantum": "cd",
    "language=en": "bcd",
    "language=en-GB": "c",
    "language=EN-gb": "c",
    "exclude_language=en&exclude_kind=law": "a",
    "identifier=gov:A:1": "d",
    "identifier=gov:2&identifier=gov:A:1": "d",
    "announced_from=2026": "ab",
    "announced_from=2026-01-15": "ab",
    "announced_from=2026-01-15&match=within": "a",
    "announced_from=2025-06&announced_to=2025-07": "c",
    "announced_from=2025-06&announced_to=2025-07&match=within": "",
    "announced_to=2024": "d",
    "updated_from=2020-01-01T00:00:00Z": "abcd",
    "updated_to=2020": "",
    "state=published": "abcd",
}


@pytest.fixture
def records(client: Client) -> dict[str, Any]:
    """Four published records, by title."""
    return {title: client.create(published(title=title, **members)) for title, members in RECORD_BY_TITLE.items()}


def titles(answer: Any) -> str:
    """The titles of a page, which are letters, in order."""
    return "".join(each["title"] for each in answer.get_json()["data"])


@pytest.mark.usefixtures("records")
def test_each_filter_selects_its_records(public: Client) -> None:
    answers = {question: public.get(f"{RECORDS}?{question}") for question in QUESTIONS}
    assert {question: "".join(sorted(titles(answer))) for question, answer in answers.items()} == QUESTIONS
    totals = {question: answer.get_json()["meta"]["total"] for question, answer in answers.items()}
    assert totals == {question: {"value": len(which), "relation": "eq"} for question, which in QUESTIONS.items()}


@pytest.mark.usefixtures("records")
@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("-announced_on", "abcd"),
        ("announced_on", "dcba"),
        ("created_at", "abcd"),
        ("-created_at", "dcba"),
        ("updated_at", "abcd"),
        ("-updated_at", "dcba"),
    ],
)
def test_pages_of_every_sort_make_the_whole(public: Client, sort: str, order: str) -> None:
    walked, link = "", f"{RECORDS}?sort={sort}&limit=1"
    while link:
        page = public.get(link)
        walked += titles(page)
        link = page.get_json()["links"].get("next", "")
    assert walked == order


def test_paging_neither_skips_nor_repeats_while_others_write(client: Client, records: dict[str, Any]) -> None:
    first = client.get(f"{RECORDS}?limit=2").get_json()
    client.create(published(title="new", announced_on="2026-02-01"))
    client.delete(f"{url_of(records['a'])}?note=x", if_match="*")
    client.patch(f"{url_of(records['d'])}?note=x", json={"summary": "changed"}, if_match="*")
    rest = client.get(first["links"]["next"])
    assert [each["title"] for each in first["data"]] == ["a", "b"]
    assert titles(rest) == "cd"


@pytest.mark.usefixtures("records")
def test_records_of_one_day_have_a_total_order(client: Client) -> None:
    for number in range(5):
        client.create(published(title=str(number)))
    pages = [client.get(f"{RECORDS}?jurisdiction=KR&kind=plan&limit=1")]
    while "next" in pages[-1].get_json()["links"]:
        pages.append(client.get(pages[-1].get_json()["links"]["next"]))
    assert sorted("".join(map(titles, pages))) == sorted("01234a")


@pytest.mark.usefixtures("records")
def test_a_cursor_belongs_to_its_query(public: Client) -> None:
    link = public.get(f"{RECORDS}?kind=plan&limit=1").get_json()["links"]["next"]
    assert public.get(link.replace("limit=1", "limit=5")).status_code == 200
    for forged in (link.replace("kind=plan", "kind=law"), f"{link}&sort=announced_on", f"{link[:-2]}xx", f"{link}%00"):
        assert errors_of(public.get(forged)).keys() == {"cursor"}


@pytest.mark.usefixtures("records")
def test_a_list_has_a_link_header(public: Client) -> None:
    answer = public.get(f"{RECORDS}?limit=1")
    links = answer.get_json()["links"]
    assert answer.headers["Link"] == f'<{links["self"]}>; rel="self", <{links["next"]}>; rel="next"'


def test_a_list_has_the_stored_bytes_of_its_records(client: Client, public: Client) -> None:
    record = client.create(published())
    assert public.get(url_of(record)).data in public.get(RECORDS).data


def test_related_records_are_included_on_request(client: Client, public: Client) -> None:
    target = client.create(published())
    relation = [{"type": "amends", "announcement": target["id"]}]
    open_one = client.create(published(title="amendment", relations=relation))
    client.create(draft(relations=relation))
    shown = public.get(f"{url_of(target)}?include=related_from").get_json()
    assert shown == target | {
        "related_from": [
            {"type": "amends", "announcement": open_one["id"], "title": "amendment", "url": url_of(open_one)}
        ]
    }
    assert len(client.get(f"{url_of(target)}?include=related_from").get_json()["related_from"]) == 2
