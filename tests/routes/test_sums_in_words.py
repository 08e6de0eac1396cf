"""Amounts that are given as text alone: what the text fills in, and what the client's own members mean beside it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.clients import RECORDS, Client, url_of
from tests.records import draft
from tests.refusals import refused

READ = ("amount", "currency", "comparator", "upper", "approximate", "frequency")

STATED = [
    ("KR", "en", "6.44 trillion won", {"amount": "6440000000000", "currency": "KRW"}),
    ("DE", "de", "1 Billion Euro", {"amount": "1000000000000", "currency": "EUR"}),
    ("GB", "en", "up to £5m", {"amount": "5000000", "currency": "GBP", "comparator": "lte"}),
    ("FR", "fr", "plus de 3 Md€", {"amount": "3000000000", "currency": "EUR", "comparator": "gte"}),
    ("KR", "ko", "100억~200억 원", {"amount": "10000000000", "currency": "KRW", "upper": "20000000000"}),
    (
        "AU",
        "en",
        "about $5m a year",
        {"amount": "5000000", "currency": "AUD", "approximate": True, "frequency": "annual"},
    ),
]


def words(text: str, jurisdiction: str = "DE", language: str = "de", **members: Any) -> dict[str, Any]:
    """A draft with one amount of which the text is given."""
    amount = {"key": "a", "kind": "budget", "text": text, **members}
    return draft(amounts=[amount], jurisdiction=jurisdiction, language=language)


def read(record: dict[str, Any]) -> dict[str, Any]:
    """The members that a text may fill in."""
    (amount,) = record["amounts"]
    return {name: amount[name] for name in READ if name in amount}


@pytest.mark.parametrize(("jurisdiction", "language", "text", "members"), STATED)
def test_a_text_is_read_by_the_language_and_country_of_its_record(
    client: Client, jurisdiction: str, language: str, text: str, members: dict[str, Any]
) -> None:
    made = client.create(words(text, jurisdiction, language))
    assert read(made) == members
    assert client.put(url_of(made), json=made, if_match="*").get_json()["version"] == 1


def test_members_that_the_client_states_are_never_changed(client: Client) -> None:
    stated = {"comparator": "gte", "approximate": False, "frequency": "total", "currency": "USD"}
    made = client.create(words("rund 5 Millionen Dollar pro Jahr", **stated))
    assert read(made) == {"amount": "5000000", **stated}
    exact = client.create(words("bis zu 5 Millionen Euro", amount="4900000", currency="EUR"))
    assert read(exact) == {"amount": "4900000", "currency": "EUR"}


def test_a_text_with_two_readings_is_refused_with_both(client: Client) -> None:
    answer = client.post(RECORDS, json=words("1,759 Euro"))
    assert refused(answer) == {"/amounts/0/text": "doubtful"}
    assert "“1,759” may be 1759 or 1.759" in answer.get_json()["errors"][0]["detail"]


def test_a_range_in_words_is_no_limit_too(client: Client) -> None:
    answer = client.post(RECORDS, json=words("5 bis 7 Millionen Euro", comparator="lte"))
    assert refused(answer) == {"/amounts/0/text": "doubtful"}
    assert "`comparator`" in answer.get_json()["errors"][0]["detail"]


def test_a_changed_text_is_read_anew_with_its_limits(client: Client) -> None:
    made = client.create(words("zwischen 5 und 7 Millionen Euro jährlich"))
    patch = {"amounts": {"a": {"text": "mindestens 6 Millionen Euro"}}}
    patched = client.patch(url_of(made), json=patch, if_match="*").get_json()
    assert read(patched) == {"amount": "6000000", "currency": "EUR", "comparator": "gte"}
