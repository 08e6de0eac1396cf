"""Relations to other records and to documents elsewhere."""

from __future__ import annotations

from domain.vocabularies import RELATION_TYPE
from schemas.base import BaseSchema
from schemas.fields.composites import Url, Uuid
from schemas.fields.scalars import Choice, Text
from schemas.record.rules import relation_has_one_target


class RelationSchema(BaseSchema):
    """A link to another record by its id, or to a document elsewhere by its address, its title, or both."""

    rules = (relation_has_one_target,)

    type = Choice(RELATION_TYPE, "The relation of this record to the other.", required=True, example="cites")
    announcement = Uuid("The id of another record, which must exist. Not together with url or title.")
    url = Url("The address of a document elsewhere.")
    title = Text(
        "The title of a document elsewhere.", longest=1_000, example="Research and development budget for 2026"
    )


class RelatedFromSchema(BaseSchema):
    """A record that refers to this one."""

    type = Choice(RELATION_TYPE, "The relation of that record to this one.", required=True, example="cites")
    announcement = Uuid("The id of that record.", required=True)
    title = Text("Its title.", required=True, longest=1_000, example="A year of the quantum road map")
    url = Text(
        "Its address.",
        required=True,
        example="/v1/announcements/019c0dea-8800-7000-8000-000000000002",
    )
