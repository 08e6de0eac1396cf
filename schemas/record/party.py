"""A party as a record states it: who takes part, and as what."""

from __future__ import annotations

from marshmallow import fields

from domain.vocabularies import PARTY_KIND, PARTY_ROLE
from schemas.base import BaseSchema
from schemas.fields.composites import BoundedList, ObjectList, Uuid
from schemas.fields.scalars import Choice, Jurisdiction, Key, Scheme, Text


class IdentifierSchema(BaseSchema):
    """An identifier in an outside scheme."""

    scheme = Scheme(
        "The scheme: wikidata, ror, lei, doi, or the publisher's own name for its numbers.",
        required=True,
        example="wikidata",
    )
    id = Text("The identifier in that scheme.", longest=200, required=True, example="Q29046")


def identifiers_field(description: str) -> ObjectList:
    """Return the field that announcements and parties carry."""
    return ObjectList(IdentifierSchema, description, most=20, unique=True)


class DirectoryLinkSchema(BaseSchema):
    """Where a party stands in the directory."""

    id = Uuid("The party's id in the directory.", required=True)
    url = Text("Its address.", required=True, example="/v1/parties/019c0dea-8800-7000-8000-00000000000a")


class PartySchema(BaseSchema):
    """Someone who takes part in the announcement, named as the source names them."""

    key = Key(
        "A short name, unique within the record and kept for life; made by the server where it is missing.",
        example="msit",
    )
    name = Text("The name as stated.", required=True, example="Ministry of Science and ICT")
    kind = Choice(PARTY_KIND, "What sort of party it is.", required=True, example="government")
    roles = BoundedList(
        Choice(PARTY_ROLE, "A role."),
        "What the party does in this announcement.",
        required=True,
        least=1,
        most=20,
        unique=True,
    )
    jurisdiction = Jurisdiction("Where the party belongs: ISO 3166-1 alpha-2, ISO 3166-2, EU or UN.", example="KR")
    post = Text("The title that the person held at the time.", example="Science Minister")
    part_of = Key(
        "The key of the party that this one belongs to: a body's member, a ministry's minister.", example="msit"
    )
    identifiers = identifiers_field(
        "Identifiers of the real party in outside schemes; they decide the match in the directory."
    )
    party = fields.Nested(
        DirectoryLinkSchema,
        dump_only=True,
        metadata={"description": "The entry in the directory of parties that this one was matched to."},
    )
