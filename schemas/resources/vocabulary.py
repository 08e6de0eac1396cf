"""Closed lists on the wire."""

from __future__ import annotations

from marshmallow import Schema, fields

from schemas.resources.problem import text


class TermSchema(Schema):
    """One value of a closed list."""

    code = text("What stands in a record.", "roadmap")
    label = text("What to show people.", "Road map")
    meaning = text("What it means, and how it differs from its neighbours.", "The steps towards an aim, in order.")


class VocabularySchema(Schema):
    """A closed list."""

    name = text("Its name in the address.", "announcement_kinds")
    title = text("Its name for people.", "Kinds of announcement")
    meaning = text("What it is for.", "What was announced.")
    terms = fields.List(fields.Nested(TermSchema), required=True, metadata={"description": "Its values, in order."})


class VocabularyLinkSchema(Schema):
    """Where a closed list is found."""

    name = text("Its name in the address.", "announcement_kinds")
    title = text("Its name for people.", "Kinds of announcement")
    meaning = text("What it is for.", "What was announced.")
    url = text("Where its values are.", "/v1/vocabularies/announcement_kinds", format="uri-reference")
