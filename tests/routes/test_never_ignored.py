"""What is asked of a list is never passed over, and what is null is not asked."""

from __future__ import annotations

import json

import pytest

from tests.clients import RECORDS, Client, errors_of
from tests.records import published

PATHS = (RECORDS, "/v1/commitments", "/v1/amounts", "/v1/quotes")


@pytest.mark.parametrize("question", ["limit=0", "format=csv", "format=ndjson", "format=csv&limit=1"])
@pytest.mark.parametrize("path", PATHS)
def test_a_cursor_counts_in_every_form_of_a_list(public: Client, path: str, question: str) -> None:
    """Also where counts alone or all items would be given without it."""
    answer = public.get(f"{path}?{question}&cursor=WyIyMDI2Il0")
    assert (answer.status_code, errors_of(answer)) == (422, {"cursor": "cursor"})


def test_a_list_that_would_be_whole_is_read_on_from_a_cursor(client: Client, public: Client) -> None:
    """As JSON is, page by page."""
    for title in ("a", "b", "c"):
        client.create(published(title=title))
    ids = [each["id"] for each in public.get(RECORDS).get_json()["data"]]
    link = public.get(f"{RECORDS}?format=ndjson&limit=2").headers["Link"]
    on = public.get(link.split("<")[-1].split(">")[0].replace("&limit=2", ""))
    assert [json.loads(line)["id"] for line in on.text.splitlines()] == ids[2:]


@pytest.mark.parametrize("name", ["match", "total", "kind", "announced_from", "q", "fields", "format"])
def test_a_parameter_that_is_null_in_a_body_is_not_asked(client: Client, public: Client, name: str) -> None:
    """What is usual without it stays usual."""
    client.create(published())
    whole = public.post(f"{RECORDS}/search", json={"announced_to": "2026"})
    answer = public.post(f"{RECORDS}/search", json={"announced_to": "2026", name: None})
    assert (answer.status_code, answer.get_json()["data"]) == (200, whole.get_json()["data"])


def test_an_unknown_parameter_is_refused_even_when_it_is_null(public: Client) -> None:
    """For it may be misspelt."""
    assert errors_of(public.post(f"{RECORDS}/search", json={"kin": None})) == {"/kin": "unknown"}


def test_a_cursor_of_the_directory_is_not_ignored_where_there_are_no_pages(public: Client) -> None:
    """As of every list."""
    assert errors_of(public.get("/v1/parties?limit=0&cursor=x")).keys() == {"cursor"}
