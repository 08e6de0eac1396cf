"""Drafts by extractors of other packages: what they may do, and what the server does about the rest."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.clients import Client, errors_of
from tests.extractors import worker_processes, write_package

DRAFTS = "/v1/drafts"
TEXT = "Seoul. The Science Ministry will pay $5 million. \u201cWe will train experts,\u201d said Ms Bae."
Read = Callable[..., TestResponse]

FIND = """
def extract(self, text, hints):
    def find(type, members, words, **more):
        return Finding(type, members, (Span(text.index(words), text.index(words) + len(words)),), "found", **more)
"""
RETURN = "\n    return Extraction(tuple(found), (), 'en')\n"


@pytest.fixture
def read(app: Flask, client: Client, tmp_path: Path) -> Read:
    """A function that reads the text with an extractor whose `found` is this expression."""

    def read_with(found: str, *, method: str = "", **members: Any) -> TestResponse:
        write_package(tmp_path, "test", method or f"{FIND}    found = {found}{RETURN}")
        with worker_processes(app, tmp_path):
            return client.post(DRAFTS, json={"text": TEXT, "extractor": "test", **members})

    return read_with


def record_of(answer: TestResponse) -> dict[str, Any]:
    """The record of a draft."""
    assert answer.status_code in {200, 201}, answer.text
    record: dict[str, Any] = answer.get_json()["record"]
    return record


MINISTRY = (
    "find('party', {'key': 'm', 'name': 'Science Ministry', 'kind': 'government', 'roles': ['issuer']}, "
    "'The Science Ministry')"
)
SUM = "find('amount', {'kind': 'grant', 'amount': '5000000', 'currency': 'USD', 'payer': 'm'}, '$5 million')"
QUOTE = "find('quote', {'text': 'We will train experts', 'language': 'en', 'speaker': 'm'}, 'We will train experts')"
KIND = "find('field', {'kind': 'plan'}, 'will pay')"


def test_facts_that_the_text_states_are_in_the_record(read: Read) -> None:
    answer = read(f"[{MINISTRY}, {SUM}, {QUOTE}, {KIND}]")
    record = record_of(answer)
    assert [record[name][0]["key"] for name in ("parties", "amounts", "quotes")] == ["m", "a1", "q1"]
    assert (record["kind"], record["amounts"][0]["payer"], record["quotes"][0]["speaker"]) == ("plan", "m", "m")
    assert answer.get_json()["extractor"] == {"name": "test", "version": "7"}
    assert answer.get_json()["left_out"] == []


@pytest.mark.parametrize(
    "invention",
    [
        "find('party', {'name': 'Finance Ministry', 'kind': 'government', 'roles': ['issuer']}, 'Science Ministry')",
        "find('amount', {'kind': 'grant', 'amount': '6000000', 'currency': 'USD'}, '$5 million')",
        "find('amount', {'kind': 'grant', 'amount': '5000000', 'currency': 'EUR'}, '$5 million')",
        "find('amount', {'kind': 'grant', 'amount': '5000000', 'currency': 'EUR'}, '5 million')",
        "find('amount', {'kind': 'grant', 'amount': '5', 'currency': 'USD'}, 'Seoul')",
        "find('quote', {'text': 'We train experts', 'language': 'en', 'speaker': 'm'}, 'We will train experts')",
        "find('quote', {'text': 'We will train', 'language': 'en', 'speaker': 'm'}, 'We will train experts')",
        "find('quote', {'text': 'We will train experts', 'language': 'en', 'speaker': 'x'}, 'We will train experts')",
        "find('quote', {'text': 'We will train experts', 'language': 'en'}, 'We will train experts')",
        "find('field', {'place': 'Busan'}, 'Seoul')",
        "find('field', {'announced_on': '2026-01-29'}, 'Seoul')",
        "find('field', {'summary': 'All is well.'}, 'Seoul')",
        "find('field', {'jurisdiction': 'Korea'}, 'Seoul')",
        "find('field', {'relations': [{'type': 'cites', 'title': 'Free Money Act'}, 'Seoul']}, 'Seoul')",
        "find('field', {'relations': 'Seoul'}, 'Seoul')",
        "Finding('party', {'name': 'Seoul', 'kind': 'government', 'roles': ['issuer']}, (Span(0, 500),), 'b')",
        "Finding('party', {'name': 'Seoul', 'kind': 'government', 'roles': ['issuer']}, (Span(5, 5),), 'b')",
        "Finding('party', {'name': 'Seoul', 'kind': 'government', 'roles': ['issuer']}, (), 'b')",
        "Finding('rumour', {'name': 'Seoul'}, (Span(0, 5),), 'b')",
        "Finding('party', 'Seoul', (Span(0, 5),), 'b')",
        "Finding('party', {'name': 'Seoul', 'kind': 'town', 'roles': ['issuer']}, (Span(0, 5),), 'b')",
        "'Seoul'",
        "None",
    ],
)
def test_what_the_text_does_not_bear_out_is_dropped(read: Read, invention: str) -> None:
    record = record_of(read(f"[{MINISTRY}, {SUM}, {invention}]"))
    assert [each["name"] for each in record["parties"]] == ["Science Ministry"]
    assert [(each["amount"], each["currency"]) for each in record["amounts"]] == [("5000000", "USD")]
    assert record["quotes"] == []
    assert not record.keys() & {"place", "summary", "jurisdiction", "announced_on", "relations"}


def test_members_that_nothing_bears_out_are_left_out_of_their_part(read: Read) -> None:
    party = (
        "find('party', {'key': 'm', 'name': 'Science Ministry', 'kind': 'government', 'roles': ['issuer'], "
        "'post': 'Queen', 'part_of': 'x', 'identifiers': [{'scheme': 'wikidata', 'id': 'Q1'}]}, 'Science Ministry')"
    )
    promise = (
        "find('commitment', {'kind': 'goal', 'statement': 'Free money.', 'due': '2030', 'starts': 'soon', "
        "'target': {'value': '7'}, 'due_text': 'by 2030'}, 'will train experts')"
    )
    amount = SUM.replace("'m'", "'nobody', 'change': {'percent': '7', 'compared_with': '2025'}")
    record = record_of(read(f"[{party}, {promise}, {amount}]"))
    assert record["parties"][0].keys() - {"evidence"} == {"key", "name", "kind", "roles"}
    assert record["commitments"][0].keys() - {"evidence"} == {"key", "kind", "statement"}
    assert record["commitments"][0]["statement"] == "will train experts"
    assert not record["amounts"][0].keys() & {"payer", "change"}


def test_a_figure_and_dates_that_the_words_state_are_kept(app: Flask, client: Client, tmp_path: Path) -> None:
    promise = (
        "find('commitment', {'kind': 'target', 'statement': 'x', 'target': {'value': '10000', 'unit': 'experts'}, "
        "'due': '2027', 'starts': '2026-03'}, 'from March train 10,000 experts by December next year')"
    )
    day = "find('field', {'announced_on': '2026-01-29'}, 'Thursday')"
    write_package(tmp_path, "test", f"{FIND}    found = [{promise}, {day}]{RETURN}")
    text = "On Thursday the ministry said it will from March train 10,000 experts by December next year."
    with worker_processes(app, tmp_path):
        body = {"text": text, "extractor": "test", "published_on": "2026-01-30"}
        record = record_of(client.post(DRAFTS, json=body))
    (kept,) = record["commitments"]
    assert (kept["target"]["value"], kept["due"], kept["starts"]) == ("10000", "2027", "2026-03")
    assert record["announced_on"] == "2026-01-29"


def test_what_is_dropped_is_counted(client: Client, read: Read) -> None:
    read("[find('party', {'name': 'Nobody', 'kind': 'person', 'roles': ['speaker']}, 'Seoul')]")
    series = 'communique_draft_facts_dropped_total{extractor="test",reason="name",type="party"}'
    counts = [line for line in client.get("/metrics").text.splitlines() if line.startswith(series)]
    assert len(counts) == 1


def test_a_saved_draft_is_a_record_in_state_draft(client: Client, read: Read) -> None:
    answer = read(f"[{MINISTRY}, {SUM}, {KIND}]", save=True, jurisdiction="KR", published_on="2026-01-29")
    assert answer.status_code == 201
    saved = client.get(answer.headers["Location"])
    assert saved.headers["ETag"] == answer.headers["ETag"]
    assert answer.get_json()["announcement"] == {"id": saved.get_json()["id"], "url": answer.headers["Location"]}
    assert (saved.get_json()["state"], saved.get_json()["parties"][0]["name"]) == ("draft", "Science Ministry")


def test_a_repeated_save_with_its_key_saves_once(app: Flask, client: Client, tmp_path: Path) -> None:
    write_package(tmp_path, "test", f"{FIND}    found = [{KIND}]{RETURN}")
    body = {"text": TEXT, "extractor": "test", "save": True, "jurisdiction": "KR", "published_on": "2026-01-29"}
    with worker_processes(app, tmp_path):
        first, again = (client.post(DRAFTS, json=body, headers={"Idempotency-Key": "one"}) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.data == again.data
    assert again.headers["Idempotent-Replayed"] == "true"


@pytest.mark.parametrize(
    "body",
    [
        "raise ValueError",
        "raise SystemExit",
        "return 'nonsense'",
        "return {'findings': 5}",
        "return [1]",
        "import os; os._exit(3)",
        "print('not an answer'); return None",
    ],
)
def test_an_extractor_that_fails_is_answered_with_what_to_do(read: Read, body: str) -> None:
    answer = read("", method=f"\ndef extract(self, text, hints):\n    {body}\n")
    assert answer.status_code == 422
    assert errors_of(answer) == {"/extractor": "extractor"}


def test_an_extractor_past_its_time_is_stopped_and_the_next_text_is_read(
    app: Flask, client: Client, tmp_path: Path
) -> None:
    """A regular expression that never ends holds the interpreter: only the system can stop it."""
    method = """
    def extract(self, text, hints):
        import re, os
        if text == "slow":
            re.match("(a+)+b", "a" * 64)
        return Extraction((Finding("field", {"place": text}, (Span(0, len(text)),), str(os.getpid())),))
    """
    write_package(tmp_path, "slow", method)
    with worker_processes(app, tmp_path, seconds=0.5):
        first = client.post(DRAFTS, json={"text": "Seoul", "extractor": "slow"})
        late = client.post(DRAFTS, json={"text": "slow", "extractor": "slow"})
        second = client.post(DRAFTS, json={"text": "Seoul", "extractor": "slow"})
    assert (first.status_code, late.status_code, second.status_code) == (200, 503, 200)
    assert late.headers["Retry-After"]
    pids = [
        entry["band"] for each in (first, second) for entry in each.get_json()["review"] if entry["pointer"] == "/place"
    ]
    assert pids[0] != pids[1]
    with pytest.raises(ProcessLookupError):
        os.kill(int(pids[0]), 0)


def test_while_all_processes_are_busy_others_are_told_to_wait(app: Flask, client: Client, tmp_path: Path) -> None:
    method = """
    def extract(self, text, hints):
        import pathlib, time
        pathlib.Path(text).touch()
        time.sleep(60)
    """
    write_package(tmp_path, "sleepy", method)
    begun = tmp_path / "begun"
    with worker_processes(app, tmp_path, seconds=2):
        body = {"text": str(begun), "extractor": "sleepy"}
        answers: list[int] = []
        thread = threading.Thread(target=lambda: answers.append(client.post(DRAFTS, json=body).status_code))
        thread.start()
        while not begun.exists():
            assert thread.is_alive()
        busy = Client(app, client.key).post(DRAFTS, json={"text": "Seoul"})
        thread.join()
    assert (busy.status_code, busy.headers["Retry-After"]) == (429, "1")
    assert answers == [503]


def test_the_text_of_a_saved_draft_is_kept_if_the_setting_says_so(
    app: Flask, client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_package(tmp_path, "test", f"{FIND}    found = [{KIND}]{RETURN}")
    body = {"text": f"{TEXT}\r\n", "extractor": "test", "jurisdiction": "KR", "published_on": "2026-01-29"}
    with worker_processes(app, tmp_path):
        client.post(DRAFTS, json=body | {"save": True})
        monkeypatch.setitem(app.extensions, "settings", replace(app.extensions["settings"], keep_texts=True))
        digest = client.post(DRAFTS, json=body).get_json()["text"]["sha256"]
        assert client.get(f"/v1/texts/{digest}").status_code == 404
        client.post(DRAFTS, json=body | {"save": True})
    assert client.get(f"/v1/texts/{digest}").get_json()["text"] == f"{TEXT}\n"
