"""Parties of records, entries of the directory, and an administrator's repairs of it."""

from __future__ import annotations

from typing import Any

from tests.clients import Client
from tests.records import published

Json = dict[str, Any]

Q1, Q2 = ({"scheme": "wikidata", "id": number} for number in ("Q1", "Q2"))
LEI = {"scheme": "lei", "id": "L1"}
NOBODY = "018f0000-0000-7000-8000-000000000001"


def party(name: str, *identifiers: Json, **members: Any) -> Json:
    """A government body as a record states it."""
    stated = {"key": "x", "name": name, "kind": "government", "roles": ["issuer"], "identifiers": [*identifiers]}
    return stated | members


def create(client: Client, *parties: Json, **members: Any) -> Json:
    """A published record with these parties."""
    return client.create(published(parties=[*parties], **members))


def entry_of(record: Json, index: int = 0) -> str:
    """The directory's id of a party of a record."""
    return str(record["parties"][index]["party"]["id"])


def shown(client: Client, id: str) -> Json:
    """A party of the directory."""
    answer = client.get(f"/v1/parties/{id}")
    assert answer.status_code == 200, answer.text
    body: Json = answer.get_json()
    return body


def edited(client: Client, id: str, changes: Json, **options: Any) -> Json:
    """A party after a valid PATCH."""
    answer = client.patch(f"/v1/parties/{id}", json=changes, if_match="*", **options)
    assert answer.status_code == 200, answer.text
    assert answer.get_json() == shown(client, id)
    body: Json = answer.get_json()
    return body


def split(client: Client, id: str, *records: Json, **members: Any) -> Json:
    """The entry that the parties of these records become."""
    body = {"announcements": [record["id"] for record in records]} | members
    answer = client.post(f"/v1/parties/{id}/split", json=body)
    assert answer.status_code == 201, answer.text
    made: Json = answer.get_json()
    assert made == shown(client, made["id"])
    return made


def found(client: Client, party: str) -> set[str]:
    """The ids of the records that name a party."""
    page = client.get("/v1/announcements", query_string={"party": party}).get_json()
    return {each["id"] for each in page["data"]}


def operations(client: Client, record: Json) -> list[str]:
    """The operations of a record in the change feed."""
    page = client.get("/v1/changes?limit=200").get_json()
    return [each["op"] for each in page["data"] if each["announcement"]["id"] == record["id"]]
