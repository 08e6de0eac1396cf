"""Keys, ids, due dates and order are stable."""

from __future__ import annotations

from typing import Any

import orjson

from tests.clients import RECORDS, Client, errors_of, url_of
from tests.parts import party
from tests.records import draft, published

UNKEYED = {
    "commitments": [{"kind": "goal", "statement": "One."}, {"kind": "goal", "statement": "Two."}],
    "amounts": [{"kind": "budget", "text": "£350 million"}],
}


def dues(record: dict[str, Any]) -> list[str]:
    """Every due date of the first commitment that the record shows."""
    return [each["due"] for each in record["commitments"][0]["due_history"]]


def test_the_same_record_without_keys_is_the_same_record(client: Client) -> None:
    """No new version and no new ids; new parts get keys of their own."""
    sent = published(jurisdiction="GB", **UNKEYED)
    record = client.create(sent)
    again = client.put(url_of(record), json=sent, if_match="*")
    assert (again.status_code, again.get_json()) == (200, record)
    more = {**sent, "commitments": [{"kind": "goal", "statement": "New."}, *sent["commitments"]]}
    after = client.put(f"{url_of(record)}?note=x", json=more, if_match="*").get_json()
    assert [each["id"] for each in after["commitments"][1:]] == [each["id"] for each in record["commitments"]]
    assert after["commitments"][0]["key"] not in {each["key"] for each in record["commitments"]}


def test_due_dates_of_drafts_are_not_in_the_history(client: Client, public: Client) -> None:
    promise = {"key": "c", "kind": "goal", "statement": "x", "due": "2030"}
    secret = {"key": "secret", "kind": "goal", "statement": "y"}
    record = client.create(published(state="draft", commitments=[promise, secret]))
    client.patched(record, {"commitments": {"c": {"due": "2035"}, "secret": None}})
    client.post(f"{url_of(record)}/publish", if_match="*")
    assert dues(public.get(url_of(record)).get_json()) == []
    assert dues(client.patched(record, {"commitments": {"c": {"due": "2040"}}})) == ["2035", "2040"]
    assert "secret" not in public.get(f"{url_of(record)}/versions").text


def test_a_correction_adds_no_due_date_to_the_history(client: Client) -> None:
    record = client.create(published(commitments=[{"key": "c", "kind": "goal", "statement": "x", "due": "2203"}]))
    assert dues(client.patched(record, {"commitments": {"c": {"due": "2030"}}}, change_type="correction")) == []
    assert dues(client.patched(record, {"commitments": {"c": {"due": "2035"}}})) == ["2030", "2035"]


def test_a_restored_commitment_keeps_its_due_history(client: Client) -> None:
    promise = {"key": "c", "kind": "goal", "statement": "x", "due": "2030"}
    record = client.create(published(commitments=[promise]))
    client.patched(record, {"commitments": {"c": None}})
    assert dues(client.patched(record, {"commitments": {"c": {**promise, "due": "2045"}}})) == ["2030", "2045"]


def test_a_record_put_back_in_another_order_of_members_is_unchanged(client: Client) -> None:
    translations = {"ko": {"title": "계획"}, "fr": {"title": "Plan"}}
    identified = party(key="bae", kind="person", name="Bae", identifiers=[{"scheme": "wikidata", "id": "Q1"}])
    record = client.create(published(translations=translations, parties=[identified, *published()["parties"]]))
    for option in (orjson.OPT_SORT_KEYS, None):
        body = orjson.dumps(record | {"translations": dict(reversed(record["translations"].items()))}, option=option)
        answer = client.put(url_of(record), data=body, content_type="application/json", if_match="*")
        assert (answer.status_code, answer.get_json()["version"]) == (200, 1)


def test_a_withdrawn_draft_stays_not_found_for_the_public(client: Client, public: Client) -> None:
    record = client.create(draft())
    client.delete(f"{url_of(record)}?note=Embargoed", if_match="*")
    for path in (url_of(record), f"{url_of(record)}/versions"):
        assert public.get(path).status_code == 404
    assert client.get(url_of(record)).status_code == 410


def test_all_errors_of_a_replacement_are_reported_together(client: Client) -> None:
    record = client.create(published())
    missing = {"type": "cites", "announcement": "11111111-2222-4333-8444-555555555555"}
    answer = client.put(url_of(record), json=draft(state="draft", relations=[missing]), if_match="*")
    assert errors_of(answer) == {"/state": "state", "/relations/0/announcement": "reference", "note": "required"}
    unready = client.put(url_of(record), json=draft(), if_match="*")
    assert errors_of(unready) == {"/sources": "required", "/parties": "required", "note": "required"}
    assert client.get(f"{RECORDS}/{record['id']}").get_json() == record
