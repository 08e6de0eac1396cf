"""Atom and JSON Feed, read by feedparser and by their specifications."""

from __future__ import annotations

from typing import Any

import feedparser
import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from tests.formats.documents import ROOT, about, answered, whole, written
from tests.records import draft, published
from tests.strategies import records

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
METADATA = about("announcements")
ATOM = "{http://www.w3.org/2005/Atom}"


def parsed(found: list[dict[str, Any]], **members: Any) -> Any:
    """An Atom feed as feedparser reads it."""
    feed = feedparser.parse(
        written("atom", about("announcements", **members), found),
        response_headers={"content-type": "application/atom+xml; charset=utf-8"},
    )
    assert feed.bozo == 0, feed.get("bozo_exception")
    assert feed.version == "atom10"
    return feed


def test_an_entry_has_the_members_of_the_record() -> None:
    record = whole()
    (entry,) = parsed([record]).entries
    assert entry.id == f"urn:uuid:{record['id']}"
    assert entry.link == f"{ROOT}/v1/announcements/{record['id']}"
    assert (entry.title, entry.summary) == (record["title"], record["summary"])
    assert [tag.term for tag in entry.tags] == record["topics"]
    assert [author.name for author in entry.authors] == ["Ministry of Science and ICT"]
    assert (entry.published, entry.updated) == ("2026-01-30T08:00:00+00:00", "2026-01-30T08:00:00+00:00")
    assert entry.dcterms_date == "2026-01-29"
    assert entry.title_detail.language == "en"


def test_a_feed_links_to_itself_the_list_and_the_next_page() -> None:
    feed = parsed([whole()], next_page=f"{METADATA.address}&cursor=c").feed
    assert {link.rel: link.href for link in feed.links} == {
        "self": METADATA.address,
        "alternate": f"{ROOT}/v1/announcements",
        "next": f"{METADATA.address}&cursor=c",
    }
    assert (feed.title, feed.id) == ("Communiqué: announcements", METADATA.address)
    assert {link.rel for link in parsed([]).feed.links} == {"self", "alternate"}


def test_a_feed_is_as_old_as_its_newest_entry() -> None:
    older, newer = whole(), whole() | {"significantly_updated_at": "2026-03-01T00:00:00.25Z"}
    assert parsed([older, newer, older]).feed.updated == "2026-03-01T00:00:00.250000+00:00"
    assert parsed([]).feed.updated == "1970-01-01T00:00:00+00:00"


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "]]>", "&amp;", "<b>bold</b> & more", "a\x0bb\ufffec"])
def test_markup_in_a_record_is_text(text: str) -> None:
    """It is neither XML nor HTML; characters that XML forbids become U+FFFD."""
    record = published(title=text, summary=text, body=text, topics=["a"])
    document = answered(draft()) | {name: record[name] for name in ("title", "summary", "body")}
    entry = etree.fromstring(written("atom", METADATA, [document])).find(f"{ATOM}entry")
    found = {name: entry.find(f"{ATOM}{name}") for name in ("title", "summary", "content")}
    expected = text.replace("\x0b", "\ufffd").replace("\ufffe", "\ufffd")
    assert [each.text for each in found.values()] == [expected] * 3
    assert {each.get("type", "text") for each in found.values()} == {"text"}


def test_sources_with_a_url_are_linked() -> None:
    sources = [
        {"kind": "press_release", "url": "https://예시.kr/정책/1?x=1&y=2", "title": "T"},
        {"kind": "news_report", "title": "No address"},
    ]
    record = answered(published(sources=sources))
    (entry,) = parsed([record]).entries
    assert [link.href for link in entry.links if link.rel == "via"] == ["https://예시.kr/정책/1?x=1&y=2"]
    (item,) = orjson.loads(written("jsonfeed", METADATA, [record]))["items"]
    assert item["external_url"] == "https://예시.kr/정책/1?x=1&y=2"


@QUICK
@given(records())
def test_any_record_can_be_an_entry(stated: dict[str, Any]) -> None:
    record = answered(stated)
    feed = etree.fromstring(written("atom", METADATA, [record]))
    entry = feed.find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == record["title"].replace("\r\n", "\n").replace("\r", "\n")
    assert len(entry.findall(f"{ATOM}author")) == sum("issuer" in party["roles"] for party in record["parties"])
    parsed([record])


@QUICK
@given(records())
def test_any_record_can_be_an_item(stated: dict[str, Any]) -> None:
    """With the members that JSON Feed 1.1 requires, and none of them null."""
    record = answered(stated)
    feed = orjson.loads(written("jsonfeed", METADATA, [record]))
    (item,) = feed["items"]
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert item["id"] == f"urn:uuid:{record['id']}"
    assert item["_communique"] == {"announced_on": record["announced_on"]}
    assert item["content_text"] in {record.get("body"), record.get("summary"), record["title"]}
    assert ("date_published" in item) == (record["state"] == "published")
    assert (item["title"], item["language"], item.get("tags", [])) == (
        record["title"],
        record["language"],
        record["topics"],
    )
    assert None not in [*feed.values(), *item.values()]


def test_a_json_feed_links_to_itself_and_the_next_page() -> None:
    feed = orjson.loads(written("jsonfeed", about("announcements", next_page=f"{ROOT}/next"), []))
    assert (feed["feed_url"], feed["home_page_url"], feed["next_url"]) == (METADATA.address, f"{ROOT}/", f"{ROOT}/next")
    assert feed["items"] == []
