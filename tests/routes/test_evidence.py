"""Evidence: words of sources, their places in a text, and what they may be about."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pytest
from sqlalchemy import Connection, select, update

from api.db.database import Database
from api.models import Announcement
from domain.json import encode_json, parse_json
from tests.clients import RECORDS, Client, errors_of, url_of
from tests.parts import amount, commitment, quote, source
from tests.records import draft, published
from tests.refusals import error_at

TEXT = "SEOUL, Jan. 29 🇰🇷 — The ministry will train 10,000 experts, the minister said."
DIGEST = sha256(TEXT.encode()).hexdigest()
PARTS = ("parties", "commitments", "amounts", "quotes", "sources")


def evidence(exact: str, **members: Any) -> dict[str, Any]:
    """Evidence for words of the text, with their place."""
    start = TEXT.index(exact)
    return {"source": "s", "exact": exact, "start": start, "end": start + len(exact)} | members


def record_with_evidence(**members: Any) -> dict[str, Any]:
    """A publishable record in which every part, and a field, has evidence."""
    words = [evidence("10,000 experts", prefix="will train ", suffix=", the")]
    record = published(
        commitments=[commitment(key="c", evidence=words)],
        amounts=[amount(key="a", evidence=words)],
        quotes=[quote(key="q", speaker="msit", evidence=words)],
        evidence=[evidence("Jan. 29", field="announced_on"), evidence("SEOUL", field="place")],
    )
    (party,) = record["parties"]
    record["parties"] = [party | {"evidence": [evidence("The ministry")]}]
    record["sources"] = [source(key="s", sha256=DIGEST, evidence=[evidence("the minister said")])]
    return record | members


def test_parts_and_fields_have_evidence_with_places(client: Client) -> None:
    body = record_with_evidence()
    record = client.create(body)
    assert record["evidence"] == body["evidence"]
    for name in PARTS:
        assert record[name][0]["evidence"] == body[name][0]["evidence"]
        for each in record[name][0]["evidence"]:
            assert TEXT[each["start"] : each["end"]] == each["exact"]
    assert client.put(url_of(record), json=record, if_match="*").get_json() == record
    (part,) = client.get("/v1/commitments").get_json()["data"]
    assert part["evidence"] == body["commitments"][0]["evidence"]


def test_without_evidence_lists_are_empty(client: Client) -> None:
    record = client.create(published())
    assert [record["evidence"], record["parties"][0]["evidence"], record["sources"][0]["evidence"]] == [[], [], []]


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"end": None}, {"end": "required"}),
        ({"start": None}, {"start": "required"}),
        ({"end": 60}, {"end": "offsets"}),
        ({"start": 10, "end": 5}, {"end": "offsets"}),
        ({"start": -1, "end": 13}, {"start": "range"}),
        ({"start": "46", "end": "60"}, {"start": "type", "end": "type"}),
        ({"start": 46.0, "end": 60}, {"start": "type"}),
        ({"start": True}, {"start": "type"}),
        ({"start": 2**31, "end": 2**31 + 14}, {"start": "range", "end": "range"}),
        ({"source": "other"}, {"source": "required"}),
        ({"source": "other", "end": 60}, {"source": "required", "end": "offsets"}),
    ],
)
def test_a_place_is_that_of_the_words(client: Client, changes: dict[str, Any], errors: dict[str, str]) -> None:
    words = [evidence("10,000 experts") | changes]
    sources = [source(key="s", sha256=DIGEST), source(key="other")]
    for members, place in (
        ({"commitments": [commitment(evidence=words)]}, "/commitments/0/evidence/0"),
        ({"sources": [*sources, source(evidence=words)]}, "/sources/2/evidence/0"),
        ({"evidence": [words[0] | {"field": "title"}]}, "/evidence/0"),
    ):
        answer = client.post(RECORDS, json=draft(**{"sources": sources} | members))
        assert errors_of(answer) == {f"{place}/{name}": code for name, code in errors.items()}


def test_the_error_states_the_right_end(client: Client) -> None:
    """Of 🇰🇷, two code points, each is two UTF-16 units."""
    words = evidence("10,000 experts")
    body = draft(sources=[source(key="s", sha256=DIGEST)], commitments=[commitment(evidence=[words | {"end": 99}])])
    detail = error_at(client.post(RECORDS, json=body), "/commitments/0/evidence/0/end")["detail"]
    assert f"`end` is {words['end']} if `start` is {words['start']}" in detail


@pytest.mark.parametrize("field", ["state", "parties", "id", "evidence", "nonsense", None])
def test_evidence_is_about_a_field_that_a_client_states(client: Client, field: str | None) -> None:
    words = {"source": "s", "exact": "x", "field": field}
    answer = client.post(RECORDS, json=draft(sources=[source(key="s")], evidence=[words]))
    assert errors_of(answer) == {"/evidence/0/field": "choice" if field else "null"}


def test_a_changed_fact_keeps_its_evidence(client: Client) -> None:
    record = client.create(record_with_evidence())
    target = {"value": "10000", "unit": "experts"}
    changes = {
        "commitments": {"c": {"target": target, "due": "2030"}},
        "parties": {"msit": {"post": "Minister"}},
        "place": "Sejong",
    }
    after = client.patched(record, changes)
    assert after["commitments"][0]["target"] == target
    assert after["evidence"] == record["evidence"]
    for name in PARTS:
        assert [part["evidence"] for part in after[name]] == [part["evidence"] for part in record[name]]


def test_changed_evidence_makes_a_version(client: Client) -> None:
    record = client.create(record_with_evidence())
    changes = {"evidence": record["evidence"][:1], "parties": {"msit": {"evidence": []}}}
    after = client.patched(record, changes)
    assert (after["evidence"], after["parties"][0]["evidence"]) == (record["evidence"][:1], [])
    version = client.get(f"{url_of(record)}/versions").get_json()["data"][-1]
    assert version["paths"] == ["/parties/msit", "/evidence"]
    diff = client.get(f"{url_of(record)}/versions/2/diff").get_json()
    assert {"op": "remove", "path": "/evidence/1"} in diff


def test_a_source_keeps_its_digest_as_long_as_places_count_in_its_text(client: Client) -> None:
    record = client.create(record_with_evidence())
    answer = client.patch(url_of(record), json={"sources": {"s": {"sha256": None}}}, if_match="*")
    assert errors_of(answer)["/commitments/0/evidence/0/source"] == "required"


def test_redacted_words_have_no_place(app: Any, client: Client) -> None:
    """Their length would say something about them."""
    record = client.create(record_with_evidence())
    admin = Client.of(app, "admin")
    pointers = ["/parties/msit/evidence/0/exact", "/evidence/0/exact"]
    answer = admin.post(f"{url_of(record)}/redactions", json={"pointers": pointers, "reason": "Asked for."})
    assert answer.status_code == 201, answer.text
    after = client.get(url_of(record)).get_json()
    assert after["parties"][0]["evidence"] == [{"source": "s", "exact": "[redacted]"}]
    assert after["evidence"] == [{"source": "s", "exact": "[redacted]", "field": "announced_on"}, record["evidence"][1]]
    first = client.get(f"{url_of(record)}/versions/1").get_json()
    assert first["parties"][0]["evidence"] == after["parties"][0]["evidence"]
    assert client.put(url_of(record), json=after, if_match="*").get_json() == after


def test_a_record_of_the_release_before_can_be_published(client: Client, database: Database) -> None:
    """Its stored document has no evidence of parties and sources until it is rebuilt."""
    record = client.create(published() | {"state": "draft"})

    def forget(connection: Connection) -> None:
        document = parse_json(connection.scalar(select(Announcement.document)))
        for each in (document, *document["parties"], *document["sources"]):
            del each["evidence"]
        connection.execute(update(Announcement).values(document=encode_json(document)))

    database.write(forget)
    answer = client.post(f"{url_of(record)}/publish", if_match="*", query_string={"note": "Ready."})
    assert answer.status_code == 200, answer.text
    assert answer.get_json()["parties"][0]["evidence"] == []
