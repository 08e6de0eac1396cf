"""The life of records with several clients, in random order, against a model in plain Python."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from werkzeug.test import TestResponse

from tests import engines
from tests.clients import RECORDS, Client
from tests.records import published
from tests.routes.record_model import (
    ACTORS,
    NO_RECORD,
    NOTE,
    PROMISE,
    PUBLISHERS,
    READERS,
    REPORT,
    WRITERS,
    ModelRecord,
    denial,
)

# Shrinking a failure would take minutes.
SETTINGS = settings(phases=[Phase.generate], deadline=None, database=None, suppress_health_check=list(HealthCheck))

actors = st.sampled_from(["publisher"] * 4 + ["writer"] * 2 + ["reader", "public"])
titles = st.sampled_from(["A plan", "Another plan", "양자 계획", "x"])
matches = st.sampled_from(["right", "right", "any", "stale", "absent"])


class RecordLife(RuleBasedStateMachine):
    """Records, their clients, and the model. `app` is set by the test."""

    app: Flask
    records = Bundle("records")

    def __init__(self) -> None:
        super().__init__()
        self.clients = {
            name: Client(self.app) if scopes is None else Client.of(self.app, *scopes)
            for name, scopes in ACTORS.items()
        }
        self.log: list[tuple[str, int]] = []
        self.known: list[ModelRecord] = []
        self.answers: dict[str, tuple[str, str, dict[str, Any]]] = {}
        self.since: str | None = None
        self.read_changes: list[tuple[str, int]] = []

    def teardown(self) -> None:
        """Read everything once more, and leave an empty database."""
        try:
            for record, actor in product(self.known, ACTORS):
                self.check_record(record, actor)
        finally:
            engines.delete_all_rows(self.app.extensions["database"])

    def if_match(self, record: ModelRecord, match: str) -> str | None:
        """Value of If-Match."""
        return {"right": record.last.etag, "any": "*", "stale": '"1-000000000000"', "absent": None}[match]

    def note_version(
        self,
        record: ModelRecord,
        answer: TestResponse,
        operation: str,
        *,
        title: str,
        state: str,
        statement: str | None,
    ) -> None:
        """Note a version, if something has changed, and compare the answer with it."""
        last = record.last
        if (last.title, last.state, last.statement) != (title, state, statement):
            record.add(title, state, operation, statement)
            self.log.append((record.id, len(record.versions)))
            record.last.etag = answer.headers["ETag"]
        self.compare(answer, record, len(record.versions))
        assert answer.headers["ETag"] == record.last.etag

    def compare(self, answer: TestResponse, record: ModelRecord, number: int) -> None:
        """Assert that an answer is a version of a record."""
        body, version = answer.get_json(), record.versions[number - 1]
        assert (body["id"], body["version"]) == (record.id, number)
        assert (body["title"], body["state"]) == (version.title, version.state)
        statements = [each["statement"] for each in body.get("commitments", [])]
        assert statements == ([version.statement] if version.statement else [])

    def refusal(
        self, record: ModelRecord, actor: str, match: str, *, allowed: set[str] | None = None, draft_only: bool = True
    ) -> int | None:
        """Status that a write of a record is refused with, in the order of the checks."""
        status = denial(actor, allowed or WRITERS)
        if status is None and record.last.state == "withdrawn":
            return 410 if record.is_visible(actor) or actor in WRITERS else 404
        if status is None and draft_only and record.last.state == "published":
            status = denial(actor, PUBLISHERS)
        return status or {"stale": 412, "absent": 428}.get(match)

    @initialize(target=records, state=st.sampled_from(["draft", "published"]))
    def begin(self, state: str) -> ModelRecord:
        """A record to begin with."""
        return self.create("publisher", "The first", state, key=True)

    @rule(target=records, actor=actors, title=titles, state=st.sampled_from(["draft", "published"]), key=st.booleans())
    def create(self, actor: str, title: str, state: str, *, key: bool) -> ModelRecord:
        """POST, with or without an Idempotency-Key."""
        name = f"key-{len(self.answers)}"
        body = published(title=title, state=state, commitments=[PROMISE])
        headers = {"Idempotency-Key": name} if key else {}
        answer = self.clients[actor].post(RECORDS, json=body, headers=headers)
        refused = denial(actor, WRITERS if state == "draft" else PUBLISHERS)
        assert answer.status_code == (refused or 201), answer.text
        if refused:
            return self.known[-1]
        content = answer.get_json()
        record = ModelRecord(content["id"], commitment=content["commitments"][0]["url"])
        record.add(title, state, "created", PROMISE["statement"])
        record.last.etag = answer.headers["ETag"]
        self.known.append(record)
        self.log.append((record.id, 1))
        self.compare(answer, record, 1)
        if key:
            self.answers[name] = (actor, answer.text, body)
        return record

    @rule(data=st.data(), same=st.booleans())
    def replay(self, data: st.DataObject, same: bool) -> None:
        """A repeated POST has its first answer, one with another body none."""
        if not self.answers:
            return
        name = data.draw(st.sampled_from(sorted(self.answers)))
        actor, text, body = self.answers[name]
        sent = body if same else body | {"title": "Something else"}
        answer = self.clients[actor].post(RECORDS, json=sent, headers={"Idempotency-Key": name})
        assert answer.status_code == (201 if same else 422), answer.text
        assert not same or answer.text == text

    @rule(record=records, actor=actors, title=titles, match=matches, with_promise=st.booleans())
    def put(self, record: ModelRecord, actor: str, title: str, match: str, with_promise: bool) -> None:
        """PUT a record without or with its commitment."""
        statement = PROMISE["statement"] if with_promise or record.reports else None
        state = "published" if record.last.state == "published" else "draft"
        body = published(title=title, state=state, commitments=[PROMISE] if statement else [])
        url, etag = f"{RECORDS}/{record.id}", self.if_match(record, match)
        answer = self.clients[actor].put(url, json=body, if_match=etag, query_string=NOTE)
        refused = self.refusal(record, actor, match)
        assert answer.status_code == (refused or 200), answer.text
        if not refused:
            self.note_version(record, answer, "replaced", title=title, state=state, statement=statement)
            self.renew_commitment(record, answer)

    def renew_commitment(self, record: ModelRecord, answer: TestResponse) -> None:
        """Note the address of the commitment."""
        for each in answer.get_json().get("commitments", []):
            record.commitment = each["url"]

    @rule(record=records, actor=actors, title=titles, match=matches, statement=st.sampled_from([None, "Lead.", "Win."]))
    def patch(self, record: ModelRecord, actor: str, title: str, match: str, statement: str | None) -> None:
        """PATCH the title and a part."""
        statement = statement or ("Lead." if record.reports else None)
        part = PROMISE | {"statement": statement} if statement else None
        body = {"title": title, "commitments": {"c": part}} if part or record.last.statement else {"title": title}
        url, etag = f"{RECORDS}/{record.id}", self.if_match(record, match)
        answer = self.clients[actor].patch(url, json=body, if_match=etag, query_string=NOTE)
        refused = self.refusal(record, actor, match)
        assert answer.status_code == (refused or 200), answer.text
        if not refused:
            self.note_version(record, answer, "patched", title=title, state=record.last.state, statement=statement)
            self.renew_commitment(record, answer)

    @rule(record=records, actor=actors, match=matches)
    def publish(self, record: ModelRecord, actor: str, match: str) -> None:
        """Publish; again is nothing new."""
        url, etag = f"{RECORDS}/{record.id}/publish", self.if_match(record, match)
        answer = self.clients[actor].post(url, if_match=etag, query_string=NOTE)
        refused = self.refusal(record, actor, match, allowed=PUBLISHERS)
        assert answer.status_code == (refused or 200), answer.text
        if not refused:
            title, statement = record.last.title, record.last.statement
            self.note_version(record, answer, "published", title=title, state="published", statement=statement)

    @rule(record=records, actor=actors, match=matches)
    def withdraw(self, record: ModelRecord, actor: str, match: str) -> None:
        """DELETE."""
        url, etag = f"{RECORDS}/{record.id}", self.if_match(record, match)
        answer = self.clients[actor].delete(url, if_match=etag, query_string=NOTE)
        refused = self.refusal(record, actor, match)
        assert answer.status_code == (refused or 204), answer.text
        if not refused:
            record.add(record.last.title, "withdrawn", "withdrawn", record.last.statement)
            record.last.etag = record.versions[-2].etag
            self.log.append((record.id, len(record.versions)))

    @rule(record=records, actor=actors)
    def report(self, record: ModelRecord, actor: str) -> None:
        """Report progress: it makes a version, and needs no If-Match."""
        if record.last.statement is None:
            return
        answer = self.clients[actor].post(f"{record.commitment}/progress", json=REPORT)
        refused = self.refusal(record, actor, "any")
        assert answer.status_code == (refused or 201), answer.text
        if not refused:
            record.reports += 1
            record.add(record.last.title, record.last.state, "progress", record.last.statement)
            self.log.append((record.id, len(record.versions)))
            record.last.etag = self.clients["publisher"].get(f"{RECORDS}/{record.id}").headers["ETag"]

    @rule(record=records, actor=actors)
    def get(self, record: ModelRecord, actor: str) -> None:
        """GET the record and its versions."""
        self.check_record(record, actor)

    def check_record(self, record: ModelRecord, actor: str) -> None:
        """Assert that an actor reads of a record what it may."""
        client, url = self.clients[actor], f"{RECORDS}/{record.id}"
        answer = client.get(url)
        if not record.is_visible(actor):
            missing = client.get(f"{RECORDS}/{NO_RECORD}")
            assert (answer.status_code, answer.get_json()["detail"]) == (404, missing.get_json()["detail"])
            return
        if record.last.state == "withdrawn":
            assert answer.status_code == 410, answer.text
        else:
            self.compare(answer, record, len(record.versions))
            assert answer.headers["ETag"] == record.last.etag
            assert client.get(url, headers={"If-None-Match": record.last.etag}).status_code == 304
        if record.last.state != "withdrawn" or actor in READERS:
            self.check_versions(record, actor)

    def check_versions(self, record: ModelRecord, actor: str) -> None:
        """Assert that an actor reads the versions from the first that it may on, without gaps."""
        client, url = self.clients[actor], f"{RECORDS}/{record.id}"
        first = 1 if actor in READERS else record.first_public or 1
        listed = client.get(f"{url}/versions?limit=200").get_json()["data"]
        expected = [(number, each.operation) for number, each in enumerate(record.versions, 1) if number >= first]
        assert [(each["version"], each["operation"]) for each in listed] == expected
        middle = (first + len(record.versions)) // 2
        self.compare(client.get(f"{url}/versions/{middle}"), record, middle)
        if first > 1:
            assert client.get(f"{url}/versions/{first - 1}").status_code == 404
        if record.last.state != "withdrawn":
            self.compare(client.get(url, query_string={"as_of": listed[-1]["at"]}), record, len(record.versions))

    @rule()
    def follow(self) -> None:
        """The change feed, read on from the last position, has each version once in order."""
        page = self.clients["reader"].get("/v1/changes", query_string={"limit": 200, **self.position()}).get_json()
        assert page["meta"]["at_end"]
        self.read_changes += [(each["announcement"]["id"], each["version"]) for each in page["data"]]
        self.since = page["links"]["next"]
        assert self.read_changes == self.log

    def position(self) -> dict[str, str]:
        """Query parameters of the position."""
        return {"since": self.since.partition("since=")[2].partition("&")[0]} if self.since else {}

    @invariant()
    def lists_have_what_is_there(self) -> None:
        """Each actor lists the records that it may see."""
        there = {each.id for each in self.known if each.last.state == "published"}
        drafts = {each.id for each in self.known if each.last.state == "draft"}
        listed = self.clients["public"].get(f"{RECORDS}?limit=200").get_json()
        assert {each["id"] for each in listed["data"]} == there
        assert listed["meta"]["total"]["value"] == len(there)
        listed = self.clients["reader"].get(f"{RECORDS}?limit=200&state=draft").get_json()
        assert {each["id"] for each in listed["data"]} == drafts


@pytest.fixture
def run(app: Flask) -> Callable[[int, int], None]:
    """Function that runs a number of lives of a number of steps."""

    def run_lives(lives: int, steps: int) -> None:
        machine = seed(11)(type("RecordLife", (RecordLife,), {"app": app}))
        run_state_machine_as_test(
            machine,
            settings=settings(SETTINGS, max_examples=lives, stateful_step_count=steps),
        )

    return run_lives


def test_a_few_lives_are_as_the_model_says(run: Callable[[int, int], None]) -> None:
    run(5, 30)


@pytest.mark.long
def test_many_lives_are_as_the_model_says(run: Callable[[int, int], None]) -> None:
    run(400, 40)
