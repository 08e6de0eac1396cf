"""Closed lists on the wire."""

from __future__ import annotations

from marshmallow import Schema, fields

from schemas.problem import text


class TermSchema(Schema):
    """One value of a closed list."""

    code = text("What stands in a record.", "roadmap")
    label = text("What to show people.", "Road map")
    meaning = text("What it means, and how it differs from its neighbours.")


class VocabularySchema(Schema):
    """A closed list."""

    name = text("Its name in the address.", "announcement_kinds")
    title = text("Its name for people.", "Announcement kinds")
    meaning = text("What it is for.")
    terms = fields.List(fields.Nested(TermSchema), metadata={"description": "Its values, in order."})


class VocabularyLinkSchema(Schema):
    """Where a closed list is found."""

    name = text("Its name in the address.", "announcement_kinds")
    title = text("Its name for people.", "Announcement kinds")
    meaning = text("What it is for.")
    url = text("Where its values are.", "/v1/vocabularies/announcement_kinds")
