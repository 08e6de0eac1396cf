"""Feeds that real readers take."""

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
SUBJECT = about("announcements")
ATOM = "{http://www.w3.org/2005/Atom}"


def parsed(found: list[dict[str, Any]], **members: Any) -> Any:
    """Return an Atom feed as feedparser reads it."""
    feed = feedparser.parse(
        written("atom", about("announcements", **members), found),
        response_headers={"content-type": "application/atom+xml; charset=utf-8"},
    )
    assert feed.bozo == 0, feed.get("bozo_exception")
    assert feed.version == "atom10"
    return feed


def test_an_entry_says_what_the_record_says() -> None:
    """Its id is the record's own, so that it stays the same wherever the feed is read."""
    record = whole()
    (entry,) = parsed([record]).entries
    assert entry.id == f"urn:uuid:{record['id']}"
    assert entry.link == f"{ROOT}/v1/announcements/{record['id']}"
    assert (entry.title, entry.summary) == (record["title"], record["summary"])
    assert [tag.term for tag in entry.tags] == record["topics"]
    assert [author.name for author in entry.authors] == ["Ministry of Science and ICT"]
    assert (entry.published, entry.updated) == ("2026-01-30T08:00:00+00:00", "2026-01-30T08:00:00+00:00")
    assert entry.title_detail.language == "en"


def test_a_feed_says_where_it_is() -> None:
    """Its own address, the collection's, and the next page's where there is one."""
    feed = parsed([whole()], next_page=f"{SUBJECT.address}&cursor=c").feed
    assert {link.rel: link.href for link in feed.links} == {
        "self": SUBJECT.address,
        "alternate": f"{ROOT}/v1/announcements",
        "next": f"{SUBJECT.address}&cursor=c",
    }
    assert (feed.title, feed.id) == ("Communiqué: announcements", SUBJECT.address)
    assert {link.rel for link in parsed([]).feed.links} == {"self", "alternate"}


def test_a_feed_is_as_old_as_its_newest_entry() -> None:
    """And one without entries has always been the same."""
    older, newer = whole(), whole() | {"updated_at": "2026-03-01T00:00:00.25Z"}
    assert parsed([older, newer, older]).feed.updated == "2026-03-01T00:00:00.250000+00:00"
    assert parsed([]).feed.updated == "1970-01-01T00:00:00+00:00"


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "]]>", "&amp;", "<b>bold</b> & more", "a\x0bb\ufffec"])
def test_markup_in_a_record_is_text(text: str) -> None:
    """Nothing in it is markup of the feed, or HTML that a reader shows; what XML cannot hold is marked."""
    record = published(title=text, summary=text, body=text, topics=["a"])
    document = answered(draft()) | {name: record[name] for name in ("title", "summary", "body")}
    entry = etree.fromstring(written("atom", SUBJECT, [document])).find(f"{ATOM}entry")
    found = {name: entry.find(f"{ATOM}{name}") for name in ("title", "summary", "content")}
    expected = text.replace("\x0b", "\ufffd").replace("\ufffe", "\ufffd")
    assert [each.text for each in found.values()] == [expected] * 3
    assert {each.get("type", "text") for each in found.values()} == {"text"}


def test_where_a_record_comes_from_is_linked() -> None:
    """Each source that has an address."""
    sources = [
        {"kind": "press_release", "url": "https://예시.kr/정책/1?x=1&y=2", "title": "T"},
        {"kind": "news_report", "title": "No address"},
    ]
    record = answered(published(sources=sources))
    (entry,) = parsed([record]).entries
    assert [link.href for link in entry.links if link.rel == "via"] == ["https://예시.kr/정책/1?x=1&y=2"]
    (item,) = orjson.loads(written("jsonfeed", SUBJECT, [record]))["items"]
    assert item["external_url"] == "https://예시.kr/정책/1?x=1&y=2"


@QUICK
@given(records())
def test_any_record_can_be_an_entry(stated: dict[str, Any]) -> None:
    """Whatever is in its texts, and whether or not it has been published."""
    record = answered(stated)
    feed = etree.fromstring(written("atom", SUBJECT, [record]))
    entry = feed.find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == record["title"].replace("\r\n", "\n").replace("\r", "\n")
    assert len(entry.findall(f"{ATOM}author")) == sum("issuer" in party["roles"] for party in record["parties"])
    parsed([record])


@QUICK
@given(records())
def test_any_record_can_be_an_item(stated: dict[str, Any]) -> None:
    """With what JSON Feed 1.1 demands of every feed and item, and nothing null."""
    record = answered(stated)
    feed = orjson.loads(written("jsonfeed", SUBJECT, [record]))
    (item,) = feed["items"]
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert item["id"] == f"urn:uuid:{record['id']}"
    assert item["content_text"] in {record.get("body"), record.get("summary"), record["title"]}
    assert ("date_published" in item) == (record["state"] == "published")
    assert (item["title"], item["language"], item.get("tags", [])) == (
        record["title"],
        record["language"],
        record["topics"],
    )
    assert None not in [*feed.values(), *item.values()]


def test_a_json_feed_says_where_it_is() -> None:
    """And where the next page is."""
    feed = orjson.loads(written("jsonfeed", about("announcements", next_page=f"{ROOT}/next"), []))
    assert (feed["feed_url"], feed["home_page_url"], feed["next_url"]) == (SUBJECT.address, f"{ROOT}/", f"{ROOT}/next")
    assert feed["items"] == []
