"""Indexed content of a record; the index follows its changes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event, func, select

from api.db.database import Database
from api.search.match_expression import INDEXES, IndexName, SearchFields
from api.services.records import rebuild
from domain.text.search_query import parse_query
from tests.clients import Client, url_of
from tests.parts import amount, commitment, party
from tests.records import draft, published, worked_example
from tests.search.queries import search_condition


def search(database: Database, name: IndexName, q: str, scope: SearchFields = "all") -> set[str]:
    """Ids that a query finds."""
    every = INDEXES[name].alias("every").c.id
    with database.connect() as connection:
        query = select(every).where(search_condition(name, every, parse_query(q), fields=scope))
        return {str(id) for id in connection.scalars(query)}


def counts(database: Database) -> tuple[int, ...]:
    """Number of rows of each index."""
    with database.connect() as connection:
        return tuple(connection.scalar(select(func.count()).select_from(index)) or 0 for index in INDEXES.values())


@pytest.fixture
def record(client: Client) -> dict[str, Any]:
    """The worked example, stored."""
    created: dict[str, Any] = client.create(worked_example())
    return created


@pytest.mark.parametrize(
    ("q", "scope"),
    [
        ('"road map" quantum', "title"),
        ("양자 로드맵", "title"),
        ('"ahead of every other maker"', "lead"),
        ("아이온큐", "lead"),
        ('"quantum clusters"', "lead"),
        ("seoul", "all"),
        ("Bae Kyung-hoon", "all"),
        ('"Science Minister"', "all"),
        ("IonQ SK Telecom", "all"),
        ('"secondary batteries" research-funding', "all"),
        ("quantum-road-map", "all"),
        ('"1.68 trillion"', "all"),
        ("yonhap", "all"),
        ("IANS", "all"),
    ],
)
def test_an_announcement_is_found_by_its_texts(
    record: dict[str, Any], database: Database, q: str, scope: SearchFields
) -> None:
    assert search(database, "announcements", q, scope) == {record["id"]}


@pytest.mark.parametrize(
    ("q", "scope", "keys"),
    [
        ('"five sites"', "title", {"clusters"}),
        ('"by july"', "lead", {"clusters"}),
        ("experts", "lead", {"experts"}),
        ('"2,000 businesses"', "all", {"businesses"}),
        ("ministry -consult* IonQ", "all", {"ionq-centre"}),
        ("SK Telecom", "all", {"consultative-body"}),
    ],
)
def test_a_commitment_is_found_by_its_texts_and_parties(
    record: dict[str, Any], database: Database, q: str, scope: SearchFields, keys: set[str]
) -> None:
    key_of = {part["id"]: part["key"] for part in record["commitments"]}
    assert {key_of[id] for id in search(database, "commitments", q, scope)} == keys


def test_a_quote_is_found_by_its_text_its_speaker_and_the_post(record: dict[str, Any], database: Database) -> None:
    ids = {part["id"] for part in record["quotes"]}
    assert search(database, "quotes", '"science minister" bae', "lead") == ids
    words = " ".join(record["quotes"][0]["text"].split()[:6])
    assert search(database, "quotes", f'"{words}"', "title") == {record["quotes"][0]["id"]}


@pytest.mark.parametrize(
    ("q", "scope", "keys"),
    [
        ("hospitals", "title", {"clinics"}),
        ('"half a billion"', "title", {"clinics"}),
        ('"ten clinics"', "lead", {"clinics"}),
        ("IonQ", "lead", {"chips"}),
        ("ministry", "lead", {"clinics"}),
        ('"a new ward"', "all", {"clinics"}),
        ("money", "all", set()),
    ],
)
def test_an_amount_is_found_by_its_texts_its_promise_and_its_parties(
    client: Client, database: Database, q: str, scope: SearchFields, keys: set[str]
) -> None:
    evidence = [{"source": "s", "exact": "For a new ward in each."}]
    record = client.create(
        published(
            title="Money",
            parties=[*published()["parties"], party(key="ionq")],
            commitments=[commitment(key="ten", statement="Build ten clinics.")],
            amounts=[
                amount(
                    key="clinics",
                    purpose="for hospitals",
                    text="half a billion dollars",
                    amount="500000000",
                    commitment="ten",
                    payer="msit",
                    evidence=evidence,
                ),
                amount(key="chips", payee="ionq"),
            ],
        )
    )
    key_of = {part["id"]: part["key"] for part in record["amounts"]}
    assert {key_of[id] for id in search(database, "amounts", q, scope)} == keys


def test_an_amount_is_found_by_the_new_words_of_its_promise(client: Client, database: Database) -> None:
    promise = commitment(key="ten", statement="Build ten clinics.")
    record = client.create(published(commitments=[promise], amounts=[amount(commitment="ten")]))
    client.patched(record, {"commitments": {"ten": {"statement": "Build eleven wards."}}})
    assert search(database, "amounts", "clinics") == set()
    assert search(database, "amounts", "wards") == {record["amounts"][0]["id"]}


def test_a_changed_record_is_found_by_its_new_words_only(client: Client, database: Database) -> None:
    """So are its parts; removed parts are in no index."""
    parts = [{"key": key, "kind": "goal", "statement": f"A {key} statement"} for key in ("first", "second")]
    record = client.create(draft(title="Before", commitments=parts))
    changes = {"title": "After", "commitments": {"first": {"statement": "Renamed"}, "second": None}}
    assert client.patch(url_of(record), json=changes, if_match="*").status_code == 200
    first = record["commitments"][0]["id"]
    assert search(database, "announcements", "before OR statement OR second") == set()
    assert search(database, "announcements", "after renamed") == {record["id"]}
    assert search(database, "commitments", "statement OR second") == set()
    assert search(database, "commitments", "renamed") == {first}
    assert counts(database) == (1, 1, 0, 0)


def test_parts_are_found_by_the_new_name_of_a_renamed_party(
    client: Client, record: dict[str, Any], database: Database
) -> None:
    """Though they state only its key."""
    changes = {"parties": {"ionq": {"name": "Qubit Works"}}}
    assert client.patch(f"{url_of(record)}?note=x", json=changes, if_match="*").status_code == 200
    (agreement,) = (part["id"] for part in record["commitments"] if part["key"] == "ionq-centre")
    assert search(database, "commitments", '"qubit works"') == {agreement}


def test_only_changed_items_are_written(client: Client, record: dict[str, Any], database: Database) -> None:
    """A progress report or a new date writes nothing into an index."""
    statements: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    assert client.post(
        f"{record['commitments'][0]['url']}/progress", json={"status": "met", "on": "2026", "source": {"title": "x"}}
    ).status_code in {201, 200}
    changes = {"commitments": {"clusters": {"due": "2027"}}}
    assert client.patch(f"{url_of(record)}?note=x", json=changes, if_match="*").status_code == 200
    assert [each for each in statements if "_terms" in each] == []
    changes = {"commitments": {"clusters": {"due_text": "later"}}}
    assert client.patch(f"{url_of(record)}?note=x", json=changes, if_match="*").status_code == 200
    assert len([each for each in statements if "INTO commitment_terms" in each]) == 1
    assert [each for each in statements if "announcement_terms" in each] == []


def test_rebuild_fills_the_indexes(client: Client, record: dict[str, Any], database: Database) -> None:
    """Empty ones, and over existing rows."""
    client.create(published(title="Another"))
    before = counts(database)
    for is_emptied in (True, False):
        if is_emptied:
            database.write(lambda connection: [connection.execute(index.delete()) for index in INDEXES.values()])
        with database.connect() as connection:
            ids = rebuild.ids_after(connection, None, most=99)
        database.write(lambda connection, ids=ids: list(rebuild.rebuild(connection, ids)))  # type: ignore[misc]
        assert counts(database) == before
        assert search(database, "commitments", "IonQ -consult*") == {
            part["id"] for part in record["commitments"] if part["key"] == "ionq-centre"
        }


def test_a_refused_change_leaves_the_indexes_unchanged(client: Client, database: Database) -> None:
    record = client.create(draft(title="Before"))
    assert client.patch(url_of(record), json={"title": "After", "kind": "no"}, if_match="*").status_code == 422
    assert search(database, "announcements", "before") == {str(UUID(record["id"]))}
    assert search(database, "announcements", "after") == set()


def test_a_translated_body_is_found_and_highlighted(client: Client, database: Database) -> None:
    record = client.create(draft(translations={"ko": {"body": "반도체 산업을 지원합니다."}}))
    assert search(database, "announcements", "반도체") == {record["id"]}
    (item,) = client.get("/v1/announcements?q=반도체&highlight=true").get_json()["data"]
    assert [each["field"] for each in item["highlights"]] == ["translations.ko.body"]
    client.patched(record, {"translations": None})
    assert search(database, "announcements", "반도체") == set()
