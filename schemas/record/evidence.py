"""Evidence: quoted words of a source (W3C Web Annotation)."""

from __future__ import annotations

from schemas.base import BaseSchema
from schemas.fields.composites import ObjectList
from schemas.fields.scalars import Key, Text


class EvidenceSchema(BaseSchema):
    """A W3C Web Annotation TextQuoteSelector into one of the record's sources."""

    source = Key("The key of the source.", required=True, example="s-ians")
    exact = Text("The exact words of the source.", longest=5_000, required=True, example="10,000 experts")
    prefix = Text("The words just before them, which help to find the place.", longest=1_000)
    suffix = Text("The words just after them.", longest=1_000)


def evidence_field() -> ObjectList:
    """The field that commitments, amounts and quotes share."""
    return ObjectList(EvidenceSchema, "The words of the sources that state this.", most=100)
