"""Rules of a record that no single field can check.

A rule gets the members that loaded and the object as sent, and yields violations with their paths. Most rules read the
object as sent, valid or not, so that all errors come at once; they never raise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain, islice
from typing import Any

from domain.ids import KEY_PREFIXES
from domain.money.refusal import AmbiguousMoney
from domain.violations import MAX_SUGGESTIONS, MAX_VIOLATIONS, Path, Violation, closest_match
from schemas.record.evidence import misplaced_evidence
from schemas.record.stated_amounts import stated_members

Object = Mapping[str, Any]
Violations = Iterator[tuple[Path, Violation]]
Parts = Mapping[str, Sequence[Object]]

ANY = tuple(KEY_PREFIXES)
REFERENCES: tuple[tuple[str, str, str | None, tuple[str, ...]], ...] = (
    ("parties", "part_of", None, ("parties",)),
    ("parties", "evidence", "source", ("sources",)),
    ("commitments", "parties", "party", ("parties",)),
    ("commitments", "evidence", "source", ("sources",)),
    ("amounts", "part_of", None, ("amounts",)),
    ("amounts", "commitment", None, ("commitments",)),
    ("amounts", "payer", None, ("parties",)),
    ("amounts", "payee", None, ("parties",)),
    ("amounts", "evidence", "source", ("sources",)),
    ("quotes", "speaker", None, ("parties",)),
    ("quotes", "about", None, ANY),
    ("quotes", "evidence", "source", ("sources",)),
    ("sources", "evidence", "source", ("sources",)),
    ("evidence", "source", None, ("sources",)),
)
"""Members that hold keys of other parts: the list, its member, the member within that, and the lists referred to."""

SINGULAR = {"parties": "party", "commitments": "commitment", "amounts": "amount", "sources": "source"}
TREES = ("parties", "amounts")
"""Lists whose parts may be part of one another."""

MAX_PARTS = 1_000
"""Parts of a list above which the parts are not compared: the length is an error by itself."""

MAX_DEPTH = 20
"""Steps from an amount to the largest one that it is part of; each is a row."""

MAX_TAGS, MAX_SEARCHED, MAX_CITED = 80_000, 400_000, 4_000_000
"""Limits of what the parts of a record make together, whose cost is theirs and not that of its bytes: topics, parties
and roles of commitments; characters of commitments and quotes that are searched; characters of cited sources."""

MAX_REPORTS_EACH, MAX_REPORTS = 200, 2_000
"""Progress reports of a commitment, and of all commitments of a record: its document shows them."""

MAX_ALLOWED = 50
"""Keys that an error lists, of those that a reference may have."""


def amount_is_consistent(loaded: Object, original: Object) -> Violations:
    """An amount has a sum with its currency, or a text that states both. A range has both ends, in order."""
    if original.get("amount") is None and original.get("text") is None:
        yield ("amount",), Violation("required", "Give `amount`, or a `text` that states it.")
    if original.get("amount") is not None and original.get("currency") is None:
        yield ("currency",), Violation("required", "An amount needs its currency.")
    amount, upper = loaded.get("amount"), loaded.get("upper")
    if upper is None:
        return
    if loaded.get("comparator", "eq") != "eq":
        yield ("upper",), Violation("choice", "A limit has no upper end: leave out `upper`, or `comparator`.")
    if amount is None:
        yield ("amount",), Violation("required", "A range needs its lower end. Give `amount`.")
    elif Decimal(upper) < Decimal(amount):
        yield ("upper",), Violation("order", "The upper end is below the amount.")


def range_is_ordered(loaded: Object, _: Object) -> Violations:
    """The upper end of a target is not below its value."""
    value, upper = loaded.get("value"), loaded.get("upper")
    if value and upper and Decimal(upper) < Decimal(value):
        yield ("upper",), Violation("order", "The upper end is below the value.")


def baseline_is_stated(_: Object, original: Object) -> Violations:
    """A baseline has a figure, a date or both."""
    if original.get("value") is None and original.get("on") is None:
        yield ("value",), Violation("required", "Give a `value`, a date as `on`, or both.")


def jurisdictions_differ(loaded: Object, _: Object) -> Violations:
    """The main jurisdiction is not one of the others."""
    others = loaded.get("other_jurisdictions")
    if others and loaded.get("jurisdiction") in others:
        place = ("other_jurisdictions", others.index(loaded["jurisdiction"]))
        yield place, Violation("duplicate", "This is the record's `jurisdiction`. Leave it out here.")


def source_can_be_found(_: Object, original: Object) -> Violations:
    """A source has an address or a title."""
    if original.get("url") is None and original.get("title") is None:
        yield ("url",), Violation("required", "A source needs a url or a title.")


def relation_has_one_target(_: Object, original: Object) -> Violations:
    """A relation points to a record by its id, or to what an identifier, an address or a title names."""
    is_record = original.get("announcement") is not None
    is_named = any(original.get(name) is not None for name in ("identifier", "url", "title"))
    if is_record and is_named:
        yield ("announcement",), Violation("choice", "Give either a record's id, or its identifier, a url or title.")
    if not is_record and not is_named:
        yield ("announcement",), Violation("required", "Give a record's id, its identifier, a url or a title.")


def parts_agree(_: Object, original: Object) -> Violations:
    """The rules between the parts of a record; those that are listed, and one more."""
    names = (*KEY_PREFIXES, "evidence")
    lists = {name: value if isinstance(value := original.get(name), list) else [] for name in names}
    if any(len(each) > MAX_PARTS for each in lists.values()):
        return iter(())
    parts = {name: [part if isinstance(part, Mapping) else {} for part in each] for name, each in lists.items()}
    trees = [name for name in TREES if any("part_of" in part for part in parts[name])]
    evidence: list[tuple[Path, Object]] = [(("evidence", index), each) for index, each in enumerate(parts["evidence"])]
    evidence += [
        ((name, index, "evidence", place), each)
        for name in KEY_PREFIXES
        for index, part in enumerate(parts[name])
        if isinstance(listed := part.get("evidence"), list)
        for place, each in enumerate(listed)
        if isinstance(each, Mapping)
    ]
    placed = [(path, each) for path, each in evidence if each.get("start") is not None or each.get("end") is not None]
    return islice(
        chain(
            missing_for_publication(original),
            repeated_keys(parts),
            dangling_references(parts),
            misplaced_evidence(placed, parts["sources"]) if placed else (),
            chain.from_iterable(cycles(name, parts[name]) for name in trees),
            deep_amounts(parts["amounts"]) if "amounts" in trees else (),
            ambiguous_amounts(parts["amounts"], original),
        ),
        MAX_VIOLATIONS + 1,
    )


def missing_for_publication(record: Object) -> Violations:
    """A published record has a source and an issuer."""
    if record.get("state") != "published":
        return
    sources, parties = record.get("sources"), record.get("parties")
    if not isinstance(sources, list) or not sources:
        yield ("sources",), Violation("required", "A published record needs at least one source.")
    roles = [party.get("roles") for party in parties if isinstance(party, Mapping)] if isinstance(parties, list) else []
    if not any("issuer" in each for each in roles if isinstance(each, list)):
        yield ("parties",), Violation("required", "A published record needs at least one party with the role issuer.")


def repeated_keys(parts: Parts) -> Violations:
    """A key belongs to one part of the whole record."""
    first: dict[str, str] = {}
    for name, members in parts.items():
        for index, part in enumerate(members):
            key, here = part.get("key"), f"/{name}/{index}"
            if isinstance(key, str) and first.setdefault(key, here) != here:
                yield (name, index, "key"), Violation("duplicate", f"{first[key]} has this key. Choose another one.")


def dangling_references(parts: Parts) -> Violations:
    """A reference holds the key of a part that exists, in a list that it may refer to."""
    keys = {name: {key for part in parts[name] if isinstance(key := part.get("key"), str)} for name in parts}
    suggestions = iter(range(MAX_SUGGESTIONS))
    for name, member, inner, targets in REFERENCES:
        known = keys[targets[0]] if len(targets) == 1 else set().union(*keys.values())
        for path, key in referenced_keys(parts[name], name, member, inner):
            if isinstance(key, str) and key not in known:
                near = closest_match(key, known) if next(suggestions, None) is not None else None
                yield path, dangling(key, SINGULAR[targets[0]] if len(targets) == 1 else "part", known, near)


def referenced_keys(parts: Sequence[Object], name: str, member: str, inner: str | None) -> Iterator[tuple[Path, Any]]:
    """Yield each value of a member that holds keys, with its path."""
    for index, part in enumerate(parts):
        value = part.get(member)
        if inner is None and not isinstance(value, list):
            yield (name, index, member), value
            continue
        for place, item in enumerate(value if isinstance(value, list) else ()):
            if inner is None:
                yield (name, index, member, place), item
            elif isinstance(item, Mapping):
                yield (name, index, member, place, inner), item.get(inner)


def dangling(key: str, kind: str, known: set[str], near: str | None) -> Violation:
    """The violation of a reference to a part that does not exist."""
    allowed = tuple(sorted(known)[:MAX_ALLOWED])
    keys = f"Keys in this record: {', '.join(allowed)}." if allowed else "This record has none."
    return Violation("reference", f"No {kind} has the key “{key[:60]}”. {keys}", allowed, near)


def cycles(name: str, parts: Sequence[Object]) -> Violations:
    """No part is, by way of others, a part of itself. Each key is walked once."""
    above = {part["key"]: part.get("part_of") for part in parts if isinstance(part.get("key"), str)}
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
    for index, part in enumerate(parts if circular else ()):
        if isinstance(part.get("key"), str) and part["key"] in circular:
            detail = "This makes the part, by way of others, a part of itself."
            yield (name, index, "part_of"), Violation("circle", detail)


def deep_amounts(amounts: Sequence[Object]) -> Violations:
    """An amount is part of few others. A circle is an error already."""
    if next(cycles("amounts", amounts), None):
        return
    above = {part["key"]: part.get("part_of") for part in amounts if isinstance(part.get("key"), str)}
    for index, part in enumerate(amounts):
        key, depth = part.get("part_of"), 0
        while isinstance(key, str) and depth <= MAX_DEPTH:
            key, depth = above.get(key), depth + 1
        if depth > MAX_DEPTH:
            detail = f"This is more than {MAX_DEPTH} steps below the amount that it is part of. Leave some between out."
            yield ("amounts", index, "part_of"), Violation("depth", detail)


def sizes_are_bounded(loaded: Object, _: Object) -> Violations:
    """The parts of a record do not multiply one another without limit."""
    parties, topics = loaded.get("parties") or (), len(loaded.get("topics") or ())
    of_record = sum([1 + len(party["roles"]) for party in parties])
    names = {party["key"]: len(party["name"]) for party in parties if "key" in party}
    sources = {
        source["key"]: sum([len(source.get(name, "")) for name in ("title", "url", "publisher")])
        for source in loaded.get("sources") or ()
        if "key" in source
    }
    tags = searched = cited = 0
    for part in loaded.get("commitments") or ():
        tags += (2 * len(part["parties"]) or of_record) + (len(part["topics"]) or topics)
        searched += len(part["statement"]) + sum([names.get(each["party"], 0) for each in part["parties"]])
    promised = {part["key"]: len(part["statement"]) for part in loaded.get("commitments") or () if "key" in part}
    for part in loaded.get("amounts") or ():
        named = [names.get(part.get(name, ""), 0) for name in ("payer", "payee")]
        searched += promised.get(part.get("commitment", ""), 0) + sum(named)
    for part in loaded.get("quotes") or ():
        searched += len(part["text"]) + names.get(part["speaker"], 0)
    for name in ("commitments", "amounts", "quotes"):
        for part in loaded.get(name) or ():
            for each in part["evidence"]:
                searched += len(each["exact"])
                cited += sources.get(each["source"], 0)
    for total, most, name, detail in (
        (tags, MAX_TAGS, "commitments", "topics, parties and roles, their own or else the record's"),
        (searched, MAX_SEARCHED, "", "characters of statements, quotes, evidence, and names of their parties"),
        (cited, MAX_CITED, "sources", "characters of titles, addresses and publishers where evidence cites them"),
    ):
        if total > most:
            where = (name,) if name else ()
            sentence = f"The parts have {total:,} {detail}; at most {most:,} are allowed. Split the record."
            yield where, Violation("size", sentence)


def ambiguous_amounts(amounts: Sequence[Object], record: Object) -> Violations:
    """An amount given as text alone states one sum beyond doubt."""
    for index, amount in enumerate(amounts):
        if isinstance(amount.get("text"), str) and amount.get("amount") is None:
            try:
                stated_members(amount, record)
            except AmbiguousMoney as error:
                yield ("amounts", index, "text"), Violation("doubtful", str(error))


def read_amounts(record: dict[str, Any]) -> dict[str, Any]:
    """Complete amounts given as text alone with what it states; members that the client stated are never changed."""
    return record | {
        "amounts": [
            amount if "amount" in amount else stated_members(amount, record) | amount for amount in record["amounts"]
        ]
    }
