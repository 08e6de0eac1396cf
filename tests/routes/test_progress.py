"""Progress on commitments, and the history of due dates."""

from __future__ import annotations

from typing import Any

from tests.clients import Client, errors_of, url_of
from tests.records import published, worked_example

SOURCE = {"title": "A report"}


def commitment(record: dict[str, Any], key: str) -> dict[str, Any]:
    """One commitment of a record."""
    return next(each for each in record["commitments"] if each["key"] == key)


def report(client: Client, url: str, status: str, on: str) -> None:
    """Post a valid report."""
    answer = client.post(f"{url}/progress", json={"status": status, "on": on, "source": SOURCE})
    assert answer.status_code == 201, answer.text


def test_the_newest_report_by_its_day_is_the_status(client: Client, public: Client) -> None:
    """Of two reports on one day, the later one counts."""
    record = client.create(worked_example())
    url = commitment(record, "clusters")["url"]
    for status, on in (("missed", "2026-08-01"), ("in_progress", "2026-05"), ("partly_met", "2026-08-01")):
        report(client, url, status, on)
    assert public.get(url).get_json()["status"] == {"code": "partly_met", "on": "2026-08-01"}
    listed = public.get(f"{url}/progress").get_json()["data"]
    assert [each["status"] for each in listed] == ["in_progress", "missed", "partly_met"]


def test_each_report_makes_a_version_and_needs_no_if_match(client: Client) -> None:
    record = client.create(worked_example())
    url = commitment(record, "clusters")["url"]
    report(client, url, "missed", "2026-08-01")
    report(client, url, "in_progress", "2026-05")
    versions = client.get(f"{url_of(record)}/versions").get_json()["data"]
    assert [each["operation"] for each in versions] == ["created", "progress", "progress"]
    assert commitment(client.get(url_of(record)).get_json(), "clusters")["status"]["code"] == "missed"


def test_a_status_survives_a_replacement_of_the_record(client: Client) -> None:
    record = client.create(worked_example() | {"state": "draft", "quotes": [], "amounts": []})
    clusters = commitment(record, "clusters")
    report(client, clusters["url"], "met", "2026-07-01")
    client.patch(url_of(record), json={"commitments": {"clusters": None}}, if_match="*")
    assert client.get(clusters["url"]).status_code == 404
    without_progress = {name: value for name, value in clusters.items() if name != "progress"}
    again = client.patch(url_of(record), json={"commitments": [without_progress]}, if_match="*").get_json()
    assert commitment(again, "clusters")["status"] == {"code": "met", "on": "2026-07-01"}
    assert commitment(again, "clusters")["id"] == clusters["id"]


def test_a_commitment_shows_its_record(client: Client, public: Client) -> None:
    record = client.create(worked_example())
    shown = public.get(commitment(record, "clusters")["url"]).get_json()
    assert shown["announcement"]["url"] == url_of(record)
    assert shown["statement"] == commitment(record, "clusters")["statement"]


def test_an_invalid_report_is_refused_with_all_errors(client: Client) -> None:
    record = client.create(worked_example())
    url = f"{commitment(record, 'clusters')['url']}/progress"
    answer = client.post(url, json={"status": "done", "on": "2026/..", "source": {}, "value": 3})
    assert errors_of(answer) == {"/status": "choice", "/on": "date", "/source/url": "required", "/value": "type"}
    assert client.get(url_of(record)).get_json()["version"] == 1


def test_the_first_due_date_remains_in_the_history(client: Client) -> None:
    record = client.create(worked_example())
    assert commitment(record, "clusters")["due_history"] == []
    moved: dict[str, Any] = {}
    for due in ("2026-12", "2027"):
        changes = {"commitments": {"clusters": {"due": due}}}
        query = {"note": f"Moved to {due}."}
        moved = client.patch(url_of(record), json=changes, if_match="*", query_string=query).get_json()
    history = commitment(moved, "clusters")["due_history"]
    assert [(each["due"], each["version"]) for each in history] == [("2026-07", 1), ("2026-12", 2), ("2027", 3)]
    assert history[0]["changed_at"] == record["created_at"]


def test_a_corrected_due_date_leaves_the_history(client: Client) -> None:
    goal = {"key": "g", "kind": "goal", "statement": "Lead the world.", "due": "2999"}
    record = client.create(published(commitments=[goal]))
    for due, change_type in ((None, "correction"), ("1999", "major"), ("2035", "major")):
        changes = {"commitments": {"g": {"due": due}}}
        query = {"note": "Because.", "change_type": change_type}
        answer = client.patch(url_of(record), json=changes, query_string=query, if_match="*")
        assert answer.status_code == 200, answer.text
    for since, number in (("first", 1), ("current", 0)):
        answer = client.get("/v1/commitments", query_string={"overdue": "true", "since": since})
        assert len(answer.get_json()["data"]) == number
