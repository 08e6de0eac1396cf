"""Records are created, returned whole, and changed."""

from __future__ import annotations

from typing import Any

from tests.clients import RECORDS, Client, errors_of, url_of
from tests.records import draft, published, worked_example


def subset(sent: Any, got: Any) -> bool:
    """Whether each value of the request is in the response, in the same place."""
    if isinstance(sent, dict):
        return all(name in got and subset(value, got[name]) for name, value in sent.items())
    if isinstance(sent, list):
        return len(sent) == len(got) and all(subset(*pair) for pair in zip(sent, got, strict=True))
    return bool(sent == got)


def test_the_worked_example_is_returned_complete(client: Client, public: Client) -> None:
    created = client.create(worked_example())
    assert subset(worked_example(), created)
    assert public.get(url_of(created)).get_json() == created


def test_a_record_can_be_put_back_unchanged(client: Client) -> None:
    created = client.create(worked_example())
    read = client.get(url_of(created))
    answer = client.put(url_of(created), json=read.get_json(), if_match=read.headers["ETag"])
    assert (answer.status_code, answer.data, answer.headers["ETag"]) == (200, read.data, read.headers["ETag"])


def test_a_new_record_is_an_invisible_draft(client: Client, public: Client) -> None:
    created = client.create(draft())
    assert created["state"] == "draft"
    assert public.get(url_of(created)).status_code == 404
    assert client.get(url_of(created)).status_code == 200
    assert public.get(RECORDS).get_json()["data"] == []


def test_a_change_of_a_published_record_needs_a_note(client: Client) -> None:
    created = client.create(published())
    answer = client.patch(url_of(created), json={"title": "Another"}, if_match="*")
    assert (answer.status_code, errors_of(answer)) == (422, {"note": "required"})
