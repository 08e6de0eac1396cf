"""The directory of parties holds each real party once."""

from __future__ import annotations

from typing import Any

import pytest

from tests.clients import Client, url_of
from tests.records import draft, published, worked_example


def party(name: str, kind: str = "company", **members: Any) -> dict[str, Any]:
    """A party as a record states it."""
    return {"key": "x", "name": name, "kind": kind, "roles": ["issuer"], **members}


def matched(client: Client, **stated: Any) -> str:
    """The directory's id of a party in a new record."""
    record = client.create(published(parties=[party(**stated)]))
    return str(record["parties"][0]["party"]["id"])


WIKIDATA = [{"scheme": "wikidata", "id": "Q1"}]
OTHER_WIKIDATA = [{"scheme": "wikidata", "id": "Q2"}]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "SK Telecom"}, {"name": "\uff53\uff4b telecom"}),
        ({"name": "Société Générale"}, {"name": "SOCIETE GENERALE"}),
        ({"name": "삼성전자"}, {"name": "삼성 전자"}),
        ({"name": "A", "identifiers": WIKIDATA}, {"name": "B", "kind": "person", "identifiers": WIKIDATA}),
    ],
)
def test_the_same_party_is_matched(client: Client, one: dict[str, Any], other: dict[str, Any]) -> None:
    """By identifier, else by name, ignoring case, accents, width and spacing."""
    assert matched(client, **one) == matched(client, **other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "Kim"}, {"name": "Lee"}),
        ({"name": "Kim", "kind": "person"}, {"name": "Kim", "kind": "company"}),
        ({"name": "Kim", "jurisdiction": "KR"}, {"name": "Kim", "jurisdiction": "US"}),
        ({"name": "Kim", "identifiers": WIKIDATA}, {"name": "Kim", "identifiers": OTHER_WIKIDATA}),
    ],
)
def test_different_parties_stay_apart(client: Client, one: dict[str, Any], other: dict[str, Any]) -> None:
    assert matched(client, **one) != matched(client, **other)


def test_a_party_is_matched_by_an_alias(client: Client, public: Client) -> None:
    """An identifier showed that both names belong to one party; records keep the names that they state."""
    first = matched(client, name="LG Electronics", identifiers=WIKIDATA)
    assert matched(client, name="Lucky Goldstar", identifiers=WIKIDATA) == first
    assert matched(client, name="lucky  goldstar") == first
    shown = public.get(f"/v1/parties/{first}").get_json()
    assert (shown["name"], shown["aliases"]) == ("LG Electronics", ["Lucky Goldstar", "lucky  goldstar"])
    assert (shown["identifiers"], shown["roles"], shown["announcements"]) == (WIKIDATA, {"issuer": 3}, 3)


def test_the_public_sees_no_party_of_drafts_alone(client: Client, public: Client) -> None:
    record = client.create(draft(parties=[party("Secret")]))
    url = record["parties"][0]["party"]["url"]
    assert public.get(url).status_code == 404
    assert client.get(url).get_json()["name"] == "Secret"
    assert public.get("/v1/parties").get_json()["data"] == []


def test_parties_are_listed_by_name_and_filtered(client: Client, public: Client) -> None:
    matched(client, name="Beta", jurisdiction="KR")
    matched(client, name="alpha", kind="person", identifiers=WIKIDATA)
    matched(client, name="Gamma")

    def names(query: str) -> list[str]:
        return [each["name"] for each in public.get(f"/v1/parties?{query}").get_json()["data"]]

    assert names("") == ["alpha", "Beta", "Gamma"]
    assert names("kind=person") == ["alpha"]
    assert names("jurisdiction=KR") == ["Beta"]
    assert names("name=GAMMA&name=beta") == ["Beta", "Gamma"]
    assert names("identifier=wikidata:Q1") == ["alpha"]
    assert names("role=member") == []
    first = public.get("/v1/parties?limit=2").get_json()
    assert [each["name"] for each in public.get(first["links"]["next"]).get_json()["data"]] == ["Gamma"]


def test_a_name_that_grows_by_case_folding_is_matched_and_listed(client: Client, public: Client) -> None:
    """One character can become four."""
    names = ["".join(chr(0x3300 + (number * step) % 88) for number in range(500)) for step in (1, 3, 5)]
    ids = [matched(client, name=name) for name in names]
    assert [matched(client, name=name) for name in names] == ids
    assert len(set(ids)) == len(names)
    first = public.get("/v1/parties?limit=1").get_json()
    assert public.get(first["links"]["next"]).status_code == 200


def test_the_public_sees_no_detail_that_only_a_draft_states(client: Client, public: Client) -> None:
    lei = [{"scheme": "lei", "id": "L1"}]
    draft_record = client.create(published(state="draft", parties=[party("Secret Codename", identifiers=lei)]))
    stated = party("Public Name", identifiers=lei) | {"roles": ["issuer"]}
    url = client.create(published(parties=[stated]))["parties"][0]["party"]["url"]
    client.create(draft(parties=[party("Other Codename", identifiers=[*lei, *WIKIDATA]) | {"roles": ["funder"]}]))
    shown = public.get(url).get_json()
    assert (shown["name"], shown["aliases"], shown["identifiers"]) == ("Public Name", [], lei)
    assert shown["roles"] == {"issuer": 1}
    for query in ("name=secretcodename", "name=othercodename", "role=funder", "identifier=wikidata:Q1"):
        assert public.get(f"/v1/parties?{query}").get_json()["data"] == []
        assert len(client.get(f"/v1/parties?{query}").get_json()["data"]) == 1
    client.post(f"{url_of(draft_record)}/publish", if_match="*")
    assert public.get(url).get_json()["aliases"] == ["Secret Codename"]


def test_parties_are_counted_excluded_and_read_by_id(client: Client, public: Client) -> None:
    client.create(worked_example())
    answer = public.get("/v1/parties?facet=kind,role&limit=0&exclude_kind=company").get_json()
    kinds = {each["value"]: each["count"] for each in answer["meta"]["facets"]["kind"]}
    assert answer["data"] == []
    assert "company" not in kinds
    assert sum(kinds.values()) == answer["meta"]["total"]["value"]
    assert "issuer" in {each["value"] for each in answer["meta"]["facets"]["role"]}
    known = public.get("/v1/parties?limit=1").get_json()["data"][0]["id"]
    unknown = "00000000-0000-0000-0000-000000000001"
    page = public.get(f"/v1/parties?id={known}&id={unknown}&limit=1").get_json()
    assert ([each["id"] for each in page["data"]], page["meta"]["not_found"]) == ([known], [unknown])
    every = [each["id"] for each in public.get("/v1/parties?limit=200").get_json()["data"]]
    assert len(every) > 3
    for limit in (0, 3, 200):
        page = public.get("/v1/parties", query_string={"id": [*every, unknown], "limit": limit}).get_json()
        assert (len(page["data"]), page["meta"]["not_found"]) == (min(limit, len(every)), [unknown])
    second = public.get(public.get("/v1/parties", query_string={"id": every, "limit": 1}).get_json()["links"]["next"])
    assert second.get_json()["meta"]["not_found"] == []
    missing = public.get("/v1/parties?identifier=_missing&limit=200").get_json()["data"]
    assert all(not each["identifiers"] for each in missing)
    assert missing


def test_a_party_is_merged_into_another(client: Client, public: Client) -> None:
    other = {"key": "x", "name": "Samsung Electronics Company", "kind": "company", "roles": ["partner"]}
    issuer = published()["parties"][0]
    second = client.create(published(parties=[issuer, other]))
    first = client.create(worked_example())
    stays = next(each["party"]["id"] for each in first["parties"] if each["name"] == "Samsung Electronics")
    goes = second["parties"][1]["party"]["id"]
    merged = client.post(f"/v1/parties/{goes}/merge", json={"into": stays})
    assert merged.status_code == 200
    assert "Samsung Electronics Company" in merged.get_json()["aliases"]
    moved = public.get(f"/v1/parties/{goes}")
    assert (moved.status_code, moved.headers["Location"]) == (308, f"/v1/parties/{stays}")
    again = public.get(url_of(second)).get_json()
    assert (again["parties"][1]["name"], again["parties"][1]["party"]["id"]) == (other["name"], stays)
    assert again["version"] == 2
    for name in (stays, "samsung electronics", "Samsung Electronics Company"):
        listed = public.get("/v1/announcements", query_string={"party": name}).get_json()["data"]
        assert {each["id"] for each in listed} == {first["id"], second["id"]}
    third = client.create(published(title="Third", parties=[issuer, other]))
    assert third["parties"][1]["party"]["id"] == stays
    assert public.get("/v1/changes").get_json()["data"][-2]["op"] == "merged"
    assert client.post(f"/v1/parties/{goes}/merge", json={"into": stays}).status_code == 409


def test_a_party_is_merged_into_another_existing_party(client: Client) -> None:
    party = client.create(published())["parties"][0]["party"]["id"]
    unknown = "00000000-0000-0000-0000-000000000001"
    assert client.post(f"/v1/parties/{party}/merge", json={"into": party}).status_code == 422
    assert client.post(f"/v1/parties/{party}/merge", json={"into": unknown}).status_code == 422
    assert client.post(f"/v1/parties/{unknown}/merge", json={"into": party}).status_code == 404
    assert client.post(f"/v1/parties/{party}/merge", json={}).status_code == 422


def test_details_of_a_withdrawn_record_are_hidden(client: Client, public: Client) -> None:
    source = published()["sources"]
    same = {"scheme": "wikidata", "id": "Q5"}
    gone = {"key": "p", "kind": "person", "roles": ["issuer"], "name": "Withdrawn Name"}
    stays = gone | {"name": "Proper Name", "identifiers": [same]}
    first = client.create(published(parties=[gone | {"identifiers": [same, {"scheme": "orcid", "id": "1"}]}]))
    client.create(published(title="Other", parties=[stays], sources=source))
    client.delete(f"{url_of(first)}?note=Wrong.", if_match="*")
    (party,) = public.get("/v1/parties").get_json()["data"]
    assert (party["name"], party["aliases"], party["identifiers"]) == ("Proper Name", [], [same])
    for party in ("Withdrawn Name", "orcid:1"):
        assert public.get("/v1/announcements", query_string={"party": party}).get_json()["data"] == []
    facet = public.get("/v1/announcements?facet=party&limit=0").get_json()["meta"]["facets"]["party"]
    assert [each["label"] for each in facet] == ["Proper Name"]


def test_filters_find_a_merged_party_by_its_old_id_and_new_aliases(client: Client, public: Client) -> None:

    def party(name: str, **more: Any) -> dict[str, Any]:
        """A company that issues something."""
        return {"key": "p", "name": name, "kind": "company", "roles": ["issuer"]} | more

    old = client.create(published(parties=[party("Alpha", identifiers=[{"scheme": "wikidata", "id": "Q1"}])]))
    new = client.create(published(parties=[party("Beta")]))
    goes, stays = (record["parties"][0]["party"]["id"] for record in (old, new))
    assert client.post(f"/v1/parties/{goes}/merge", json={"into": stays}).status_code == 200
    learnt = party("Alpha", identifiers=[{"scheme": "lei", "id": "L1"}])
    third = client.create(published(parties=[learnt], amounts=[
        {"kind": "grant", "amount": "1", "currency": "EUR", "payer": "p"}]))  # fmt: skip
    assert third["parties"][0]["party"]["id"] == stays
    for value in (goes, stays, "Alpha", "Beta", "wikidata:Q1", "lei:L1"):
        assert len(public.get("/v1/announcements", query_string={"party": value}).get_json()["data"]) == 3, value
    assert len(public.get(f"/v1/amounts?payer={goes}").get_json()["data"]) == 1
    other = party("Alpha", identifiers=[{"scheme": "wikidata", "id": "Q99"}])
    assert client.create(published(parties=[other]))["parties"][0]["party"]["id"] not in {goes, stays}


def test_a_published_record_is_matched_as_if_there_were_no_drafts(client: Client, public: Client) -> None:
    """A draft's name, identifier, kind and jurisdiction never stick to a public entry."""
    secret = client.create(draft(parties=[party("Acme", kind="group", jurisdiction="FR", identifiers=WIKIDATA)]))
    shown = client.create(published(parties=[party("Acme Ltd", identifiers=WIKIDATA)]))
    hidden, entry = (record["parties"][0]["party"]["id"] for record in (secret, shown))
    assert hidden != entry
    client.create(draft(parties=[party("Codename", identifiers=[*WIKIDATA, {"scheme": "lei", "id": "L1"}])]))
    other = client.create(published(parties=[party("Codename", identifiers=OTHER_WIKIDATA)]))
    assert other["parties"][0]["party"]["id"] != entry
    directory = {each["id"]: each for each in public.get("/v1/parties").get_json()["data"]}
    assert directory.keys() == {entry, other["parties"][0]["party"]["id"]}
    assert (directory[entry]["name"], directory[entry]["kind"]) == ("Acme Ltd", "company")
    assert (directory[entry]["aliases"], directory[entry]["identifiers"]) == ([], WIKIDATA)
    assert "jurisdiction" not in directory[entry]
    assert len(client.get("/v1/announcements?party=wikidata:Q1&state=draft").get_json()["data"]) == 2


def test_a_draft_keeps_its_party_when_it_is_published(client: Client, public: Client) -> None:
    record = client.create(published(state="draft", parties=[party("Acme")]))
    url = record["parties"][0]["party"]["url"]
    client.create(draft(parties=[party("Acme", identifiers=WIKIDATA)]))
    published_record = client.post(f"{url_of(record)}/publish", if_match="*").get_json()
    assert published_record["parties"] == record["parties"]
    assert (public.get(url).get_json()["name"], public.get(url).get_json()["identifiers"]) == ("Acme", [])


def test_a_party_of_a_draft_that_another_draft_made_first_is_a_new_one_in_public(
    client: Client, public: Client
) -> None:
    """Its id would tell when the other draft was made."""
    first = client.create(draft(parties=[party("Acme")]))["parties"][0]["party"]
    second = client.create(published(state="draft", parties=[party("ACME")]))
    assert second["parties"][0]["party"] == first
    third = client.post(f"{url_of(second)}/publish", if_match="*").get_json()["parties"][0]["party"]
    assert third != first
    assert [each["id"] for each in public.get("/v1/parties").get_json()["data"]] == [third["id"]]
    assert public.get(first["url"]).status_code == 404


def test_what_a_replaced_version_stated_is_taken_back(client: Client, public: Client) -> None:
    source = published()["sources"]
    stated = party(
        "Old Name", kind="person", jurisdiction="FR", identifiers=[*WIKIDATA, {"scheme": "orcid", "id": "1"}]
    )
    record = client.create(published(parties=[stated]))
    client.create(published(title="Other", parties=[party("New Name", identifiers=WIKIDATA)], sources=source))
    client.patched(record, {"parties": [party("New Name", identifiers=WIKIDATA)]})
    (shown,) = public.get("/v1/parties").get_json()["data"]
    assert (shown["name"], shown["kind"], shown["aliases"], shown["identifiers"]) == (
        "New Name",
        "company",
        [],
        WIKIDATA,
    )
    assert "jurisdiction" not in shown
    for name in ("name=oldname", "identifier=orcid:1", "kind=person", "jurisdiction=FR"):
        assert public.get(f"/v1/parties?{name}").get_json()["data"] == []


def test_the_public_is_not_led_from_a_party_of_drafts_to_the_one_it_was_merged_into(
    client: Client, public: Client
) -> None:
    hidden = client.create(draft(parties=[party("Codename")]))["parties"][0]["party"]
    entry = client.create(published(parties=[party("Acme")]))["parties"][0]["party"]
    assert client.post(f"{hidden['url']}/merge", json={"into": entry["id"]}).status_code == 200
    assert (client.get(hidden["url"]).status_code, public.get(hidden["url"]).status_code) == (308, 404)
    listed = f"/v1/announcements?party={hidden['id']}"
    assert len(public.get(listed).get_json()["data"]) == 0
    assert len(client.get(listed).get_json()["data"]) == 2


def test_a_draft_published_after_its_party_was_merged_keeps_to_the_merger(client: Client) -> None:
    record = client.create(published(state="draft", parties=[party("Codename")]))
    entry = client.create(published(parties=[party("Acme")]))["parties"][0]["party"]
    goes = record["parties"][0]["party"]["url"]
    assert client.post(f"{goes}/merge", json={"into": entry["id"]}).status_code == 200
    shown = client.post(f"{url_of(record)}/publish", if_match="*").get_json()
    assert shown["parties"][0]["party"] == entry
