"""Merge patches of members, and of parts by key."""

from __future__ import annotations

from typing import Any

from tests.clients import Client, errors_of, url_of
from tests.records import draft, worked_example


def by_key(parts: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Parts by their key."""
    return {part["key"]: part for part in parts}


def test_null_removes_a_member_and_an_object_is_merged(client: Client) -> None:
    record = client.create(worked_example())
    translations = {"ko": {"summary": None}, "fr": {"title": "Feuille"}}
    after = client.patched(record, {"place": None, "translations": translations})
    assert "place" not in after
    assert after["translations"] == {"ko": {"title": record["translations"]["ko"]["title"]}, "fr": {"title": "Feuille"}}


def test_an_object_merges_only_the_named_parts(client: Client) -> None:
    record = client.create(worked_example())
    new = {"kind": "goal", "statement": "Something new."}
    after = client.patched(record, {"commitments": {"clusters": {"due": "2026-12"}, "businesses": None, "new": new}})
    before, now = by_key(record["commitments"]), by_key(after["commitments"])
    assert list(now) == [key for key in before if key != "businesses"] + ["new"]
    assert now["clusters"]["due_to"] == "2026-12-31"
    assert {key: part["id"] for key, part in now.items() if key in before}.items() <= {
        key: part["id"] for key, part in before.items()
    }.items()


def test_a_list_replaces_all_parts(client: Client) -> None:
    record = client.create(worked_example())
    experts = by_key(record["commitments"])["experts"]
    after = client.patched(record, {"commitments": [experts], "amounts": [], "quotes": []})
    assert [(part["key"], part["id"]) for part in after["commitments"]] == [("experts", experts["id"])]


def test_errors_of_a_patch_point_into_the_patch(client: Client) -> None:
    record = client.create(worked_example())
    changes = {"commitments": {"clusters": {"due": "2026-13"}}, "amounts": {"ict": 5}, "titel": "x"}
    answer = client.patch(url_of(record), json=changes, if_match="*")
    assert errors_of(answer) == {"/commitments/clusters/due": "date", "/amounts/ict": "type", "/titel": "unknown"}


def test_a_patch_that_changes_nothing_needs_no_note_and_makes_no_version(client: Client) -> None:
    record = client.create(worked_example())
    answer = client.patch(url_of(record), json={"place": record["place"], "version": 99}, if_match="*")
    assert (answer.status_code, answer.get_json()) == (200, record)


def test_a_patch_may_be_json_or_merge_patch_json(client: Client) -> None:
    record = client.create(worked_example())
    for number, media in enumerate(("application/json", "application/merge-patch+json")):
        body, query = f'{{"place": "Seoul {number}"}}', {"note": "A test."}
        answer = client.patch(url_of(record), data=body, content_type=media, if_match="*", query_string=query)
        assert answer.status_code == 200


def test_amounts_are_read_from_a_changed_text(client: Client) -> None:
    """A value read from the old text is replaced; a stated value stays."""
    read, stated = {"kind": "budget", "text": "£350 million"}, {"kind": "budget", "amount": "1", "currency": "USD"}
    amounts = [{"key": "read", **read}, {"key": "stated", **stated, "text": "a token dollar"}]
    record = client.create(draft(jurisdiction="GB", amounts=amounts))
    changes = {"amounts": {"read": {"text": "about €900 million"}, "stated": {"text": "a symbolic dollar"}}}
    after = by_key(client.patched(record, changes)["amounts"])
    assert (after["read"]["amount"], after["read"]["currency"], after["read"]["approximate"]) == (
        "900000000",
        "EUR",
        True,
    )
    assert (after["stated"]["amount"], after["stated"]["currency"]) == ("1", "USD")


def test_removing_an_unknown_member_is_refused(client: Client) -> None:
    record = client.create(draft(commitments=[{"key": "c", "kind": "goal", "statement": "x"}]))
    changes = {"sumary": None, "summary": None, "commitments": {"c": {"duee": None, "due": None}}}
    answer = client.patch(url_of(record), json=changes, if_match="*")
    assert errors_of(answer) == {"/sumary": "unknown", "/commitments/c/duee": "unknown"}
