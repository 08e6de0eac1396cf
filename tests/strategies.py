"""Hypothesis strategies: any JSON, and valid records that are small enough to be stored in a few ms."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from domain import vocabularies as words
from domain.codes import CURRENCIES, JURISDICTIONS
from domain.dates.edtf import parse_edtf
from domain.dates.seasons import is_southern
from domain.ids import part_id
from schemas.record.evidence import STATED_FIELDS
from tests.date_strategies import announced_on, closed_date, edtf, is_same_everywhere, qualifier, year

Strategy = st.SearchStrategy[Any]
Keys = dict[str, list[str]]

ELSEWHERE = (UUID("018f0000-0000-7000-8000-000000000001"), UUID("3f0d0c1e-95f1-4ad0-a8de-0d3c4a8c9a11"))
"""Ids of two records that a test stores first, each with an amount `a`, so that others can refer to them."""

STATED_THERE = part_id(ELSEWHERE[0], "amount", "a")
"""Id of an amount in the first of them, which others may restate."""

SORTS = ("parties", "commitments", "amounts", "quotes", "sources")
SPEECH = (
    "양자 산업 로드맵",
    "量子技術ロードマップ",
    "🇰🇷🧑‍🔬 2035",
    "e\u0301 and é",
    "ﾊﾟ\u3099 ㎏ ﷺ",
    "עברית \u202eعربي\u202c",
    "a\tb\r\nc",
    " x ",
    "\u200b\u0301\ud7ff\U0010fffd",
    '"\\/</script>{{7*7}}%s',
    "' OR 1=1 --",
)
READABLE = (
    ("US$15 million", "USD"),
    ("€1.2bn", "EUR"),
    ("about 6.44 million won", "KRW"),
    ("6조 4400억 원", "KRW"),
    ("₹5 crore", "INR"),
    ("3000億円", "JPY"),
    ("12,345.67", "CHF"),
)
LIMITS = ("0", "-0", "0.00000001", "1.50", "99999999999999999999.99999999", "-99999999999999999999.99999999")
TAGS = ("ko", "en", "en-GB", "zh-Hant-TW", "sr-Latn", "es-419", "de-CH-1996", "yue", "tlh", "ja-JP-u-ca-japanese")
TOPICS = ("künstliche-intelligenz", "양자-기술", "क्वांटम-२", "квантовые-технологии", "ปัญญาประดิษฐ์", "ai-量子")
ADDRESSES = (
    "https://www.example.org/road-map?x=1&y=%20#a",
    "http://[2001:db8::1]:8080/",
    "https://예시.kr/정책/1",
    f"https://example.org/{'a' * 1_980}",
)
MOMENTS = ("2026-01-30T08:00:00Z", "1999-12-31T23:59:59.123456Z", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z")


def choice(vocabulary: words.Vocabulary) -> Strategy:
    """A term of a closed list."""
    return st.sampled_from(vocabulary.codes)


def members(required: dict[str, Strategy], **optional: Strategy) -> Strategy:
    """An object; optional members may be absent or null."""
    return st.fixed_dictionaries(required, optional={name: st.none() | member for name, member in optional.items()})


def written(item: Any) -> str:
    """Canonical JSON of an item, for comparison."""
    return json.dumps(item, sort_keys=True)


def several(item: Strategy, *, least: int = 0, most: int = 2, unique: bool = False) -> Strategy:
    """A short list."""
    return st.lists(item, min_size=least, max_size=most, unique_by=written if unique else None)


def is_stated(text: str) -> bool:
    """Whether the text is not blank."""
    return bool(text) and not text.isspace()


letters = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
text = st.sampled_from(SPEECH) | st.text(letters, min_size=1, max_size=12).filter(is_stated)
slug = st.from_regex("[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}", fullmatch=True) | st.sampled_from(TOPICS)
scheme = st.sampled_from(("wikidata", "ror", "lei", "msit.go_kr-1"))
key = st.sampled_from(("p1", "c1", "a1", "q1", "s1")) | st.from_regex("[A-Za-z0-9][A-Za-z0-9._-]{0,7}", fullmatch=True)
language = st.sampled_from(TAGS)
jurisdiction = st.sampled_from((*JURISDICTIONS, "US-CA", "KR-11", "GB-SCT", "FR-2A"))
url = st.sampled_from(ADDRESSES)
identifiers = several(members({"scheme": scheme, "id": text}), unique=True)
evidence_words = {"exact": text}
offset = st.integers(0, 10_000)
field_evidence = evidence_words | {"field": st.sampled_from(STATED_FIELDS)}

digits = st.integers(0, 10**20 - 1).map(str) | st.integers(0, 99).map(str)
fraction = st.just("") | st.integers(0, 10**8 - 1).map(".{:08}".format) | st.integers(0, 9).map(".{}".format)
decimals = st.sampled_from(LIMITS) | st.builds("{}{}{}".format, st.sampled_from(("", "-")), digits, fraction)


def ordered(low: str, high: str) -> dict[str, str]:
    """A range of two decimals."""
    low, high = sorted((low, high), key=Decimal)
    return {"value": low, "upper": high}


target = st.builds(
    lambda ends, rest: rest | ends,
    st.builds(ordered, decimals, decimals) | decimals.map(lambda value: {"value": value}),
    members({}, unit=text, comparator=choice(words.COMPARATOR)),
)


reports = several(
    members(
        {"status": choice(words.COMMITMENT_STATUS), "on": closed_date.filter(is_same_everywhere)},
        value=decimals, note=text, source=members({"title": text}, url=url, official=st.booleans()),
    )
).map(lambda each: sorted(each, key=lambda report: parse_edtf(report["on"]).last or date.max))  # fmt: skip
"""Progress reports in the order in which a record shows them."""

baseline = (
    st.builds(lambda value: {"value": value}, decimals)
    | st.builds(lambda on: {"on": on}, edtf)
    | st.builds(lambda value, on: {"value": value, "on": on}, decimals, edtf)
)


def reference(keys: list[str]) -> Strategy:
    """The key of one of these parts; null if there are none."""
    return st.sampled_from(keys) if keys else st.none()


def references(keys: list[str], inner: dict[str, Strategy], name: str, **optional: Strategy) -> Strategy:
    """A list of objects that each refer to one of these parts."""
    return several(members({name: st.sampled_from(keys), **inner}, **optional)) if keys else st.just([])


def evidence(keys: Keys) -> Strategy:
    """Evidence from some of the record's sources."""
    return references(keys["sources"], evidence_words, "source", prefix=text, suffix=text, start=offset)


def placed(evidence: dict[str, Any], digested: set[str | None]) -> dict[str, Any]:
    """Evidence with both offsets, or with none where its source has no digest."""
    start = evidence.pop("start", None)
    is_placed = start is not None and evidence["source"] in digested
    return evidence | ({"start": start, "end": start + len(evidence["exact"])} if is_placed else {})


def parties(keys: Keys) -> Strategy:
    """A party without `part_of`."""
    roles = several(choice(words.PARTY_ROLE), least=1, unique=True)
    return members(
        {"name": text, "kind": choice(words.PARTY_KIND), "roles": roles},
        jurisdiction=jurisdiction, post=text, identifiers=identifiers, evidence=evidence(keys),
    )  # fmt: skip


def commitments(keys: Keys) -> Strategy:
    """A commitment."""
    return members(
        {"kind": choice(words.COMMITMENT_KIND), "statement": text},
        target=target, baseline=baseline, due=edtf, due_text=text, starts=edtf, place=text,
        parties=references(keys["parties"], {}, "party", role=choice(words.PARTY_ROLE)), progress=reports,
        topics=several(slug, unique=True), evidence=evidence(keys),
    )  # fmt: skip


limit = members({}, comparator=choice(words.AMOUNT_COMPARATOR))
figures = st.builds(lambda figure, limit: {"amount": figure} | limit, decimals, limit) | st.builds(
    lambda ends: {"amount": ends["value"], "upper": ends["upper"]}, st.builds(ordered, decimals, decimals)
)


def amounts(keys: Keys) -> Strategy:
    """An amount without `part_of`, stated as a decimal, a limit or a range, or as text alone."""
    money = st.fixed_dictionaries({"currency": st.sampled_from(sorted(CURRENCIES))}, optional={"text": text})
    stated = st.builds(lambda figure, more: figure | more, figures, money)
    read = st.sampled_from([{"text": sum_, "currency": currency} for sum_, currency in READABLE])
    change = members({"percent": decimals}, compared_with=edtf, base=decimals)
    rest = members(
        {"kind": choice(words.AMOUNT_KIND)},
        approximate=st.booleans(), period=edtf, frequency=choice(words.FREQUENCY), stage=choice(words.STAGE),
        price_year=st.builds("{}{}".format, year, qualifier), value_date=closed_date,
        restates=st.just(str(STATED_THERE)),
        commitment=reference(keys["commitments"]), payer=reference(keys["parties"]), payee=reference(keys["parties"]),
        purpose=text, change=change, evidence=evidence(keys),
    )  # fmt: skip
    return st.builds(lambda money, more: money | more, stated | read, rest)


def quotes(keys: Keys) -> Strategy:
    """A quote of one of the parties."""
    every = [each for sort in SORTS for each in keys[sort]]
    return members(
        {"text": text, "language": language, "speaker": st.sampled_from(keys["parties"])},
        said_on=edtf, paraphrase=st.booleans(), translated_from=language,
        about=several(st.sampled_from(every), unique=True), evidence=evidence(keys),
    )  # fmt: skip


def sources(keys: Keys) -> Strategy:
    """A source with a URL, a title or both."""
    named = st.sampled_from(({"url": ADDRESSES[0]}, {"title": "보도자료"}, {"url": ADDRESSES[1], "title": "T"}))
    rest = members(
        {"kind": choice(words.SOURCE_KIND)},
        publisher=text, via=text, author=text, official=st.booleans(), language=language, published_on=edtf,
        retrieved_at=st.sampled_from(MOMENTS), archived_url=url, sha256=st.just("0a" * 32),
        history=several(members({"on": edtf, "note": text})), evidence=evidence(keys),
    )  # fmt: skip
    return st.builds(lambda name, more: name | more, named, rest)


PARTS = {"parties": parties, "commitments": commitments, "amounts": amounts, "quotes": quotes, "sources": sources}
ISSUER = {"name": "과학기술정보통신부", "kind": "government", "roles": ["issuer"], "jurisdiction": "KR"}

relation = st.builds(
    lambda kind, to: {"type": kind} | to,
    choice(words.RELATION_TYPE),
    st.sampled_from([{"announcement": str(id)} for id in ELSEWHERE])
    | members({"identifier": members({"scheme": scheme, "id": text})}, title=text)
    | st.sampled_from(({"url": ADDRESSES[0]}, {"title": "A budget"}, {"url": ADDRESSES[2], "title": "예산"})),
)
policy_status = members({"code": choice(words.POLICY_STATUS)}, on=closed_date)
translations = st.dictionaries(language, st.none() | members({}, title=text, summary=text, body=text), max_size=2)
head = members(
    {"kind": choice(words.ANNOUNCEMENT_KIND), "title": text, "language": language, "jurisdiction": jurisdiction,
     "announced_on": announced_on},
    other_jurisdictions=several(jurisdiction, unique=True),
    summary=text, body=text, translations=translations, place=text, effective=edtf, topics=several(slug, unique=True),
    identifiers=identifiers, relations=several(relation), policy_status=policy_status,
    state=st.sampled_from(("draft", "published")),
)  # fmt: skip


@st.composite
def records(draw: st.DrawFn) -> dict[str, Any]:
    """A valid record."""
    sort_of = draw(st.dictionaries(key, st.sampled_from(SORTS), max_size=7))
    keys = {sort: [each for each in sort_of if sort_of[each] == sort] for sort in SORTS}
    if not keys["parties"]:
        keys["quotes"] = []
    record: dict[str, Any] = draw(head)
    if others := record.get("other_jurisdictions"):
        own = record["jurisdiction"]
        record["other_jurisdictions"] = [
            each for each in others if each != own and is_southern(each) == is_southern(own)
        ]
    record |= {sort: draw_parts(draw, sort, keys) for sort in SORTS}
    record["evidence"] = draw(references(keys["sources"], field_evidence, "source", start=offset))
    digested = {source.get("key") for source in record["sources"] if source.get("sha256")}
    for holder in (record, *chain.from_iterable(record[sort] for sort in SORTS)):
        holder["evidence"] = [placed(each, digested) for each in holder.get("evidence") or ()]
    return publishable(record) if record.get("state") == "published" else record


def draw_parts(draw: st.DrawFn, sort: str, keys: Keys) -> list[dict[str, Any]]:
    """The parts of one list in any order: one per key, and perhaps one without a key."""
    named = [{"key": each} | draw(PARTS[sort](keys)) for each in keys[sort]]
    if sort in {"parties", "amounts"}:
        named = [part | draw(place_in_tree(keys[sort][:index])) for index, part in enumerate(named)]
    nameless = [] if sort == "quotes" else draw(several(PARTS[sort](keys), most=1))
    parts: list[dict[str, Any]] = draw(st.permutations(named + nameless))
    return parts


def place_in_tree(above: list[str]) -> Strategy:
    """The `part_of` of a part: one of the parts `above` it, so that there is no circle."""
    return members({}, part_of=reference(above))


def publishable(record: dict[str, Any]) -> dict[str, Any]:
    """The record with an issuer and a source."""
    source = {"kind": "press_release", "title": "보도자료"}
    return record | {"parties": [*record["parties"], deepcopy(ISSUER)], "sources": [*record["sources"], source]}


names = st.sampled_from(
    ("key", "kind", "title", "amounts", "parties", "roles", "part_of", "amount", "currency", "text", "translations",
     "evidence", "topics", "state", "identifiers", "commitments", "target", "value", "_schema", "announced_on")
)  # fmt: skip
scalars = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20)
    | text | key | decimals | edtf | language | jurisdiction
)  # fmt: skip
json_values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names | st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
