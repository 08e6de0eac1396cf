"""Generated announcements: all different, and the same in every run."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

JURISDICTIONS = ("KR", "US", "EU", "DE", "IN")
CURRENCIES: Mapping[str, str] = {"KR": "KRW", "US": "USD", "EU": "EUR", "DE": "EUR", "IN": "INR"}
KINDS = ("plan", "budget", "strategy", "regulation", "roadmap")
TOPICS = ("quantum-technology", "clean-energy", "public-health", "schools", "housing", "rail", "fisheries", "privacy")
FIRST_DAY, DAYS = date(2016, 1, 1), 3_600
UNITS = ("jobs", "sites", "homes", "megawatts")
WORDS = """
    agency audit bank battery border bridge budget campus capacity carbon charter clinic coast contract council court
    credit crop data deficit design digital district dose drought export factory farm fibre fleet forest freight fund
    grant grid harbour heritage hospital housing hydrogen income industry inquiry insurance inventory island journey
    laboratory labour land law ledger licence loan market material measure mineral ministry mission nurse orchard park
    partner patent pension pilot plant port quality quantum quota rail reactor reform refund region registry reserve
    river road rural safety satellite school season sensor service signal skill soil standard station subsidy supply
    survey target tariff teacher tenant tower trade tunnel valley vessel village voucher wage water wind workshop yield
""".split()  # noqa: SIM905 - a list of a hundred strings is hard to read.


def record(number: int) -> dict[str, Any]:
    """The published record with this number, as a client would send it."""
    random = Random(number)  # noqa: S311  # Reproducible on purpose.
    day = FIRST_DAY + timedelta(days=random.randrange(DAYS))
    jurisdiction = random.choice(JURISDICTIONS)
    sources = [source(random, f"s{index}", day, number) for index in range(1, random.randint(2, 4))]
    return {
        "state": "published",
        "kind": random.choice(KINDS),
        "title": phrase(random, 8).capitalize(),
        "summary": sentences(random, 2),
        "body": sentences(random, 12),
        "language": "en",
        "jurisdiction": jurisdiction,
        "announced_on": day.isoformat(),
        "topics": random.sample(TOPICS, random.randint(1, 3)),
        "identifiers": [{"scheme": "benchmark", "id": f"{number:012}"}],
        "parties": parties(random, jurisdiction),
        "commitments": [commitment(random, f"c{index}", day) for index in range(1, random.randint(4, 7))],
        "amounts": [amount(random, f"a{index}", day, jurisdiction) for index in range(1, random.randint(2, 4))],
        "quotes": [quote(random, f"q{index}", day) for index in range(1, random.randint(2, 4))],
        "sources": sources,
    }


def phrase(random: Random, length: int) -> str:
    """Random words."""
    return " ".join(random.choices(WORDS, k=length))


def sentences(random: Random, count: int) -> str:
    """Random sentences."""
    return " ".join(f"{phrase(random, random.randint(8, 14)).capitalize()}." for _ in range(count))


def parties(random: Random, jurisdiction: str) -> list[dict[str, Any]]:
    """A ministry, its minister and a company, out of a few hundred that recur."""
    field = random.choice(WORDS).capitalize()
    company = f"{random.choice(WORDS).capitalize()} Works"
    home, abroad = {"jurisdiction": jurisdiction}, {"jurisdiction": random.choice(JURISDICTIONS)}
    post = {"post": f"Minister of {field}", "part_of": "ministry"}
    return [
        {"key": "ministry", "name": f"Ministry of {field}", "kind": "government", "roles": ["issuer"], **home},
        {"key": "minister", "name": f"Robin {field}son", "kind": "person", "roles": ["speaker"], **post, **home},
        {"key": "company", "name": company, "kind": "company", "roles": ["partner", "implementer"], **abroad},
    ]


def commitment(random: Random, key: str, day: date) -> dict[str, Any]:
    """A target with a value and a due date."""
    year = day.year + random.randint(1, 10)
    due = random.choice((f"{year}", f"{year}-06", f"{year}-09-30", f"{year}~", f"{day.year + 1}/{year + 1}"))
    return {
        "key": key,
        "kind": "target",
        "statement": sentences(random, 1),
        "target": {"value": str(random.randint(1, 50_000)), "unit": random.choice(UNITS), "comparator": "gte"},
        "due": due,
        "due_text": f"by {year}",
        "parties": [{"party": "ministry", "role": "implementer"}],
        "evidence": evidence(random),
    }


def amount(random: Random, key: str, day: date, jurisdiction: str) -> dict[str, Any]:
    """An amount with its wording."""
    millions = random.randint(10, 9_999)
    return {
        "key": key,
        "kind": "investment",
        "amount": f"{millions}000000",
        "currency": CURRENCIES[jurisdiction],
        "text": f"{millions:,} million",
        "period": f"{day.year}/{day.year + 2}",
        "frequency": "total",
        "stage": "approved",
        "payer": "ministry",
        "purpose": phrase(random, 4),
        "evidence": evidence(random),
    }


def quote(random: Random, key: str, day: date) -> dict[str, Any]:
    """A quote of the minister."""
    return {
        "key": key,
        "text": sentences(random, 2),
        "language": "en",
        "speaker": "minister",
        "said_on": day.isoformat(),
        "about": ["c1"],
        "evidence": evidence(random),
    }


def source(random: Random, key: str, day: date, number: int) -> dict[str, Any]:
    """A press release or news report."""
    return {
        "key": key,
        "kind": random.choice(("press_release", "news_report")),
        "url": f"https://www.example.org/{day:%Y/%m}/{number}-{key}",
        "publisher": "Government portal",
        "official": True,
        "language": "en",
        "published_on": day.isoformat(),
    }


def evidence(random: Random) -> list[dict[str, str]]:
    """A passage of the first source."""
    return [{"source": "s1", "exact": phrase(random, 6)}]
