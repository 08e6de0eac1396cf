"""The draft record and its review: the facts that a text bears out, as the record's schema takes them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import inf
from typing import Any, NamedTuple

from marshmallow import ValidationError

from api.services.drafts.grounding import MEMBERS
from domain.ids import KEY_PREFIXES
from domain.reading import Finding, FindingType, Span
from domain.violations import LocatedViolation
from schemas.base import first_errors
from schemas.fields.scalars import Key
from schemas.record.announcement import AnnouncementSchema

Json = dict[str, Any]

RECORD = AnnouncementSchema()
LISTS: Mapping[str, str] = {"party": "parties", "commitment": "commitments", "amount": "amounts", "quote": "quotes"}
REQUIRED_IN_PARTS: Mapping[str, frozenset[str]] = {
    name: frozenset(member for member, field in RECORD.fields[name].inner.schema.fields.items() if field.required)  # type: ignore[attr-defined]
    for name in LISTS.values()
}

CONTEXT = 40
"""Characters before and after the words of evidence, which help to find them in another copy of the text."""

MAX_ROUNDS = 12
"""Rounds in which what the record's schema refuses is removed. More are needed only where almost all is refused."""

BY_REQUEST = "request"
"""The band of what the request states, not the text."""


class Unfit(Exception):
    """What was handed over makes no valid record."""


@dataclass(slots=True)
class Fact:
    """A part of the record or one of its fields, with the places of the words that state it."""

    members: Json
    spans: Sequence[Span] = ()
    band: str = BY_REQUEST
    doubt: str | None = None
    alternatives: Sequence[Any] = ()

    confidence: float | None = None
    """The share of the facts of this band that are right, where it was measured."""

    @classmethod
    def of(cls, finding: Finding, confidence: float | None = None) -> Fact:
        """The fact that a finding states."""
        return cls(dict(finding.members), finding.spans, finding.band, finding.doubt, finding.alternatives, confidence)


class DraftRecord:
    """A record that is put together from facts. Parts that its schema refuses are removed."""

    def __init__(self, text: str, fields: Mapping[str, Fact], source: Fact) -> None:
        """`fields` are those of the record, each with one member; `source` is the text itself."""
        self.text, self.digest = text, text_digest(text)
        self.fields = {name: fields[name] for name in MEMBERS["field"] if name in fields}
        self.parts: dict[str, list[Fact]] = {name: [] for name in LISTS.values()} | {"sources": [source]}
        self.removed: list[tuple[str, str]] = []

    def add(self, list_name: str, fact: Fact) -> None:
        """Add a part, with a key of its own."""
        taken = {each.members["key"] for each in chain.from_iterable(self.parts.values())}
        facts, key = self.parts[list_name], fact.members.get("key")
        if not isinstance(key, str) or key in taken or len(key) > Key.longest or not Key.form.fullmatch(key):
            numbers = range(len(facts) + 1, len(facts) + len(taken) + 2)
            key = next(made for number in numbers if (made := f"{KEY_PREFIXES[list_name]}{number}") not in taken)
        fact.members = {"key": key} | fact.members | {"key": key}
        facts.append(fact)

    def record(self) -> Json:
        """The record, as POST /v1/announcements takes it."""
        record: Json = {"state": "draft"} | {name: fact.members[name] for name, fact in self.fields.items()}
        for name, facts in self.parts.items():
            record[name] = [
                fact.members | ({"evidence": self.recorded_evidence(fact)} if fact.spans else {}) for fact in facts
            ]
        stated = ((name, each) for name, fact in self.fields.items() for each in self.recorded_evidence(fact))
        return record | {"evidence": [{"field": name} | each for name, each in stated]}

    def evidence(self, fact: Fact) -> list[Json]:
        """The words that state a fact, with those around them."""
        key = self.parts["sources"][0].members["key"]
        return [{"source": key} | quote_words(self.text, span) for span in fact.spans]

    def recorded_evidence(self, fact: Fact) -> list[Json]:
        """The same in the record: without offsets if the source's digest is that of another text, such as a page."""
        evidence = self.evidence(fact)
        if self.parts["sources"][0].members["sha256"] == self.digest:
            return evidence
        return [{name: each[name] for name in each if name not in ("start", "end")} for each in evidence]

    def fit(self) -> None:
        """Remove what the record's schema refuses, until it refuses no more. Raises `Unfit`."""
        for _ in range(MAX_ROUNDS):
            try:
                RECORD.load(self.record())
            except ValidationError as error:
                wrong = [each for each in first_errors(error.messages) if not self.is_missing(each)]
                if not wrong:
                    return
                self.remove(wrong)
            else:
                return
        raise Unfit

    def is_missing(self, located: LocatedViolation) -> bool:
        """Whether a violation is about a field of the record that is not stated."""
        return len(located.path) == 1 and located.path[0] not in {*self.fields, *self.parts}

    def remove(self, violations: Sequence[LocatedViolation]) -> None:
        """Remove the members that violate a rule; if a part cannot be without them, the part. Raises `Unfit`."""
        lost: set[tuple[str, int]] = set()
        for name, at, member in sorted({place_of(each) for each in violations}):
            if name in self.fields:
                self.removed.append(("field", name))
                del self.fields[name]
            elif name in LISTS.values() and at >= 0:
                if not self.remove_member(name, at, member):
                    lost.add((name, at))
            elif name in ("", *LISTS.values()):  # A rule about all parts together: half of them are enough.
                names = [name] if name else [*LISTS.values()]
                lost |= {(other, index) for other in names for index in second_half(self.parts[other])}
            else:
                raise Unfit
        for name, at in sorted(lost, reverse=True):
            del self.parts[name][at]
            self.removed.append((name, "part"))

    def remove_member(self, list_name: str, at: int, member: str) -> bool:
        """Remove a member of a part; False if the part needs it."""
        members = self.parts[list_name][at].members
        if member not in members or member in REQUIRED_IN_PARTS[list_name]:
            return False
        self.removed.append((list_name, member))
        del members[member]
        return True

    def review(self) -> Iterator[Json]:
        """Each field and part in the order of the text, with its words, its confidence and what is in doubt."""
        located = [(f"/{name}", fact) for name, fact in self.fields.items()]
        located += [(f"/{name}/{at}", fact) for name, facts in self.parts.items() for at, fact in enumerate(facts)]
        for pointer, fact in sorted(located, key=lambda each: min((span.start for span in each[1].spans), default=inf)):
            entry: Json = {"pointer": pointer, "band": fact.band, "evidence": self.evidence(fact)}
            if fact.confidence is not None:
                entry["confidence"] = fact.confidence
            if fact.doubt:
                entry["doubt"] = fact.doubt
            yield entry | {"alternatives": [*fact.alternatives]}


def place_of(violation: LocatedViolation) -> tuple[str, int, str]:
    """The member of the record, the index of the part and the member of that; empty and -1 for none."""
    name, at, member = (*violation.path, *("", -1, "")[len(violation.path) :])[:3]
    return (
        (str(name), at if isinstance(at, int) else -1, str(member)) if name in LISTS.values() else (str(name), -1, "")
    )


def second_half(parts: Sequence[Fact]) -> range:
    """The indexes of the second half of parts."""
    return range(len(parts) // 2, len(parts))


def quote_words(text: str, span: Span) -> Json:
    """The words at a place, with those around them (W3C TextQuoteSelector and TextPositionSelector)."""
    start, end = span
    around = {"prefix": text[max(0, start - CONTEXT) : start], "suffix": text[end : end + CONTEXT]}
    return {
        "exact": text[start:end],
        **{name: words for name, words in around.items() if words.strip()},
        "start": start,
        "end": end,
    }


class Omission(NamedTuple):
    """Words that were not taken for a fact."""

    span: Span
    type: FindingType
    reason: str

    def show(self, text: str) -> Json:
        """The type of fact, the reason and the words."""
        return {"type": self.type, "reason": self.reason, **quote_words(text, self.span)}


def text_digest(text: str) -> str:
    """The SHA-256 digest of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()
