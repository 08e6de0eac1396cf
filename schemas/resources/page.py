"""The envelope of every list."""

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
            "description": "`eq`: that many exactly; `gte`: at least that many, counting stopped there.",
            "enum": ["eq", "gte"],
        },
    )


class MetaSchema(Schema):
    """What is known of the list as a whole."""

    total = fields.Nested(TotalSchema, required=True, metadata={"description": "How many items match in all."})


class FacetValueSchema(Schema):
    """How many matches have one value."""

    value = string_field("The value, as a filter takes it; `_missing` where nothing was stated.", "roadmap")
    label = string_field("What it is called.", "Road map")
    count = fields.Integer(required=True, metadata={"description": "How many matches have it.", "examples": [12]})


class ListMetaSchema(MetaSchema):
    """What is known of a list that can be counted by facets and asked by ids."""

    facets = fields.Dict(
        keys=fields.String(),
        values=fields.List(fields.Nested(FacetValueSchema)),
        metadata={
            "description": "With `facet`: for each name the 100 most frequent values among all matches. What has "
            "several values is counted under each."
        },
    )
    not_found = fields.List(
        fields.UUID(metadata={"description": "An id."}),
        metadata={
            "description": "With `id`: those that were asked for and that this list, with these filters, has not."
        },
    )


class LinksSchema(Schema):
    """Where this page is, and the next."""

    self = string_field("This page.", "https://communique.example/v1/announcements?jurisdiction=KR", format="uri")
    next = string_field(
        "The next page; missing on the last one.",
        "https://communique.example/v1/announcements?jurisdiction=KR&cursor=WyIyMDI2Il0",
        required=False,
        format="uri",
    )


def page_schema(item: type[Schema], name: str, *, listed: bool = False) -> Schema:
    """Return the schema of a page of such items, named in the OpenAPI document as `name`.

    `listed` says that the list has facets and can be asked by ids.
    """
    members: dict[str, Any] = {
        "data": fields.List(
            fields.Nested(item), required=True, metadata={"description": "The items of this page, in order."}
        ),
        "meta": fields.Nested(
            ListMetaSchema if listed else MetaSchema,
            required=True,
            metadata={"description": "What is known of the list as a whole."},
        ),
        "links": fields.Nested(
            LinksSchema, required=True, metadata={"description": "Where this page is, and the next."}
        ),
    }
    page = Schema.from_dict(members, name=name)
    page.__doc__ = "One page of a list, with the number of all matches and the way to the next page."
    return page()
