"""Records with members missing, misspelt or outside a closed list: the error has a pointer and a suggestion."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from api.db.database import Database
from domain import vocabularies
from tests.clients import RECORDS, Client, errors_of
from tests.parts import amount, commitment, party, quote, relation, source
from tests.records import draft
from tests.refusals import error_at, nothing_changes, refused

P, S = party(key="p"), source(key="s")
EVIDENCE = {"source": "s", "exact": "words"}
NEEDED = {"parties": party(), "commitments": commitment(), "quotes": quote(), "sources": {"kind": "x", "url": "x"}}


@pytest.fixture(autouse=True)
def unchanged(client: Client, database: Database) -> Iterator[None]:  # noqa: ARG001 - made before.
    """Assert after each test that the database is as it was."""
    with nothing_changes(database):
        yield


@pytest.mark.parametrize("name", ["kind", "title", "language", "jurisdiction", "announced_on"])
def test_required_members_are_required(client: Client, name: str) -> None:
    record = {member: value for member, value in draft().items() if member != name}
    assert refused(client.post(RECORDS, json=record)) == {f"/{name}": "required"}


@pytest.mark.parametrize("name", NEEDED)
def test_required_members_of_parts_are_required(client: Client, name: str) -> None:
    errors = refused(client.post(RECORDS, json=draft(**{name: [{}]})))
    assert errors == {f"/{name}/0/{member}": "required" for member in NEEDED[name]}


CHOICES = [
    (("kind",), vocabularies.ANNOUNCEMENT_KIND),
    (("state",), vocabularies.STATE),
    (("parties", 0, "kind"), vocabularies.PARTY_KIND),
    (("parties", 0, "roles", 0), vocabularies.PARTY_ROLE),
    (("commitments", 0, "kind"), vocabularies.COMMITMENT_KIND),
    (("commitments", 0, "target", "comparator"), vocabularies.COMPARATOR),
    (("commitments", 0, "parties", 0, "role"), vocabularies.PARTY_ROLE),
    (("amounts", 0, "kind"), vocabularies.AMOUNT_KIND),
    (("amounts", 0, "frequency"), vocabularies.FREQUENCY),
    (("amounts", 0, "stage"), vocabularies.STAGE),
    (("sources", 0, "kind"), vocabularies.SOURCE_KIND),
    (("relations", 0, "type"), vocabularies.RELATION_TYPE),
]
WHOLE = {
    "parties": [P],
    "sources": [S],
    "relations": [relation()],
    "translations": {"ko": {"title": "계획"}},
    "identifiers": [{"scheme": "msit", "id": "1"}],
    "commitments": [commitment(target={"value": "1"}, baseline={"value": "1"}, parties=[{"party": "p"}],
                               evidence=[EVIDENCE])],
    "amounts": [amount(change={"percent": "1"})],
    "quotes": [quote()],
}  # fmt: skip


def set_at(record: Any, path: tuple[Any, ...], value: Any) -> Any:
    """A copy of a record with another value at a path."""
    if not path:
        return value
    here = list(record) if isinstance(record, list) else dict(record)
    known = isinstance(here, list) or path[0] in here
    here[path[0]] = set_at(here[path[0]] if known else {}, path[1:], value)
    return here


@pytest.mark.parametrize(("path", "vocabulary"), CHOICES)
def test_an_error_of_a_closed_list_has_the_list_and_a_suggestion(
    client: Client, path: tuple[Any, ...], vocabulary: Any
) -> None:
    word = vocabulary.codes[1]
    answer = client.post(RECORDS, json=set_at(draft(**WHOLE), path, f"{word.upper()}x"))
    place = "".join(f"/{step}" for step in path)
    assert refused(answer) == {place: "choice"}
    error = error_at(answer, place)
    assert (error["allowed"], error["did_you_mean"]) == (list(vocabulary.codes), word)


MISSPELT = [
    ("", "titel", "title"),
    ("", "announcedOn", "announced_on"),
    ("", "country", "jurisdiction"),
    ("", "corrected", None),
    ("", "_schema", None),
    ("", "한국", None),
    ("/translations/ko", "sumary", "summary"),
    ("/identifiers/0", "ID", "id"),
    ("/parties/0", "role", "roles"),
    ("/commitments/0", "deadline", "due"),
    ("/commitments/0/target", "units", "unit"),
    ("/commitments/0/baseline", "vale", "value"),
    ("/commitments/0/parties/0", "prty", "party"),
    ("/commitments/0/evidence/0", "sufix", "suffix"),
    ("/amounts/0", "curency", "currency"),
    ("/amounts/0/change", "percant", "percent"),
    ("/quotes/0", "speeker", "speaker"),
    ("/sources/0", "publsher", "publisher"),
    ("/relations/0", "anouncement", "announcement"),
    ("/relations/0", "a/b~c", None),
]


@pytest.mark.parametrize(("holder", "name", "meant"), MISSPELT)
def test_an_unknown_member_gets_a_suggestion(client: Client, holder: str, name: str, meant: str | None) -> None:
    path = tuple(int(step) if step.isdigit() else step for step in holder.split("/")[1:])
    answer = client.post(RECORDS, json=set_at(draft(**WHOLE), (*path, name), "x"))
    place = f"{holder}/{name.replace('~', '~0').replace('/', '~1')}"
    assert refused(answer) == {place: "unknown"}
    error = error_at(answer, place)
    assert error.get("did_you_mean") == meant
    assert meant is None or meant in error["allowed"]


SUGGESTIONS = [
    ({"jurisdiction": "kr"}, "KR"),
    ({"jurisdiction": "UK"}, "GB"),
    ({"jurisdiction": "GBR"}, "GB"),
    ({"jurisdiction": "Germany"}, "DE"),
    ({"jurisdiction": "Allemagne"}, "DE"),
    ({"jurisdiction": "대한민국"}, "KR"),
    ({"jurisdiction": "California"}, "US-CA"),
    ({"language": "Korean"}, "ko"),
    ({"language": "eng"}, "en"),
    ({"sources": [source(kind="report")]}, None),
    ({"relations": [{"type": "replaces", "title": "A plan"}]}, "supersedes"),
    ({"amounts": [amount(currency="usd")]}, "USD"),
    ({"amounts": [amount(amount=15_000_000)]}, "15000000"),
    ({"amounts": [amount(amount=2.5)]}, "2.5"),
    ({"amounts": [amount(amount=10**30)]}, None),
    ({"amounts": [amount(amount=1e-7)]}, None),
    ({"kind": "가나다"}, None),
]


@pytest.mark.parametrize(("members", "suggested"), SUGGESTIONS)
def test_suggestions_are_allowed_values(client: Client, members: Any, suggested: str | None) -> None:
    (error,) = client.post(RECORDS, json=draft(**members)).get_json()["errors"]
    assert error.get("did_you_mean") == suggested


def test_all_errors_of_a_request_are_reported_together(client: Client) -> None:
    record = draft(
        titel="A", kind="roadmaps", announced_on="2026-02-30", state="published", parties=[party(key="a",
        part_of="b")],
        amounts=[amount(key="a", currency="WON"), {"kind": "grant", "text": "much"}],
        commitments=[commitment(target={"value": "2", "upper": "1", "comparator": "="})],
    )  # fmt: skip
    answer = client.post(RECORDS, json=record, query_string={"chnge_type": "minor", "note": "\x00"})
    refused(answer)
    assert errors_of(answer) == {
        "/titel": "unknown", "/kind": "choice", "/announced_on": "date", "/sources": "required",
        "/parties": "required",
        "/parties/0/part_of": "reference", "/amounts/0/key": "duplicate", "/amounts/0/currency": "currency",
        "/amounts/1/text": "doubtful", "/commitments/0/target/upper": "order",
        "/commitments/0/target/comparator": "choice", "chnge_type": "unknown", "note": "characters",
    }  # fmt: skip
