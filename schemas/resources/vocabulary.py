"""Closed lists on the wire."""

from __future__ import annotations

from marshmallow import Schema, fields

from schemas.resources.problem import string_field


class TermSchema(Schema):
    """One value of a closed list."""

    code = string_field("What stands in a record.", "roadmap")
    label = string_field("What to show people.", "Road map")
    meaning = string_field("Its meaning, and how it differs from similar terms.", "The steps towards an aim, in order.")


class VocabularySchema(Schema):
    """A closed list."""

    name = string_field("Its name in the address.", "announcement_kinds")
    title = string_field("Its name for people.", "Kinds of announcement")
    meaning = string_field("What it is for.", "What was announced.")
    terms = fields.List(fields.Nested(TermSchema), required=True, metadata={"description": "Its values, in order."})


class VocabularyLinkSchema(Schema):
    """Where a closed list is found."""

    name = string_field("Its name in the address.", "announcement_kinds")
    title = string_field("Its name for people.", "Kinds of announcement")
    meaning = string_field("What it is for.", "What was announced.")
    url = string_field("Where its values are.", "/v1/vocabularies/announcement_kinds", format="uri-reference")
