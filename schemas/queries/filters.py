"""Filters of the lists, as tables from which their parameters are made, and parameters of ranges."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import fields

from domain.codes import MISSING
from domain.jurisdiction_groups import JURISDICTION_GROUP
from domain.vocabularies import (
    ANNOUNCEMENT_KIND,
    CHANGE_TYPE,
    PARTY_KIND,
    PARTY_ROLE,
    POLICY_STATUS,
    RELATION_TYPE,
    SOURCE_KIND,
)
from schemas.fields.codes import Jurisdiction, Language
from schemas.fields.composites import Uuid
from schemas.fields.scalars import Choice, DecimalText, OneOf, Slug, Text
from schemas.queries.base import IdentifierText, PartyText, repeatable
from schemas.queries.filter_parameter import FilterParameter, OrMissing

PARTY = PartyText("A party.", example="wikidata:Q55613242")
ROLE = Choice(PARTY_ROLE, "A role.")
IDENTIFIER = IdentifierText("An identifier, `scheme:id`.", example="wikidata:Q20718")

SUBDIVISIONS = OneOf(
    ("include",), "`include`: filters by jurisdiction and by group find parts of countries too, `US` also `US-CA`."
)

RECORD: Mapping[str, FilterParameter] = {
    "jurisdiction": FilterParameter(
        Jurisdiction("A jurisdiction.", example="KR", has_group=True),
        "Of any of these jurisdictions, joint announcements included. `US` does not find `US-CA`, unless you add "
        "`subdivisions=include`.",
        "Of none of these.",
    ),
    "jurisdiction_group": FilterParameter(
        Choice(JURISDICTION_GROUP, "A group.", example="G20"),
        "Of a member of any of these groups, on the first day on which it may have been announced.",
        "Of no member of these groups.",
        "of no member of any group",
    ),
    "kind": FilterParameter(
        Choice(ANNOUNCEMENT_KIND, "A kind of announcement."),
        "Announced as any of these kinds.",
        "Announced as none of these kinds.",
    ),
    "topic": FilterParameter(
        Slug("A topic.", example="quantum-technology"),
        "About any of these topics.",
        "About none of these topics.",
        "without any topic",
        "About every one of these topics.",
    ),
    "language": FilterParameter(
        Language("A tag.", example="en"),
        "Recorded in any of these languages or their varieties: `en` finds `en-GB`.",
        "Recorded in none of these languages or their varieties.",
    ),
    "party": FilterParameter(
        PARTY,
        "With any of these parties in the record.",
        "With none of these parties in the record.",
        "without any party",
        "With every one of these parties in the record.",
    ),
    "role": FilterParameter(
        ROLE,
        "With a party in any of these roles; with `party`, with that party in that role.",
        "With no party in any of these roles; with `party`, without that party in that role.",
        all_description="With a party in each of these roles, one or several; with `party`, with that party in each.",
    ),
    "source_kind": FilterParameter(
        Choice(SOURCE_KIND, "A kind of source."),
        "With a source of any of these kinds.",
        "With no source of these kinds.",
        "without any source",
    ),
    "publisher": FilterParameter(
        Text("A publisher, as stated.", example="IANS"),
        "With a source by any of these publishers.",
        "With no source by these publishers.",
        "without a source whose publisher is stated",
    ),
    "identifier": FilterParameter(
        IDENTIFIER,
        "With any of these identifiers. Withdrawn records no longer hold identifiers.",
        "With none of these identifiers.",
        "without any identifier",
    ),
    "place": FilterParameter(
        Text("A place, as stated.", example="Seoul"),
        "Announced at any of these places.",
        "Announced at none of these places.",
        "without a place",
    ),
    "policy_status": FilterParameter(
        Choice(POLICY_STATUS, "A status of a policy."),
        "With any of these statuses of the policy.",
        "With none of these statuses of the policy.",
        "without a status of the policy",
    ),
    "relation_type": FilterParameter(
        Choice(RELATION_TYPE, "A type of relation."),
        "Related in any of these ways to a record or document; with `related_to`, to that record.",
        "Related in none of these ways to any record or document; with `related_to`, to that record.",
        "not related to anything",
    ),
    "related_to": FilterParameter(
        Uuid("A record's id."),
        "Referring to any of these records, by id or by a publisher's number.",
        "Referring to none of these records.",
    ),
}
"""Filters of every list, on the record that an item belongs to."""

QUOTE: Mapping[str, FilterParameter] = {
    "speaker": FilterParameter(PARTY, "Said by any of these.", "Said by none of these."),
    "role": FilterParameter(
        ROLE,
        "Said by a party in any of these roles.",
        "Said by a party in none of these roles.",
        all_description="Said by a party in every one of these roles.",
    ),
    "language": FilterParameter(
        Language("A tag.", example="en"),
        "In any of these languages or their varieties.",
        "In none of these languages or their varieties.",
    ),
    "translated_from": FilterParameter(
        Language("A tag.", example="ko"),
        "Translated from any of these languages or their varieties.",
        "Translated from none of these languages or their varieties.",
        "not translated",
    ),
}
"""Filters of quotes themselves."""

CHANGE: Mapping[str, FilterParameter] = {
    "change_type": FilterParameter(
        Choice(CHANGE_TYPE, "A type of change.", example="correction"),
        "Of any of these types of change.",
        "Of none of these types of change.",
    ),
}
"""Filters of changes, and of the versions that they made."""

DIRECTORY: Mapping[str, FilterParameter] = {
    "kind": FilterParameter(Choice(PARTY_KIND, "A kind."), "Of any of these kinds.", "Of none of these kinds."),
    "jurisdiction": FilterParameter(
        Jurisdiction("A jurisdiction."),
        "Of any of these jurisdictions.",
        "Of none of these jurisdictions.",
        "without a jurisdiction",
    ),
    "role": FilterParameter(
        ROLE,
        "With any of these roles in some record.",
        "With none of these roles in any record.",
        all_description="With every one of these roles, in one record or in several.",
    ),
    "name": FilterParameter(
        Text("A name.", example="SK Telecom"),
        "Known by any of these names, without regard to case, accents, width, spacing or punctuation.",
        "Known by none of these names.",
    ),
    "identifier": FilterParameter(
        IDENTIFIER, "With any of these identifiers.", "With none of these identifiers.", "without any identifier"
    ),
}
"""Filters of the directory of parties."""


def with_record(own: Mapping[str, FilterParameter]) -> dict[str, FilterParameter]:
    """A list's own filters and those of its records, named `announcement_…` where both have the name."""
    names = {name: f"announcement_{name}" if name in own else name for name in RECORD}
    return {**own, **{names[name]: each.with_party_name(names["party"]) for name, each in RECORD.items()}}


def filter_params(filters: Mapping[str, FilterParameter]) -> dict[str, fields.Field[Any]]:
    """The parameters of filters: each one, `exclude_` before its name for the opposite, `all_` for every value."""
    params: dict[str, fields.Field[Any]] = {}
    for name, each in filters.items():
        if each.all_description:
            params[f"all_{name}"] = repeatable(each.value, each.all_description)
        value = OrMissing(each.value) if each.missing_description else each.value
        missing = f" `{MISSING}` means: {each.missing_description}." if each.missing_description else ""
        params[name] = repeatable(value, f"{each.description}{missing}")
        params[f"exclude_{name}"] = repeatable(value, f"{each.exclude_description}{missing}")
    return params


def number_params(stem: str, what: str, note: str = "") -> dict[str, fields.Field[Any]]:
    """The parameters of a range of decimals."""
    return {
        f"{stem}_min": DecimalText(f"{what} of at least this.{note}", example="1000"),
        f"{stem}_max": DecimalText(f"{what} of at most this.{note}", example="1000000"),
    }
