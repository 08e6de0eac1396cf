"""Topics of any script: what is one, and their addresses in every format."""

from __future__ import annotations

import unicodedata
from urllib.parse import quote, unquote

import pytest

from tests.clients import RECORDS, Client
from tests.parts import commitment
from tests.records import draft, published

TOPICS = ("künstliche-intelligenz", "양자-기술", "量子技術", "क्वांटम-२", "квантовые-технологии", "ปัญญาประดิษฐ์", "ai")


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_is_found_under_its_address_and_by_its_filter(client: Client, public: Client, topic: str) -> None:
    record = client.create(published(topics=[topic], commitments=[commitment()]))
    (listed,) = public.get("/v1/topics").get_json()["data"]
    assert (listed["topic"], unquote(listed["url"])) == (topic, f"/v1/topics/{topic}")
    assert listed["url"].isascii()
    single = public.get(listed["url"]).get_json()
    assert (single["announcements"], single["commitments"], single["url"]) == (1, 1, listed["url"])
    for query in (f"topic={quote(topic)}", f"topic={quote(topic)}&q=plan", f"facet=topic&topic={quote(topic)}"):
        page = public.get(f"{RECORDS}?{query}").get_json()
        assert [each["id"] for each in page["data"]] == [record["id"]]
        assert page["links"]["self"].isascii()
    assert topic in public.get(f"{RECORDS}?format=csv").get_data(as_text=True)
    assert public.get(f"{RECORDS}/{record['id']}?format=jsonld").get_json()["keywords"] == [topic]


@pytest.mark.parametrize(
    ("stated", "near"),
    [
        ("Quantum Technology", "quantum-technology"),
        ("Künstliche Intelligenz", "künstliche-intelligenz"),
        (unicodedata.normalize("NFD", "künstliche-intelligenz"), "künstliche-intelligenz"),
        ("R&D", "r-d"),
        ("quantum_technology ", "quantum-technology"),
        ("क्वांटम कंप्यूटिंग", "क्वांटम-कंप्यूटिंग"),
        ("Straße", "strasse"),
        ("-ai--chips-", "ai-chips"),
        ("&&", None),
    ],
)
def test_a_refused_topic_suggests_its_slug(client: Client, stated: str, near: str | None) -> None:
    (error,) = client.post(RECORDS, json=draft(topics=[stated])).get_json()["errors"]
    assert (error["pointer"], error["code"], error.get("did_you_mean")) == ("/topics/0", "format", near)
    assert near is None or client.post(RECORDS, json=draft(topics=[near])).status_code == 201
