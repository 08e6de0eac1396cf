"""The rules that hold between the parts of a record. They read what was given, sound or not, and never raise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain, islice
from typing import Any, NamedTuple

from domain.money import parser
from domain.part_keys import KEY_PREFIXES
from domain.violations import Violation, closest_match

Path = tuple[str | int, ...]


class Reference(NamedTuple):
    """A member that holds the key of another part."""

    path: tuple[str, ...]
    to: tuple[str, ...]


REFERENCES = (
    Reference(("parties", "part_of"), ("parties",)),
    Reference(("commitments", "parties", "party"), ("parties",)),
    Reference(("commitments", "evidence", "source"), ("sources",)),
    Reference(("amounts", "part_of"), ("amounts",)),
    Reference(("amounts", "commitment"), ("commitments",)),
    Reference(("amounts", "payer"), ("parties",)),
    Reference(("amounts", "payee"), ("parties",)),
    Reference(("amounts", "evidence", "source"), ("sources",)),
    Reference(("quotes", "speaker"), ("parties",)),
    Reference(("quotes", "about"), tuple(KEY_PREFIXES)),
    Reference(("quotes", "evidence", "source"), ("sources",)),
)
TREES = ("parties", "amounts")
REFERENCES_OF = {
    name: [(path[1:], to) for path, to in REFERENCES if path[0] == name]
    for name in ("parties", "commitments", "amounts", "quotes")
}
"""The references of each list of parts, for a quick look at them."""

MOST_FAULTS = 1_000
MOST_SHOWN = 50
MOST_SUGGESTIONS = 10
"""Finding the nearest of many keys takes time: a record full of wrong keys gets suggestions for the first alone."""


def faults_across_parts(record: Mapping[str, Any]) -> dict[str | int, Any]:
    """Return what is wrong between the parts, nested as marshmallow nests messages; empty when all is well."""
    messages: dict[str | int, Any] = {}
    if holds_together(record):
        return messages
    for path, fault in islice(broken_rules(record), MOST_FAULTS):
        place(messages, path, fault)
    return messages


def broken_rules(record: Mapping[str, Any]) -> Iterator[tuple[Path, Violation]]:
    """Yield everything that is wrong between the parts."""
    rules = (missing_for_publication, repeated_keys, dangling_references, circles, unreadable_amounts)
    return chain.from_iterable(rule(record) for rule in rules)


def holds_together(record: Mapping[str, Any]) -> bool:
    """Whether all is plainly well, as it mostly is: that takes less time to see than what is wrong."""
    try:
        keys = {name: [part.get("key") for part in record.get(name) or ()] for name in KEY_PREFIXES}
        given = [key for names in keys.values() for key in names if key is not None]
        sound = len(set(given)) == len(given) and all(map(refers_to_parts(record, keys), REFERENCES_OF))
    except (AttributeError, TypeError):
        return False
    if not sound or any(missing_for_publication(record)):
        return False
    nested = any("part_of" in part for name in TREES for part in record.get(name) or ())
    return not (nested and any(circles(record))) and not any(unreadable_amounts(record))


def refers_to_parts(record: Mapping[str, Any], keys: Mapping[str, list[Any]]) -> Callable[[str], bool]:
    """Return what tells whether every reference of a list is to a part that is there."""
    known = {to: {None}.union(*(keys[name] for name in to)) for _, to in REFERENCES}
    return lambda name: all(
        named <= known[to]
        for part in record.get(name) or ()
        for path, to in REFERENCES_OF[name]
        if (named := keys_named(part, *path))
    )


def keys_named(part: Mapping[str, Any], name: str, inner: str | None = None) -> set[Any]:
    """Return the keys that a part names in one place."""
    value = part.get(name)
    if inner is not None:
        return {each.get(inner) for each in value or ()}
    return set(value) if isinstance(value, list) else {value}


def place(messages: dict[str | int, Any], path: Path, fault: Violation) -> None:
    """Put a fault at its path, where there may be faults further down too."""
    for step in path:
        messages = messages.setdefault(step, {})
    messages.setdefault("_schema", []).append(fault)


def listed(holder: Any, name: str) -> list[Any]:
    """Return a member that should be a list, or nothing."""
    value = holder.get(name) if isinstance(holder, Mapping) else None
    return value if isinstance(value, list) else []


def keys_of(record: Mapping[str, Any], name: str) -> list[str | None]:
    """Return the key of each part of one list; None where it has none."""
    keys = [part.get("key") if isinstance(part, Mapping) else None for part in listed(record, name)]
    return [key if isinstance(key, str) else None for key in keys]


def repeated_keys(record: Mapping[str, Any]) -> Iterator[tuple[Path, Violation]]:
    """A key names one part of the whole record."""
    first: dict[str, str] = {}
    for name in KEY_PREFIXES:
        for index, key in enumerate(keys_of(record, name)):
            here = f"/{name}/{index}"
            if key is not None and first.setdefault(key, here) != here:
                yield (name, index, "key"), Violation("duplicate", f"This key is already that of {first[key]}.")


def dangling_references(record: Mapping[str, Any]) -> Iterator[tuple[Path, Violation]]:
    """A reference names a part that is there, of the right sort."""
    suggestions = iter(range(MOST_SUGGESTIONS))
    for reference in REFERENCES:
        known = {key for name in reference.to for key in keys_of(record, name) if key is not None}
        allowed = tuple(sorted(known)[:MOST_SHOWN])
        detail = f"No such key among the {reference.to[0] if len(reference.to) == 1 else 'parts of this record'}."
        for path, key in values_at(record, reference.path):
            if isinstance(key, str) and key not in known:
                near = closest_match(key, known) if next(suggestions, None) is not None else None
                yield path, Violation("reference", detail, allowed, near)


def values_at(holder: Any, path: tuple[str, ...]) -> Iterator[tuple[Path, Any]]:
    """Yield each value under a path of member names, going through every list on the way, with where it stands."""
    value = holder.get(path[0]) if isinstance(holder, Mapping) else None
    spots = enumerate(value) if isinstance(value, list) else ((None, value),)
    for index, item in spots:
        here: Path = (path[0],) if index is None else (path[0], index)
        if len(path) == 1:
            yield here, item
        else:
            yield from ((here + rest, found) for rest, found in values_at(item, path[1:]))


def circles(record: Mapping[str, Any]) -> Iterator[tuple[Path, Violation]]:
    """Nothing is, by way of others, a part of itself."""
    for name in TREES:
        parts = [part for part in listed(record, name) if isinstance(part, Mapping)]
        above = {part["key"]: part.get("part_of") for part in parts if isinstance(part.get("key"), str)}
        on_circle = keys_on_circles(above)
        for index, key in enumerate(keys_of(record, name)):
            if key in on_circle:
                yield (
                    (name, index, "part_of"),
                    Violation("circle", "This makes the part, by way of others, a part of itself."),
                )


def keys_on_circles(above: Mapping[str, Any]) -> set[str]:
    """Return the keys from which going up and up comes back to where it began. Each key is walked once."""
    done: set[str] = set()
    circular: set[str] = set()
    for start in above:
        walk: dict[str, None] = {}
        key: Any = start
        while isinstance(key, str) and key in above and key not in done and key not in walk:
            walk[key] = None
            key = above[key]
        if isinstance(key, str) and key in walk:
            steps = list(walk)
            circular.update(steps[steps.index(key) :])
        done.update(walk)
    return circular


def unreadable_amounts(record: Mapping[str, Any]) -> Iterator[tuple[Path, Violation]]:
    """An amount given as text alone can be read without doubt."""
    jurisdiction = record.get("jurisdiction")
    for index, amount in enumerate(listed(record, "amounts")[:MOST_FAULTS]):
        text, currency = (amount.get("text"), amount.get("currency")) if isinstance(amount, Mapping) else (None, None)
        if not isinstance(text, str) or amount.get("amount") is not None:
            continue
        try:
            parser.parse_money(
                text,
                jurisdiction=jurisdiction if isinstance(jurisdiction, str) else None,
                currency=currency if isinstance(currency, str) else None,
            )
        except parser.AmbiguousMoney as doubt:
            yield ("amounts", index, "text"), Violation("doubtful", str(doubt))


def missing_for_publication(record: Mapping[str, Any]) -> Iterator[tuple[Path, Violation]]:
    """A published record says who announced it and where that is known from."""
    if record.get("state") != "published":
        return
    if not listed(record, "sources"):
        yield ("sources",), Violation("required", "A published record needs at least one source.")
    if not any("issuer" in listed(party, "roles") for party in listed(record, "parties")):
        yield ("parties",), Violation("required", "A published record needs at least one party with the role issuer.")
