"""The columns of each collection as a table: their names, and how each is read from a document.

What is long or branches is left out: a record's text, and its parts, which are tables of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from domain.dates.edtf import DateRange, parse_edtf

Item = Mapping[str, Any]
Read = Callable[[Item, str], Any]
"""Takes a document and the root of addresses; gives a text, a number, a truth, a list of texts, or None."""


def at(*names: str) -> Read:
    """Read a member, or a member of a member."""

    def read(item: Item, _: str) -> Any:
        value: Any = item
        for name in names:
            value = value.get(name) if value is not None else None
        return value

    return read


def address(*names: str) -> Read:
    """Read a member that is an address of ours, and make it absolute."""
    path = at(*names)

    def read(item: Item, root: str) -> str | None:
        relative = path(item, root)
        return None if relative is None else f"{root}{relative}"

    return read


def record_address(item: Item, root: str) -> str:
    """Read where a record is."""
    return f"{root}/v1/announcements/{item['id']}"


def each(parts: str, name: str) -> Read:
    """Read a member of each part of a list that has it."""
    return lambda item, _: [part[name] for part in item[parts] if name in part]


def identifiers(item: Item, _: str) -> list[str]:
    """Read identifiers, each after its scheme."""
    return [f"{each['scheme']}:{each['id']}" for each in item["identifiers"]]


def issuers(item: Item, _: str) -> list[str]:
    """Read who makes an announcement."""
    return [party["name"] for party in item["parties"] if "issuer" in party["roles"]]


def roles(item: Item, _: str) -> list[str]:
    """Read in how many records a party has each role."""
    return [f"{role}: {count}" for role, count in item["roles"].items()]


def count(parts: str) -> Read:
    """Read how many parts of a sort there are."""
    return lambda item, _: len(item[parts])


def first_promise(item: Item, _: str) -> str | None:
    """Read the date that was promised first, where it has moved since."""
    history = item["due_history"]
    return history[0].get("due") if history else None


def side(name: str, of: Callable[[DateRange], date | None]) -> Read:
    """Read one side of what an uncertain date can mean."""

    def read(item: Item, _: str) -> str | None:
        day = of(parse_edtf(item[name])) if name in item else None
        return None if day is None else day.isoformat()

    return read


def days(stem: str, name: str) -> dict[str, Read]:
    """Return the columns of an uncertain date: as stated, and the first and last day that it can mean."""
    return {
        name: at(name),
        f"{stem}_from": side(name, lambda dates: dates.first),
        f"{stem}_to": side(name, lambda dates: dates.last),
    }


def members(*names: str) -> dict[str, Read]:
    """Return columns that are called as the members they are read from."""
    return {name: at(name) for name in names}


SOURCES: Mapping[str, Read] = {
    "source_titles": each("sources", "title"),
    "source_urls": each("sources", "url"),
    "source_publishers": each("sources", "publisher"),
}
OF_RECORD: Mapping[str, Read] = {
    **{f"announcement_{name}": at("announcement", name) for name in ("id", "title")},
    "announcement_url": address("announcement", "url"),
    **{name: at("announcement", name) for name in ("jurisdiction", "announced_on", "version", "updated_at")},
}
OF_PART: Mapping[str, Read] = {"evidence": each("evidence", "exact"), **SOURCES, **OF_RECORD}
"""What every part of a record has."""

ANNOUNCEMENTS: Mapping[str, Read] = {
    "id": at("id"),
    "url": record_address,
    **members("state", "kind", "title", "summary", "language", "jurisdiction", "place"),
    **days("announced", "announced_on"),
    **days("effective", "effective"),
    "topics": at("topics"),
    "identifiers": identifiers,
    "issuers": issuers,
    "parties": each("parties", "name"),
    **{name: count(name) for name in ("commitments", "amounts", "quotes")},
    **SOURCES,
    **members("version", "created_at", "updated_at", "published_at"),
}
COMMITMENTS: Mapping[str, Read] = {
    "id": at("id"),
    "url": address("url"),
    **members("key", "kind", "statement"),
    "target": at("target", "value"),
    "target_upper": at("target", "upper"),
    "unit": at("target", "unit"),
    "comparator": at("target", "comparator"),
    "baseline": at("baseline", "value"),
    "baseline_on": at("baseline", "on"),
    **members("due", "due_text", "due_from", "due_to"),
    "due_first": first_promise,
    **days("starts", "starts"),
    "place": at("place"),
    "parties": at("party_names"),
    "topics": at("topics"),
    "status": at("status", "code"),
    "status_on": at("status", "on"),
    **OF_PART,
}
AMOUNTS: Mapping[str, Read] = {
    "id": at("id"),
    "url": address("url"),
    **members("key", "kind", "amount", "currency", "text", "approximate"),
    **members("period", "period_from", "period_to", "frequency", "stage", "part_of", "commitment"),
    "payer": at("payer_name"),
    "payee": at("payee_name"),
    "purpose": at("purpose"),
    "change_percent": at("change", "percent"),
    "change_compared_with": at("change", "compared_with"),
    "change_base": at("change", "base"),
    **OF_PART,
}
QUOTES: Mapping[str, Read] = {
    "id": at("id"),
    "url": address("url"),
    **members("key", "text", "language"),
    "speaker": at("speaker_name"),
    "speaker_post": at("speaker_post"),
    **members("said_on", "said_from", "said_to", "paraphrase", "translated_from", "about"),
    **OF_PART,
}
PARTIES: Mapping[str, Read] = {
    "id": at("id"),
    "url": address("url"),
    **members("name", "kind", "jurisdiction", "aliases"),
    "identifiers": identifiers,
    "roles": roles,
    "announcements": at("announcements"),
}
TOPICS: Mapping[str, Read] = {
    **members("topic", "announcements", "commitments", "first_on", "last_on"),
    "url": address("url"),
}

COLUMNS: Mapping[str, Mapping[str, Read]] = MappingProxyType(
    {
        "announcements": ANNOUNCEMENTS,
        "commitments": COMMITMENTS,
        "amounts": AMOUNTS,
        "quotes": QUOTES,
        "parties": PARTIES,
        "topics": TOPICS,
    }
)
