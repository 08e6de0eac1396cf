"""The questions of the guide are answered by the requests that it gives: each by one, or by two."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote as percent_encoded

import pytest

from tests.clients import Client
from tests.parts import amount, commitment, party, quote
from tests.records import published

GUIDE = (Path(__file__).parents[1] / "docs" / "guide.md").read_text(encoding="utf-8")
TABLE = GUIDE.partition("## Questions and queries")[2].partition("\n## ")[0]
ROWS = [line.strip("| ").split(" | ") for line in TABLE.splitlines() if line.startswith("| ")][2:]
QUERIES = {question: re.findall("`(/v1/[^`]+)`", queries) for question, queries in ROWS}
"""The requests of each question."""

Answer = dict[str, Any]
TODAY = datetime.now(UTC).date()


def values(*path: str) -> Callable[[Answer], list[Any]]:
    """What the items of a page have at the end of a path of members."""

    def read(answer: Answer) -> list[Any]:
        found = answer["data"]
        for step in path:
            found = [each[step] for each in found]
        return found

    return read


def sums(answer: Answer) -> list[Any]:
    """Labels, or values, of the groups of sums, with the sum."""
    return [[*row["labels"].values(), row["currency"], row["sum"]] for row in answer["data"]]


def payers(answer: Answer) -> list[Any]:
    """Names of payers, with the currency of their sum."""
    return [(row["labels"]["payer"], row["currency"]) for row in answer["data"]]


def due_dates(answer: Answer) -> list[Any]:
    """The published due dates of commitments."""
    return [[each["due"] for each in row["due_history"]] for row in answer["data"]]


def nearest(answer: Answer) -> list[Any]:
    """What the notes of an empty list suggest."""
    return [each["did_you_mean"] for each in answer["meta"]["notes"]]


ANSWERS: dict[str, list[tuple[Callable[[Answer], Any], Any]]] = {
    "What has South Korea promised for 2030?": [(values("key"), ["experts"])],
    "Which promises are late?": [(values("key"), ["sites"])],
    "Which country is late most often?": [
        (lambda answer: [(row["jurisdiction"], row["overdue"]) for row in answer["data"]], [("KR", 1)])
    ],
    "What was pledged in euros in 2025?": [(sums, [["EUR", "3500000000"]])],
    "How much is all of it in euros?": [(lambda answer: [row["currency"] for row in answer["data"]], ["EUR"])],
    "What did the minister say?": [
        (nearest, [["Bae Kyung-hoon", "Ministry of Health"]]),
        (values("key"), ["q2", "q1"]),
    ],
    "Who said most?": [(lambda answer: answer["data"][0]["labels"]["speaker"], "Bae Kyung-hoon")],
    "Who pays most?": [(payers, [("KfW", "EUR"), ("Samsung Electronics", "EUR")])],
    "Which promises were kept?": [(values("key"), ["law"])],
    "Which due dates were moved?": [(due_dates, [["2029-12", "2030-12"]])],
    "What is Germany's latest?": [(values("title"), ["Hospitals for all"])],
    "What did Europe announce, what South-East Asia?": [
        (values("title"), ["Hospitals for all"]),
        (values("title"), ["A new port"]),
    ],
    "Who promised most about AI?": [
        (nearest, [["artificial-intelligence"]]),
        (lambda answer: answer["data"][0]["labels"]["party"], "Samsung Electronics"),
    ],
    "What is new this week?": [(values("title"), ["A new port"])],
    "Which records changed since yesterday?": [
        (values("title"), ["A new port", "Hospitals for all", "AI road map"]),
    ],
    "What is due in the next month?": [(values("key"), ["port"])],
    "What was promised in 2024 and in 2025, by country?": [
        (
            lambda answer: [(row["jurisdiction"], row["year"], row["count"]) for row in answer["data"]],
            [("KR", "2025", 4)],
        ),
    ],
    "Which are the biggest sums?": [
        (lambda answer: sorted(row["currency"] for row in answer["data"]), ["EUR", "KRW"]),
        (values("amount"), ["2000000000000"]),
    ],
    "Which sums are over a billion euros, in any currency?": [(values("key"), ["beds", "chips"])],
    "How much money is for hospitals?": [(sums, [["EUR", "3000000000"]]), (sums, [["EUR", "3500000000"]])],
    "Which sources are used most?": [
        (lambda answer: [row["count"] for row in answer["meta"]["facets"]["publisher"]], [3])
    ],
    "What are the exact words, and the source?": [
        (lambda answer: [{"statement", "evidence", "sources"} == row.keys() for row in answer["data"]], [True] * 5)
    ],
    "What was corrected later?": [
        (lambda answer: [[row["version"], *row["paths"]] for row in answer["data"]], [[3, "/title"]])
    ],
    "What is there about Samsung?": [(nearest, [["Samsung Electronics"]]), (values("title"), ["AI road map"])],
    "Where does a word occur, in whatever part?": [(values("title"), ["AI road map"])],
}


@pytest.fixture
def records(client: Client) -> None:
    """Three records: of South Korea in 2025, of Germany in 2025, of Singapore today."""
    source = published()["sources"]
    evidence = [{"source": source[0]["key"], "exact": "Ten thousand experts."}]
    issuer = party(key="issuer", kind="government", roles=["issuer"])
    made = client.create(
        published(
            title="AI road mapp",
            announced_on="2025-03-03",
            topics=["artificial-intelligence"],
            parties=[
                issuer | {"name": "Ministry of Science and ICT"},
                party(key="bae", name="Bae Kyung-hoon", kind="person", roles=["speaker"], post="Science Minister"),
                party(key="samsung", name="Samsung Electronics", roles=["funder"]),
            ],
            commitments=[
                commitment(
                    key="experts",
                    statement="Train experts.",
                    due="2029-12",
                    evidence=evidence,
                    parties=[{"party": "samsung"}],
                ),
                commitment(key="sites", statement="Name five sites.", due="2025-12", parties=[{"party": "samsung"}]),
                commitment(
                    key="law",
                    statement="Pass a law.",
                    due="2025-06",
                    parties=[{"party": "issuer"}],
                    progress=[{"status": "met", "on": "2025-06-30", "source": {"title": "Gazette"}}],
                ),
                commitment(key="lead", statement="Lead the world in quantum chips."),
            ],
            amounts=[amount(key="chips", amount="2000000000000", currency="KRW", payer="samsung")],
            quotes=[quote(key="q1", speaker="bae"), quote(key="q2", speaker="bae", text="We will.")],
        )
    )
    client.patched(made, {"commitments": {"experts": {"due": "2030-12"}}}, change_type="major")
    client.patched(made, {"title": "AI road map"}, change_type="correction")
    client.create(
        published(
            title="Hospitals for all",
            jurisdiction="DE",
            announced_on="2025-06-10",
            topics=["hospitals"],
            parties=[issuer | {"name": "Ministry of Health"}, party(key="kfw", name="KfW", roles=["funder"])],
            amounts=[
                amount(key="beds", amount="3000000000", currency="EUR", purpose="Beds for hospitals", payer="kfw"),
                amount(key="nurses", amount="500000000", currency="EUR", purpose="Nurses"),
            ],
            quotes=[quote(key="q3", speaker="issuer", text="For all.")],
        )
    )
    client.create(
        published(
            title="A new port",
            jurisdiction="SG",
            announced_on=str(TODAY),
            parties=[issuer | {"name": "Port Authority"}],
            commitments=[commitment(key="port", statement="Open a port.", due=str(TODAY + timedelta(days=20)))],
        )
    )


def test_every_question_of_the_guide_has_its_answer_here() -> None:
    assert [*QUERIES] == [*ANSWERS]
    assert {len(queries) for queries in QUERIES.values()} <= {1, 2}


@pytest.mark.usefixtures("records")
def test_each_question_is_answered_by_at_most_two_requests(public: Client) -> None:
    for question, answers in ANSWERS.items():
        assert len(QUERIES[question]) == len(answers), question
        for path, (read, expected) in zip(QUERIES[question], answers, strict=True):
            answer = public.get(percent_encoded(path, safe="/?&=,+-"))
            assert answer.status_code == 200, (path, answer.text)
            assert read(answer.get_json()) == expected, (path, answer.get_json())
