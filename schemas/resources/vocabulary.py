"""Vocabularies: closed lists of terms."""

from marshmallow import Schema

from schemas.fields.described import list_field, string_field


class TermSchema(Schema):
    """One value of a closed list."""

    code = string_field("The code that records contain.", "roadmap")
    label = string_field("The label to show to people.", "Road map")
    meaning = string_field("Its meaning, and how it differs from similar terms.", "The steps towards an aim, in order.")


class VocabularySchema(Schema):
    """A closed list."""

    name = string_field("Its name in URLs.", "announcement_kinds")
    title = string_field("Its title.", "Kinds of announcement")
    meaning = string_field("Its purpose.", "What was announced.")
    terms = list_field(TermSchema, "Its values, in order.")


class VocabularyLinkSchema(Schema):
    """A link to a closed list."""

    name = string_field("Its name in URLs.", "announcement_kinds")
    title = string_field("Its title.", "Kinds of announcement")
    meaning = string_field("Its purpose.", "What was announced.")
    url = string_field("The address of its values.", "/v1/vocabularies/announcement_kinds", format="uri-reference")
