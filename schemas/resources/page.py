"""The envelope of every list: `data`, `meta` and `links`."""

from typing import Any

from marshmallow import Schema, fields

from schemas.fields.described import integer_field, list_field, object_field, string_field


def ended_by_field() -> fields.String:
    """The reason for a page with fewer items than `limit` that is not the last."""
    return string_field(
        "`bytes`: this page has fewer items than `limit`, as more would be too long; `links.next` has them. Otherwise "
        "absent.",
        enum=["bytes"],
        required=False,
    )


def next_cursor_field() -> fields.String:
    """The cursor in the link to the next page, as a value."""
    return string_field(
        "The `cursor` of the next page, as `links.next` has it; absent on the last one.",
        "WyIyMDI2Il0",
        required=False,
    )


class TotalSchema(Schema):
    """How many items match."""

    value = integer_field("The number of items counted.", 1, minimum=0)
    relation = string_field(
        "`eq`: exactly this many; `gte`: at least this many, as counting stopped there.", enum=["eq", "gte"]
    )


NUMBER_OF_MATCHES = object_field(TotalSchema, "The number of items that match.")


class MetaSchema(Schema):
    """Facts about the whole list."""

    total = NUMBER_OF_MATCHES
    ended_by = ended_by_field()
    next_cursor = next_cursor_field()


class LeftOutSchema(Schema):
    """The matches that were left out for one reason."""

    count = integer_field("Their number.", 1, minimum=1)


class LeftOutReasonsSchema(Schema):
    """The matches that were left out, by reason; a reason without any is absent."""

    superseded = object_field(
        LeftOutSchema, "Those of records that a published record supersedes, directly or not.", required=False
    )
    restated = object_field(LeftOutSchema, "Amounts that restate others.", required=False)
    not_converted = object_field(
        LeftOutSchema,
        "With `convert` and `amount_min` or `amount_max`: amounts that match all else, and have no rate.",
        required=False,
    )


class NoteSchema(Schema):
    """A value of a filter for which the list is empty: nothing in the list has it."""

    parameter = string_field("The parameter.", "party")
    value = string_field("The value as it was sent.", "Samsung")
    detail = string_field(
        "What is unknown, and what to do instead.",
        "Nothing in this list has the party “Samsung”, whatever the other filters. Did you mean “Samsung Electronics”?",
    )
    did_you_mean = list_field(
        string_field("A value.", "Samsung Electronics"), "The nearest values that something in the list has, if any."
    )


NOTES = list_field(
    NoteSchema,
    "Only if nothing matches: the values of topics, parties, speakers, payers, payees and publishers that nothing in "
    "this list has, whatever the other filters. Three values are looked up.",
    required=False,
)


class SummaryMetaSchema(Schema):
    """Facts about a summary, which has no pages."""

    total = NUMBER_OF_MATCHES
    left_out = object_field(
        LeftOutReasonsSchema,
        "What the sums, or the numbers of overdue commitments, leave out; absent if that is nothing.",
        required=False,
    )
    notes = NOTES


class FacetValueSchema(Schema):
    """The number of matches with one value."""

    value = string_field("The value, as a filter takes it; `_missing` stands for “not stated”.", "roadmap")
    label = string_field("Its label.", "Road map")
    count = integer_field("The number of matches that have it.", 12)


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
    left_out = object_field(
        LeftOutReasonsSchema,
        "With `overdue` or `overdue_on`: the commitments that would be overdue if their records were not superseded; "
        "with `convert`: the amounts that cannot be compared. Absent if there are none.",
        required=False,
    )
    not_found = list_field(
        fields.UUID(metadata={"description": "An id."}),
        "With `id`: the given ids that this list, with these filters, does not contain.",
        required=False,
    )
    notes = NOTES


class LinksSchema(Schema):
    """Links to this page and to the next one."""

    self = string_field("This page.", "https://communique.example/v1/announcements?jurisdiction=KR", format="uri")
    next = string_field(
        "The next page; absent on the last one.",
        "https://communique.example/v1/announcements?jurisdiction=KR&cursor=WyIyMDI2Il0",
        required=False,
        format="uri",
    )


def page_schema(item: type[Schema], name: str, *, listed: bool = False, meta: type[Schema] | None = None) -> Schema:
    """The schema of a page of items, `name` in the OpenAPI document. A `listed` one has facets and ids in `meta`."""
    members: dict[str, Any] = {
        "data": list_field(item, "The items of this page, in order."),
        "meta": object_field(meta or (ListMetaSchema if listed else MetaSchema), "Facts about the whole list."),
        "links": object_field(LinksSchema, "Links to this page and to the next one."),
    }
    page = Schema.from_dict(members, name=name)
    page.__doc__ = "A page of items, with their total and a link to the next page."
    return page()
