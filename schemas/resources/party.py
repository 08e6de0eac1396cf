"""The directory of parties."""

from marshmallow import fields

from domain.vocabularies import PARTY_KIND
from schemas.base import BaseSchema
from schemas.fields.composites import Uuid
from schemas.fields.described import integer_field, list_field, string_field
from schemas.fields.scalars import Choice, Jurisdiction, Text
from schemas.record.parts import identifiers_field


class DirectoryPartySchema(BaseSchema):
    """A party of the directory, under all its names."""

    id = Uuid("The party's id.", dump_only=True, required=True)
    name = Text(
        "The name under which it was first recorded.",
        dump_only=True,
        required=True,
        example="Ministry of Science and ICT",
    )
    kind = Choice(PARTY_KIND, "The kind of party.", dump_only=True, required=True, example="government")
    jurisdiction = Jurisdiction("Its jurisdiction.", dump_only=True, example="KR")
    aliases = list_field(
        string_field("A name.", "MSIT"),
        "Other names that published records use for it.",
        dump_only=True,
    )
    identifiers = identifiers_field("Its identifiers in external schemes.")
    roles = fields.Dict(
        keys=fields.String(),
        values=integer_field("The number of records.", required=False, minimum=1),
        dump_only=True,
        required=True,
        metadata={
            "description": "The number of published records in which it has each role.",
            "examples": [{"issuer": 12}],
        },
    )
    announcements = integer_field("The number of published records in which it appears.", 14, dump_only=True, minimum=0)
    url = Text(
        "Its address.",
        dump_only=True,
        required=True,
        example="/v1/parties/019c0dea-8800-7000-8000-00000000000a",
    )


class MergerSchema(BaseSchema):
    """The party to merge this one into."""

    into = Uuid("The id of the party that remains.", required=True, example="019c0dea-8800-7000-8000-00000000000a")
