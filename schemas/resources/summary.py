"""Summaries of commitments and amounts: rows of groups with figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, validates_schema

from domain.violations import Violation
from schemas.base import BaseSchema
from schemas.fields.scalars import Currency, DecimalText, OneOf, Text
from schemas.queries.base import NamesParam
from schemas.queries.lists import AmountsQuery, CommitmentsQuery

COMMITMENT_GROUPS = (
    *("kind", "status", "unit", "jurisdiction", "topic", "party", "announcement_kind"),
    *("year", "due_year"),
)
AMOUNT_GROUPS = (
    *("currency", "year", "jurisdiction", "topic", "kind", "payer", "payee", "party", "stage", "frequency"),
    *("announcement_kind", "period_year"),
)
MOST_GROUPS = 3

PICTURED = tuple(name for name in AMOUNT_GROUPS if name != "currency")
"""By what the bars of a picture can be grouped; each currency has a panel of its own."""

OF_LISTS = ("limit", "cursor", "sort", "facet", "fields", "format", "total", "highlight")
"""What only lists of items can be asked."""


def group_by(allowed: tuple[str, ...], usual: str) -> NamesParam:
    """Return the parameter that names the groups."""
    return NamesParam(allowed, f"Groups by one to three of these, separated by commas. Default: {usual}.")


class SummaryGroups(BaseSchema):
    """What every summary is asked, beside its filters."""

    @validates_schema(skip_on_field_errors=True)
    def check_groups(self, data: dict[str, Any], **_: Any) -> None:
        """Three groups are as many as a table can show."""
        if len(data.get("group_by") or ()) > MOST_GROUPS:
            raise ValidationError({"group_by": [Violation("length", f"At most {MOST_GROUPS} groups are allowed.")]})


class CommitmentsSummaryQuery(SummaryGroups, CommitmentsQuery):
    """Which commitments to count, and by what."""

    class Meta(BaseSchema.Meta):
        """There are no pages."""

        exclude = OF_LISTS

    group_by = group_by(COMMITMENT_GROUPS, "by status")


class AmountsSummaryQuery(SummaryGroups, AmountsQuery):
    """Which amounts to add up, and by what."""

    class Meta(BaseSchema.Meta):
        """There are no pages, and nothing is searched for."""

        exclude = tuple(name for name in OF_LISTS if name != "highlight")

    group_by = group_by(AMOUNT_GROUPS, "by currency alone")
    convert = OneOf(
        ("announced_on",),
        "Convert each amount at the European Central Bank's reference rate of the day of its announcement, into the "
        "one `currency` that is named: it then is the target and no filter.",
    )

    @validates_schema(skip_on_field_errors=False)
    def check_target(self, data: dict[str, Any], **_: Any) -> None:
        """What is converted is converted into one currency."""
        if data.get("convert") is not None and len(data.get("currency") or ()) != 1:
            fault = Violation("currency", "Converting needs one `currency` to convert into.", ("currency",))
            raise ValidationError({"convert": [fault]})


class TimelineQuery(CommitmentsQuery):
    """Which commitments to draw."""

    class Meta(BaseSchema.Meta):
        """There are no pages."""

        exclude = OF_LISTS


class PictureQuery(AmountsQuery):
    """Which amounts to draw, and by what."""

    class Meta(BaseSchema.Meta):
        """There are no pages."""

        exclude = tuple(name for name in OF_LISTS if name != "highlight")

    group_by = NamesParam(PICTURED, "By what to group the bars: one of these. Without it, by jurisdiction.", most=1)

    @validates_schema(skip_on_field_errors=True)
    def check_group(self, data: dict[str, Any], **_: Any) -> None:
        """A bar has one name."""
        if len(data.get("group_by") or ()) > 1:
            raise ValidationError({"group_by": [Violation("length", "A picture has one group.")]})


def group_fields(names: tuple[str, ...]) -> dict[str, fields.Field[Any]]:
    """Return the members of a row that say which group it is."""
    return {
        name: fields.String(
            allow_none=True,
            metadata={"description": f"The group's {name}; null where nothing was stated. With `group_by={name}`."},
        )
        for name in names
    }


class ConversionSchema(Schema):
    """A sum of one day and currency, and what it was worth."""

    currency = Currency("The currency as stated.", required=True, example="USD")
    announced_on = Text(
        "The day of the announcements; null where it is not one known day, which the target itself does not need.",
        required=True,
        allow_none=True,
        example="2026-01-29",
    )
    sum = DecimalText("The sum as stated.", required=True, example="15000000")
    count = fields.Integer(required=True, metadata={"description": "How many amounts.", "examples": [1]})
    rate = DecimalText("How many units of the target one unit was worth.", required=True, example="0.8355")
    rate_on = Text("The day whose rate it is; null likewise.", required=True, allow_none=True, example="2026-01-29")
    converted = DecimalText("The sum converted, rounded to the minor unit.", required=True, example="12532797.46")


class NotConvertedSchema(Schema):
    """A sum that could not be converted, and why."""

    currency = Currency("The currency as stated.", required=True, example="KRW")
    reason = Text("Why not: `currency`, `date` or `announced_on`.", required=True, example="date")
    detail = Text("The reason in a sentence.", required=True)
    sum = DecimalText("The sum as stated.", required=True, example="8120000000000")
    count = fields.Integer(required=True, metadata={"description": "How many amounts.", "examples": [1]})


LABELS = fields.Dict(
    keys=fields.String(),
    values=fields.String(),
    required=True,
    metadata={"description": "What the groups are called, where their values are codes or ids.", "examples": [{}]},
)


def rows(name: str, doc: str, members: Mapping[str, Any]) -> type[Schema]:
    """Return the schema of a summary's rows."""
    made = Schema.from_dict(dict(members), name=name)
    made.__doc__ = doc
    return made


CommitmentSumSchema = rows(
    "CommitmentSum",
    "How many commitments there are of a group.",
    group_fields(COMMITMENT_GROUPS)
    | {
        "labels": LABELS,
        "count": fields.Integer(required=True, metadata={"description": "How many commitments.", "examples": [9]}),
        "overdue": fields.Integer(
            required=True, metadata={"description": "How many of them are overdue today.", "examples": [1]}
        ),
    },
)
AmountSumSchema = rows(
    "AmountSum",
    "The sum of a group in one currency.",
    group_fields(tuple(name for name in AMOUNT_GROUPS if name != "currency"))
    | {
        "labels": LABELS,
        "currency": Currency("The currency of the sum.", required=True, example="USD"),
        "sum": DecimalText(
            "The exact sum. An amount is left out where another one that it is a part of is in the summary. Null where "
            "nothing could be converted, which is not 0.",
            required=True,
            allow_none=True,
            example="5615000000",
        ),
        "count": fields.Integer(
            required=True, metadata={"description": "How many amounts it adds up.", "examples": [2]}
        ),
        "conversions": fields.List(
            fields.Nested(ConversionSchema), metadata={"description": "How the sum came about; with `convert`."}
        ),
        "not_converted": fields.List(
            fields.Nested(NotConvertedSchema),
            metadata={"description": "What could not be converted and is not in the sum; with `convert`."},
        ),
    },
)
