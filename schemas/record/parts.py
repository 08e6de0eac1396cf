"""Parties and quotes of a record, as clients send and read them, and the fields that several parts share."""

from domain.vocabularies import PARTY_KIND, PARTY_ROLE
from schemas.base import BaseSchema
from schemas.fields.codes import Jurisdiction, Language
from schemas.fields.composites import BoundedList, ObjectList, StrictBool, Uuid
from schemas.fields.described import object_field
from schemas.fields.scalars import Choice, Edtf, Key, Scheme, Text
from schemas.record.evidence import EVIDENCE

GLOBAL_ID = Uuid(
    "A global id. It stays the same in every version of the record as long as the key does.",
    dump_only=True,
    required=True,
)


def part_key(example: str) -> Key:
    """The key of a part."""
    return Key(
        "A short name, unique within the record and permanent. The server makes one if you leave it out.",
        example=example,
    )


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


class AnnouncementPartySchema(BaseSchema):
    """A party to the announcement, named as in the source."""

    key = part_key("msit")
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
    jurisdiction = Jurisdiction(
        "The party's jurisdiction: ISO 3166-1 alpha-2, ISO 3166-2, EU, UN or a regional body.", example="KR"
    )
    post = Text("The post that the person held at the time.", example="Science Minister")
    part_of = Key(
        "The key of the party that this one belongs to: the ministry of a minister, the body of a member.",
        example="msit",
    )
    identifiers = identifiers_field(
        "Identifiers of the party in external schemes. They decide which entry of the directory it is matched to."
    )
    evidence = EVIDENCE
    party = object_field(
        DirectoryLinkSchema, "The matching entry in the directory of parties.", required=False, dump_only=True
    )


class QuoteSchema(BaseSchema):
    """The words of one party, or a paraphrase of them."""

    id = GLOBAL_ID
    key = part_key("bae-decides")
    text = Text("The words that were said.", longest=20_000, required=True)
    language = Language("The language of `text` (BCP 47).", required=True, example="en")
    speaker = Key("The key of the party that said it.", required=True, example="bae")
    said_on = Edtf("When it was said.", example="2026-01-29")
    paraphrase = StrictBool("Whether `text` is a paraphrase and not the exact words.")
    translated_from = Language("The original language, if `text` is a translation.", example="ko")
    about = BoundedList(Key("A key."), "The keys of the parts of the record that it is about.", most=100, unique=True)
    evidence = EVIDENCE


class HighlightSchema(BaseSchema):
    """A place where the words of `q` occur."""

    field = Text("The member that contains them.", required=True, example="statement")
    fragment = Text(
        "The text around them, safe for HTML, with each match inside `<mark>` and `</mark>`.",
        required=True,
        example="Five sites are to be named as <mark>quantum</mark> clusters",
    )


HIGHLIGHTS = ObjectList(HighlightSchema, "Where the words of `q` occur; only with `highlight=true`.", dump_only=True)
"""The member that shows matches."""
