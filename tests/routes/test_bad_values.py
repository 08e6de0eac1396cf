"""Invalid values: each is one error with a pointer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from api.db.database import Database
from tests.clients import RECORDS, Client
from tests.parts import amount, commitment, party, quote, relation, source
from tests.records import draft
from tests.refusals import Errors, nothing_changes, refused

P, S = party(key="p"), source(key="s")
SIXTY = "1" * 60
EVIDENCE = {"source": "s", "exact": "words"}


@pytest.fixture(autouse=True)
def unchanged(client: Client, database: Database) -> Iterator[None]:  # noqa: ARG001 - made before.
    """Assert after each test that the database is as it was."""
    with nothing_changes(database):
        yield


def on(part: dict[str, Any], place: str, code: str) -> tuple[dict[str, Any], Errors]:
    """The members of a record with this one part, and where it is wrong."""
    name = next(name for name, least in LEAST.items() if least.keys() <= part.keys())
    return {"parties": [P], "sources": [S], name: [part]}, {f"/{name}/0{place}": code}


LEAST = {"amounts": amount(), "quotes": quote(), "commitments": commitment(), "parties": party(), "sources": source(),
         "relations": relation()}  # fmt: skip

TEXTS = [
    ({"title": None}, {"/title": "null"}),
    ({"title": ""}, {"/title": "blank"}),
    ({"title": " \n\t\u3000"}, {"/title": "blank"}),
    ({"title": 5}, {"/title": "type"}),
    ({"title": ["A"]}, {"/title": "type"}),
    ({"title": "a\x00b"}, {"/title": "characters"}),
    ({"summary": "a\x1bb"}, {"/summary": "characters"}),
    ({"title": "a\uffffb"}, {"/title": "characters"}),
    ({"title": "a" * 1_001}, {"/title": "too_long"}),
    ({"place": "a" * 501}, {"/place": "too_long"}),
    on(party(name="a" * 501), "/name", "too_long"),
    on(commitment(statement="a" * 2_001), "/statement", "too_long"),
    on(quote(text="a" * 20_001), "/text", "too_long"),
    on(quote(paraphrase="yes"), "/paraphrase", "type"),
    on(amount(comparator="about"), "/comparator", "choice"),
    on(amount(upper="14999999.99"), "/upper", "order"),
    *(on(amount(comparator=limit, upper="20000000"), "/upper", "choice") for limit in ("gte", "lte")),
    on(amount(amount=None, text="US$15 million", upper="20000000"), "/amount", "required"),
    *(on(amount(price_year=text), "/price_year", "format") for text in ("2022-23", "2022/2023", "202X", "FY2026")),
    on(amount(price_year="0000"), "/price_year", "date"),
    on(amount(value_date="2026/.."), "/value_date", "date"),
    on(amount(restates="ionq"), "/restates", "uuid"),
    on(amount(approximate=1), "/approximate", "type"),
    on(amount(approximate="true"), "/approximate", "type"),
]
SHAPES: list[tuple[dict[str, Any], Errors]] = [
    *(({name: {}}, {f"/{name}": "type"}) for name in ("parties", "commitments", "topics", "identifiers", "relations")),
    ({"sources": "s"}, {"/sources": "type"}),
    ({"sources": [None]}, {"/sources/0": "null"}),
    ({"sources": [5]}, {"/sources/0": "type"}),
    ({"sources": [[]]}, {"/sources/0": "type"}),
    ({"translations": []}, {"/translations": "type"}),
    ({"translations": {"ko": "제목"}}, {"/translations/ko": "type"}),
    ({"topics": ["a", None]}, {"/topics/1": "null"}),
    on(commitment(target="10000"), "/target", "type"),
    on(commitment(target=[]), "/target", "type"),
    on(commitment(evidence={}), "/evidence", "type"),
    on(party(roles=[]), "/roles", "length"),
    on(party(roles="issuer"), "/roles", "type"),
    on(party(roles=["issuer", "issuer"]), "/roles/1", "duplicate"),
    on(party(identifiers=[{"scheme": "lei", "id": str(n)} for n in range(21)]), "/identifiers", "length"),
]
DATES: list[tuple[dict[str, Any], Errors]] = [
    *(
        ({"announced_on": text}, {"/announced_on": "date"})
        for text in (
            "2026-02-30",
            "2026-13-01",
            "2026-00",
            "2025-02-29",
            "2026-1-29",
            "29.01.2026",
            "yesterday",
            "20260129",
            "0000",
            "10000-01-01",
            "-0001",
            "\uff12\uff10\uff12\uff16",
            "2026-01-29T25:00:00",
            "2026-20",
            "2026-42",
            "2026/2025",
            "2026/2027/2028",
            "2026/..",
            "/",
            "../..",
            "2026-01-29/",
            "2" * 64,
        )
    ),
    ({"announced_on": 2026}, {"/announced_on": "type"}),
    ({"effective": "2026-06-31"}, {"/effective": "date"}),
    on(commitment(due="by July"), "/due", "date"),
    on(commitment(starts="2026-02-29"), "/starts", "date"),
    on(commitment(baseline={"value": "1", "on": "2026-W05"}), "/baseline/on", "date"),
    on(amount(period="2028/2026"), "/period", "date"),
    on(amount(change={"percent": "25.4", "compared_with": "last year"}), "/change/compared_with", "date"),
    on(quote(said_on="2026-04-31"), "/said_on", "date"),
    on(source(published_on="0"), "/published_on", "date"),
    *(
        on(source(retrieved_at=text), "/retrieved_at", "instant")
        for text in (
            "2026-01-30",
            "2026-01-30T08:00:00",
            "2026-01-30T08:00",
            "2026-01-30 08:00:00",
            "2026-W05-5T08:00:00Z",
            "2026-02-30T08:00:00Z",
            "2026-01-30T25:00:00Z",
            "0001-01-01T00:00:00+14:00",
            "\uff12\uff1026-01-30T08:00:00Z",
        )
    ),
]
CODES: list[tuple[dict[str, Any], Errors]] = [
    *(({"jurisdiction": code}, {"/jurisdiction": "jurisdiction"})
      for code in ("XX", "kr", "KOR", "US-ZZ", "EU-BE", "K", "\uff2b", "South Korea", "K" * 3_000)),
    *(({"language": tag}, {"/language": "language"})
      for tag in ("xx", "english", "eng", "en_GB", "en-ZZZZZ", "e", "-", "en--GB", "zh-xxx", "한국어")),
    ({"translations": {"nowhere": {"title": "A"}}}, {"/translations/nowhere": "language"}),
    ({"translations": {"_schema": {"title": "A"}}}, {"/translations/_schema": "language"}),
    ({"translations": {"KO-kr": {"title": "A"}, "ko-KR": {"title": "B"}}}, {"/translations/ko-KR": "duplicate"}),
    ({"translations": {"ko": {"title": ""}}}, {"/translations/ko/title": "blank"}),
    *(on(amount(currency=code), "/currency", "currency")
      for code in ("ZZZ", "usd", "XXX", "XTS", "$", "dollar", "U" * 3_000)),
    on(party(jurisdiction="Korea"), "/jurisdiction", "jurisdiction"),
    on(quote(language="klingon"), "/language", "language"),
    on(quote(translated_from="??"), "/translated_from", "language"),
    on(source(language="xx"), "/language", "language"),
    on(source(sha256="0A" * 32), "/sha256", "format"),
    on(source(sha256="0a" * 31), "/sha256", "format"),
]  # fmt: skip
DECIMALS = [
    *(on(amount(amount=text), "/amount", "format") for text in (
        SIXTY, f"1.{SIXTY[:58]}", "1e6", "1,000", "1.", ".5", "01", "+1", "--1", "1_000", "NaN", "Infinity",
        "0x10", "\uff11",
        "100000000000000000000", "0.000000001", "1 ", "half")),
    *(on(amount(amount=number), "/amount", "type") for number in (15_000_000, 1.5, 0, -1, 10**30, 1e300, True,
    ["1"])),
    on(amount(amount="1" * 101), "/amount", "too_long"),
    on(amount(amount=""), "/amount", "blank"),
    on(commitment(target={"value": 10_000}), "/target/value", "type"),
    on(commitment(target={"value": SIXTY}), "/target/value", "format"),
    on(commitment(target={"value": "1", "upper": SIXTY}), "/target/upper", "format"),
    on(commitment(target={"unit": "experts"}), "/target/value", "required"),
    on(commitment(target={"value": "10", "upper": "9.99"}), "/target/upper", "order"),
    on(commitment(target={"value": "-1", "upper": "-1.00000001"}), "/target/upper", "order"),
    on(commitment(baseline={}), "/baseline/value", "required"),
    on(amount(change={"compared_with": "2025"}), "/change/percent", "required"),
    on(amount(change={"percent": "25.4%"}), "/change/percent", "format"),
    on(amount(currency=None), "/currency", "required"),
    *(on(amount(amount=None, currency=None, text=text), "/text", "doubtful") for text in (
        "about a billion", "15 million", "$6-5 billion", "nearly US$15 million", "¥500 million", "500 kroner",
        "€1.500", "US$1.2.3", "US$15 million in Busan", "a" * 201, "US$15\u00b2")),
    on(amount(amount=None, currency="EUR", text="US$15 million"), "/text", "doubtful"),
    ({"amounts": [{"kind": "budget"}]}, {"/amounts/0/amount": "required"}),
    ({"amounts": [{"kind": "budget", "currency": "USD"}]}, {"/amounts/0/amount": "required"}),
]  # fmt: skip
NAMES: list[tuple[dict[str, Any], Errors]] = [
    *(({"topics": [slug]}, {"/topics/0": "format"})
      for slug in ("Quantum", "quantum technology", "-a", "a--b", "Ünal", "양자 기술", "a/b")),
    ({"topics": ["a" * 81]}, {"/topics/0": "too_long"}),
    ({"topics": ["ai", "quantum", "ai"]}, {"/topics/2": "duplicate"}),
    on(commitment(topics=["ai", "ai"]), "/topics/1", "duplicate"),
    ({"identifiers": [{"scheme": "MSIT", "id": "1"}]}, {"/identifiers/0/scheme": "format"}),
    ({"identifiers": [{"scheme": "msit"}]}, {"/identifiers/0/id": "required"}),
    ({"identifiers": [{"scheme": "msit", "id": "1"}, {"id": "1", "scheme": "msit"}]},
    {"/identifiers/1": "duplicate"}),
    *(on(commitment(key=key), "/key", "format") for key in ("a b", "-a", "_schema", "a/b", "ⅷ", "키", "a\n")),
    on(commitment(key="a" * 65), "/key", "too_long"),
    *(on(source(url=url), "/url", "url") for url in (
        "javascript:alert(1)", "data:text/html,x", "/road-map", "www.example.org", "//example.org/a",
        "ftp://example.org",
        "file:///etc/passwd", "http://", "https:///a", "http://[::1", "http://a:99999/", "http://a:b/",
        "https://a b.org/",
        " https://example.org", "JavaScript://example.org/%0aalert(1)", "http:example.org", "mailto:a@example.org")),
    on(source(archived_url="javascript:alert(1)"), "/archived_url", "url"),
    on(relation(url="data:,x"), "/url", "url"),
    on(source(url="https://example.org/" + "a" * 1_981), "/url", "too_long"),
    ({"sources": [{"kind": "social"}]}, {"/sources/0/url": "required"}),
    ({"relations": [{"type": "cites"}]}, {"/relations/0/announcement": "required"}),
]  # fmt: skip


@pytest.mark.parametrize(("members", "errors"), [*TEXTS, *SHAPES, *DATES, *CODES, *DECIMALS, *NAMES])
def test_an_invalid_value_is_one_error_at_its_pointer(client: Client, members: dict[str, Any], errors: Errors) -> None:
    assert refused(client.post(RECORDS, json=draft(**members))) == errors


@pytest.mark.parametrize(
    ("character", "words"),
    [
        ("\f", "Character 7 is a form feed (U+000C)."),
        ("\v", "Character 7 is a vertical tab (U+000B)."),
        ("\x1b", "Character 7 is an escape (U+001B)."),
        ("\x02", "Character 7 is a control character (U+0002)."),
    ],
)
def test_a_character_that_no_text_may_have_is_named_with_its_place(client: Client, character: str, words: str) -> None:
    answer = client.post(RECORDS, json=draft(body=f"Page 1{character}Page 2"))
    (error,) = answer.get_json()["errors"]
    assert (answer.status_code, error["pointer"]) == (422, "/body")
    assert error["detail"].startswith(words)
