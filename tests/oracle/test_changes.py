"""The change feed with filters agrees with plain Python: each change before or after which its record matched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from itertools import islice
from random import Random
from typing import Any
from urllib.parse import urlencode
from uuid import NAMESPACE_OID, UUID, uuid5

import orjson
import pytest
from flask import Flask
from sqlalchemy import Connection, select

from api.db.database import Database
from api.models import Version
from api.services import records
from api.services.auth import OPERATOR
from api.services.errors import Gone
from api.services.records import documents, matching_changes
from domain.vocabularies import CHANGE_TYPE
from tests.clients import Client
from tests.oracle import random_queries
from tests.oracle.oracle import Oracle
from tests.oracle.random_records import make_record
from tests.oracle.seeding import CHANGE_INSTANTS, CHANGE_OPTIONS, insert_records, withdraw_record
from tests.oracle.snapshot import Item, Snapshot, read_snapshot
from tests.oracle.test_lists import FORMS

CHANGES = "/v1/changes"
SHARE = 4
"""The short form asks one in so many questions."""

SEED, RECORDS, EDITS = 20_260_129, 12, 40

Logged = tuple[str, int, bool]
"""A change: the id of its record, its version, and whether the record left the list."""


def edit_records(connection: Connection, random: Random) -> None:
    """Replace records by other random ones, in the same state, and withdraw a few."""
    for _ in range(EDITS):
        number, now = random.randrange(RECORDS), random.choice(CHANGE_INSTANTS)
        id = uuid5(NAMESPACE_OID, str(number))
        with suppress(Gone):
            document, _ = records.get(connection, id, actor=OPERATOR)
            stated = make_record(random, number) | {"state": orjson.loads(document)["state"]}
            for part in stated["commitments"]:
                part.pop("progress", None)  # Reports are never removed; left out, they stay.
            type = random.choice(CHANGE_TYPE.codes)
            records.replace(connection, id, documents.validate(stated), change_type=type, now=now, **CHANGE_OPTIONS)
            if random.random() < 0.05:
                withdraw_record(connection, random, id, now)


@pytest.fixture
def snapshot(database: Database) -> Snapshot:
    """Random records with a history, as they are now."""
    random = Random(SEED)  # noqa: S311 - The same history every time.
    database.write(lambda connection: insert_records(connection, random, RECORDS))
    database.write(lambda connection: edit_records(connection, random))
    return read_snapshot(database, datetime.now(UTC).date())


def versions(database: Database, *, with_key: bool) -> list[tuple[UUID, int, Any]]:
    """The record, number and document of each change that a reader may see, in order."""
    query = select(Version.announcement_id, Version.number, Version.document).order_by(Version.seq)
    with database.connect() as connection:
        rows = connection.execute(query if with_key else query.where(Version.public)).all()
    return [(row.announcement_id, row.number, orjson.loads(row.document)) for row in rows]


def is_wanted(document: Any, types: Mapping[str, list[str]]) -> bool:
    """Whether a query by type means the change that made a version."""
    type = document["change"]["type"]
    return type in types.get("change_type", [type]) and type not in types.get("exclude_change_type", [])


def random_types(random: Random) -> dict[str, list[str]]:
    """A query by type, or none."""
    names = ("change_type", "exclude_change_type")
    return {name: random.choices(CHANGE_TYPE.codes, k=random.choice((1, 2))) for name in names if random.random() < 0.3}


def expected(
    database: Database, snapshot: Snapshot, query: Mapping[str, Any], types: Mapping[str, list[str]], *, with_key: bool
) -> list[Logged]:
    """The changes that a query means."""
    matched: dict[UUID, bool] = {}
    listed: list[Logged] = []
    for id, number, document in versions(database, with_key=with_key):
        others = [record for record in snapshot.records if record["id"] != str(id)]  # Numbers lead to them as they are.
        then = Snapshot([document, *others], snapshot.today)
        is_match = Oracle(then, "announcements", query, with_key).matches_query(Item(document, document))
        if (is_match or matched.get(id)) and is_wanted(document, types):
            listed.append((str(id), number, not is_match))
        matched[id] = is_match
    return listed


def followed(client: Client, query: Mapping[str, Any]) -> Iterator[Logged]:
    """The changes on all pages, each of which leads on until the end of the log."""
    link, at_end = f"{CHANGES}?{urlencode(query, doseq=True)}", False
    while not at_end:
        page = client.get(link).get_json()
        yield from ((each["announcement"]["id"], each["version"], "left_filter" in each) for each in page["data"])
        assert len(page["data"]) <= int(query["limit"])
        link, at_end = page["links"]["next"], page["meta"]["at_end"]


def named_by_id(query: dict[str, list[str]]) -> dict[str, list[str]]:
    """The query without names of parties: the directory has those of today."""
    names = {name for name in query if name.rpartition("_")[2] == "party"}
    ids = {name: [value for value in query[name] if len(value) == 36 or value == "_missing"] for name in names}
    return {name: ids.get(name, values) for name, values in query.items() if ids.get(name, values)}


def queries(random: Random, snapshot: Snapshot) -> Iterator[dict[str, list[str]]]:
    """A query by each filter with each of a few values, and random ones."""
    for name in random_queries.filter_names("announcements"):
        values = random_queries.values_for(snapshot, "announcements", name)
        yield from ({name: [value]} for value in random.sample([*values], min(2, len(values))))
    yield from ({"q": [q]} for q in random_queries.SEARCHES)
    yield from (random_queries.random_query(random, snapshot, "announcements") for _ in range(20))


@FORMS
@pytest.mark.parametrize("with_key", [True, False])
def test_filtered_changes_agree_with_the_oracle(
    app: Flask,
    database: Database,
    snapshot: Snapshot,
    *,
    with_key: bool,
    is_whole: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = Client.of(app, "read") if with_key else Client(app)
    random = Random(SEED)  # noqa: S311 - The same questions every time.
    listed, left, share = 0, 0, 1 if is_whole else SHARE
    for query in islice(queries(random, snapshot), 0, None, share):
        query.pop("sort", None)
        if not with_key:
            query.pop("state", None)
        wanted = named_by_id(query)
        if not wanted.keys() - {"match"}:
            continue
        monkeypatch.setattr(matching_changes, "MAX_CHANGES", random.choice((7, 2_000)))
        monkeypatch.setattr(matching_changes, "BATCH", random.choice((3, 20)))
        monkeypatch.setattr(matching_changes, "MAX_DOCUMENTS", random.choice((5, 500)))
        types = random_types(random)
        found = list(followed(client, {**wanted, **types, "limit": random.choice((3, 200))}))
        assert found == expected(database, snapshot, wanted, types, with_key=with_key), (wanted, types)
        listed += len(found)
        left += sum(has_left for *_, has_left in found)
    assert listed > 500 / share
    assert left > 20 / share


@pytest.mark.usefixtures("snapshot")
@pytest.mark.parametrize("with_key", [True, False])
def test_changes_of_types_are_those_of_the_log(app: Flask, database: Database, *, with_key: bool) -> None:
    client, log = Client.of(app, "read") if with_key else Client(app), versions(database, with_key=with_key)
    random = Random(SEED)  # noqa: S311 - The same questions every time.
    for limit in (1, 3, 200) * 4:
        types = random_types(random)
        found = [(id, number) for id, number, _ in followed(client, {**types, "limit": limit})]
        assert found == [(str(id), number) for id, number, document in log if is_wanted(document, types)]
