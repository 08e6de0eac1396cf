"""Progress that is sent with a record: added, never removed; a status that is sent must be the one that follows."""

from __future__ import annotations

from typing import Any

import pytest

from tests.clients import RECORDS, Client, errors_of, url_of
from tests.imports import import_lines, statuses
from tests.records import draft, published

BEGUN = {"status": "in_progress", "on": "2026-05", "note": "Work has begun.", "source": {"title": "A report"}}
DELAYED = {"status": "delayed", "on": "2026-08-01", "value": "3"}
MINE = [{"scheme": "tracker", "id": "42"}]
WHY = {"note": "Because."}


def promise(**members: Any) -> dict[str, Any]:
    """A commitment."""
    return {"key": "lead", "kind": "goal", "statement": "Lead the world.", "due": "2026-07"} | members


def tracked(*reports: dict[str, Any], **members: Any) -> dict[str, Any]:
    """A published record whose commitment has these reports."""
    return published(commitments=[promise(progress=[*reports])], **members)


def lead(record: dict[str, Any]) -> dict[str, Any]:
    """The commitment of a record."""
    (commitment,) = record["commitments"]
    return dict(commitment)


def stated(commitment: dict[str, Any]) -> list[dict[str, Any]]:
    """The reports of a commitment as a client states them."""
    return [
        {name: value for name, value in each.items() if name not in {"id", "reported_at"}}
        for each in commitment["progress"]
    ]


def test_reports_that_come_with_a_record_are_its_progress(client: Client, public: Client) -> None:
    """In the order of their days, wherever they are read; the last is the status."""
    record = client.create(tracked(DELAYED, BEGUN))
    assert lead(record)["status"] == {"code": "delayed", "on": "2026-08-01"}
    assert stated(lead(record)) == [BEGUN, DELAYED]
    assert [each["reported_at"] for each in lead(record)["progress"]] == [record["created_at"]] * 2
    url = lead(record)["url"]
    assert public.get(f"{url}/progress").get_json()["data"] == lead(record)["progress"]
    assert public.get(url).get_json()["progress"] == lead(record)["progress"]
    assert public.get("/v1/commitments?status=delayed&overdue_on=2026-08-01").get_json()["meta"]["total"]["value"] == 1


def test_a_posted_report_is_one_of_the_record(client: Client) -> None:
    record = client.create(tracked(BEGUN))
    answer = client.post(f"{lead(record)['url']}/progress", json=DELAYED)
    assert answer.status_code == 201, answer.text
    changed = client.get(url_of(record)).get_json()
    assert lead(changed)["progress"] == [*lead(record)["progress"], answer.get_json()]
    assert answer.get_json()["reported_at"] == changed["updated_at"]


def test_a_report_like_another_can_be_posted_again(client: Client) -> None:
    record = client.create(tracked(BEGUN))
    first, again = (client.post(f"{lead(record)['url']}/progress", json=BEGUN).get_json() for _ in range(2))
    shown = lead(client.get(url_of(record)).get_json())["progress"]
    assert [each["id"] for each in shown[1:]] == [first["id"], again["id"]]


def test_a_draft_keeps_its_reports_when_it_is_published(client: Client, public: Client) -> None:
    record = client.create(tracked(BEGUN) | {"state": "draft"})
    assert public.get(f"{lead(record)['url']}/progress").status_code == 404
    assert client.post(f"{url_of(record)}/publish", if_match="*").status_code == 200
    assert lead(public.get(url_of(record)).get_json())["progress"] == lead(record)["progress"]


def test_a_later_version_adds_reports(client: Client) -> None:
    """To those that GET returned, whose status is an old one then."""
    record = client.create(tracked(BEGUN))
    more = lead(record) | {"progress": [*lead(record)["progress"], DELAYED]}
    changed = client.put(url_of(record), json=record | {"commitments": [more]}, if_match="*", query_string=WHY)
    assert changed.status_code == 200, changed.text
    assert stated(lead(changed.get_json())) == [BEGUN, DELAYED]
    assert lead(changed.get_json())["progress"][0] == lead(record)["progress"][0]
    met = {"status": "met", "on": "2026-09"}
    patched = client.patched(record, {"commitments": {"lead": {"progress": [DELAYED, met, BEGUN]}}})
    assert lead(patched)["status"] == {"code": "met", "on": "2026-09"}
    assert [each["id"] for each in lead(patched)["progress"]][:2] == [
        each["id"] for each in lead(changed.get_json())["progress"]
    ]


def test_reports_stay_if_a_later_version_leaves_them_out(client: Client) -> None:
    record = client.create(tracked(BEGUN))
    for progress in ({}, {"progress": None}):
        sent = published(commitments=[promise(place="Seoul") | progress])
        answer = client.put(url_of(record), json=sent, if_match="*", query_string=WHY)
        assert (lead(answer.get_json())["progress"], answer.get_json()["version"]) == (lead(record)["progress"], 2)


@pytest.mark.parametrize("progress", [[], [BEGUN], [BEGUN | {"note": "x"}, DELAYED], [BEGUN, DELAYED | {"on": "2026"}]])
def test_no_report_is_removed_or_altered(client: Client, progress: list[dict[str, Any]]) -> None:
    record = client.create(tracked(BEGUN, DELAYED, identifiers=MINE))
    sent = tracked(*progress, identifiers=MINE)
    answer = client.put(url_of(record), json=sent, if_match="*", query_string=WHY)
    assert errors_of(answer) == {"/commitments/0/progress": "read_only"}
    assert "only added" in answer.get_json()["errors"][0]["detail"]
    answer = client.patch(
        url_of(record), json={"commitments": {"lead": {"progress": progress}}}, if_match="*", query_string=WHY
    )
    assert errors_of(answer) == {"/commitments/lead/progress": "read_only"}
    (line,) = import_lines(client, sent, mode="upsert", note="Because.")
    assert line["problem"]["errors"][0]["pointer"] == "/commitments/0/progress"
    assert client.get(url_of(record)).get_json() == record


@pytest.mark.parametrize(
    "status", ["Broken", {"code": "Broken", "on": "2026"}, {"code": "met", "on": "2026-05"}, {"code": "met"}, 1]
)
def test_a_status_of_ones_own_is_refused(client: Client, status: Any) -> None:
    """The error says where the status comes from."""
    for sent in (draft(commitments=[promise(status=status)]), published(commitments=[promise(status=status)])):
        answer = client.post(RECORDS, json=sent)
        assert errors_of(answer) == {"/commitments/0/status": "read_only"}
        assert "progress" in answer.get_json()["errors"][0]["detail"]
    record = client.create(tracked(BEGUN))
    sent = tracked(BEGUN) | {"commitments": [promise(progress=[BEGUN], status=status)]}
    assert errors_of(client.put(url_of(record), json=sent, if_match="*", query_string=WHY)) == {
        "/commitments/0/status": "read_only"
    }
    patch = {"commitments": {"lead": {"status": status}}}
    answer = client.patch(url_of(record), json=patch, if_match="*", query_string=WHY)
    assert (answer.status_code, *errors_of(answer)) == (422, "/commitments/lead/status")
    (line,) = import_lines(client, sent)
    assert line["problem"]["errors"][0]["code"] == "read_only"


def test_a_record_of_another_server_brings_its_progress(client: Client) -> None:
    """With its status, and with ids and times, which are made anew."""
    theirs = client.create(tracked(BEGUN, DELAYED))
    (line,) = import_lines(client, {name: value for name, value in theirs.items() if name != "id"})
    ours = client.get(line["url"]).get_json()
    assert (stated(lead(ours)), lead(ours)["status"]) == ([BEGUN, DELAYED], lead(theirs)["status"])
    assert {each["id"] for each in lead(ours)["progress"]}.isdisjoint(each["id"] for each in lead(theirs)["progress"])


def test_an_import_twice_changes_nothing_and_a_longer_list_adds(client: Client) -> None:
    """A commitment without a key stays the same one as its reports become more."""
    without_key = {name: value for name, value in promise().items() if name != "key"}

    def line(*reports: dict[str, Any]) -> dict[str, Any]:
        return published(identifiers=MINE, commitments=[without_key | {"progress": [*reports]}])

    query = {"mode": "upsert", "note": "From the tracker."}
    lines = [line(BEGUN), line(BEGUN), line(BEGUN, DELAYED)]
    (made, *_) = results = [import_lines(client, each, **query)[0] for each in lines]
    assert statuses(results) == ["created", "unchanged", "replaced"]
    first, last = (client.get(f"{made['url']}/versions/{number}").get_json() for number in (1, 2))
    assert (lead(last)["id"], lead(last)["progress"][0]) == (lead(first)["id"], lead(first)["progress"][0])
    assert lead(last)["status"]["code"] == "delayed"


def test_a_commitment_has_at_most_200_reports(client: Client) -> None:
    reports = [{"status": "in_progress", "on": "2026", "note": f"{number}"} for number in range(201)]
    assert errors_of(client.post(RECORDS, json=tracked(*reports))) == {"/commitments/0/progress": "length"}
    record = client.create(tracked(*reports[1:]))
    answer = client.post(f"{lead(record)['url']}/progress", json=reports[0])
    assert errors_of(answer) == {"/commitments/0/progress": "length"}
    assert lead(client.patched(record, {"title": "Another"}))["progress"] == lead(record)["progress"]


def test_a_baseline_has_a_figure_a_date_or_both(client: Client) -> None:
    for baseline in ({"value": "7000"}, {"on": "2005"}, {"value": "7000", "on": "2005"}):
        record = client.create(draft(commitments=[promise(baseline=baseline)]))
        assert lead(record)["baseline"] == baseline
    answer = client.post(RECORDS, json=draft(commitments=[promise(baseline={})]))
    assert errors_of(answer) == {"/commitments/0/baseline/value": "required"}
