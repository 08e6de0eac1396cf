"""The change feed: all changes that a client may see, in commit order."""

from __future__ import annotations

from functools import partial
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from api.db.database import Database
from api.services import tokens
from api.services.change_feed import CURSOR_SCOPE
from api.services.tokens import Signer
from tests.clients import Client, url_of
from tests.records import draft, published
from tests.refusals import error_at, refused
from tests.services.test_tokens import unsigned

CHANGES = "/v1/changes"
PROMISE = {"key": "c", "kind": "goal", "statement": "Lead."}
REPORT = {"status": "met", "on": "2026-08", "source": {"title": "A report"}}

Page = dict[str, Any]


def read(client: Client, link: str = CHANGES, **query: Any) -> Page:
    """A page of changes."""
    answer = client.get(link, query_string=query) if query else client.get(link)
    assert answer.status_code == 200, answer.text
    page: Page = answer.get_json()
    return page


def ops(page: Page) -> list[tuple[str, int]]:
    """Operation and version of each change."""
    return [(each["op"], each["version"]) for each in page["data"]]


def since_in(page: Page) -> str:
    """Cursor of the next page."""
    return parse_qs(urlsplit(page["links"]["next"]).query)["since"][0]


@pytest.fixture
def record(client: Client) -> dict[str, Any]:
    """A record with a change of every kind: created, patched, published, progress, replaced, withdrawn."""
    created = client.create(published(state="draft", commitments=[PROMISE]))
    url = url_of(created)
    assert client.patch(url, json={"title": "Secret"}, if_match="*").status_code == 200
    assert client.post(f"{url}/publish", if_match="*").status_code == 200
    assert client.post(f"{created['commitments'][0]['url']}/progress", json=REPORT).status_code == 201
    assert client.put(f"{url}?note=New.", json=published(commitments=[PROMISE]), if_match="*").status_code == 200
    assert client.delete(f"{url}?note=Wrong.", if_match="*").status_code == 204
    return created


def test_every_change_is_listed_in_order(client: Client, record: dict[str, Any]) -> None:
    page = read(client)
    assert ops(page) == [
        ("created", 1), ("patched", 2), ("published", 3), ("progress", 4), ("replaced", 5), ("withdrawn", 6),
    ]  # fmt: skip
    numbers = [each["seq"] for each in page["data"]]
    assert numbers == sorted(set(numbers))
    assert {each["announcement"]["url"] for each in page["data"]} == {url_of(record)}
    assert {each["announcement"]["id"] for each in page["data"]} == {record["id"]}
    last = page["data"][-1]
    assert last.keys() == {"seq", "op", "announcement", "version", "change", "paths", "at"}
    assert (last["paths"], last["change"]) == (["/state"], {"type": "minor", "note": "Wrong."})
    assert page["meta"] == {"at_end": True, "next_cursor": since_in(page)}


@pytest.mark.usefixtures("record")
def test_changes_agree_with_the_versions_of_a_record(client: Client, record: dict[str, Any]) -> None:
    versions = client.get(f"{url_of(record)}/versions").get_json()["data"]
    shared = ("version", "change", "paths", "at")
    assert [{name: each[name] for name in shared} for each in read(client)["data"]] == [
        {name: each[name] for name in shared} for each in versions
    ]


@pytest.mark.usefixtures("record")
def test_the_public_sees_changes_from_publication_on(public: Client) -> None:
    page = read(public)
    assert ops(page) == [("published", 3), ("progress", 4), ("replaced", 5), ("withdrawn", 6)]
    assert page["data"][0]["paths"] == [""]
    assert "Secret" not in str(page)


def test_the_public_sees_no_change_of_a_draft(app: Flask, client: Client, public: Client) -> None:
    url = url_of(client.create(draft()))
    client.patch(url, json={"title": "Another"}, if_match="*")
    client.delete(f"{url}?note=Never.", if_match="*")
    assert read(public)["data"] == read(Client.of(app, "write", "publish", "admin"))["data"] == []
    assert ops(read(Client.of(app, "read"))) == [("created", 1), ("patched", 2), ("withdrawn", 3)]


def test_a_record_published_at_once_is_listed_from_its_first_version(client: Client, public: Client) -> None:
    client.create(published())
    assert ops(read(public)) == [("created", 1)]


def test_a_write_without_effect_is_no_change(client: Client) -> None:
    created = client.create(draft())
    assert client.put(url_of(created), json=created, if_match="*").status_code == 200
    assert ops(read(client)) == [("created", 1)]


@pytest.mark.usefixtures("record")
def test_pages_make_the_whole_and_the_last_has_a_next_link(client: Client) -> None:
    whole, walked, page = read(client)["data"], [], read(client, limit=4)
    walked += page["data"]
    assert (len(walked), page["meta"]["at_end"]) == (4, False)
    page = read(client, page["links"]["next"])
    assert (walked + page["data"], page["meta"]["at_end"]) == (whole, True)
    empty = read(client, page["links"]["next"])
    assert (empty["data"], empty["meta"]["at_end"], since_in(empty)) == ([], True, since_in(page))
    client.create(draft())
    assert ops(read(client, empty["links"]["next"])) == [("created", 1)]


def test_an_exactly_full_last_page_is_at_the_end(client: Client) -> None:
    client.create(draft())
    client.create(draft())
    assert read(client, limit=2)["meta"]["at_end"] is True
    assert read(client, limit=1)["meta"]["at_end"] is False


def test_an_empty_log_has_a_next_link(client: Client, public: Client) -> None:
    links = {who: read(who)["links"]["next"] for who in (client, public)}
    client.create(published())
    assert [ops(read(who, link)) for who, link in links.items()] == [[("created", 1)]] * 2


def test_the_link_header_has_the_links(client: Client) -> None:
    answer = client.get(f"{CHANGES}?limit=7&wait=0")
    links = answer.get_json()["links"]
    assert answer.headers["Link"] == f'<{links["self"]}>; rel="self", <{links["next"]}>; rel="next"'
    assert links["next"].startswith("http://localhost/v1/changes?limit=7&wait=0&since=")


@pytest.mark.usefixtures("record")
def test_a_token_works_for_every_client(client: Client, public: Client) -> None:
    since = since_in(read(client, limit=1))
    assert ops(read(public, since=since)) == ops(read(public))
    assert ops(read(client, since=since_in(read(public, limit=1)))) == ops(read(client))[3:]


@pytest.mark.usefixtures("record")
def test_since_latest_lists_only_later_changes(client: Client, public: Client) -> None:
    pages = {who: read(who, since="latest") for who in (client, public)}
    assert [page["data"] for page in pages.values()] == [[], []]
    assert since_in(pages[public]) == since_in(read(public))
    client.create(published())
    assert [ops(read(who, page["links"]["next"])) for who, page in pages.items()] == [[("created", 1)]] * 2


def test_the_latest_of_an_empty_log_is_its_beginning(public: Client) -> None:
    assert since_in(read(public, since="latest")) == since_in(read(public))


@pytest.mark.usefixtures("record")
def test_a_page_validates_by_its_etag(client: Client) -> None:
    etag = client.get(CHANGES).headers["ETag"]
    known = client.get(CHANGES, headers={"If-None-Match": etag})
    assert (known.status_code, known.data, known.headers["ETag"]) == (304, b"", etag)
    client.create(draft())
    assert client.get(CHANGES, headers={"If-None-Match": etag}).status_code == 200


def test_only_pages_without_a_wait_are_cacheable(client: Client, public: Client) -> None:
    client.create(published())
    assert public.get(CHANGES).headers["Cache-Control"] == "public, no-cache"
    assert client.get(CHANGES).headers["Cache-Control"] == "private, no-cache"
    assert public.get(f"{CHANGES}?wait=1").headers["Cache-Control"] == "no-store"


INVALID_VALUES = (["1"], [], [1, 2], [-1], [2**63], [True], [1.5], {"a": 1}, None, 7)
"""Contents of cursors that are never valid, whoever signed them."""


def invalid_cursors(since: str, signer: Signer) -> list[str]:
    """Cursors that this change feed did not issue."""
    signed: Any = partial(tokens.encode_token, signer, scope=CURSOR_SCOPE)
    foreign = tokens.encode_token(Signer(b"another secret", accepts_unsigned=True), [1], CURSOR_SCOPE)
    other = "B" if since[0] == "A" else "A"
    nearly = [since[:-1], other + since[1:], f"{since}A", f"{since}====", since * 2, since.replace("_", "/") + "+"]
    others = [tokens.encode_token(signer, [1], {"list": "others"}), foreign, unsigned("[1]", CURSOR_SCOPE)]
    return [*nearly, *others, *map(signed, INVALID_VALUES), "***", "쪽", "now", "LATEST", "1", "A" * 2_000]


def test_a_forged_token_is_invalid(client: Client, database: Database) -> None:
    client.create(draft())
    for since in invalid_cursors(since_in(read(client)), database.read(tokens.signer)):
        answer = client.get(CHANGES, query_string={"since": since})
        assert refused(answer) == {"since": "cursor"}, since
        assert error_at(answer, "since")["allowed"] == ["latest"]


def test_a_token_beyond_the_end_gives_an_empty_page(client: Client, database: Database) -> None:
    """A copy of the database may be behind the one that issued it."""
    client.create(draft())
    since = tokens.encode_token(database.read(tokens.signer), [2**63 - 1], CURSOR_SCOPE)
    page = read(client, since=since)
    assert (page["data"], page["meta"]["at_end"]) == ([], True)


@pytest.mark.parametrize(("query", "errors"), [
    ({"limit": "0"}, {"limit": "range"}),
    ({"limit": "201"}, {"limit": "range"}),
    ({"wait": "31"}, {"wait": "range"}),
    ({"wait": "-1"}, {"wait": "range"}),
    ({"wait": "1.5"}, {"wait": "range"}),
    ({"wait": "9" * 1_000, "limit": "", "since": "\x00"},
     {"wait": "range", "limit": "range", "since": "characters"}),
    ({"since": ["latest", "latest"]}, {"since": "repeated"}),
    ({"since": "A" * 2_001}, {"since": "too_long"}),
    ({"sincce": "latest"}, {"sincce": "unknown"}),
    ({"cursor": "x"}, {"cursor": "unknown"}),
])  # fmt: skip
def test_an_invalid_query_does_not_wait(client: Client, query: dict[str, Any], errors: dict[str, str]) -> None:
    assert refused(client.get(CHANGES, query_string={"wait": "30"} | query)) == errors


def test_a_misspelt_parameter_gets_a_suggestion(public: Client) -> None:
    assert error_at(public.get(f"{CHANGES}?wiat=1"), "wiat")["did_you_mean"] == "wait"


def of_korea(client: Client, **query: Any) -> list[tuple[str, int, bool]]:
    """Operation and version of each change that concerns Korean records, and whether its record left."""
    page = read(client, jurisdiction="KR", **query)
    return [(each["op"], each["version"], each.get("left_filter", False)) for each in page["data"]]


def test_a_filter_shows_changes_of_its_records_and_what_leaves_it(client: Client, public: Client) -> None:
    record = client.create(published())
    client.create(published(jurisdiction="FR"))
    client.patched(record, {"title": "Still Korean"})
    client.patched(record, {"jurisdiction": "JP"})
    client.patched(record, {"title": "Now Japanese"})
    client.patched(record, {"jurisdiction": "KR"})
    assert client.delete(f"{url_of(record)}?note=Wrong.", if_match="*").status_code == 204
    expected = [
        ("created", 1, False), ("patched", 2, False), ("patched", 3, True), ("patched", 5, False),
        ("withdrawn", 6, True),
    ]  # fmt: skip
    assert of_korea(client) == of_korea(public) == expected
    assert of_korea(client, q="still") == [("patched", 2, False), ("patched", 3, True)]
    page = read(client, jurisdiction="ZW")
    assert (page["data"], page["meta"]["at_end"]) == ([], True)


def test_a_draft_is_in_no_filter_of_the_public_before_it_is_published(client: Client, public: Client) -> None:
    record = client.create(published(state="draft"))
    client.patched(record, {"jurisdiction": "FR"})
    assert client.post(f"{url_of(record)}/publish", if_match="*").status_code == 200
    assert of_korea(client) == [("created", 1, False), ("patched", 2, True)]
    assert of_korea(public) == []
    assert ops(read(public, jurisdiction="FR")) == [("published", 3)]


def test_a_relation_by_number_leaves_the_filter_of_its_record(client: Client, public: Client) -> None:
    target = client.create(published(identifiers=[{"scheme": "gov", "id": "1"}]))
    related = {"relations": [{"type": "amends", "identifier": {"scheme": "gov", "id": "1"}}]}
    record = client.create(published(**related))
    client.patched(record, {"relations": []})
    client.patched(record, {"title": "Later"})
    changes = read(public, related_to=target["id"])["data"]
    assert [(each["version"], each.get("left_filter", False)) for each in changes] == [(1, False), (2, True)]


def test_a_page_without_matches_leads_past_what_it_has_looked_at(client: Client, public: Client) -> None:
    client.create(published())
    page, every = read(public, jurisdiction="FR"), read(public)
    assert since_in(page) == since_in(every)
    client.create(published(jurisdiction="FR"))
    client.create(published())
    assert [each["seq"] for each in read(public, page["links"]["next"])["data"]] == [2]


def test_filters_of_the_feed_are_checked_as_those_of_the_list(public: Client) -> None:
    assert error_at(public.get(f"{CHANGES}?jurisdiction=Korea"), "jurisdiction")
    assert error_at(public.get(f"{CHANGES}?sort=announced_on"), "sort")
    assert public.get(f"{CHANGES}?state=draft").status_code == 401
