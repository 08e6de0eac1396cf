"""Filters of lists: for each the values it takes and what it asks, from which its parameters are made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from marshmallow import fields

from domain.codes import MISSING
from domain.vocabularies import (
    AMOUNT_KIND,
    ANNOUNCEMENT_KIND,
    COMMITMENT_KIND,
    COMMITMENT_STATUS,
    COMPARATOR,
    FREQUENCY,
    PARTY_KIND,
    PARTY_ROLE,
    SOURCE_KIND,
    STAGE,
)
from schemas.fields.scalars import Choice, Currency, Jurisdiction, Language, Slug, Text
from schemas.queries.base import IdentifierText, any_of


class OrMissing(Text):
    """A value of another field, or `_missing`."""

    def __init__(self, inner: Text) -> None:
        """Take the field of the other values."""
        self.inner = inner
        super().__init__(inner.metadata["description"], longest=inner.longest)
        self.metadata = dict(inner.metadata)
        if "enum" in self.metadata:
            self.metadata["enum"] = [*self.metadata["enum"], MISSING]
        if "pattern" in self.metadata:
            self.metadata["pattern"] += f"|^{MISSING}$"

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> str:
        if value == MISSING:
            return MISSING
        found: str = self.inner.deserialize(value, attr, data, **options)
        return found


class Filter(NamedTuple):
    """One filter: how a value is read, and sentences for finding, removing and finding what states nothing."""

    value: Callable[[], Text]
    finds: str
    removes: str
    lacks: str | None = None

    def about(self, party: str) -> Filter:
        """Return it with the name that the filter by which it asks for a party has in a list."""
        return self._replace(
            finds=self.finds.replace("`party`", f"`{party}`"), removes=self.removes.replace("`party`", f"`{party}`")
        )


def party(description: str) -> Text:
    """Return the field of a party as people name it."""
    return Text(
        f"{description} By its id in the directory, an identifier (`scheme:id`) or a name.",
        example="wikidata:Q55613242",
    )


RECORD: Mapping[str, Filter] = {
    "jurisdiction": Filter(
        lambda: Jurisdiction("A jurisdiction.", example="KR"),
        "Of any of these jurisdictions, each by itself: `US` does not find `US-CA`.",
        "Of none of these.",
    ),
    "kind": Filter(
        lambda: Choice(ANNOUNCEMENT_KIND, "A kind of announcement."),
        "Announced as any of these kinds.",
        "Announced as none of these kinds.",
    ),
    "topic": Filter(
        lambda: Slug("A topic.", example="quantum-technology"),
        "About any of these topics.",
        "About none of these topics.",
        "without any topic",
    ),
    "language": Filter(
        lambda: Language("A tag.", example="en"),
        "Recorded in any of these languages or their varieties: `en` finds `en-GB`.",
        "Recorded in none of these languages or their varieties.",
    ),
    "party": Filter(
        lambda: party("A party."),
        "With any of these parties in the record.",
        "With none of these parties in the record.",
        "without any party",
    ),
    "role": Filter(
        lambda: Choice(PARTY_ROLE, "A role."),
        "With a party in any of these roles; with `party`, with that party in that role.",
        "With no party in any of these roles; with `party`, without that party in that role.",
    ),
    "source_kind": Filter(
        lambda: Choice(SOURCE_KIND, "A kind of source."),
        "With a source of any of these kinds.",
        "With no source of these kinds.",
        "without any source",
    ),
    "publisher": Filter(
        lambda: Text("A publisher, as stated.", example="IANS"),
        "With a source by any of these publishers.",
        "With no source by these publishers.",
        "without a source whose publisher is stated",
    ),
    "identifier": Filter(
        lambda: IdentifierText("An identifier, `scheme:id`.", example="wikidata:Q20718"),
        "With any of these identifiers. A withdrawn record has let go of its own.",
        "With none of these identifiers.",
        "without any identifier",
    ),
    "place": Filter(
        lambda: Text("A place, as stated.", example="Seoul"),
        "Announced at any of these places.",
        "Announced at none of these places.",
        "without a place",
    ),
}
"""What every list can be asked of the records that its items stand in."""

COMMITMENT: Mapping[str, Filter] = {
    "kind": Filter(
        lambda: Choice(COMMITMENT_KIND, "A kind of commitment."), "Of any of these kinds.", "Of none of these kinds."
    ),
    "status": Filter(
        lambda: Choice(COMMITMENT_STATUS, "A status."),
        "With any of these statuses, by the newest report.",
        "With none of these statuses.",
        "without any report yet",
    ),
    "unit": Filter(
        lambda: Text("A unit, as stated.", example="experts"),
        "With a target in any of these units.",
        "With a target in none of these units.",
        "without a unit",
    ),
    "comparator": Filter(
        lambda: Choice(COMPARATOR, "A comparator."),
        "With a target that is meant so.",
        "With no target that is meant so.",
        "without a comparator",
    ),
    "place": Filter(
        lambda: Text("A place, as stated."),
        "Promised for any of these places.",
        "For none of these.",
        "without a place",
    ),
    "topic": Filter(
        lambda: Slug("A topic.", example="artificial-intelligence"),
        "About any of these topics: its own, or its record's where it states none.",
        "About none of these topics.",
        "without any topic",
    ),
    "party": Filter(
        lambda: party("A party."),
        "By or with any of these parties: its own, or its record's where it states none.",
        "By or with none of these parties.",
        "without any party",
    ),
    "role": Filter(
        lambda: Choice(PARTY_ROLE, "A role."),
        "With a party in any of these roles; with `party`, with that party in that role.",
        "With no party in any of these roles; with `party`, without that party in that role.",
    ),
}
"""What commitments can be asked of their own."""

AMOUNT: Mapping[str, Filter] = {
    "kind": Filter(
        lambda: Choice(AMOUNT_KIND, "A kind of money."), "Of any of these kinds.", "Of none of these kinds."
    ),
    "currency": Filter(
        lambda: Currency("ISO 4217.", example="USD"), "In any of these currencies.", "In none of these currencies."
    ),
    "stage": Filter(
        lambda: Choice(STAGE, "A stage."), "At any of these stages.", "At none of these stages.", "without a stage"
    ),
    "frequency": Filter(
        lambda: Choice(FREQUENCY, "A frequency."),
        "Meant for the whole period, or for each year of it.",
        "Not meant so.",
        "without a frequency",
    ),
    "payer": Filter(lambda: party("A party."), "Paid by any of these.", "Paid by none of these.", "without a payer"),
    "payee": Filter(lambda: party("A party."), "Paid to any of these.", "Paid to none of these.", "without a payee"),
}
"""What amounts can be asked of their own."""

QUOTE: Mapping[str, Filter] = {
    "speaker": Filter(lambda: party("A party."), "Said by any of these.", "Said by none of these."),
    "role": Filter(
        lambda: Choice(PARTY_ROLE, "A role."),
        "Said by a party in any of these roles.",
        "Said by a party in none of these roles.",
    ),
    "language": Filter(
        lambda: Language("A tag.", example="en"),
        "In any of these languages or their varieties.",
        "In none of these languages or their varieties.",
    ),
    "translated_from": Filter(
        lambda: Language("A tag.", example="ko"),
        "Translated from any of these languages or their varieties.",
        "Translated from none of these languages or their varieties.",
        "not translated",
    ),
}
"""What quotes can be asked of their own."""


DIRECTORY: Mapping[str, Filter] = {
    "kind": Filter(lambda: Choice(PARTY_KIND, "A kind."), "Of any of these kinds.", "Of none of these kinds."),
    "jurisdiction": Filter(
        lambda: Jurisdiction("A jurisdiction."),
        "Of any of these jurisdictions.",
        "Of none of these jurisdictions.",
        "without a jurisdiction",
    ),
    "role": Filter(
        lambda: Choice(PARTY_ROLE, "A role."),
        "With any of these roles in some record.",
        "With none of these roles in any record.",
    ),
    "name": Filter(
        lambda: Text("A name.", example="SK Telecom"),
        "Known by any of these names, without regard to case, accents, width or spacing.",
        "Known by none of these names.",
    ),
    "identifier": Filter(
        lambda: IdentifierText("An identifier, `scheme:id`.", example="wikidata:Q20718"),
        "With any of these identifiers.",
        "With none of these identifiers.",
        "without any identifier",
    ),
}
"""What the directory of parties can be asked."""


def with_record(own: Mapping[str, Filter]) -> dict[str, Filter]:
    """Return a list's own filters with those of its records, which are `announcement_…` where both have the name."""
    names = {name: f"announcement_{name}" if name in own else name for name in RECORD}
    return {**own, **{names[name]: each.about(names["party"]) for name, each in RECORD.items()}}


def parameters(filters: Mapping[str, Filter]) -> dict[str, fields.Field[Any]]:
    """Return the parameters of filters: each finds, and with `exclude_` before its name removes."""
    made: dict[str, fields.Field[Any]] = {}
    for name, each in filters.items():
        lacks = f" `{MISSING}` means: {each.lacks}." if each.lacks else ""
        made[name] = any_of(value_of(each), f"{each.finds}{lacks}")
        made[f"exclude_{name}"] = any_of(value_of(each), f"{each.removes}{lacks}")
    return made


def value_of(each: Filter) -> Text:
    """Return the field of one value of a filter."""
    return OrMissing(each.value()) if each.lacks else each.value()
