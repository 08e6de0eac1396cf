"""Counts and sums: summaries of commitments, amounts and quotes, topics, and coverage by jurisdiction and publisher."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields

from schemas.base import BaseSchema
from schemas.fields.codes import Currency, Jurisdiction
from schemas.fields.composites import Instant
from schemas.fields.described import integer_field, list_field, object_field
from schemas.fields.scalars import ComputedDecimal, OneOf, Slug, Text
from schemas.queries.amounts import conversion_of, target_is_single
from schemas.queries.base import BoundedInt, group_is_single, groups_are_few
from schemas.queries.lists import SUPERSEDED, AmountsQuery, CommitmentsQuery, PartsQuery, QuotesQuery
from schemas.queries.names import NameParam, NamesParam

COMMITMENT_GROUPS = (
    *("kind", "status", "unit", "jurisdiction", "topic", "party", "announcement_kind"),
    *("policy_status", "jurisdiction_group", "year", "due_year"),
)
AMOUNT_GROUPS = (
    *("currency", "year", "jurisdiction", "topic", "kind", "payer", "payee", "party", "stage", "frequency"),
    *("announcement_kind", "policy_status", "jurisdiction_group", "period_year", "fiscal_year"),
)
QUOTE_GROUPS = (
    *("speaker", "post", "role", "language", "translated_from", "jurisdiction", "topic", "party", "kind"),
    *("policy_status", "jurisdiction_group", "year"),
)

PICTURED = tuple(name for name in AMOUNT_GROUPS if name != "currency")
"""Groups of a chart's bars; each currency has a panel of its own."""

PAGE_ONLY = ("cursor", "facet", "fields", "total", "highlight")
"""Parameters of lists that summaries, which have no pages, do not have."""

LIST_ONLY = (*PAGE_ONLY, "limit", "sort", "format", "bom")
"""Parameters of lists that charts do not have."""

SUMMARY_FORMATS = ("json", "ndjson", "csv", "xlsx")
SUMMARY_FORMAT = NameParam(SUMMARY_FORMATS, "The format of the response; it takes precedence over Accept.")
SUMMARY_LIMIT = BoundedInt(
    "Only the first so many rows of the order; `meta.total` counts all. Default: all. With `sort=sum` or `-sum`, so "
    "many of each currency.",
    least=1,
    most=10_000,
)


def summary_sort(*figures: str) -> NameParam:
    """The parameter for the order of a summary's rows."""
    return NameParam(
        tuple(each for name in (*figures, "group") for each in (f"-{name}", name)),
        "The order; `-` means the greatest first. `group`, the default: by the values of the groups, names of parties. "
        "Sums of several currencies are not compared: `sum` orders the rows of each currency.",
    )


RESTATED = OneOf(
    ("include",),
    "`include`: with amounts that say again what an amount of a published record says. An amount does if it `restates` "
    "that one, or if its record has a relation `restates` to the other record and both are equal: in currency, figure, "
    "comparator and upper end. Otherwise they are not added up, unless their record supersedes the other one.",
)


CONVERTED_SUMS = OneOf(
    ("announced_on",),
    "Convert each amount into the one `currency` that is given, which is then the target and not a filter, at the "
    "European Central Bank's reference rate of the day of its announcement. `amount_min` and `amount_max` are then "
    "in that currency too, and `meta.left_out` counts the amounts without a rate, which they do not find.",
    instead=conversion_of,
)


def group_by(allowed: tuple[str, ...], usual: str) -> NamesParam:
    """The parameter that names the groups."""
    return NamesParam(allowed, f"Groups by one to three of these, separated by commas. Default: {usual}.")


class CommitmentsSummaryQuery(CommitmentsQuery):
    """Which commitments to count, and by what."""

    rules = (*CommitmentsQuery.rules, groups_are_few)

    class Meta(BaseSchema.Meta):
        exclude = PAGE_ONLY

    group_by = group_by(COMMITMENT_GROUPS, "status")
    sort = summary_sort("count", "overdue")
    limit = SUMMARY_LIMIT
    format = SUMMARY_FORMAT


class AmountsSummaryQuery(AmountsQuery):
    """Which amounts to add up, and by what."""

    rules = (*PartsQuery.rules, groups_are_few, target_is_single)

    class Meta(BaseSchema.Meta):
        exclude = PAGE_ONLY

    group_by = group_by(AMOUNT_GROUPS, "currency alone")
    sort = summary_sort("sum", "count")
    limit = SUMMARY_LIMIT
    format = SUMMARY_FORMAT
    superseded = SUPERSEDED
    restated = RESTATED
    convert = CONVERTED_SUMS


class QuotesSummaryQuery(QuotesQuery):
    """Which quotes to count, and by what."""

    rules = (*QuotesQuery.rules, groups_are_few)

    class Meta(BaseSchema.Meta):
        exclude = PAGE_ONLY

    group_by = group_by(QUOTE_GROUPS, "speaker")
    sort = summary_sort("count")
    limit = SUMMARY_LIMIT
    format = SUMMARY_FORMAT


class TimelineQuery(CommitmentsQuery):
    """Which commitments to draw."""

    class Meta(BaseSchema.Meta):
        exclude = LIST_ONLY


class PictureQuery(AmountsQuery):
    """Which amounts to draw, and by what."""

    rules = (*PartsQuery.rules, target_is_single, group_is_single)

    class Meta(BaseSchema.Meta):
        exclude = LIST_ONLY

    superseded = SUPERSEDED
    restated = RESTATED
    convert = CONVERTED_SUMS
    group_by = NamesParam(PICTURED, "Groups the bars by one of these. Default: jurisdiction.", most=1)


def group_fields(names: tuple[str, ...]) -> dict[str, fields.Field[Any]]:
    """The members of a row that name its group."""
    return {
        name: fields.String(
            allow_none=True,
            metadata={"description": f"The group's {name}; null for “not stated”. Only with `group_by={name}`."},
        )
        for name in names
    }


class ConversionSchema(Schema):
    """The conversion of a sum of one day and currency."""

    currency = Currency("The currency as stated.", required=True, example="USD")
    announced_on = Text(
        "The day of the announcements; null if it is not one known day. Not needed for the target currency.",
        required=True,
        allow_none=True,
        example="2026-01-29",
    )
    sum = ComputedDecimal("The sum as stated.", required=True, example="15000000")
    count = integer_field("The number of amounts.", 1)
    rate = ComputedDecimal("The units of the target currency that one unit was worth.", required=True, example="0.8355")
    rate_on = Text(
        "The day of the rate; null if `announced_on` is.", required=True, allow_none=True, example="2026-01-29"
    )
    converted = ComputedDecimal("The sum converted, rounded to the minor unit.", required=True, example="12532797.46")


class BoundsSchema(Schema):
    """The limits and ranges among the amounts of a row, which its sum does not include."""

    count = integer_field("The number of limits and ranges.", 1)
    low = ComputedDecimal("What they come to at least; absent if one of them has no lower end.", example="5000000")
    high = ComputedDecimal("What they come to at most; absent if one of them has no upper end.", example="7000000")


BOUNDS = object_field(
    BoundsSchema, "The limits and ranges, which are not in the sum; absent if there are none.", required=False
)


class NotConvertedSchema(Schema):
    """A sum that could not be converted, with the reason."""

    currency = Currency("The currency as stated.", required=True, example="KRW")
    reason = Text("The reason: `currency`, `date` or `announced_on`.", required=True, example="date")
    detail = Text("The reason in a sentence.", required=True)
    sum = ComputedDecimal(
        "The sum as stated; null if there are only limits and ranges.",
        required=True,
        allow_none=True,
        example="8120000000000",
    )
    count = integer_field("The number of amounts in the sum.", 1)
    bounds = BOUNDS


LABELS = fields.Dict(
    keys=fields.String(),
    values=fields.String(),
    required=True,
    metadata={"description": "Labels of the groups whose values are codes or ids.", "examples": [{}]},
)


def row_schema(name: str, doc: str, members: Mapping[str, Any]) -> type[Schema]:
    """The schema of a summary's rows."""
    made = Schema.from_dict(dict(members), name=name)
    made.__doc__ = doc
    return made


CommitmentSumSchema = row_schema(
    "CommitmentSum",
    "The number of commitments in a group.",
    group_fields(COMMITMENT_GROUPS)
    | {
        "labels": LABELS,
        "count": integer_field("The number of commitments.", 9),
        "overdue": integer_field("The number of them that are overdue today; none of a superseded record is.", 1),
    },
)
AmountSumSchema = row_schema(
    "AmountSum",
    "The sum of a group in one currency.",
    group_fields(tuple(name for name in AMOUNT_GROUPS if name != "currency"))
    | {
        "labels": LABELS,
        "currency": Currency("The currency of the sum.", required=True, example="USD"),
        "sum": ComputedDecimal(
            "The exact sum. An amount that is part of another one in the summary is left out. Null if there is nothing "
            "exact, or nothing that could be converted.",
            required=True,
            allow_none=True,
            example="5615000000",
        ),
        "count": integer_field("The number of amounts that it adds up.", 2),
        "bounds": BOUNDS,
        "conversions": list_field(
            ConversionSchema, "The conversions behind the sum; only with `convert`.", required=False
        ),
        "not_converted": list_field(
            NotConvertedSchema,
            "Sums that could not be converted and are not included; only with `convert`.",
            required=False,
        ),
    },
)


QuoteSumSchema = row_schema(
    "QuoteSum",
    "The number of quotes in a group.",
    group_fields(QUOTE_GROUPS) | {"labels": LABELS, "count": integer_field("The number of quotes.", 2)},
)


class TopicSchema(BaseSchema):
    """A topic with its numbers of records and commitments."""

    topic = Slug("The topic.", required=True, example="quantum-technology")
    announcements = integer_field("The number of records about it.", 1)
    commitments = integer_field(
        "The number of commitments about it; given when one topic is read by itself.", 7, required=False
    )
    first_on = Text("The first day on which a record about it may have been announced.", example="2026-01-29")
    last_on = Text("The last such day.", example="2026-01-29")
    url = Text("Its address.", required=True, example="/v1/topics/quantum-technology")


class CoverageSchema(BaseSchema):
    """The number, dates and freshness of a jurisdiction's records with a source by one publisher.

    A record with sources by several publishers is counted under each.
    """

    jurisdiction = Jurisdiction("The jurisdiction.", required=True, example="KR")
    publisher = Text("The publisher, as stated; absent if no source states one.", example="IANS")
    announcements = integer_field("How many records.", 1)
    first_on = Text("The first day on which one of them may have been announced.", required=True, example="2026-01-29")
    last_on = Text("The last day on which one of them may have been announced.", required=True, example="2026-01-29")
    changed_at = Instant("When one of them last changed: RFC 3339, UTC.", required=True, example="2026-01-30T08:00:00Z")
