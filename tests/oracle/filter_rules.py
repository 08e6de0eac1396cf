"""Meaning of each filter in plain Python: the compared values of an item, or a predicate."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from domain.dates.edtf import DateRange, parse_edtf
from domain.dates.instants import first_instant, last_instant
from domain.dates.relative_days import absolute
from domain.jurisdiction_groups import MEMBERSHIPS
from tests.oracle.snapshot import Item, Part, Query

Values = Callable[[Item], set[str]]


def without_none(*values: str | None) -> set[str]:
    """The values without None."""
    return {value for value in values if value is not None}


def with_wider(tag: str | None) -> set[str]:
    """A language tag and its prefixes: `zh-Hant-TW` matches `zh-Hant` and `zh`."""
    subtags = tag.split("-") if tag else []
    return {"-".join(subtags[: length + 1]) for length in range(len(subtags))}


def values_under(items: Iterable[Part], name: str) -> set[str]:
    """The values that parts have for a field."""
    return without_none(*(item.get(name) for item in items))


def entry_ids(record: Part, key: str | None) -> set[str]:
    """Directory ids of the party with a key."""
    return {party["party"]["id"] for party in record["parties"] if party["key"] == key}


def committed_parties(item: Item) -> list[tuple[str, list[str]]]:
    """Directory id and roles of each party of a commitment, or of its record if it names none."""
    if not item.part["parties"]:
        return record_parties(item)
    return [
        (id, [own["role"]] if "role" in own else [])
        for own in item.part["parties"]
        for id in entry_ids(item.record, own["party"])
    ]


def record_parties(item: Item) -> list[tuple[str, list[str]]]:
    """Directory id and roles of each party of the record."""
    return [(party["party"]["id"], party["roles"]) for party in item.record["parties"]]


def speaker(item: Item) -> list[tuple[str, list[str]]]:
    """Directory id of the speaker, with its roles in the record."""
    said_by = entry_ids(item.record, item.part["speaker"])
    return [(id, roles) for id, roles in record_parties(item) if id in said_by]


def jurisdictions(record: Part) -> set[str]:
    """All jurisdictions of a record."""
    return {record["jurisdiction"], *record["other_jurisdictions"]}


def with_wholes(codes: set[str]) -> set[str]:
    """Jurisdictions, and the countries of those that are parts."""
    return codes | {code[:2] for code in codes if code[2:3] == "-"}


def groups_on(codes: set[str], record: Part) -> set[str]:
    """The groups of which one of the jurisdictions was a member on the first possible day of a record."""
    days = parse_edtf(record["announced_on"], record["jurisdiction"])
    day = days.first or days.last
    assert day
    return {
        code
        for code, members in MEMBERSHIPS.items()
        for each in members
        if each.jurisdiction in codes and (each.first or date.min) <= day <= (each.last or date.max)
    }


RECORD: Mapping[str, Values] = {
    "jurisdiction": lambda item: jurisdictions(item.record),
    "jurisdiction_group": lambda item: groups_on(jurisdictions(item.record), item.record),
    "kind": lambda item: {item.record["kind"]},
    "topic": lambda item: set(item.record["topics"]),
    "language": lambda item: with_wider(item.record["language"]),
    "party": lambda item: {id for id, _ in record_parties(item)},
    "source_kind": lambda item: values_under(item.record["sources"], "kind"),
    "publisher": lambda item: values_under(item.record["sources"], "publisher"),
    "identifier": lambda item: held_identifiers(item.record),
    "place": lambda item: without_none(item.record.get("place")),
    "policy_status": lambda item: without_none(item.record.get("policy_status", {}).get("code")),
    "relation_type": lambda item: values_under(item.record["relations"], "type"),
    "related_to": lambda item: values_under(item.record["relations"], "announcement"),
}
COMMITMENT: Mapping[str, Values] = {
    "kind": lambda item: {item.part["kind"]},
    "status": lambda item: without_none(item.part.get("status", {}).get("code")),
    "unit": lambda item: without_none(item.part.get("target", {}).get("unit")),
    "comparator": lambda item: without_none(item.part.get("target", {}).get("comparator")),
    "place": lambda item: without_none(item.part.get("place")),
    "topic": lambda item: set(item.part["topics"] or item.record["topics"]),
    "party": lambda item: {id for id, _ in committed_parties(item)},
}
AMOUNT: Mapping[str, Values] = {
    **{
        name: lambda item, name=name: without_none(item.part.get(name))  # type: ignore[misc]
        for name in ("kind", "currency", "stage", "frequency", "comparator")
    },
    "payer": lambda item: entry_ids(item.record, item.part.get("payer")),
    "payee": lambda item: entry_ids(item.record, item.part.get("payee")),
}
QUOTE: Mapping[str, Values] = {
    "speaker": lambda item: entry_ids(item.record, item.part["speaker"]),
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
    "announcements": {"role": ("party", record_parties)},
    "commitments": {"role": ("party", committed_parties), "announcement_role": ("announcement_party", record_parties)},
    "amounts": {"role": ("party", record_parties)},
    "quotes": {"role": ("speaker", speaker), "announcement_role": ("party", record_parties)},
}
"""Filters on roles: the party filter that narrows each, and the holders of roles."""

PARTIES = frozenset({"party", "announcement_party", "payer", "payee", "speaker"})
"""Filters whose values are parties, as people name them."""


def held_identifiers(record: Part) -> set[str]:
    """Identifiers of a record; a withdrawn record has none."""
    return {f"{each['scheme']}:{each['id']}" for each in record["identifiers"] if record["state"] != "withdrawn"}


def values_of(collection: str) -> dict[str, Values]:
    """Repeatable filters of a list, with the values that each compares."""
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
INSTANTS: Mapping[str, str] = {
    stem: f"{stem}_at" for stem in ("updated", "significantly_updated", "created", "published")
}
Ends = tuple[str | None, str | None]
"""Both ends of what a figure can mean; None where it is open."""

FIGURES: Mapping[str, Callable[[Item], Ends | None]] = {
    "value": lambda item: ends_of_target(item.part.get("target")),
    "amount": lambda item: ends_of_amount(item.part),
    "change": lambda item: both_ends(item.part.get("change", {}).get("percent")),
}
MISSING_ONLY: Mapping[str, Callable[[Item], Any]] = {
    "effective": DATES["effective"],
    "due": DATES["due"],
    "starts": DATES["starts"],
    "target": lambda item: item.part.get("target"),
    "period": DATES["period"],
    "change": FIGURES["change"],
    "said_on": DATES["said"],
}
"""Parameters whose only value is `_missing`."""

FLAGS = frozenset({"approximate", "paraphrase"})
CLOSED = frozenset({"met", "abandoned", "reversed"})

SINGLE = frozenset(
    {
        *(f"{stem}_{end}" for stem in (*DATES, *INSTANTS) for end in ("from", "to")),
        *(f"{stem}_{end}" for stem in FIGURES for end in ("min", "max")),
        *(*MISSING_ONLY, *FLAGS, "id", "announcement", "in_force_on", "overdue", "overdue_on", "due_moved"),
    }
)
"""Filters with one value, and filters by id."""


def is_in_range(days: DateRange, first: date | None, last: date | None, *, within: bool) -> bool:
    """Whether an uncertain date may lie between two days, or must (`within`). Open ends are unbounded."""
    begins, ends = days.first or date.min, days.last or date.max
    if within:
        return (not first or begins >= first) and (not last or ends <= last)
    return (not first or ends >= first) and (not last or begins <= last)


def days_of(item: Item, stem: str) -> DateRange | None:
    """The days of one of an item's dates. An announcement that was made no later than a day is placed on it."""
    text = DATES[stem](item)
    if text is None:
        return None
    days = parse_edtf(text, item.record["jurisdiction"])
    return DateRange(days.first or days.last, days.last) if stem == "announced" else days


def window_of(stem: str, query: Query, today: date) -> list[str]:
    """Both ends of a query's window, empty if it has none; relative days as of today."""
    ends = (query.get(f"{stem}_{end}", [""])[0] for end in ("from", "to"))
    return [absolute(each, today) for each in ends]


def is_in_date_window(days: DateRange | None, stem: str, query: Query, today: date) -> bool:
    """Whether a date lies in the query's window. A missing date lies in none."""
    since, until = window_of(stem, query, today)
    if days is None:
        return not since and not until
    first, last = (parse_edtf(since).first if since else None), (parse_edtf(until).last if until else None)
    return is_in_range(days, first, last, within=query.get("match") == ["within"])


def is_in_instant_window(text: str | None, stem: str, query: Query, today: date) -> bool:
    """Whether an instant lies in the query's window."""
    since, until = window_of(stem, query, today)
    if text is None:
        return not since and not until
    moment = first_instant(text)
    return (not since or moment >= first_instant(since)) and (not until or moment <= last_instant(until))


def both_ends(figure: str | None) -> Ends | None:
    """An exact figure as a range."""
    return None if figure is None else (figure, figure)


def ends_of_target(target: Part | None) -> Ends | None:
    """The least and the greatest figure that a target can mean; an upper end closes `gte` too."""
    if target is None:
        return None
    comparator, figure = target.get("comparator"), target["value"]
    highest = target.get("upper", None if comparator == "gte" else figure)
    return None if comparator == "lte" else figure, highest


def ends_of_amount(part: Part) -> Ends:
    """The least and the greatest sum that an amount can mean; None where it has no end."""
    figure, comparator = part["amount"], part.get("comparator")
    return None if comparator == "lte" else figure, None if comparator == "gte" else part.get("upper", figure)


def same_number(one: str | None, other: str | None) -> bool:
    """Whether two numbers are equal, or both unknown."""
    return one == other if one is None or other is None else Decimal(one) == Decimal(other)


def is_in_number_range(ends: tuple[Any, Any] | None, stem: str, query: Query) -> bool:
    """Whether a figure may lie in the query's range. Open ends are unbounded."""
    (least,), (most,) = (query.get(f"{stem}_{end}", [""]) for end in ("min", "max"))
    if ends is None:
        return not least and not most
    low, high = (None if end is None else Decimal(end) for end in ends)
    return (not least or high is None or high >= Decimal(least)) and (not most or low is None or low <= Decimal(most))


def is_in_force(item: Item, day: date) -> bool:
    """Whether the policy may be in force on a day, by its status and the time in which it is effective."""
    status, effective = item.record.get("policy_status", {}), item.record.get("effective")
    code, since = status.get("code"), parse_edtf(status["on"], item.record["jurisdiction"]) if "on" in status else None
    window = days_of(item, "effective" if effective else "announced") or DateRange(None, None)
    starts = window.first or date.min
    ends = window.last if effective and "/" in effective else None
    is_effective = starts <= day and (ends is None or day <= ends)
    if code in {None, "adopted", "proposed"}:
        return code != "proposed" and effective is not None and is_effective
    if code == "in_force":
        has_begun = since is None or (since.first is not None and since.first <= day)
        return has_begun and (is_effective or (since is not None and effective is None))
    return is_effective and since is not None and since.last is not None and day < since.last


def is_overdue(part: Part, jurisdiction: str, day: date, *, since_first: bool = False) -> bool:
    """Whether the last possible due day is before `day`, and the status does not close the commitment."""
    dates = [each["due"] for each in part["due_history"] if "due" in each] if since_first else []
    due = [*dates, part.get("due")][0]
    last = parse_edtf(due, jurisdiction).last if due else None
    return last is not None and last < day and part.get("status", {}).get("code") not in CLOSED
