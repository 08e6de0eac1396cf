"""`significantly_updated_at`: it moves with what readers must know, and not with a typo."""

from __future__ import annotations

from typing import Any

import feedparser

from tests.clients import RECORDS, Client, url_of
from tests.parts import commitment
from tests.records import draft, published

REPORT = {"status": "in_progress", "on": "2026-07-31", "source": {"title": "A report"}}


def moves(client: Client, record: dict[str, Any]) -> bool:
    """Whether the latest version of a record is a significant one."""
    now = client.get(url_of(record)).get_json()
    return bool(now["significantly_updated_at"] == now["updated_at"] != record["updated_at"])


def test_creation_and_publication_are_significant(client: Client) -> None:
    record = client.create(draft())
    assert record["significantly_updated_at"] == record["created_at"]
    client.patched(record, {"title": "Another plan"})
    assert not moves(client, record)
    client.patched(record, {name: published()[name] for name in ("parties", "sources", "state")})
    assert moves(client, record)


def test_a_major_change_is_significant_and_others_are_not(client: Client) -> None:
    record = client.create(published())
    for change_type in ("minor", "correction"):
        client.patched(record, {"title": change_type}, change_type=change_type)
        assert client.get(url_of(record)).get_json()["significantly_updated_at"] == record["created_at"]
    client.patched(record, {"title": "major"}, change_type="major")
    assert moves(client, record)


def test_progress_is_significant_and_a_merge_of_parties_is_not(client: Client) -> None:
    record = client.create(published(commitments=[commitment(key="c")]))
    other = client.create(published(parties=[published()["parties"][0] | {"jurisdiction": "US"}]))
    into, merged = (each["parties"][0]["party"]["id"] for each in (other, record))
    assert client.post(f"/v1/parties/{merged}/merge", json={"into": into}).status_code == 200
    assert client.get(url_of(record)).get_json()["version"] == 2
    assert not moves(client, record)
    assert client.post(f"/v1/commitments/{record['commitments'][0]['id']}/progress", json=REPORT).status_code == 201
    assert moves(client, record)


def test_lists_are_sorted_and_filtered_by_it(client: Client, public: Client) -> None:
    first, second = (client.create(published(title=title)) for title in ("first", "second"))
    client.patched(first, {"place": "Seoul"})
    query = f"sort=-significantly_updated_at&significantly_updated_from={second['created_at']}"
    assert [each["id"] for each in public.get(f"{RECORDS}?{query}").get_json()["data"]] == [second["id"]]
    pages, link = [], f"{RECORDS}?sort=significantly_updated_at&limit=1"
    while link:
        page = public.get(link).get_json()
        pages += [each["id"] for each in page["data"]]
        link = page["links"].get("next")
    assert pages == [first["id"], second["id"]]


def test_a_feed_moves_with_significant_changes_alone(client: Client, public: Client) -> None:
    first, second = (client.create(published(title=title, announced_on="2026-01")) for title in ("first", "second"))
    client.patched(first, {"summary": "A typo less."})
    feed = feedparser.parse(public.get(f"{RECORDS}?format=atom").data)
    assert [entry.title for entry in feed.entries] == ["second", "first"]
    assert feed.entries[0].dcterms_date == "2026-01"
    before = public.get(f"{RECORDS}?format=atom").headers["ETag"]
    client.patched(second, {"place": "Seoul"})
    assert public.get(f"{RECORDS}?format=atom").headers["ETag"] == before
    items = public.get(f"{RECORDS}?format=jsonfeed").get_json()["items"]
    assert [item["title"] for item in items] == ["second", "first"]
    client.patched(first, {"title": "first again"}, change_type="major")
    items = public.get(f"{RECORDS}?format=jsonfeed").get_json()["items"]
    assert [item["title"] for item in items] == ["first again", "second"]
    assert items[0]["_communique"] == {"announced_on": "2026-01"}
