"""The envelope of every list: `data`, `meta` and `links`."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from schemas.resources.problem import string_field


class TotalSchema(Schema):
    """How many items match."""

    value = fields.Integer(
        required=True, metadata={"description": "The number of items counted.", "minimum": 0, "examples": [1]}
    )
    relation = fields.String(
        required=True,
        metadata={
            "description": "`eq`: exactly this many; `gte`: at least this many, as counting stopped there.",
            "enum": ["eq", "gte"],
        },
    )


class MetaSchema(Schema):
    """Facts about the whole list."""

    total = fields.Nested(TotalSchema, required=True, metadata={"description": "The number of items that match."})


class FacetValueSchema(Schema):
    """The number of matches with one value."""

    value = string_field("The value, as a filter takes it; `_missing` stands for “not stated”.", "roadmap")
    label = string_field("Its label.", "Road map")
    count = fields.Integer(
        required=True, metadata={"description": "The number of matches that have it.", "examples": [12]}
    )


class ListMetaSchema(MetaSchema):
    """Facts about a list with facets and ids."""

    facets = fields.Dict(
        keys=fields.String(),
        values=fields.List(fields.Nested(FacetValueSchema)),
        metadata={
            "description": "With `facet`: for each name the 100 most frequent values among all matches. An item with "
            "several values is counted under each."
        },
    )
    not_found = fields.List(
        fields.UUID(metadata={"description": "An id."}),
        metadata={"description": "With `id`: the given ids that this list, with these filters, does not contain."},
    )


class LinksSchema(Schema):
    """Links to this page and to the next one."""

    self = string_field("This page.", "https://communique.example/v1/announcements?jurisdiction=KR", format="uri")
    next = string_field(
        "The next page; absent on the last one.",
        "https://communique.example/v1/announcements?jurisdiction=KR&cursor=WyIyMDI2Il0",
        required=False,
        format="uri",
    )


def page_schema(item: type[Schema], name: str, *, listed: bool = False) -> Schema:
    """The schema of a page of items, `name` in the OpenAPI document. A `listed` one has facets and ids in `meta`."""
    members: dict[str, Any] = {
        "data": fields.List(
            fields.Nested(item), required=True, metadata={"description": "The items of this page, in order."}
        ),
        "meta": fields.Nested(
            ListMetaSchema if listed else MetaSchema,
            required=True,
            metadata={"description": "Facts about the whole list."},
        ),
        "links": fields.Nested(
            LinksSchema, required=True, metadata={"description": "Links to this page and to the next one."}
        ),
    }
    page = Schema.from_dict(members, name=name)
    page.__doc__ = "A page of a list, with the number of all matches and a link to the next page."
    return page()
