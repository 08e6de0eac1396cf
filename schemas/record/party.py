"""Parties as a record states them."""

from __future__ import annotations

from domain.vocabularies import PARTY_KIND, PARTY_ROLE
from schemas.base import BaseSchema
from schemas.fields.composites import BoundedList, ObjectList, Uuid
from schemas.fields.described import object_field
from schemas.fields.scalars import Choice, Jurisdiction, Key, Scheme, Text


class IdentifierSchema(BaseSchema):
    """An identifier in an external scheme."""

    scheme = Scheme(
        "The scheme: wikidata, ror, lei, doi, or a name of the publisher's own.",
        required=True,
        example="wikidata",
    )
    id = Text("The identifier in that scheme.", longest=200, required=True, example="Q29046")


def identifiers_field(description: str) -> ObjectList:
    """The field that announcements and parties share."""
    return ObjectList(IdentifierSchema, description, most=20, unique=True)


class DirectoryLinkSchema(BaseSchema):
    """A party's entry in the directory."""

    id = Uuid("The party's id in the directory.", required=True)
    url = Text("Its address.", required=True, example="/v1/parties/019c0dea-8800-7000-8000-00000000000a")


class PartySchema(BaseSchema):
    """A party to the announcement, named as in the source."""

    key = Key(
        "A short name, unique within the record and permanent. The server makes one if you leave it out.",
        example="msit",
    )
    name = Text("The name as stated.", required=True, example="Ministry of Science and ICT")
    kind = Choice(PARTY_KIND, "The kind of party.", required=True, example="government")
    roles = BoundedList(
        Choice(PARTY_ROLE, "A role."),
        "The party's roles in this announcement.",
        required=True,
        least=1,
        most=20,
        unique=True,
    )
    jurisdiction = Jurisdiction("The party's jurisdiction: ISO 3166-1 alpha-2, ISO 3166-2, EU or UN.", example="KR")
    post = Text("The post that the person held at the time.", example="Science Minister")
    part_of = Key(
        "The key of the party that this one belongs to: the ministry of a minister, the body of a member.",
        example="msit",
    )
    identifiers = identifiers_field(
        "Identifiers of the party in external schemes. They decide which entry of the directory it is matched to."
    )
    party = object_field(
        DirectoryLinkSchema, "The matching entry in the directory of parties.", required=False, dump_only=True
    )
