"""Summaries, topics and coverage add up as plain Python does, exactly."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from flask import Flask
from hypothesis import given, note

from api.db.database import Database
from schemas.resources.summary import AMOUNT_GROUPS, COMMITMENT_GROUPS
from tests.clients import Client
from tests.oracle import questions, sums
from tests.oracle.asking import Answer, ask, walk
from tests.oracle.keeping import keep
from tests.oracle.oracle import Oracle
from tests.oracle.test_lists import SEED, THOROUGH, randoms
from tests.oracle.world import World

Question = questions.Asked


def kept(database: Database, random: Random, number: int) -> World:
    """Keep this many records, and nothing else."""
    return keep(database, random, number, today=datetime.now(UTC).date())


def filters(random: Random, world: World, collection: str) -> Question:
    """Return a question without an order."""
    asked = questions.make_question(random, world, collection)
    return {name: values for name, values in asked.items() if name != "sort"}


def groups_of(row: Answer, names: Sequence[str]) -> sums.Group:
    """Return the group of a row."""
    return tuple(row[name] for name in names)


def commitments_agree(client: Client, world: World, question: Question, names: Sequence[str]) -> None:
    """See that commitments are counted as by the oracle."""
    answer = ask(client, "/v1/commitments/summary", **question, group_by=names)
    rows = [(groups_of(row, names), (row["count"], row["overdue"])) for row in answer["data"]]
    expected = sums.commitments(Oracle(world, "commitments", question), names)
    assert sorted(rows, key=str) == sorted(expected.items(), key=str)
    assert answer["meta"]["total"] == {"value": len(rows), "relation": "eq"}


def amounts_agree(client: Client, world: World, question: Question, names: Sequence[str]) -> None:
    """See that amounts are added up as by the oracle."""
    answer = ask(client, "/v1/amounts/summary", **question, group_by=[*names, "currency"])
    rows = [(groups_of(row, [*names, "currency"]), (Fraction(row["sum"]), row["count"])) for row in answer["data"]]
    expected = sums.amounts(Oracle(world, "amounts", question), names)
    assert sorted(rows, key=str) == sorted(expected.items(), key=str)
    assert not any("E" in row["sum"] for row in answer["data"])


def conversions_agree(client: Client, world: World, question: Question, names: Sequence[str], target: str) -> None:
    """See that amounts are converted as by the oracle, and that what is not converted is named."""
    asked = {name: values for name, values in question.items() if name != "currency"}
    named = {"group_by": names} if names else {}
    answer = ask(client, "/v1/amounts/summary", **asked, **named, currency=[target], convert=["announced_on"])
    found = [(groups_of(row, names), conversion_of(row, target)) for row in answer["data"]]
    expected = sums.converted(Oracle(world, "amounts", asked), names, target)
    assert sorted(found, key=str) == sorted(expected.items(), key=str)


def conversion_of(row: Answer, target: str) -> tuple[Decimal | None, int, dict[str, tuple[Fraction, int]]]:
    """Return a row's figures, having seen that what it says of them adds up."""
    assert row["currency"] == target
    assert row["count"] == sum(each["count"] for each in row["conversions"])
    refused: dict[str, tuple[Fraction, int]] = {}
    for each in row["not_converted"]:
        figure, number = refused.get(each["currency"], (Fraction(0), 0))
        refused[each["currency"]] = (figure + Fraction(each["sum"]), number + each["count"])
    return Decimal(row["sum"]) if row["sum"] else None, row["count"], refused


def topics_agree(client: Client, world: World, question: Question) -> None:
    """See that topics are listed as by the oracle, page by page."""
    found = [topic for page in walk(client, "/v1/topics", 2, **question) for topic in page["data"]]
    rows = [(row["topic"], row["announcements"], row["first_on"], row["last_on"]) for row in found]
    assert rows == sums.topics(Oracle(world, "announcements", question))


@THOROUGH
@given(random=randoms)
def test_any_summary_is_as_the_oracle_has_it(app: Flask, database: Database, random: Random) -> None:
    """By any groups, of any filters, converted or not."""
    world, client = kept(database, random, random.randint(5, 12)), Client.of(app, "read")
    for _ in range(6):
        promised, named = filters(random, world, "commitments"), filters(random, world, "amounts")
        topical = filters(random, world, "announcements")
        note(f"{promised=} {named=} {topical=}")
        commitments_agree(client, world, promised, random.sample(COMMITMENT_GROUPS, random.randint(1, 3)))
        others = [name for name in AMOUNT_GROUPS if name != "currency"]
        amounts_agree(client, world, named, random.sample(others, random.randint(0, 2)))
        target = random.choice(("EUR", "USD", "KRW", "IRR"))
        conversions_agree(client, world, named, random.sample(others, random.randint(0, 2)), target)
        topics_agree(client, world, topical)


def test_every_group_of_many_records_adds_up(app: Flask, database: Database) -> None:
    """Each by itself, and none is forgotten."""
    world = kept(database, Random(SEED), 40)  # noqa: S311 - The same records every time.
    client = Client.of(app, "read")
    for name in COMMITMENT_GROUPS:
        commitments_agree(client, world, {}, [name])
    for name in AMOUNT_GROUPS:
        names = [name] if name != "currency" else []
        amounts_agree(client, world, {}, names)
        conversions_agree(client, world, {}, names, "EUR")


@pytest.mark.parametrize("with_key", [True, False])
def test_coverage_says_how_much_there_is(app: Flask, database: Database, with_key: bool) -> None:
    """Of each jurisdiction and publisher, on pages of any length."""
    world = kept(database, Random(SEED), 40)  # noqa: S311 - The same records every time.
    client = Client.of(app, "read") if with_key else Client(app)
    expected = sums.coverage(Oracle(world, "announcements", {}, with_key))
    for limit in (1, 3, 200):
        rows = [row for page in walk(client, "/v1/coverage", limit) for row in page["data"]]
        found = {
            (row["jurisdiction"], row.get("publisher")): (
                *(row["announcements"], row["first_on"], row["last_on"], row["changed_at"]),
            )
            for row in rows
        }
        assert found == expected
        assert len(rows) == len(found)
