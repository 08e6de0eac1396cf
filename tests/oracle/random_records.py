"""Random records with few distinct values, so that filters hit. Any `Random` will do, Hypothesis's included."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from random import Random
from typing import Any

from domain.dates.seasons import is_southern

Part = dict[str, Any]

LANGUAGES = ("en", "en-GB", "ko", "zh-Hant", "zh-Hant-TW")
JURISDICTIONS = ("KR", "US", "US-CA", "EU", "AU", "ID")
KINDS = ("plan", "law", "roadmap")
TOPICS = ("ai", "quantum-technology", "chips", "양자-기술")
PLACES = ("Seoul", "Sejong", None)
ROLES = ("issuer", "partner", "funder", "speaker")
STATES = ("published", "published", "published", "draft")
SOURCE_KINDS = ("press_release", "news_report", "speech")
PUBLISHERS = ("IANS", "연합뉴스", None)
ANNOUNCED = ("2026-01-29", "2026-01-30", "2026-01", "2025", "2025-12-31", "2025-12/2026-01", "2026-33", "2024-02-29~",
             "../2025-06", "2025-23", "2019-06", "2026-01-29 17:00:00+13:45")  # fmt: skip
DATES = (
    *(
        "2026-07",
        "2026-07-31",
        "2026",
        "2026~",
        "2025-41",
        "2026/2028",
        "2026/..",
        "../2026-06-30",
        "2024/",
        "2035",
        None,
    ),
    *("1999", "2999-12-31", None, "2026-21", "2025-24", "2026-29", "?2026-1X"),
)
PERIODS = (*DATES, "2025-10/2026-09", "2025-07/2026-06", "2025-08", "2025-04-06/2026-04-05", "2026-02/2026-11")
WORDS = (
    *(
        "Quantum chips for the snapshot",
        "Train 10,000 experts",
        "양자 산업 로드맵",
        "量子技術の計画",
        "Café chips, and AI",
    ),
    "A budget of 1.68 trillion for chips",
)
IONQ = {"kind": "company", "jurisdiction": "US"}
WITH_NUMBER = IONQ | {"identifiers": [{"scheme": "wikidata", "id": "Q1"}]}
PARTY_VARIANTS = (
    {"name": "Ministry of Science", "kind": "government", "jurisdiction": "KR"},
    {"name": "MINISTRY  of Sciénce", "kind": "government", "jurisdiction": "KR"},
    {"name": "IonQ", "kind": "company", "jurisdiction": "US"},
    {"name": "IonQ", "kind": "company", "jurisdiction": "US", "identifiers": [{"scheme": "wikidata", "id": "Q1"}]},
    {
        "name": "IonQ, Inc.",
        "kind": "company",
        "jurisdiction": "US",
        "identifiers": [{"scheme": "wikidata", "id": "Q1"}],
    },
    {"name": "IonQ", "kind": "organisation", "identifiers": [{"scheme": "lei", "id": "A:1"}]},
    {"name": "배경훈", "kind": "person", "post": "Science Minister"},
    {"name": "Samsung", "kind": "company", "jurisdiction": "KR"},
    {"name": "wikidata:Q1", "kind": "group"},
)
UNITS = ("experts", "companies", None)
FIGURES = ("5", "10000", "-1.5", "0.00000001", "0", "99999999999999999999.99999999", "5.00")
AMOUNTS = ("15000000", "0.1", "0.2", "-3", "6440000000000", "99999999999999999999.99999999", "0")
CURRENCIES = ("USD", "KRW", "EUR", "IRR")
POLICY_STATUSES = ("proposed", "adopted", "in_force", "suspended", "ended", "repealed")
STATUS_DATES = ("2025-12-31", "2026-01", "2026-07-31~", None)
RELATION_TYPES = ("amends", "supersedes", "cites")
PERCENTS = ("25.4", "-3", "0", None)
STATUSES = ("not_started", "in_progress", "delayed", "met", "partly_met", "missed", "abandoned", "reversed")
REPORT_DATES = ("2026-02-01", "2026-02", "2026")


def sample_of(random: Random, values: Sequence[Any], most: int = 2) -> list[Any]:
    """A few distinct values."""
    return random.sample(list(values), random.randint(0, min(most, len(values))))


def without_none(**members: Any) -> Part:
    """A part without the members that are None."""
    return {name: value for name, value in members.items() if value is not None}


def one_or_none(random: Random, values: Sequence[Any]) -> Any:
    """One of the values, or None."""
    return random.choice([None, *values])


def make_record(random: Random, number: int) -> Part:
    """A record with a few parts; `number` makes its identifiers unique."""
    parties = [make_party(random, key) for key in ("p1", "p2", "p3")[: random.randint(1, 3)]]
    parties[0]["roles"] = list(dict.fromkeys(["issuer", *parties[0]["roles"]]))
    sources = [make_source(random, key) for key in ("s1", "s2")[: random.randint(1, 2)]]
    keys = [party["key"] for party in parties]
    identifiers = [{"scheme": "gov", "id": f"No: {number}"}] if random.choice([True, False]) else []
    return without_none(
        state=random.choice(STATES),
        kind=random.choice(KINDS),
        title=random.choice(WORDS),
        summary=one_or_none(random, WORDS),
        language=random.choice(LANGUAGES),
        **make_jurisdictions(random),
        place=random.choice(PLACES),
        announced_on=random.choice(ANNOUNCED),
        effective=random.choice(DATES),
        policy_status=make_policy_status(random),
        relations=[make_relation(random, number) for _ in range(random.randint(0, 2))],
        topics=sample_of(random, TOPICS),
        identifiers=identifiers,
        parties=parties,
        sources=sources,
        commitments=[make_commitment(random, key, keys) for key in ("c1", "c2")[: random.randint(0, 2)]],
        amounts=[make_amount(random, key, keys) for key in ("a1", "a2", "a3")[: random.randint(0, 3)]],
        quotes=[make_quote(random, key, keys) for key in ("q1", "q2")[: random.randint(0, 2)]],
    )


def make_policy_status(random: Random) -> Part | None:
    """A status of a policy, or none."""
    code = one_or_none(random, POLICY_STATUSES)
    return without_none(code=code, on=random.choice(STATUS_DATES)) if code else None


def make_relation(random: Random, number: int) -> Part:
    """A relation to a document, which may be the record of another number."""
    identifier = {"scheme": "gov", "id": f"No: {random.randint(0, number + 1)}"}
    return {"type": random.choice(RELATION_TYPES), "title": "A plan"} | random.choice(({}, {"identifier": identifier}))


def make_jurisdictions(random: Random) -> Part:
    """A jurisdiction, and sometimes others of a joint announcement, with the same seasons."""
    first, *others = random.sample(JURISDICTIONS, random.choice((1, 1, 1, 2, 3)))
    others = [each for each in others if is_southern(each) == is_southern(first)]
    return {"jurisdiction": first} | ({"other_jurisdictions": others} if others else {})


def make_party(random: Random, key: str) -> Part:
    """One of a few parties."""
    roles = sample_of(random, ROLES) or ["other"]
    return {"key": key, "roles": roles, **random.choice(PARTY_VARIANTS)}


def make_source(random: Random, key: str) -> Part:
    """A source."""
    publisher = random.choice(PUBLISHERS)
    return without_none(key=key, kind=random.choice(SOURCE_KINDS), title="A report", publisher=publisher)


def make_commitment(random: Random, key: str, parties: Sequence[str]) -> Part:
    """A commitment."""
    value, upper = sorted(random.sample(FIGURES, 2), key=Decimal)
    target = without_none(
        value=value,
        upper=random.choice((None, None, upper)),
        unit=random.choice(UNITS),
        comparator=one_or_none(random, ("eq", "gte", "lte", "about")),
    )
    return without_none(
        key=key,
        kind=random.choice(("goal", "target", "milestone")),
        statement=random.choice(WORDS),
        target=random.choice((None, target)),
        due=random.choice(DATES),
        starts=random.choice(DATES),
        place=random.choice(PLACES),
        topics=sample_of(random, TOPICS),
        progress=[make_report(random) for _ in range(random.choice((0, 0, 1, 2)))],
        parties=[without_none(party=each, role=one_or_none(random, ROLES)) for each in sample_of(random, parties)],
    )


def make_report(random: Random) -> Part:
    """A progress report."""
    return {"status": random.choice(STATUSES), "on": random.choice(REPORT_DATES)}


def make_amount(random: Random, key: str, parties: Sequence[str]) -> Part:
    """An amount, which may be a part of the one before it."""
    whole = {"a2": "a1", "a3": "a2"}.get(key)
    percent = random.choice(PERCENTS)
    figure, other = random.choice(AMOUNTS), random.choice(AMOUNTS)
    is_range = random.choice((True, False, False)) and Decimal(other) >= Decimal(figure)
    return without_none(
        key=key,
        kind=random.choice(("budget", "investment", "grant")),
        amount=figure,
        comparator=None if is_range else random.choice((None, None, "eq", "gte", "lte")),
        upper=other if is_range else None,
        currency=random.choice(CURRENCIES),
        approximate=random.choice((None, True, False)),
        period=random.choice(PERIODS),
        frequency=one_or_none(random, ("total", "annual")),
        stage=one_or_none(random, ("proposed", "approved", "spent")),
        part_of=random.choice((None, whole)),
        payer=one_or_none(random, parties),
        payee=one_or_none(random, parties),
        change=None if percent is None else {"percent": percent, "compared_with": "2025"},
    )


def make_quote(random: Random, key: str, parties: Sequence[str]) -> Part:
    """A quote."""
    return without_none(
        key=key,
        text=random.choice(WORDS),
        language=random.choice(LANGUAGES),
        speaker=random.choice(parties),
        said_on=random.choice(DATES),
        paraphrase=random.choice((None, True, False)),
        translated_from=one_or_none(random, LANGUAGES),
    )
