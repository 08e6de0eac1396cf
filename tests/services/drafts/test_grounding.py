"""No draft states what its text does not: whatever a text is, and whatever an extractor hands over."""

from __future__ import annotations

import os
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from marshmallow import ValidationError

from api.services.drafts import assemble
from api.services.drafts.extraction import Malformed, read_extraction
from benchmarks.drafts.articles import read_articles
from domain.extractor_process import line_of
from domain.json import parse_json
from domain.money.parser import parse_money
from domain.reading import Hints
from domain.reading.rules import RulesExtractor
from schemas.record.announcement import AnnouncementSchema
from schemas.resources.draft import DraftRequestSchema
from tests.strategies import READABLE, SPEECH, json_values, scalars

Json = dict[str, Any]

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "60"))
QUICK = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
RECORD, REQUEST = AnnouncementSchema(), DraftRequestSchema()
MAY_BE_MISSING = {"kind", "title", "language", "jurisdiction", "announced_on"}
EXTRACTOR = {"name": "hostile", "version": "1"}

WORDS = (
    *(text for text, _ in READABLE),
    *SPEECH,
    *(
        "The Ministry of Health",
        "said Ms Bae.",
        "“We will build 300 schools”",
        "by July 2027",
        "will train 10,000 experts",
    ),
    *(
        "\n\n",
        "CAIRO, April 13 (Reuters) - ",
        "과학기술정보통신부는",
        "2030년까지",
        "$",
        "5",
        "if",
        "not",
        "«",
        "”",
        "(",
        "(a(a(",
    ),
)
TEXTS = st.lists(st.sampled_from(WORDS) | st.text(max_size=20), max_size=30).map(" ".join)
LINES = [line for article in read_articles() for line in article.text.splitlines(keepends=True)]
REAL_TEXTS = st.lists(st.sampled_from(LINES), min_size=1, max_size=12).map("".join)
"""Lines of annotated articles in any order."""

TYPES = ("field", "party", "commitment", "amount", "quote", "source")
VALUES: dict[str, tuple[Any, ...]] = {
    "kind": ("plan", "government", "goal", "grant", "news_report", "person"),
    "roles": (["issuer"], ["speaker", "speaker"], []),
    "amount": ("15000000", "1200000000", "5", "1e400", "NaN", 5),
    "currency": ("USD", "EUR", "KRW", "XXX", "euro"),
    "target": ({"value": "300", "unit": "schools"}, {"value": "10000"}, {"value": None}, {"value": "1", "upper": "0"}),
    "due": ("2027-07", "2030", "../..", "soon", "2026-21/2025-22"),
    "announced_on": ("2026-04-13", "0000-00-00"),
    "language": ("en", "xx-", "ko"),
    "jurisdiction": ("KR", "South Korea", "EU"),
    "key": ("p1", "a", "not a key", ""),
    "speaker": ("p1", "a", "nobody"),
    "part_of": ("p1", "a"),
    "parties": ([{"party": "p1", "role": "partner"}], [{"party": 5}], {}),
    "about": (["p1", "c1"], ["nobody"]),
}
NAMES = (
    *VALUES,
    "name",
    "text",
    "title",
    "statement",
    "place",
    "publisher",
    "post",
    "summary",
    "identifiers",
    "evidence",
)


def is_taken(text: str) -> bool:
    """Whether the request takes a text."""
    try:
        REQUEST.load({"text": text})
    except ValidationError:
        return False
    return True


ANY_TEXTS = (TEXTS | REAL_TEXTS).filter(is_taken)


@st.composite
def answers(draw: st.DrawFn, text: str) -> Any:
    """What a worker process may answer: findings with right and wrong words, or anything else."""
    pieces = st.integers(0, len(text)).flatmap(
        lambda at: st.tuples(st.just(at), st.integers(at, min(len(text), at + 40)))
    )
    spans = pieces.map(list) | st.lists(st.integers(-2, len(text) + 2), max_size=3) | scalars

    def members(names: list[str]) -> Json:
        words = pieces.map(lambda place: text[slice(*place)])
        values = {
            name: st.sampled_from(VALUES[name]) if name in VALUES else words | st.text(max_size=9) for name in names
        }
        return {name: draw(value | json_values) for name, value in values.items()}

    findings = [
        {
            "type": draw(st.sampled_from(TYPES) | scalars),
            "members": members(draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=9))),
            "spans": draw(st.lists(spans, max_size=3)),
            "band": draw(st.sampled_from(("sure", 5))),
            "doubt": draw(st.none() | scalars),
            "alternatives": draw(st.none() | st.lists(json_values, max_size=2)),
        }
        for _ in range(draw(st.integers(0, 12)))
    ]
    left_out = [{"type": "amount", "span": draw(spans), "reason": draw(st.sampled_from(("denied", "mood")))}]
    return {"findings": findings, "left_out": left_out, "language": draw(scalars)}


def check_draft(text: str, draft: Json) -> None:
    """Assert that a record is valid but for what is missing, and that the text has all that it states."""
    record, squeezed_text = draft["record"], squeezed(text)
    assert {*errors_in(record)} <= MAY_BE_MISSING - record.keys()
    for piece in [*(each for entry in draft["review"] for each in entry["evidence"]), *draft["left_out"]]:
        assert text[piece["start"] : piece["end"]] == piece["exact"] != ""
    for name in ("parties", "commitments", "amounts", "quotes"):
        assert all(part["evidence"] for part in record[name])
    for party in record["parties"]:
        assert any(squeezed(party["name"]) in squeezed(each["exact"]) for each in party["evidence"])
    for quote in record["quotes"]:
        said = "".join(each["exact"] for each in quote["evidence"])
        assert letters(quote["text"]) == letters(said)
        assert quote["speaker"] in {party["key"] for party in record["parties"]}
    for amount in record["amounts"]:
        assert any(states(each["exact"], amount, record) for each in amount["evidence"]) or len(amount["evidence"]) > 1
    for commitment in record["commitments"]:
        for part in commitment["statement"].split(" … "):
            assert squeezed(part) in squeezed_text


def errors_in(record: Json) -> Json:
    """The errors of a record by its members."""
    try:
        RECORD.load(record)
    except ValidationError as error:
        return dict(error.messages_dict)
    return {}


def squeezed(text: str) -> str:
    """A text in lower case with single spaces and straight apostrophes."""
    return " ".join(text.casefold().replace("\u2019", "'").replace("\u2018", "'").replace("\u02bc", "'").split())


def letters(text: str) -> list[str]:
    """The letters and digits of a text."""
    return [each for each in text.casefold() if each.isalnum()]


def states(words: str, amount: Json, record: Json) -> bool:
    """Whether words, or the part of them that is the amount's text, are read as its sum."""
    locale = {"jurisdiction": record.get("jurisdiction"), "language": record.get("language")}
    for text in {words, amount.get("text", words)}:
        try:
            money = parse_money(text, currency=amount["currency"], **locale)
        except ValueError:
            continue
        if f"{money.amount:f}" == amount["amount"]:
            return True
    return False


@QUICK
@given(st.data())
def test_a_hostile_extractor_cannot_invent(data: st.DataObject) -> None:
    text = data.draw(ANY_TEXTS)
    try:
        extraction, _ = read_extraction(data.draw(answers(text) | json_values), text)
    except Malformed:
        return
    draft, _ = assemble(text, {"published_on": "2026-04-13"}, extraction, EXTRACTOR)
    check_draft(text, draft)


@QUICK
@given(ANY_TEXTS, st.sampled_from((None, "KR", "IN", "US")))
def test_the_rules_state_only_what_a_text_has(text: str, jurisdiction: str | None) -> None:
    wanted = {} if jurisdiction is None else {"jurisdiction": jurisdiction}
    answer = parse_json(line_of(RulesExtractor().extract(text, Hints(**wanted))))
    extraction, malformed = read_extraction(answer, text)
    draft, _ = assemble(text, wanted, extraction, EXTRACTOR)
    check_draft(text, draft)
    assert malformed == 0
