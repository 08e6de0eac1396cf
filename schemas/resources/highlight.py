"""Where what was searched for stands in an item."""

from __future__ import annotations

from schemas.base import BaseSchema
from schemas.fields.composites import ObjectList
from schemas.fields.scalars import Text


class HighlightSchema(BaseSchema):
    """A place where what was searched for stands."""

    field = Text("The member it stands in.", required=True, example="statement")
    fragment = Text(
        "The words around it, safe for HTML, with each match within `<mark>` and `</mark>`.",
        required=True,
        example="Five sites are to be named as <mark>quantum</mark> clusters",
    )


def highlights_field() -> ObjectList:
    """Return the member that shows what was found."""
    return ObjectList(HighlightSchema, "Where what was searched for stands; with `highlight=true`.", dump_only=True)
