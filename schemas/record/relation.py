"""A relation: how a record stands to another record, or to a document elsewhere."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, validates_schema

from domain.violations import Violation
from domain.vocabularies import RELATION_TYPE
from schemas.base import BaseSchema
from schemas.fields.composites import Identity, Url
from schemas.fields.scalars import Choice, Text


class RelationSchema(BaseSchema):
    """A link to another record by its id, or to a document elsewhere by its address, its title, or both."""

    type = Choice(RELATION_TYPE, "How this record stands to the other.", required=True, example="cites")
    announcement = Identity("The id of another record, which must exist. Not together with url or title.")
    url = Url("The address of a document elsewhere.")
    title = Text(
        "The title of a document elsewhere.", longest=1_000, example="Research and development budget for 2026"
    )

    @validates_schema(pass_original=True, skip_on_field_errors=False)
    def check_one_target(self, data: dict[str, Any], original: Any, **_: Any) -> None:
        """A relation points at one thing."""
        if not isinstance(original, dict):
            return
        inside = original.get("announcement") is not None
        outside = original.get("url") is not None or original.get("title") is not None
        if inside and outside:
            raise ValidationError(
                {"announcement": [Violation("choice", "Give either a record's id, or a url or title.")]}
            )
        if not inside and not outside:
            raise ValidationError({"announcement": [Violation("required", "Give a record's id, a url or a title.")]})


class RelatedFromSchema(BaseSchema):
    """A record that points at this one."""

    type = Choice(RELATION_TYPE, "How that record stands to this one.", required=True, example="cites")
    announcement = Identity("The id of that record.", required=True)
    title = Text("Its title.", required=True, longest=1_000, example="A year of the quantum road map")
    url = Text(
        "Its address.",
        required=True,
        example="/v1/announcements/019c0dea-8800-7000-8000-000000000002",
    )
