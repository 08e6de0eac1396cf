"""Notes on empty lists: values that occur nowhere, and the nearest that do."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from sqlalchemy import event

from api import create_app
from api.settings import Settings
from tests.clients import RECORDS, Client
from tests.db.test_statement_timeout import ENDLESS
from tests.parts import amount, commitment, party, quote, source
from tests.records import draft, published

PARTIES = [
    party(key="i", name="Ministry of Science and ICT", kind="government", roles=["issuer"]),
    party(key="p", name="Bae Kyung-hoon", kind="person", roles=["speaker"], post="Science Minister"),
    party(key="s", name="Samsung Electronics", kind="company", roles=["partner"]),
]
RECORD: dict[str, Any] = {
    "topics": ["artificial-intelligence", "quantum-technology"],
    "parties": PARTIES,
    "sources": [source(key="yonhap", publisher="Yonhap News")],
    "commitments": [commitment(parties=[{"party": "s", "role": "implementer"}])],
    "amounts": [amount(payer="s")],
    "quotes": [quote(key="q"), quote(key="r", text="Lead the world.")],
}

NEAREST = [
    ("announcements", "topic", "ai", ["artificial-intelligence"]),
    ("announcements", "topic", "artificial-inteligence", ["artificial-intelligence"]),
    ("announcements", "topic", "quantum", ["quantum-technology"]),
    ("announcements", "topic", "climate", []),
    ("announcements", "all_topic", "ai", ["artificial-intelligence"]),
    ("announcements", "party", "Samsung", ["Samsung Electronics"]),
    ("announcements", "party", "Samsumg Electronics", ["Samsung Electronics"]),
    ("announcements", "party", "Electronics Samsung", ["Samsung Electronics"]),
    ("announcements", "party", "Samsung Display", ["Samsung Electronics"]),
    ("announcements", "party", "MSI", []),
    ("announcements", "publisher", "yonhap", ["Yonhap News"]),
    ("commitments", "party", "Samsung", ["Samsung Electronics"]),
    ("commitments", "party", "Ministry of Science and ICT", []),
    ("commitments", "announcement_party", "ministry of science", ["Ministry of Science and ICT"]),
    ("commitments", "topic", "ai", ["artificial-intelligence"]),
    ("commitments", "announcement_topic", "ai", ["artificial-intelligence"]),
    ("amounts", "payer", "samsung", ["Samsung Electronics"]),
    ("amounts", "payee", "samsung", []),
    ("amounts", "payee", "019c0dea-8800-7000-8000-000000000001", []),
    ("quotes", "speaker", "minister", ["Bae Kyung-hoon"]),
    ("quotes", "speaker", "Bae", ["Bae Kyung-hoon"]),
    ("quotes", "speaker", "Samsung Electronics", []),
    ("quotes", "speaker", "?!", []),
]


def notes_of(client: Client, path: str, **query: Any) -> list[dict[str, Any]]:
    """The notes of a list."""
    answer = client.get(f"{path}?{urlencode(query, doseq=True)}")
    assert answer.status_code == 200, answer.text
    notes: list[dict[str, Any]] = answer.get_json()["meta"].get("notes", [])
    return notes


@pytest.mark.parametrize("example", NEAREST, ids=str)
def test_an_empty_list_names_the_unknown_value_and_the_nearest(
    client: Client, public: Client, example: tuple[str, str, str, list[str]]
) -> None:
    collection, parameter, value, nearest = example
    client.create(published(**RECORD))
    (note,) = notes_of(public, f"/v1/{collection}", **{parameter: value})
    assert (note["parameter"], note["value"], note["did_you_mean"]) == (parameter, value, nearest)
    assert f"“{value}”" in note["detail"]
    assert all(f"“{each}”" in note["detail"] for each in nearest)
    for each in nearest:
        assert public.get(f"/v1/{collection}", query_string={parameter: each}).get_json()["data"]


def test_every_unknown_value_has_a_note_and_known_ones_have_none(client: Client, public: Client) -> None:
    client.create(published(**RECORD))
    query = {"topic": ["ai", "quantum-technology"], "party": ["Samsung"], "kind": "law"}
    assert [each["value"] for each in notes_of(public, RECORDS, **query)] == ["ai", "Samsung"]
    searched = public.post(f"{RECORDS}/search", json={"topic": ["ai"]}).get_json()
    assert [each["value"] for each in searched["meta"]["notes"]] == ["ai"]
    assert notes_of(public, RECORDS, topic="quantum-technology", kind="law") == []
    assert notes_of(public, RECORDS, topic="_missing") == []
    assert notes_of(public, RECORDS, exclude_topic=["ai", "quantum-technology"]) == []


def test_a_list_with_matches_has_no_notes_even_without_items(client: Client, public: Client) -> None:
    client.create(published(**RECORD))
    assert notes_of(public, RECORDS, topic=["ai", "quantum-technology"], limit=0) == []


def test_nearest_values_of_drafts_are_for_those_who_may_read_them(client: Client, public: Client) -> None:
    client.create(draft(**RECORD))
    for collection, parameter, value, nearest in NEAREST:
        path = f"/v1/{collection}"
        assert [each["did_you_mean"] for each in notes_of(public, path, **{parameter: value})] == [[]]
        assert [each["did_you_mean"] for each in notes_of(client, path, **{parameter: value})] == [nearest]


def test_a_topic_of_many_records_hides_no_nearer_one(client: Client, public: Client) -> None:
    for _ in range(3):
        client.create(published(topics=["aaa", "quality"]))
    client.create(published(topics=["artificial-intelligence"]))
    (note,) = notes_of(public, RECORDS, topic="ai")
    assert note["did_you_mean"] == ["artificial-intelligence"]


@pytest.mark.parametrize("path", [f"{RECORDS}?topic=ai", "/v1/commitments/summary?topic=ai"])
def test_a_list_comes_without_notes_if_they_take_longer_than_a_statement_may(migrated_database: str, path: str) -> None:
    app = create_app(Settings(database_url=migrated_database, database_statement_timeout=1, log_level="error"))
    engine = app.extensions["database"].engine

    @event.listens_for(engine, "before_cursor_execute", retval=True)
    def look_for_ever(*call: Any) -> tuple[str, Any]:
        _, _, statement, parameters, *_ = call
        return (str(ENDLESS), {}) if "near_values" in statement else (statement, parameters)

    answer = Client(app).get(path)
    assert (answer.status_code, answer.get_json()["data"]) == (200, [])
    assert "notes" not in answer.get_json()["meta"]
    event.remove(engine, "before_cursor_execute", look_for_ever)
    assert Client(app).get(path).get_json()["meta"]["notes"]
    engine.dispose()
