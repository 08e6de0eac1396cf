"""Evidence: the words of a source that a fact was taken from."""

from __future__ import annotations

from schemas.base import BaseSchema
from schemas.fields.composites import ObjectList
from schemas.fields.scalars import Key, Text


class EvidenceSchema(BaseSchema):
    """A W3C Web Annotation TextQuoteSelector into one of the record's sources."""

    source = Key("The key of the source that says it.", required=True, example="s-ians")
    exact = Text(
        "The words themselves, as the source has them.", longest=5_000, required=True, example="10,000 experts"
    )
    prefix = Text("Words just before them, to find the place again.", longest=1_000)
    suffix = Text("Words just after them.", longest=1_000)


def evidence_field() -> ObjectList:
    """Return the field that commitments, amounts and quotes carry."""
    return ObjectList(EvidenceSchema, "Which source says this, in which words.", most=100)
