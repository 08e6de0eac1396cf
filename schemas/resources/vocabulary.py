"""Vocabularies: closed lists of terms."""

from marshmallow import Schema

from schemas.base import BaseSchema
from schemas.fields.codes import Jurisdiction
from schemas.fields.described import list_field, string_field
from schemas.fields.scalars import Text


class MembershipSchema(BaseSchema):
    """A member of a group of jurisdictions."""

    jurisdiction = Jurisdiction("The member.", required=True, example="GB")
    first = Text(
        "The first day of its membership, if it joined later than others.", data_key="from", example="1973-01-01"
    )
    last = Text("The last day of its membership, if it has ended.", data_key="to", example="2020-01-31")


class TermSchema(Schema):
    """One value of a closed list."""

    code = string_field("The code that records contain.", "roadmap")
    label = string_field("The label to show to people.", "Road map")
    meaning = string_field("Its meaning, and how it differs from similar terms.", "The steps towards an aim, in order.")
    members = list_field(MembershipSchema, "The members; of a group of jurisdictions only.", required=False)


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
