"""Relations between records, by id and by a publisher's number."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from tests.clients import RECORDS, Client, errors_of, url_of
from tests.imports import import_lines, statuses
from tests.parts import amount
from tests.records import draft, published

NUMBER = {"scheme": "fr", "id": "2021-01765"}
OTHER = {"scheme": "fr", "id": "2025-02345"}


def referring(type: str = "revokes", **members: Any) -> dict[str, Any]:
    """A published record that refers to the number."""
    return published(title="later", relations=[{"type": type, "identifier": NUMBER}], **members)


def related(client: Client, record: dict[str, Any], direction: str) -> list[tuple[str, str]]:
    """Type and id of the related records that a record shows."""
    shown = client.get(f"{url_of(record)}?include={direction}").get_json()[direction]
    return [(each["type"], each["announcement"]) for each in shown]


def ids(client: Client, query: str, path: str = RECORDS) -> list[str]:
    """Ids of the records that a list finds."""
    return [(each.get("announcement") or each)["id"] for each in client.get(f"{path}?{query}").get_json()["data"]]


@pytest.mark.parametrize("is_first", [True, False])
def test_a_number_leads_to_its_record_whichever_comes_first(client: Client, public: Client, is_first: bool) -> None:
    pair = [referring(), published(title="earlier", identifiers=[NUMBER])]
    created = {each["title"]: client.create(each) for each in (pair if is_first else reversed(pair))}
    later, earlier = created["later"], created["earlier"]
    assert later["relations"] == [{"type": "revokes", "identifier": NUMBER}]
    assert related(public, earlier, "related_from") == [("revokes", later["id"])]
    assert related(public, later, "related_to") == [("revokes", earlier["id"])]
    assert ids(public, f"related_to={earlier['id']}") == [later["id"]]
    again = client.put(url_of(later), json=client.get(url_of(later)).get_json(), if_match="*")
    assert again.get_json()["version"] == 1


def test_the_lines_of_an_import_may_come_in_any_order(client: Client) -> None:
    lines = import_lines(client, referring(), published(identifiers=[NUMBER]), referring(identifiers=[OTHER]))
    assert statuses(lines) == ["created"] * 3
    assert len(ids(client, f"related_to={lines[1]['id']}")) == 2


def test_a_draft_with_the_number_is_not_shown_to_the_public(client: Client, public: Client) -> None:
    later, hidden = client.create(referring()), client.create(draft(identifiers=[NUMBER]))
    assert related(client, later, "related_to") == [("revokes", hidden["id"])]
    assert related(public, later, "related_to") == []
    for query in (f"related_to={hidden['id']}", f"related_to={hidden['id']}&relation_type=revokes"):
        assert ids(client, query) == [later["id"]]
        assert ids(public, query) == []


def test_a_withdrawn_record_and_a_changed_number_are_not_related_any_more(client: Client) -> None:
    later, first = client.create(referring()), client.create(published(identifiers=[NUMBER]))
    assert client.delete(url_of(first), if_match="*", query_string={"note": "Wrong."}).status_code == 204
    assert related(client, later, "related_to") == []
    second = client.create(published(identifiers=[NUMBER]))
    assert related(client, later, "related_to") == [("revokes", second["id"])]
    client.patched(second, {"identifiers": [OTHER]})
    assert related(client, second, "related_from") == []


def test_a_record_is_not_related_to_itself(client: Client) -> None:
    record = client.create(referring(identifiers=[NUMBER]))
    assert related(client, record, "related_to") == related(client, record, "related_from") == []


def test_lists_are_filtered_by_the_type_of_relation_and_by_its_target(client: Client, public: Client) -> None:
    target = client.create(published(title="target", identifiers=[NUMBER]))
    by_id = {"type": "amends", "announcement": target["id"]}
    elsewhere = {"type": "revokes", "title": "An order"}
    amending = client.create(published(relations=[by_id, elsewhere], amounts=[amount()]))
    revoking = client.create(referring("partly_revokes"))
    assert ids(public, "relation_type=amends") == [amending["id"]]
    assert ids(public, "relation_type=amends&relation_type=partly_revokes") == [revoking["id"], amending["id"]]
    assert ids(public, "relation_type=revokes") == [amending["id"]]
    assert ids(public, f"relation_type=revokes&related_to={target['id']}") == []
    assert ids(public, f"relation_type=amends&related_to={target['id']}") == [amending["id"]]
    assert ids(public, f"related_to={target['id']}", "/v1/amounts") == [amending["id"]]
    assert ids(public, f"exclude_related_to={target['id']}") == ids(public, "relation_type=_missing") == [target["id"]]


@pytest.mark.parametrize(
    ("relation", "errors"),
    [
        ({"type": "cites", "identifier": NUMBER, "title": "An order", "url": "https://example.org/o"}, {}),
        ({"type": "cites", "identifier": {"scheme": "fr"}}, {"/relations/0/identifier/id": "required"}),
        ({"type": "cites", "identifier": NUMBER, "announcement": "018f0000-0000-7000-8000-000000000001"},
         {"/relations/0/announcement": "choice"}),
        ({"type": "cites"}, {"/relations/0/announcement": "required"}),
    ],
)  # fmt: skip
def test_a_relation_has_an_id_or_a_number_and_names(
    client: Client, relation: dict[str, Any], errors: dict[str, str]
) -> None:
    answer = client.post(RECORDS, json=draft(relations=[relation]))
    assert (errors_of(answer) if errors else answer.status_code) == (errors or 201)


def test_a_key_that_reads_drafts_follows_numbers_to_drafts(app: Flask, client: Client) -> None:
    later, hidden = client.create(referring()), client.create(draft(identifiers=[NUMBER]))
    assert related(Client.of(app, "read"), hidden, "related_from") == [("revokes", later["id"])]


def test_a_record_with_relations_is_redacted_changed_and_withdrawn(client: Client) -> None:
    """Its relations, by id and by number, stay as they are."""
    target, numbered = client.create(published()), client.create(published(identifiers=[NUMBER]))
    relations = [
        {"type": "amends", "announcement": target["id"]},
        {"type": "revokes", "identifier": NUMBER, "title": "An order that names Kim"},
    ]
    record = client.create(published(title="Kim", relations=relations))
    reached = [("amends", target["id"]), ("revokes", numbered["id"])]
    for pointer in ("/title", "/relations/1/title"):
        body = {"pointers": [pointer], "reason": "At a request."}
        answer = client.post(f"{url_of(record)}/redactions", json=body)
        assert answer.status_code == 201, answer.text
        assert sorted(related(client, record, "related_to")) == reached
    shown = client.patched(record, {"summary": "A summary."})
    assert shown["relations"] == [relations[0], relations[1] | {"title": "[redacted]"}]
    assert sorted(related(client, record, "related_to")) == reached
    assert client.delete(url_of(record), if_match="*", query_string={"note": "Kim was right."}).status_code == 204
    body = {"pointers": ["/change/note"], "reason": "At a request."}
    assert client.post(f"{url_of(record)}/redactions", json=body).status_code == 201
    assert related(client, target, "related_from") == related(client, numbered, "related_from") == []
