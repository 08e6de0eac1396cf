"""What each filter means, in plain Python: the values that an item has for it, or whether the item is so."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from domain.dates.edtf import DateRange, parse_edtf
from domain.dates.instants import first_instant, last_instant
from tests.oracle.world import Item, Part, Question

Values = Callable[[Item], set[str]]


def stated(*values: str | None) -> set[str]:
    """Return the values that there are."""
    return {value for value in values if value is not None}


def with_wider(tag: str | None) -> set[str]:
    """Return a language and those that it is a variety of: `zh-Hant-TW` is `zh-Hant`, and `zh`."""
    subtags = tag.split("-") if tag else []
    return {"-".join(subtags[: length + 1]) for length in range(len(subtags))}


def each(items: Iterable[Part], name: str) -> set[str]:
    """Return what the items state under a name."""
    return stated(*(item.get(name) for item in items))


def entry(record: Part, key: str | None) -> set[str]:
    """Return the directory's entry of the party with a key."""
    return {party["party"]["id"] for party in record["parties"] if party["key"] == key}


def doers(item: Item) -> list[tuple[str, list[str]]]:
    """Return who is to keep a commitment, and as what: its own parties, or its record's where it states none."""
    if not item.part["parties"]:
        return takers(item)
    return [
        (id, [own["role"]] if "role" in own else [])
        for own in item.part["parties"]
        for id in entry(item.record, own["party"])
    ]


def takers(item: Item) -> list[tuple[str, list[str]]]:
    """Return who takes part in the record, and as what."""
    return [(party["party"]["id"], party["roles"]) for party in item.record["parties"]]


def speaker(item: Item) -> list[tuple[str, list[str]]]:
    """Return who said it, and as what the same party takes part in the record."""
    said_by = entry(item.record, item.part["speaker"])
    return [(id, roles) for id, roles in takers(item) if id in said_by]


RECORD: Mapping[str, Values] = {
    "jurisdiction": lambda item: {item.record["jurisdiction"]},
    "kind": lambda item: {item.record["kind"]},
    "topic": lambda item: set(item.record["topics"]),
    "language": lambda item: with_wider(item.record["language"]),
    "party": lambda item: {id for id, _ in takers(item)},
    "source_kind": lambda item: each(item.record["sources"], "kind"),
    "publisher": lambda item: each(item.record["sources"], "publisher"),
    "identifier": lambda item: held_identifiers(item.record),
    "place": lambda item: stated(item.record.get("place")),
}
COMMITMENT: Mapping[str, Values] = {
    "kind": lambda item: {item.part["kind"]},
    "status": lambda item: stated(item.part.get("status", {}).get("code")),
    "unit": lambda item: stated(item.part.get("target", {}).get("unit")),
    "comparator": lambda item: stated(item.part.get("target", {}).get("comparator")),
    "place": lambda item: stated(item.part.get("place")),
    "topic": lambda item: set(item.part["topics"] or item.record["topics"]),
    "party": lambda item: {id for id, _ in doers(item)},
}
AMOUNT: Mapping[str, Values] = {
    **{
        name: lambda item, name=name: stated(item.part.get(name))  # type: ignore[misc]
        for name in ("kind", "currency", "stage", "frequency")
    },
    "payer": lambda item: entry(item.record, item.part.get("payer")),
    "payee": lambda item: entry(item.record, item.part.get("payee")),
}
QUOTE: Mapping[str, Values] = {
    "speaker": lambda item: entry(item.record, item.part["speaker"]),
    "language": lambda item: with_wider(item.part["language"]),
    "translated_from": lambda item: with_wider(item.part.get("translated_from")),
}
OWN: Mapping[str, Mapping[str, Values]] = {
    "announcements": {},
    "commitments": COMMITMENT,
    "amounts": AMOUNT,
    "quotes": QUOTE,
}
ROLES: Mapping[str, Mapping[str, tuple[str, Callable[[Item], list[tuple[str, list[str]]]]]]] = {
    "announcements": {"role": ("party", takers)},
    "commitments": {"role": ("party", doers), "announcement_role": ("announcement_party", takers)},
    "amounts": {"role": ("party", takers)},
    "quotes": {"role": ("speaker", speaker), "announcement_role": ("party", takers)},
}
"""Filters on roles: the filter on parties that narrows each, and who has which roles."""

PARTIES = frozenset({"party", "announcement_party", "payer", "payee", "speaker"})
"""Filters whose values are parties, as people name them."""


def held_identifiers(record: Part) -> set[str]:
    """Return the identifiers of a record; a withdrawn one has let go of them."""
    return {f"{each['scheme']}:{each['id']}" for each in record["identifiers"] if record["state"] != "withdrawn"}


def values_of(collection: str) -> dict[str, Values]:
    """Return for each filter of a list that takes any of several values the values that an item has."""
    own = OWN[collection]
    shared = {"role", *own} if "role" in OWN_ROLES[collection] else {*own}
    return {**own, **{f"announcement_{name}" if name in shared else name: values for name, values in RECORD.items()}}


OWN_ROLES: Mapping[str, Collection[str]] = {
    "announcements": (),
    "commitments": ("role",),
    "amounts": (),
    "quotes": ("role",),
}

DATES: Mapping[str, Callable[[Item], str | None]] = {
    "announced": lambda item: item.record["announced_on"],
    "effective": lambda item: item.record.get("effective"),
    "due": lambda item: item.part.get("due"),
    "starts": lambda item: item.part.get("starts"),
    "period": lambda item: item.part.get("period"),
    "said": lambda item: item.part.get("said_on"),
}
INSTANTS: Mapping[str, str] = {"updated": "updated_at", "created": "created_at", "published": "published_at"}
FIGURES: Mapping[str, Callable[[Item], str | None]] = {
    "value": lambda item: item.part.get("target", {}).get("value"),
    "amount": lambda item: item.part["amount"],
    "change": lambda item: item.part.get("change", {}).get("percent"),
}
LACKS: Mapping[str, Callable[[Item], Any]] = {
    "effective": DATES["effective"],
    "due": DATES["due"],
    "starts": DATES["starts"],
    "target": FIGURES["value"],
    "period": DATES["period"],
    "change": FIGURES["change"],
    "said_on": DATES["said"],
}
"""Parameters that can only ask for what states nothing."""

FLAGS = frozenset({"approximate", "paraphrase"})

SINGLE = frozenset(
    {
        *(f"{stem}_{end}" for stem in (*DATES, *INSTANTS) for end in ("from", "to")),
        *(f"{stem}_{end}" for stem in FIGURES for end in ("min", "max")),
        *(*LACKS, *FLAGS, "id", "announcement", "overdue", "overdue_on"),
    }
)
"""Every filter that is no choice of several values, and the ids."""


def lies(days: DateRange, first: date | None, last: date | None, *, within: bool) -> bool:
    """Whether an uncertain date may lie between two days, or must; its open ends reach as far as one likes."""
    begins, ends = days.first or date.min, days.last or date.max
    if within:
        return (not first or begins >= first) and (not last or ends <= last)
    return (not first or ends >= first) and (not last or begins <= last)


def in_window(text: str | None, stem: str, question: Question) -> bool:
    """Whether a date lies in the window that was asked for. One that was not stated lies in none."""
    (since,), (until,) = (question.get(f"{stem}_{end}", [""]) for end in ("from", "to"))
    if text is None:
        return not since and not until
    first, last = (parse_edtf(since).first if since else None), (parse_edtf(until).last if until else None)
    return lies(parse_edtf(text), first, last, within=question.get("match") == ["within"])


def at_instant(text: str | None, stem: str, question: Question) -> bool:
    """Whether an instant lies in the window that was asked for."""
    (since,), (until,) = (question.get(f"{stem}_{end}", [""]) for end in ("from", "to"))
    if text is None:
        return not since and not until
    moment = first_instant(text)
    return (not since or moment >= first_instant(since)) and (not until or moment <= last_instant(until))


def in_range(figure: str | None, stem: str, question: Question) -> bool:
    """Whether a figure lies in the range that was asked for."""
    (least,), (most,) = (question.get(f"{stem}_{end}", [""]) for end in ("min", "max"))
    if figure is None:
        return not least and not most
    return (not least or Decimal(figure) >= Decimal(least)) and (not most or Decimal(figure) <= Decimal(most))


def is_overdue(part: Part, day: date, *, since_first: bool = False) -> bool:
    """Whether the last day it was due is over by then, and it is neither met nor abandoned."""
    dates = [each["due"] for each in part["due_history"] if "due" in each] if since_first else []
    due = [*dates, part.get("due")][0]
    last = parse_edtf(due).last if due else None
    return last is not None and last < day and part.get("status", {}).get("code") not in {"met", "abandoned"}
