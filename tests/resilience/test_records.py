"""Records whose parts multiply one another: refused above limits that real records do not meet, cheap below them."""

from __future__ import annotations

import time
from typing import Any

import pytest

from api.services.errors import Invalid
from api.services.records import documents
from schemas.record import rules
from schemas.record.rules import MAX_CITED, MAX_DEPTH, MAX_SEARCHED, MAX_TAGS
from tests.clients import RECORDS, Client, url_of
from tests.parts import amount, commitment, party, quote, relation, source
from tests.records import draft, published, worked_example
from tests.refusals import refused

Record = dict[str, Any]


def parties(count: int, **members: Any) -> list[Record]:
    """Parties with keys p0, p1 …, each with one role."""
    return [party(key=f"p{number}", name=f"Party {number}", **members) for number in range(count)]


def commitments(count: int, **members: Any) -> list[Record]:
    """Different commitments."""
    return [commitment(key=f"c{number}", statement=f"Do {number:03}.", **members) for number in range(count)]


def chain(count: int) -> list[Record]:
    """Amounts, each part of the one before."""
    return [amount(key=f"a{at}", **({"part_of": f"a{at - 1}"} if at else {})) for at in range(count)]


def errors(record: Record) -> dict[str, str]:
    """Code of each error of a record by its pointer."""
    try:
        documents.validate(record)
    except Invalid as error:
        return {each.pointer: each.violation.code for each in error.violations}
    return {}


def cited(count: int) -> Record:
    """A record whose evidence cites a source of 1,000 characters so many times."""
    evidence = [[{"source": "s", "exact": "x"}] * min(100, count - start) for start in range(0, count, 100)]
    return draft(sources=[source(key="s", title="t" * 1_000)], amounts=[amount(evidence=each) for each in evidence])


SIZES: dict[str, tuple[Record, Record, dict[str, str]]] = {
    "the record's parties": (
        draft(parties=parties(100), commitments=commitments(MAX_TAGS // 200)),
        draft(parties=parties(100), commitments=commitments(MAX_TAGS // 200 + 1)),
        {"/commitments": "size"},
    ),
    "their own parties": (
        draft(parties=parties(1), commitments=commitments(MAX_TAGS // 400, parties=[{"party": "p0"}] * 200)),
        draft(parties=parties(1), commitments=commitments(MAX_TAGS // 400 + 1, parties=[{"party": "p0"}] * 200)),
        {"/commitments": "size"},
    ),
    "the record's topics": (
        draft(topics=[f"t{number}" for number in range(80)], commitments=commitments(1_000)),
        draft(topics=[f"t{number}" for number in range(81)], commitments=commitments(1_000)),
        {"/commitments": "size"},
    ),
    "quotes": (
        draft(parties=parties(1), quotes=[quote(speaker="p0", text="t" * (MAX_SEARCHED // 100 - 7))] * 100),
        draft(parties=parties(1), quotes=[quote(speaker="p0", text="t" * (MAX_SEARCHED // 100 - 6))] * 100),
        {"": "size"},
    ),
    "names of parties": (
        draft(parties=[party(key="p", name="n" * 400)], commitments=commitments(4, parties=[{"party": "p"}] * 200)),
        draft(parties=[party(key="p", name="n" * 500)], commitments=commitments(4, parties=[{"party": "p"}] * 200)),
        {"": "size"},
    ),
    "amounts of a commitment": (
        draft(commitments=[commitment(key="c", statement="s" * 1_000)], amounts=[amount(commitment="c")] * 399),
        draft(commitments=[commitment(key="c", statement="s" * 1_000)], amounts=[amount(commitment="c")] * 400),
        {"": "size"},
    ),
    "cited sources": (cited(MAX_CITED // 1_000), cited(MAX_CITED // 1_000 + 1), {"/sources": "size"}),
    "amounts within amounts": (
        draft(amounts=chain(MAX_DEPTH + 1)),
        draft(amounts=chain(MAX_DEPTH + 2)),
        {f"/amounts/{MAX_DEPTH + 1}/part_of": "depth"},
    ),
}


@pytest.mark.parametrize("name", SIZES)
def test_a_record_is_refused_just_above_each_limit(name: str) -> None:
    least, excessive, wrong = SIZES[name]
    assert errors(least) == {}
    assert errors(excessive) == wrong


def test_the_error_names_the_limit_and_the_number(client: Client) -> None:
    answer = client.post(RECORDS, json=SIZES["the record's parties"][1])
    assert refused(answer) == {"/commitments": "size"}
    assert "80,200 topics, parties and roles" in (detail := answer.get_json()["errors"][0]["detail"])
    assert "at most 80,000" in detail


def test_the_worked_example_is_far_below_the_limits() -> None:
    """Twenty times its parts are still one record."""
    record = worked_example()
    for name in ("commitments", "amounts", "quotes"):
        parts = [{key: value for key, value in part.items() if key != "key"} for part in record[name]]
        record[name] = [*record[name], *(parts * 19)]
    assert errors(record) == {}


def words(letter: str, count: int) -> str:
    """So many different words."""
    return " ".join(f"{letter}{number}x" for number in range(count))


def dearest() -> Record:
    """A record at every limit: 80,000 tags, 400,000 characters of different words, a long body, all lists full."""
    return draft(
        parties=parties(99),
        topics=["a", "b"],
        body=words("b", 130_000)[:1_000_000],
        commitments=commitments(400),
        amounts=[
            amount(key=f"a{at}", **({"part_of": f"a{at - 1}"} if at % (MAX_DEPTH + 1) else {})) for at in range(1_000)
        ],
        quotes=[quote(speaker="p0", text=words(f"q{number}q", 40)[:380]) for number in range(1_000)],
        sources=[source(title=words("s", 150)) for _ in range(1_000)],
        relations=[relation() for _ in range(1_000)],
    )


@pytest.mark.long
def test_no_rule_takes_more_than_its_part_of_the_dearest_record(client: Client) -> None:
    """A quadratic rule took over ten seconds; `python -m tests.resilience.dearest` prints the figure."""
    record = dearest()
    began = time.thread_time()
    client.create(record)
    assert time.thread_time() - began < 10


def test_a_stored_record_over_a_new_limit_can_be_withdrawn_and_made_smaller(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A release that lowers a limit locks nobody out: only an edit that leaves the record over it is refused."""
    large = published(parties=parties(3, roles=["issuer"]), commitments=commitments(9))
    records = [client.create(large), client.create(large)]
    monkeypatch.setattr(rules, "MAX_TAGS", 30)
    first, second = map(url_of, records)
    part = f"/v1/commitments/{records[0]['commitments'][0]['id']}/progress"
    report = {"status": "in_progress", "on": "2026-05", "source": {"url": "https://example.org/a"}}
    assert client.post(part, json=report).status_code == 201
    noted = {"query_string": {"note": "A test."}, "if_match": "*"}
    assert refused(client.patch(first, json={"title": "Other"}, **noted)) == {"/commitments": "size"}
    smaller = [{name: each[name] for name in ("key", "kind", "statement")} for each in records[0]["commitments"][:2]]
    answer = client.patch(first, json={"commitments": smaller}, **noted)
    assert answer.status_code == 200, answer.text
    assert client.delete(second, **noted).status_code in {200, 204}
