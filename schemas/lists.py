"""The envelope of every list."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from schemas.problem import text


class TotalSchema(Schema):
    """How many items match."""

    value = fields.Integer(metadata={"description": "The number of items counted."})
    relation = fields.String(
        metadata={
            "description": "`eq`: that many exactly; `gte`: at least that many, counting stopped there.",
            "enum": ["eq", "gte"],
        }
    )


class MetaSchema(Schema):
    """What is known of the list as a whole."""

    total = fields.Nested(TotalSchema, metadata={"description": "How many items match in all."})


class LinksSchema(Schema):
    """Where this page is, and the next."""

    self = text("This page.", format="uri")
    next = text("The next page; missing on the last one.", format="uri")


def page_of(item: type[Schema], name: str) -> Schema:
    """Return the schema of a page of such items, named in the OpenAPI document as `name`."""
    members: dict[str, Any] = {
        "data": fields.List(fields.Nested(item), metadata={"description": "The items of this page, in order."}),
        "meta": fields.Nested(MetaSchema, metadata={"description": "What is known of the list as a whole."}),
        "links": fields.Nested(LinksSchema, metadata={"description": "Where this page is, and the next."}),
    }
    return Schema.from_dict(members, name=name)()
