"""Every date of a record is read by its jurisdiction, wherever it stands, and again when that changes."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from marshmallow import Schema, fields

from schemas.fields.scalars import Edtf
from schemas.record.announcement import AnnouncementSchema
from tests.clients import RECORDS, Client, url_of
from tests.parts import amount, commitment, party, quote, source
from tests.records import draft, published
from tests.refusals import error_at, refused

Place = tuple[str, ...]

LEAST: dict[str, Any] = {
    "policy_status": {"code": "adopted"},
    "commitments": [commitment()],
    "baseline": {},
    "progress": [{"status": "met", "on": "2026"}],
    "source": {"title": "A report"},
    "amounts": [amount()],
    "change": {"percent": "5"},
    "quotes": [quote()],
    "sources": [source()],
    "history": [{"note": "A change."}],
}
"""What an object with a date needs besides, or a list of one."""


def places_of_dates(schema: Schema, above: Place = ()) -> Iterator[Place]:
    """The members that lead to each date that a record states. The year of prices is no date, and `status` follows."""
    for name, field in schema.load_fields.items():
        inner = field.inner if isinstance(field, fields.List) else field
        if type(inner) is Edtf:
            yield (*above, name)
        elif isinstance(inner, fields.Nested) and name != "status":
            yield from places_of_dates(inner.schema, (*above, name))


PLACES = [*places_of_dates(AnnouncementSchema())]


def with_date(place: Place, text: str, **members: Any) -> tuple[dict[str, Any], str]:
    """A draft with a date in this place, and the pointer to it."""
    record = holder = draft(parties=[party(key="p")], **members)
    pointer = ""
    for name in place[:-1]:
        holder[name] = deepcopy(LEAST[name])
        is_list = isinstance(holder[name], list)
        holder = holder[name][0] if is_list else holder[name]
        pointer += f"/{name}/0" if is_list else f"/{name}"
    holder[place[-1]] = text
    return record, f"{pointer}/{place[-1]}"


def test_there_are_dates_in_all_parts() -> None:
    assert {each[0] for each in PLACES} == {"announced_on", "effective", "policy_status", *LEAST} - {
        *("baseline", "progress", "source", "change", "history"),
    }


@pytest.mark.parametrize("place", PLACES, ids="/".join)
@pytest.mark.parametrize(
    ("text", "jurisdictions", "code"),
    [
        ("2026-27", ["GB"], "fiscal_year"),
        ("2026-21/2026-23", ["AU"], "order"),
        ("2026-23/2026-21", ["GB"], "order"),
        ("2026-21", ["AU", "NZ", "GB"], "doubtful"),
        ("2026-03-21/2026-01-05", ["GB"], "date"),
    ],
)
def test_a_date_in_doubt_is_refused_in_every_place(
    client: Client, place: Place, text: str, jurisdictions: list[str], code: str
) -> None:
    own, *others = jurisdictions
    record, pointer = with_date(place, text, jurisdiction=own, other_jurisdictions=others)
    assert refused(client.post(RECORDS, json=record)) == {pointer: code}


@pytest.mark.parametrize("place", PLACES, ids="/".join)
@pytest.mark.parametrize(
    ("text", "jurisdictions"),
    [("2026-23/2026-21", ["AU"]), ("2026-21", ["AU", "NZ", "SADC"]), ("2026-25", ["AU", "GB"]), ("2026", ["AU", "GB"])],
)
def test_a_date_that_is_the_same_in_all_jurisdictions_is_taken(
    client: Client, place: Place, text: str, jurisdictions: list[str]
) -> None:
    own, *others = jurisdictions
    record, _ = with_date(place, text, jurisdiction=own, other_jurisdictions=others)
    assert client.post(RECORDS, json=record).status_code == 201


def test_a_season_of_two_hemispheres_is_refused_with_what_it_means_in_each(client: Client) -> None:
    """The jurisdiction of a party says nothing about the dates of the record."""
    record, pointer = with_date(("commitments", "due"), "2026-21", jurisdiction="AU", other_jurisdictions=["GB"])
    detail = error_at(client.post(RECORDS, json=record), pointer)["detail"]
    assert "2026-09-01/2026-11-30 in AU and 2026-03-01/2026-05-31 in GB" in detail
    alone = record | {"other_jurisdictions": [], "parties": [party(key="p", jurisdiction="GB")]}
    created = client.create(alone)
    assert created["commitments"][0]["due_to"] == "2026-11-30"
    joined = client.patch(url_of(created), json={"other_jurisdictions": ["GB"]}, if_match="*")
    assert refused(joined) == {"/commitments/c1/due": "doubtful"} or refused(joined) == {pointer: "doubtful"}


def test_a_report_is_judged_when_it_is_posted_and_not_again(client: Client) -> None:
    """A client cannot change it when the record gets another jurisdiction."""
    record = client.create(published(jurisdiction="AU", commitments=[commitment(key="c")]))
    url = f"{record['commitments'][0]['url']}/progress"
    assert refused(client.post(url, json={"status": "met", "on": "2026-21/2026-23"})) == {"/on": "order"}
    cited = {"status": "met", "on": "2026", "source": {"title": "T", "published_on": "2026-27"}}
    assert refused(client.post(url, json=cited)) == {"/source/published_on": "fiscal_year"}
    assert client.post(url, json={"status": "met", "on": "2026-23/2026-21"}).status_code == 201
    moved = client.patched(record, {"jurisdiction": "GB"})
    assert moved["commitments"][0]["progress"][0]["on"] == "2026-23/2026-21"
    late = {
        "commitments": {"c": {"progress": [*moved["commitments"][0]["progress"], {"status": "met", "on": "2026-27"}]}}
    }
    answer = client.patch(f"{url_of(record)}?note=x", json=late, if_match="*")
    assert refused(answer) == {"/commitments/c/progress/1/on": "fiscal_year"}


def count(client: Client, path: str) -> int:
    """The number of matches of a list."""
    number: int = client.get(path).get_json()["meta"]["total"]["value"]
    return number


def test_all_that_follows_from_seasons_follows_a_record_to_another_hemisphere(client: Client, public: Client) -> None:
    reports = [{"status": "in_progress", "on": "2026-21"}, {"status": "met", "on": "2026-06"}]
    record = client.create(
        published(
            jurisdiction="AU",
            announced_on="2026-21",
            policy_status={"code": "in_force", "on": "2026-21"},
            commitments=[commitment(key="c", due="2026-21", starts="2026-21", progress=reports)],
            amounts=[amount(key="a", period="2026-21")],
            quotes=[quote(key="q", speaker="msit", said_on="2026-21")],
        )
    )
    own = f"announcement={record['id']}"
    windows = [
        f"{RECORDS}?id={record['id']}&in_force_on={{}}-15",
        f"{RECORDS}?id={record['id']}&announced_from={{0}}&announced_to={{0}}",
        f"/v1/commitments?{own}&due_from={{0}}&due_to={{0}}",
        f"/v1/amounts?{own}&period_from={{0}}&period_to={{0}}",
        f"/v1/quotes?{own}&said_from={{0}}&said_to={{0}}",
    ]
    assert [count(public, each.format("2026-04")) for each in windows] == [0] * 5
    assert record["commitments"][0]["status"]["code"] == "in_progress"
    moved = client.patched(record, {"jurisdiction": "GB"})
    assert [count(public, each.format("2026-04")) for each in windows] == [1] * 5
    (promise,) = moved["commitments"]
    assert (promise["due_to"], promise["status"]["code"]) == ("2026-05-31", "met")
    assert [each["on"] for each in promise["progress"]] == ["2026-21", "2026-06"]
    assert public.get(f"{promise['url']}/progress").get_json()["data"] == promise["progress"]
    assert count(public, f"/v1/commitments?{own}&status=met") == 1
    back = client.patched(record, {"jurisdiction": "AU"})
    assert [each["on"] for each in back["commitments"][0]["progress"]] == ["2026-06", "2026-21"]
    assert public.get(f"{promise['url']}/progress").get_json()["data"] == back["commitments"][0]["progress"]


def test_a_party_is_named_by_the_latest_announcement_after_a_jurisdiction_has_changed(client: Client) -> None:
    """In the south the spring of 2026 is after July, in the north before."""
    body = {"key": "p", "kind": "company", "roles": ["issuer"], "identifiers": [{"scheme": "lei", "id": "L1"}]}
    spring = client.create(
        published(jurisdiction="AU", announced_on="2026-21", parties=[body | {"name": "Spring Ltd"}])
    )
    client.create(published(announced_on="2026-07-01", parties=[body | {"name": "July Ltd"}]))
    url = spring["parties"][0]["party"]["url"]
    assert client.get(url).get_json()["name"] == "Spring Ltd"
    client.patched(spring, {"jurisdiction": "GB"})
    assert client.get(url).get_json()["name"] == "July Ltd"
