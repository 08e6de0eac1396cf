"""Highlights of a search."""

from __future__ import annotations

from schemas.base import BaseSchema
from schemas.fields.composites import ObjectList
from schemas.fields.scalars import Text


class HighlightSchema(BaseSchema):
    """A place where the words of `q` occur."""

    field = Text("The member that contains them.", required=True, example="statement")
    fragment = Text(
        "The text around them, safe for HTML, with each match inside `<mark>` and `</mark>`.",
        required=True,
        example="Five sites are to be named as <mark>quantum</mark> clusters",
    )


def highlights_field() -> ObjectList:
    """The member that shows matches."""
    return ObjectList(HighlightSchema, "Where the words of `q` occur; only with `highlight=true`.", dump_only=True)
