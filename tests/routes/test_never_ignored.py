"""No parameter of a list is ignored; null means absent."""

from __future__ import annotations

import json

import pytest

from tests.clients import RECORDS, Client, errors_of
from tests.records import published

PATHS = (RECORDS, "/v1/commitments", "/v1/amounts", "/v1/quotes")


@pytest.mark.parametrize("question", ["limit=0", "format=csv", "format=ndjson", "format=csv&limit=1"])
@pytest.mark.parametrize("path", PATHS)
def test_a_cursor_works_in_every_format(public: Client, path: str, question: str) -> None:
    answer = public.get(f"{path}?{question}&cursor=WyIyMDI2Il0")
    assert (answer.status_code, errors_of(answer)) == (422, {"cursor": "cursor"})


def test_a_streamed_format_with_a_cursor_is_paged(client: Client, public: Client) -> None:
    for title in ("a", "b", "c"):
        client.create(published(title=title))
    ids = [each["id"] for each in public.get(RECORDS).get_json()["data"]]
    link = public.get(f"{RECORDS}?format=ndjson&limit=2").headers["Link"]
    on = public.get(link.split("<")[-1].split(">")[0].replace("&limit=2", ""))
    assert [json.loads(line)["id"] for line in on.text.splitlines()] == ids[2:]


@pytest.mark.parametrize("name", ["match", "total", "kind", "announced_from", "q", "fields", "format"])
def test_null_in_a_posted_search_means_the_default(client: Client, public: Client, name: str) -> None:
    client.create(published())
    whole = public.post(f"{RECORDS}/search", json={"announced_to": "2026"})
    answer = public.post(f"{RECORDS}/search", json={"announced_to": "2026", name: None})
    assert (answer.status_code, answer.get_json()["data"]) == (200, whole.get_json()["data"])


def test_an_unknown_parameter_is_refused_even_when_it_is_null(public: Client) -> None:
    assert errors_of(public.post(f"{RECORDS}/search", json={"kin": None})) == {"/kin": "unknown"}


def test_a_cursor_with_limit_0_is_refused_for_parties(public: Client) -> None:
    assert errors_of(public.get("/v1/parties?limit=0&cursor=x")).keys() == {"cursor"}
