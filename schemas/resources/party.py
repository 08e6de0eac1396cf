"""The directory of parties."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields

from domain.violations import Violation
from domain.vocabularies import PARTY_KIND
from schemas.base import BaseSchema
from schemas.fields.codes import Jurisdiction
from schemas.fields.composites import BoundedList, ObjectList, Uuid
from schemas.fields.described import integer_field, list_field, string_field
from schemas.fields.scalars import Choice, Key, Text
from schemas.record.parts import IdentifierSchema, identifiers_field
from schemas.record.rules import Object, Violations


def split_is_stated(loaded: Object, _: Object) -> Violations:
    """A split names at least one record or party."""
    if not loaded.get("announcements") and not loaded.get("parties"):
        detail = "Name the records, or the parties in them, that are another party."
        yield ("announcements",), Violation("required", detail)


class DirectoryPartySchema(BaseSchema):
    """A party of the directory, under all its names."""

    id = Uuid("The party's id.", dump_only=True, required=True)
    name = Text(
        "Its name: as an administrator chose it, or else as the published record that was announced last has it.",
        dump_only=True,
        required=True,
        example="Ministry of Science and ICT",
    )
    kind = Choice(PARTY_KIND, "The kind of party.", dump_only=True, required=True, example="government")
    jurisdiction = Jurisdiction("Its jurisdiction.", dump_only=True, example="KR")
    aliases = list_field(
        string_field("A name.", "MSIT"),
        "Other names: those that published records state, and those that an administrator added.",
        dump_only=True,
    )
    identifiers = identifiers_field("Its identifiers in external schemes.")
    succeeds = Uuid("The id of the party that it came after.", dump_only=True)
    succeeded_by = list_field(
        Uuid("An id."), "The ids of the parties that came after it, if there are any.", dump_only=True, required=False
    )
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


class PartyEditSchema(DirectoryPartySchema):
    """A JSON Merge Patch (RFC 7396) of a party: what an administrator states of it; null takes that back."""

    name = Text("The name to show.", example="Ministry of Science and ICT")
    aliases = BoundedList(
        Text("A name.", example="MSIT"),
        "All other names. One that is left out no longer finds the party, even if records state it.",
        unique=True,
    )
    identifiers = ObjectList(
        IdentifierSchema,
        "All identifiers. One that is left out no longer finds the party, even if records state it.",
        unique=True,
    )
    jurisdiction = Jurisdiction("The jurisdiction in which its names are matched.", example="KR")
    succeeds = Uuid("The id of the party that it came after.", example="019c0dea-8800-7000-8000-00000000000b")

    def load(self, data: Any, **options: Any) -> Any:
        """The members that were sent, those to take back as None: elsewhere null is a missing value."""
        loaded = super().load(data, **options)
        sent = data if isinstance(data, Mapping) else {}
        return {name: loaded.get(name) if sent[name] is not None else None for name in sent if name in self.known}


class PartyInRecordSchema(BaseSchema):
    """A party of a record."""

    announcement = Uuid("The record's id.", required=True, example="019c0dea-8800-7000-8000-000000000001")
    key = Key("The party's key in the record.", required=True, example="msit")


class SplitSchema(BaseSchema):
    """The parties of records that become another entry of the directory."""

    rules = (split_is_stated,)

    announcements = BoundedList(
        Uuid("A record's id.", example="019c0dea-8800-7000-8000-000000000001"),
        "Records all of whose parties with this entry are the other one.",
        unique=True,
    )
    parties = ObjectList(PartyInRecordSchema, "Single parties of records that are the other one.", unique=True)
    name = Text("The name to show for the other one. Default: as its latest record states it.", example="Agency Y")
    identifiers = identifiers_field(
        "Identifiers that belong to the other one. Default: those that its parties alone state."
    )
    note = Text("Why: for the versions of the records.", longest=500, example="A wrong identifier had joined them.")


class MergerSchema(BaseSchema):
    """The party to merge this one into."""

    into = Uuid("The id of the party that remains.", required=True, example="019c0dea-8800-7000-8000-00000000000b")
