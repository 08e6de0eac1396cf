"""Redaction: the words are gone from every answer and from the file, and the fact of it is there."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from typing import Any
from uuid import uuid4

from flask import Flask
from sqlalchemy import select

from api.db.database import Database
from api.models import Base
from api.search.match_expression import INDEXES
from domain.vocabularies.service import SCOPE
from tests.cli.test_doctor import findings, private
from tests.clients import RECORDS, Client, errors_of, url_of
from tests.http.test_idempotent_secrets import stored_bytes
from tests.records import draft, published
from tests.waiting import wait_until

REASON = "Removed at the person's request."
POINTERS = (
    "/summary",
    "/quotes/said/text",
    "/quotes/said/evidence/0/exact",
    "/parties/person/name",
    "/translations/ko/summary",
)
LISTS = ("announcements", "quotes", "commitments", "amounts", "parties", "changes", "audit", "topics", "coverage")
FORMATS = {"announcements": ("csv", "ndjson", "atom", "jsonfeed", "jsonld"), "quotes": ("csv", "ndjson")}


def record_of_a_person(words: Sequence[str], **members: Any) -> dict[str, Any]:
    """A publishable draft with a word in each of five texts."""
    summary, text, exact, name, translation = words
    person = {"key": "person", "name": name, "kind": "person", "roles": ["speaker"], "post": "Minister"}
    evidence = [{"source": "s", "exact": f"Source: {exact}."}, {"source": "s", "exact": "More of the source."}]
    quote = {"key": "said", "text": f"I met {text}.", "language": "en", "speaker": "person", "evidence": evidence}
    whole = published(summary=f"It names {summary}.", quotes=[quote], translations={"ko": {"summary": translation}})
    return whole | {"state": "draft", "parties": [*whole["parties"], person]} | members


def redact(client: Client, record: dict[str, Any], *pointers: str, reason: str = REASON) -> dict[str, Any]:
    """Redact, and return the response body."""
    answer = client.post(f"{url_of(record)}/redactions", json={"pointers": [*pointers], "reason": reason})
    assert answer.status_code == 201, answer.text
    done: dict[str, Any] = answer.get_json()
    return done


def answers(client: Client, record: dict[str, Any], versions: int) -> str:
    """What every road answers, as one text."""
    url, (_, person) = url_of(record), record["parties"]
    paths = [url, f"{url}?include=related_from", f"{url}/versions", person["party"]["url"]]
    paths += [f"{url}/versions/{number}" for number in range(1, versions + 1)]
    paths += [f"{url}/versions/{number}/diff" for number in range(1, versions + 1)]
    paths += [f"/v1/{name}" for name in LISTS] + [f"/v1/quotes/{record['quotes'][0]['id']}"]
    paths += [f"/v1/{name}?format={each}" for name, formats in FORMATS.items() for each in formats]
    return "\n".join(client.get(path).text for path in paths)


def rows(database: Database) -> str:
    """All rows of all tables, and the terms of the search index."""
    with database.connect() as connection:
        tables = [select(table) for table in Base.metadata.sorted_tables]
        terms = [select(index.c.id, index.c.terms) for index in INDEXES.values()]
        return str([tuple(row) for query in (*tables, *terms) for row in connection.execute(query)])


def test_no_answer_and_no_row_has_the_words_any_more(client: Client, database: Database) -> None:
    words = ("Xanthippe", "Quisling", "Vercingetorix", "Zenobia", "Boudicca")
    body = record_of_a_person(words)
    sent = [(RECORDS, {"json": body, "headers": {"Idempotency-Key": "create"}})]
    record = client.post(sent[0][0], **sent[0][1]).get_json()
    publish = {"headers": {"Idempotency-Key": "publish"}, "query_string": {"note": "Ready."}}
    sent.append((f"{url_of(record)}/publish", {**publish, "if_match": "*"}))
    published_record = client.post(sent[1][0], **sent[1][1]).get_json()
    client.patched(published_record, {"summary": "No names.", "translations": None})
    before = client.get(f"{url_of(record)}/versions/1")
    assert all(word in before.text for word in words)
    assert [word for word in words if word.lower() not in rows(database).lower()] == []
    assert all(word in answers(client, published_record, 3) for word in words)

    done = redact(client, record, *POINTERS)
    assert (done["version"], done["versions"], done["reason"]) == (4, 3, REASON)
    read = answers(client, published_record, 4) + "".join(client.post(path, **each).text for path, each in sent)
    assert [word for word in words if word.lower() in (read + rows(database)).lower()] == []
    assert read.count("[redacted]") > len(words)
    for word in words:
        for name in ("announcements", "quotes"):
            assert client.get(f"/v1/{name}", query_string={"q": word}).get_json()["data"] == []
        assert client.get("/v1/parties", query_string={"name": word}).get_json()["data"] == []
    first = client.get(f"{url_of(record)}/versions/1")
    assert first.headers["ETag"] != before.headers["ETag"]
    assert client.post(sent[0][0], **sent[0][1]).headers["ETag"] == first.headers["ETag"]
    assert first.get_json()["quotes"][0]["evidence"][1]["exact"] == "More of the source."
    private(database.engine.url.render_as_string(hide_password=False))
    findings(database.engine.url.render_as_string(hide_password=False), code=0)


def test_the_fact_of_it_is_kept(app: Flask, client: Client, public: Client) -> None:
    record = client.create(published(summary="A name.", state="published"))
    admin = Client.of(app, "admin")
    redact(admin, record, "/summary")
    current = public.get(url_of(record)).get_json()
    assert (current["version"], current["summary"]) == (2, "[redacted]")
    assert current["change"] == {"type": "minor", "note": f"Redacted: {REASON}"}
    change = public.get("/v1/changes").get_json()["data"][-1]
    assert (change["op"], change["version"], change["paths"]) == ("redacted", 2, ["/summary"])
    version = client.get(f"{url_of(record)}/versions").get_json()["data"][-1]
    assert (version["operation"], version["actor"]["type"]) == ("redacted", "key")
    entries = client.get("/v1/audit", query_string={"target": record["id"]}).get_json()["data"]
    assert [each["action"] for each in entries[:2]] == ["announcement.redacted"] * 2
    assert {each["actor"]["id"] for each in entries[:2]} == {version["actor"]["id"]}
    (details,) = [each["details"] for each in entries if "details" in each]
    assert details == {"pointers": ["/summary"], "reason": REASON, "versions": 1}


def test_the_words_are_in_no_file_of_sqlite(client: Client, database: Database) -> None:
    words = ("Agrippina", "Messalina", "Poppaea", "Octavian", "Lucretia")
    record = client.create(record_of_a_person(words))
    client.patched(record, {"summary": "No names.", "parties": {"person": {"post": "A post"}}})
    is_sqlite = database.engine.dialect.name == "sqlite"
    assert all((word.lower().encode() in stored_bytes(database).lower()) == is_sqlite for word in words)
    redact(client, record, *POINTERS)
    if is_sqlite:
        wait_until(lambda: is_log_emptied(database))
    stored = stored_bytes(database).lower()
    assert [word for word in words if word.lower().encode() in stored] == []


def is_log_emptied(database: Database) -> bool:
    """Empty the write-ahead log, as the checkpoint thread does; whether no reader was in the way."""
    with closing(sqlite3.connect(str(database.engine.url.database))) as connection:
        return connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0


def test_texts_of_a_progress_report_are_redacted_also_of_a_dropped_commitment(
    client: Client, public: Client, database: Database
) -> None:
    words = ("Ermengarde", "Fredegund", "Brunhilda")
    promises = [{"key": key, "kind": "goal", "statement": "Lead."} for key in ("kept", "dropped")]
    record = client.create(published(commitments=promises))
    kept, dropped = (f"{each['url']}/progress" for each in record["commitments"])
    source = {"title": f"A letter of {words[1]}", "author": words[1]}
    body = {"status": "in_progress", "on": "2026-05-01", "note": f"{words[0]} has begun.", "source": source}
    sent = {"json": body, "headers": {"Idempotency-Key": "progress"}}
    first = client.post(kept, **sent).get_json()
    second = client.post(dropped, json=body | {"note": words[2], "source": {"title": "x"}}).get_json()
    other = client.post(kept, json=body | {"note": "Another.", "source": {"title": "x"}}).get_json()
    client.patched(record, {"commitments": {"dropped": None}})
    assert [word for word in words if word not in rows(database)] == []

    pointers = [
        f"/commitments/kept/progress/{first['id']}/{each}" for each in ("note", "source/title", "source/author")
    ]
    done = redact(client, record, *pointers, f"/commitments/dropped/progress/{second['id']}/note")
    shown = public.get(kept).get_json()["data"]
    assert [word for word in words if word in rows(database) + public.get(kept).text] == []
    assert shown[0]["note"] == shown[0]["source"]["title"] == shown[0]["source"]["author"] == "[redacted]"
    assert shown[1] == other
    replayed = client.post(kept, **sent)
    assert (replayed.status_code, replayed.get_json()) == (201, shown[0])
    assert (done["version"], done["versions"]) == (6, 4)
    change = public.get("/v1/changes?limit=200").get_json()["data"][-1]
    assert (change["op"], change["change"]["note"]) == ("redacted", f"Redacted: {REASON}")
    entry = client.get("/v1/audit", query_string={"target": record["id"], "limit": 1}).get_json()["data"][0]
    assert entry["action"] == "announcement.redacted"
    private(database.engine.url.render_as_string(hide_password=False))
    findings(database.engine.url.render_as_string(hide_password=False), code=0)


def test_names_that_an_administrator_gave_go_too(client: Client, public: Client) -> None:
    record = client.create(record_of_a_person(("a", "b", "c", "Theodora", "d"), state="published"))
    url = record["parties"][1]["party"]["url"]
    changes = {"name": "Theo", "aliases": ["Theodora", "Dora"]}
    assert client.patch(url, json=changes, if_match="*").status_code == 200
    redact(client, record, "/parties/person/name")
    shown = public.get(url).get_json()
    assert (shown["name"], shown["aliases"]) == ("Theo", ["[redacted]", "Dora"])
    assert public.get("/v1/parties?q=theodora").get_json()["data"] == []
    assert "Theodora" not in client.get(f"/v1/audit?target={shown['id']}").text


def test_names_that_other_records_state_stay(client: Client, public: Client) -> None:
    first = client.create(record_of_a_person(("a one", "b one", "c one", "Theodora", "d one"), state="published"))
    other = client.create(record_of_a_person(("a", "b", "c", "Theodora", "d"), state="published", title="Other"))
    party = first["parties"][1]["party"]["url"]
    assert other["parties"][1]["party"]["url"] == party
    redact(client, first, "/parties/person/name")
    assert public.get(party).get_json()["name"] == "Theodora"
    redact(client, other, "/parties/person/name")
    assert public.get(party).get_json()["name"] == "[redacted]"
    third = client.create(record_of_a_person(("a", "b", "c", "Theodora", "d"), title="Third"))
    assert third["parties"][1]["party"]["url"] != party


def test_a_withdrawn_record_is_redacted_and_keeps_its_reason(client: Client, public: Client) -> None:
    record = client.create(published(summary="A name."))
    client.delete(url_of(record), if_match="*", query_string={"note": "Withdrawn for Kim."})
    redact(client, record, "/summary", "/change/note")
    answer = public.get(url_of(record))
    assert answer.status_code == 410
    assert answer.get_json()["detail"].endswith(f": [redacted] Redacted: {REASON}")
    versions = client.get(f"{url_of(record)}/versions").text
    assert "Kim" not in versions
    assert client.get(f"{url_of(record)}/versions/1").status_code in {200, 410}


WRONG_POINTERS = (
    *("", "/", "summary", "/nothing", "/announced_on", "/kind", "/quotes", "/quotes/said", "/quotes/said/language"),
    *("/quotes/said/speaker", "/parties/person/identifiers/0/id", "/topics/0", "/id", "/state", "/version"),
    *("/quotes/other/text", "/quotes/said/evidence/2/exact", "/quotes/said/evidence/x/exact", "/body"),
    *("/commitments/c/progress/x/note", f"/commitments/c/progress/{uuid4()}/status", "/commitments/c/progress/x"),
    *("/summary/more", "/translations/en/summary", "/sources/s/url", "/quotes/said/evidence/²/exact"),
)


def test_a_pointer_to_no_text_is_refused_and_nothing_is_changed(client: Client) -> None:
    record = client.create(record_of_a_person(("a one", "b one", "c one", "Helena", "d one"), topics=["rail"]))
    for pointer in WRONG_POINTERS:
        body = {"pointers": ["/summary", pointer], "reason": REASON}
        answer = client.post(f"{url_of(record)}/redactions", json=body)
        assert (pointer, answer.status_code) == (pointer, 422)
        assert list(errors_of(answer)) == ["/pointers/1"]
    assert client.get(url_of(record)).get_json() == record


def test_what_is_wrong_with_the_request_is_said(client: Client) -> None:
    record = client.create(draft(summary="Cassandra"))
    url = f"{url_of(record)}/redactions"
    leak = client.post(url, json={"pointers": ["/summary"], "reason": "Cassandra asked for it."})
    assert (leak.status_code, errors_of(leak)) == (422, {"/reason": "redacted"})
    assert client.post(url, json={"pointers": [], "reason": REASON}).status_code == 422
    assert client.post(url, json={"pointers": ["/summary"]}).status_code == 422
    missing = client.post(f"{RECORDS}/{uuid4()}/redactions", json={"pointers": ["/summary"], "reason": REASON})
    assert missing.status_code == 404
    redact(client, record, "/summary")
    again = client.post(url, json={"pointers": ["/summary"], "reason": REASON})
    assert (again.status_code, errors_of(again)) == (422, {"/pointers/0": "reference"})


def test_it_takes_the_scope_admin_alone_and_is_done_once(app: Flask, client: Client) -> None:
    record = client.create(published(summary="A name."))
    url, body = f"{url_of(record)}/redactions", {"pointers": ["/summary"], "reason": REASON}
    others = Client.of(app, *(set(SCOPE.codes) - {"admin"}))
    assert others.post(url, json=body).status_code == 403
    sent = {"json": body, "headers": {"Idempotency-Key": "once"}}
    first, second = client.post(url, **sent), client.post(url, **sent)
    assert (first.status_code, second.get_json()) == (201, first.get_json())
    assert client.get(url_of(record)).get_json()["version"] == 2
