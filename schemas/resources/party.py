"""The directory of parties."""

from __future__ import annotations

from marshmallow import fields

from domain.vocabularies import PARTY_KIND
from schemas.base import BaseSchema
from schemas.fields.composites import Uuid
from schemas.fields.scalars import Choice, Jurisdiction, Text
from schemas.record.party import identifiers_field


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
    aliases = fields.List(
        fields.String(metadata={"description": "A name.", "examples": ["MSIT"]}),
        dump_only=True,
        required=True,
        metadata={"description": "Other names that published records use for it."},
    )
    identifiers = identifiers_field("Its identifiers in external schemes.")
    roles = fields.Dict(
        keys=fields.String(),
        values=fields.Integer(metadata={"description": "The number of records.", "minimum": 1}),
        dump_only=True,
        required=True,
        metadata={
            "description": "The number of published records in which it has each role.",
            "examples": [{"issuer": 12}],
        },
    )
    announcements = fields.Integer(
        dump_only=True,
        required=True,
        metadata={
            "description": "The number of published records in which it appears.",
            "minimum": 0,
            "examples": [14],
        },
    )
    url = Text(
        "Its address.",
        dump_only=True,
        required=True,
        example="/v1/parties/019c0dea-8800-7000-8000-00000000000a",
    )
