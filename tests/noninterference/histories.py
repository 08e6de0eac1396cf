"""A public history, and one of drafts that the public must not notice: steps with given times and ids."""

from __future__ import annotations

import secrets as std_secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import Any, Protocol
from uuid import NAMESPACE_OID, UUID, uuid5

import pytest
from sqlalchemy import Connection, select

from api.db.database import Database
from api.models import Announcement, Party, StatedParty
from api.services import parties, records
from api.services.auth import OPERATOR, Actor
from api.services.errors import Conflict, Gone, Invalid, NotFound
from api.services.records import documents
from domain.dates.seasons import is_southern
from tests.oracle import seeding
from tests.oracle.random_records import JURISDICTIONS, PARTY_VARIANTS, ROLES, make_record


class Step(Protocol):
    """One change of a history."""

    def __call__(self, connection: Connection, /, random: Random, now: datetime) -> object:
        """Make the change."""


SECRET_WORDS = ("Zanzibar", "코드네임", "xylophone 7")
SECRET_TOPIC, SECRET_PUBLISHER, SECRET_SCHEME = "secret-topic", "The Secret Herald", "secret"
SECRET_PARTIES = (
    {"name": "Zanzibar Holdings", "kind": "company", "jurisdiction": "KR"},
    {"name": "IonQ Codename", "kind": "company", "jurisdiction": "US", "identifiers": [{"scheme": "lei", "id": "Z:1"}]},
    {"name": "IonQ", "kind": "company", "jurisdiction": "US", "identifiers": [{"scheme": "lei", "id": "A:1"}]},
    {"name": "Samsung", "kind": "company", "jurisdiction": "KR", "identifiers": [{"scheme": "wikidata", "id": "Q9"}]},
    {"name": "The Ministry", "kind": "group", "identifiers": [{"scheme": "wikidata", "id": "Q1"}]},
    {"name": "배경훈", "kind": "company", "identifiers": [{"scheme": "wikidata", "id": "Q3"}]},
    {"name": "Renamed Ministry", "kind": "government", "jurisdiction": "KR"},
)
"""Parties of drafts alone, some with names and identifiers of public ones, or that become public later."""

LATER_PARTIES = (
    {"name": "Renamed Ministry", "kind": "government", "jurisdiction": "KR"},
    {"name": "IonQ Codename", "kind": "person", "identifiers": [{"scheme": "wikidata", "id": "Q3"}]},
    {"name": "Samsung", "kind": "company", "jurisdiction": "KR", "identifiers": [{"scheme": "lei", "id": "Z:1"}]},
)
"""Parties that the public history states after drafts did."""

START = datetime.fromisoformat("2026-01-30T08:00:00+00:00")
CHANGED: dict[str, Any] = {"change_type": "major", "note": "Because.", "if_match": "*", "actor": OPERATOR}


def id_of(name: str, number: int) -> UUID:
    """The id of a record of a history."""
    return uuid5(NAMESPACE_OID, f"{name} {number}")


def make_public(random: Random, number: int) -> dict[str, Any]:
    """A record of the public history. Some refer to others, or to a draft of the other history."""
    record = make_record(random, number)
    if number % 3 == 2:
        record["parties"][-1] |= random.choice(LATER_PARTIES)
    if number and random.choice((True, False)):
        types = ("cites", "supersedes", "restates")
        record["relations"] = [
            {"type": random.choice(types), "announcement": str(id_of("public", random.randrange(number)))},
            {"type": "supersedes", "identifier": {"scheme": SECRET_SCHEME, "id": f"No: {random.randrange(number)}"}},
        ]
    return record


def make_secret(random: Random, number: int) -> dict[str, Any]:
    """A draft of what nobody else states, with parties, words, topics and sources of public records among its own."""
    record = make_record(random, 1000 + number) | {"state": "draft"}
    record["title"] += f" {random.choice(SECRET_WORDS)}"
    record["topics"] = [*record["topics"], SECRET_TOPIC]
    record["identifiers"] = [{"scheme": SECRET_SCHEME, "id": f"No: {number}"}]
    record["parties"] = [party | random.choice((*SECRET_PARTIES, *PARTY_VARIANTS)) for party in record["parties"]]
    record["sources"][0]["publisher"] = SECRET_PUBLISHER
    others = record.get("other_jurisdictions", ())
    hemisphere = {is_southern(each) for each in others} or {True, False}
    places = [each for each in (*JURISDICTIONS, "ZW") if each not in others and is_southern(each) in hemisphere]
    record["jurisdiction"] = random.choice(places)
    relations = [{"type": each, "announcement": str(id_of("public", 0))} for each in ("supersedes", "restates")]
    record["relations"] = relations if number else []
    return record


def create(name: str, make: Callable[[Random, int], dict[str, Any]], number: int) -> Step:
    """The step that creates a record."""

    def step(connection: Connection, /, random: Random, now: datetime) -> object:
        stated = documents.validate(make(random, number))
        return records.replace(connection, id_of(name, number), stated, actor=OPERATOR, now=now)

    return step


def change(name: str, number: int) -> Step:
    """The step that changes a record, if it is not withdrawn: what it states, its state, or its progress."""

    def step(connection: Connection, /, random: Random, now: datetime) -> object:
        id, last = id_of(name, number), random.randrange(8)
        if name == "public" and last in {0, 1}:
            return records.publish(connection, id, now=now, **CHANGED)
        if last in {2, 3}:
            return seeding.report_on_commitments(connection, random, id, now)
        if last == 4 and number:
            return records.withdraw(connection, id, now=now, **CHANGED)
        if last == 5:
            variants = SECRET_PARTIES if name == "secret" else (*LATER_PARTIES, *PARTY_VARIANTS)
            party = {"roles": ["issuer", random.choice(ROLES[1:])], **random.choice(variants)}
            return records.patch(connection, id, {"parties": {"p1": party}}, now=now, **CHANGED)
        return seeding.change_due_dates(connection, random, id, now)

    return step


def merge_public(connection: Connection, /, random: Random, now: datetime) -> object:
    """The step that merges two parties that published records state."""
    named = (
        select(StatedParty.party_id)
        .join(Announcement, Announcement.id == StatedParty.announcement_id)
        .where(Announcement.state == "published")
    )
    found = sorted(set(connection.scalars(named)), key=str)
    if len(found) < 2:
        return None
    into, id = random.sample(found, k=2)
    return records.merge_parties(connection, id, into=into, actor=OPERATOR, now=now)


def merge_secret(connection: Connection, /, random: Random, now: datetime) -> object:
    """The step that merges two parties that drafts of the other history alone state."""
    found = secret_parties(connection)
    if len(found) < 2:
        return None
    into, id = random.sample(found, k=2)
    return records.merge_parties(connection, id, into=into, actor=OPERATOR, now=now)


BY_ADMIN: dict[str, Any] = {"actor": Actor(scopes=frozenset({"admin"}))}
"""An administrator who sees what the public sees."""


def edit_public(connection: Connection, /, random: Random, now: datetime) -> object:
    """The step that edits a party that published records state, by what the public sees."""
    named = public_statements(connection)
    return edit(connection, random.choice(sorted({id for id, _ in named}, key=str)), random, now) if named else None


def edit_secret(connection: Connection, /, random: Random, now: datetime) -> object:
    """The step that edits a party that drafts of the other history alone state."""
    found = secret_parties(connection)
    return edit(connection, random.choice(found), random, now, actor=OPERATOR) if found else None


def edit(connection: Connection, id: UUID, random: Random, now: datetime, **options: Any) -> object:
    """Edit a party at random: with names and identifiers that the histories state later, or take that back."""
    other = random.choice((*LATER_PARTIES, *PARTY_VARIANTS))
    identifiers = other.get("identifiers", [{"scheme": "lei", "id": f"E:{random.randrange(9)}"}])
    changes = random.choice(
        (
            {"name": f"Edited {random.randrange(9)}"},
            {"aliases": [other["name"], f"Alias {random.randrange(9)}"]},
            {"identifiers": identifiers},
            {"jurisdiction": "US"},
            dict.fromkeys(("name", "aliases", "identifiers", "jurisdiction")),
        )
    )
    with suppress(Conflict, Invalid, NotFound):
        return parties.edit_party(connection, id, changes, if_match="*", etag_of=str, now=now, **(BY_ADMIN | options))


def split_public(connection: Connection, /, random: Random, now: datetime) -> object:
    """The step that splits a party that at least two published records state."""
    named = public_statements(connection)
    several = sorted({id for id, _ in named if sum(id == other for other, _ in named) > 1}, key=str)
    if not several:
        return None
    id = random.choice(several)
    record = str(random.choice(sorted(record for party, record in named if party == id)))
    with suppress(Conflict):
        return records.split_party(connection, id, announcements=[record], parties=[], actor=OPERATOR, now=now)


def public_statements(connection: Connection) -> set[tuple[UUID, UUID]]:
    """The party and the record of each statement of a published record."""
    query = (
        select(StatedParty.party_id, StatedParty.announcement_id)
        .join(Announcement, Announcement.id == StatedParty.announcement_id)
        .where(Announcement.state == "published")
    )
    return {(row.party_id, row.announcement_id) for row in connection.execute(query)}


def secret_parties(connection: Connection) -> list[UUID]:
    """The ids of parties that drafts of the other history alone state, in order."""
    public_ids = [id_of("public", number) for number in range(100)]
    shared = select(StatedParty.party_id).where(StatedParty.announcement_id.in_(public_ids))
    drafts = select(StatedParty.party_id).join(Announcement, Announcement.id == StatedParty.announcement_id)
    private = select(Party.id).where(
        *(Party.public.is_(False), Party.merged_into.is_(None), Party.id.not_in(shared)),
        Party.id.in_(drafts.where(Announcement.state == "draft")),
    )
    return sorted(connection.scalars(private), key=str)


def steps_of(seed: int, size: int) -> list[tuple[str, Step]]:
    """Steps of both histories, mixed: of each record first its creation, then its changes."""
    random = Random(seed)  # noqa: S311 - The same steps every time.
    steps: list[tuple[str, Step]] = []
    for number in range(size):
        for name, make in (("secret", make_secret), ("public", make_public)):
            steps.append((name, create(name, make, number)))
            steps += [(name, change(name, random.randrange(number + 1))) for _ in range(random.randrange(4))]
        if number % 5 == 4:
            steps += [("secret", merge_secret), ("public", merge_public)]
        if number % 2:
            steps += [("secret", edit_secret), ("public", edit_public)]
        if number % 4 == 3:
            steps += [("secret", edit_secret), ("public", split_public)]
    return steps


def play(database: Database, steps: list[tuple[str, Step]], *, with_secrets: bool) -> None:
    """Take the steps, each at its own time; random parts of ids are the same whatever comes between."""
    for index, (name, step) in enumerate(steps):
        if name == "public" or with_secrets:
            with pytest.MonkeyPatch.context() as patch, suppress(Gone):
                patch.setattr(std_secrets, "randbits", Random(index).getrandbits)  # noqa: S311 - The same ids every time.
                random, now = Random(index), START + timedelta(minutes=index)  # noqa: S311 - The same every time.
                database.write(partial(step, random=random, now=now))
