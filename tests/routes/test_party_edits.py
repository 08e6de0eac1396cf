"""An administrator gives entries of the directory names, identifiers and predecessors, and takes them back."""

from __future__ import annotations

from flask import Flask

from tests.clients import Client, url_of
from tests.directory import LEI, NOBODY, Q1, Q2, create, edited, entry_of, found, party, shown
from tests.records import draft, published
from tests.refusals import problem_of, refused


def test_an_administrator_names_a_party(client: Client, public: Client) -> None:
    record = create(client, party("Ministry of Information"))
    id = entry_of(record)
    named = edited(client, id, {"name": "Ministry of Truth"}, query_string={"note": "Its official name."})
    assert (named["name"], named["aliases"]) == ("Ministry of Truth", ["Ministry of Information"])
    create(client, party("ministry of information"), announced_on="2026-02-01")
    assert shown(public, id)["name"] == "Ministry of Truth"
    facets = public.get("/v1/announcements?facet=party&limit=0").get_json()["meta"]["facets"]["party"]
    assert [each["label"] for each in facets] == ["Ministry of Truth"]
    assert entry_of(create(client, party("Ministry of Truth"))) == id
    assert public.get(url_of(record)).get_json()["version"] == 1
    client.delete(f"{url_of(create(client, party('Ministry of Truth')))}?note=Wrong.", if_match="*")
    entry = client.get(f"/v1/audit?target={id}").get_json()["data"][0]
    assert (entry["action"], entry["details"]["members"]) == ("party.edited", ["name"])
    assert entry["details"]["note"] == "Its official name."


def test_edits_are_taken_back_with_null(client: Client, public: Client) -> None:
    other = entry_of(create(client, party("Elder")))
    id = entry_of(create(client, party("Ministry X", Q1)))
    create(client, party("MX", Q1), announced_on="2025-01-01")
    before = shown(public, id)
    changes = {
        "name": "The Ministry",
        "aliases": ["Ministry X", "Added"],
        "identifiers": [Q2],
        "jurisdiction": "US",
        "succeeds": other,
    }
    after = edited(client, id, changes)
    assert {name: after[name] for name in changes} == changes
    assert shown(public, other)["succeeded_by"] == [id]
    assert edited(client, id, dict.fromkeys(changes)) == before
    assert "succeeded_by" not in shown(public, other)
    assert edited(client, id, {}) == before


def test_aliases_are_added_and_removed(client: Client, public: Client) -> None:
    id = entry_of(create(client, party("Ministry X", Q1)))
    create(client, party("Wrong name", Q1), announced_on="2025-01-01")
    assert edited(client, id, {"aliases": ["MX", "엑스부"]})["aliases"] == ["MX", "엑스부"]
    assert entry_of(create(client, party("mx"))) == id
    for name, expected in (("MX", [id]), ("엑스부", [id]), ("Wrong name", [])):
        assert [
            each["id"] for each in public.get("/v1/parties", query_string={"name": name}).get_json()["data"]
        ] == expected
    assert found(public, "wrong name") == set()
    assert entry_of(create(client, party("Wrong name"))) != id
    for aliases in (["MX", "Mx"], ["new", "New"], ["ministry x"]):
        answer = client.patch(f"/v1/parties/{id}", json={"aliases": aliases}, if_match="*")
        assert refused(answer) == {"/aliases": "duplicate"}


def test_identifiers_are_added_and_removed(client: Client) -> None:
    id, other = entry_of(create(client, party("Ministry X", Q1))), entry_of(create(client, party("Agency", LEI)))
    assert edited(client, id, {"identifiers": [Q2]})["identifiers"] == [Q2]
    assert entry_of(create(client, party("Some name", Q2))) == id
    assert entry_of(create(client, party("Ministry X", Q1))) == id
    assert entry_of(create(client, party("Another", Q1))) != id
    taken = client.patch(f"/v1/parties/{id}", json={"identifiers": [Q2, LEI]}, if_match="*")
    assert f"/v1/parties/{other}" in problem_of(taken, 409)["detail"]


def test_names_that_no_record_states_any_more_go_away(client: Client) -> None:
    """Those of drafts too; those that an administrator added stay."""
    id = entry_of(create(client, party("Ministry X", Q1)))
    record = create(client, party("Mistake", Q1, LEI))
    secret = client.create(draft(parties=[party("Codename", Q1)]))
    edited(client, id, {"aliases": ["Mistake", "Codename", "Added"]})
    client.patched(record, {"parties": {"x": {"name": "Ministry X", "identifiers": [Q1]}}})
    client.patched(secret, {"parties": {"x": {"name": "Ministry X"}}})
    now = shown(client, id)
    assert (now["aliases"], now["identifiers"]) == (["Added"], [Q1])
    assert entry_of(create(client, party("Mistake"))) != id
    assert entry_of(create(client, party("Someone", LEI))) != id
    assert entry_of(client.create(draft(parties=[party("Codename")]))) != id
    assert entry_of(create(client, party("Added"))) == id


def test_a_party_succeeds_another(client: Client, public: Client) -> None:
    ids = [entry_of(create(client, party(name))) for name in ("Elder", "Middle", "Younger")]
    elder, middle, younger = ids
    edited(client, middle, {"succeeds": elder})
    edited(client, younger, {"succeeds": middle})
    assert (shown(public, middle)["succeeds"], shown(public, middle)["succeeded_by"]) == (elder, [younger])
    for wrong, code in ((elder, "circle"), (younger, "circle"), (NOBODY, "reference")):
        answer = client.patch(
            f"/v1/parties/{elder}", json={"succeeds": younger if wrong == elder else wrong}, if_match="*"
        )
        assert refused(answer) == {"/succeeds": code}
    other = entry_of(create(client, party("Elder again")))
    client.post(f"/v1/parties/{elder}/merge", json={"into": other})
    assert shown(public, middle)["succeeds"] == other
    assert shown(public, other)["succeeded_by"] == [middle]
    circle = client.patch(f"/v1/parties/{other}", json={"succeeds": younger}, if_match="*")
    assert refused(circle) == {"/succeeds": "circle"}


def test_the_public_sees_no_successor_of_drafts_alone(client: Client, public: Client) -> None:
    elder = entry_of(create(client, party("Elder")))
    secret = entry_of(client.create(draft(parties=[party("Codename")])))
    edited(client, secret, {"succeeds": elder, "aliases": ["Codename Two"], "identifiers": [Q1], "name": "Hidden"})
    assert "succeeded_by" not in shown(public, elder)
    assert shown(client, elder)["succeeded_by"] == [secret]
    assert entry_of(create(client, party("Codename Two"))) != secret
    assert entry_of(create(client, party("Hidden"))) != secret
    assert entry_of(create(client, party("Someone", Q1))) != secret


def test_a_named_draft_party_keeps_its_name_when_it_is_published(client: Client, public: Client) -> None:
    record = client.create(published(state="draft", parties=[party("Codename")]))
    id = entry_of(record)
    edited(client, id, {"name": "Official", "jurisdiction": "US"})
    client.post(f"{url_of(record)}/publish", if_match="*")
    assert (shown(public, id)["name"], shown(public, id)["jurisdiction"]) == ("Official", "US")


def test_an_edit_needs_the_current_etag(client: Client, app: Flask) -> None:
    id = entry_of(create(client, party("Ministry X")))
    url = f"/v1/parties/{id}"
    etag = client.get(url).headers["ETag"]
    problem_of(client.patch(url, json={"name": "A"}), 428)
    problem_of(client.patch(url, json={"name": "A"}, if_match='"old"'), 412)
    answer = client.patch(url, json={"name": "A"}, if_match=etag)
    assert answer.headers["ETag"] == client.get(url).headers["ETag"] != etag
    problem_of(client.patch(url, json={"name": "B"}, if_match=etag), 412)
    problem_of(Client.of(app, "read", "write", "publish").patch(url, json={"name": "B"}, if_match="*"), 403)
    assert Client.of(app, "admin").patch(url, json={"name": "B"}, if_match="*").status_code == 200


def test_an_edit_ignores_what_is_read_only_and_refuses_what_is_unknown(client: Client) -> None:
    before = shown(client, entry_of(create(client, party("Ministry X", Q1))))
    assert edited(client, before["id"], before) == before
    url = f"/v1/parties/{before['id']}"
    assert refused(client.patch(url, json={"alias": []}, if_match="*")) == {"/alias": "unknown"}
    assert refused(client.patch(url, json={"name": " ", "succeeds": "x"}, if_match="*")) == {
        "/name": "blank",
        "/succeeds": "uuid",
    }


def test_a_merged_party_is_not_edited(client: Client) -> None:
    goes, stays = (entry_of(create(client, party(name))) for name in ("Alpha", "Beta"))
    client.post(f"/v1/parties/{goes}/merge", json={"into": stays})
    assert stays in problem_of(client.patch(f"/v1/parties/{goes}", json={"name": "A"}, if_match="*"), 409)["detail"]
    problem_of(client.patch(f"/v1/parties/{NOBODY}", json={"name": "A"}, if_match="*"), 404)
