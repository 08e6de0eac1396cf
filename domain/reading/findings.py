"""What an extractor hands over: facts, each with the place of its words, and what it left out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, NamedTuple

FindingType = Literal["field", "party", "commitment", "amount", "quote", "source"]

LeftOutReason = Literal[
    "fragment",
    "unnamed_speaker",
    "unattributed",
    "denied",
    "conditional",
    "considered",
    "demanded",
    "forecast",
    "past",
    "rhetoric",
    "unspecific",
    "caption",
    "boilerplate",
    "currency_unknown",
    "exchange_rate",
]
"""Why words that look like a fact are none."""


class Span(NamedTuple):
    """A place in a text, in Unicode code points; `end` is exclusive (W3C TextPositionSelector)."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hints:
    """What the client knows about a text: `published_on` is the day that `next year` is relative to.

    `jurisdiction` is a code of ISO 3166, EU, UN or of a regional body; `language` a tag of BCP 47; `source` the members
    of a record's source.
    """

    published_on: date | None = None
    jurisdiction: str | None = None
    language: str | None = None
    source: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """A fact that a text states: a part of a record, or one of the record's own fields.

    `members` are those of the part as in a record, without `evidence`; parts refer to each other by the `key` that the
    extractor gives them. A field of the record has one member, named as in the record. `band` names what the
    extractor knows about how sure the fact is; confidence is measured for each band. `mentions` are all places that
    name a party, short forms too, in the order of the text.
    """

    type: FindingType
    members: Mapping[str, Any]
    spans: tuple[Span, ...]
    band: str
    doubt: str | None = None
    alternatives: tuple[Any, ...] = ()
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words that look like a fact and are none, and why."""

    type: FindingType
    span: Span
    reason: LeftOutReason


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that an extractor found in a text."""

    findings: tuple[Finding, ...]
    left_out: tuple[LeftOut, ...] = ()
    language: str | None = None
