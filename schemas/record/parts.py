"""Parts of a record, as clients send and read them."""

from domain.vocabularies import (
    COMMITMENT_KIND,
    COMMITMENT_STATUS,
    COMPARATOR,
    PARTY_KIND,
    PARTY_ROLE,
)
from schemas.base import BaseSchema
from schemas.fields.composites import BoundedList, Instant, ObjectList, StrictBool, Uuid
from schemas.fields.described import integer_field, object_field
from schemas.fields.scalars import (
    Choice,
    DecimalText,
    Edtf,
    Jurisdiction,
    Key,
    Language,
    Scheme,
    Slug,
    Text,
)
from schemas.record.rules import range_is_ordered

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


class EvidenceSchema(BaseSchema):
    """A W3C Web Annotation TextQuoteSelector into one of the record's sources."""

    source = Key("The key of the source.", required=True, example="s-ians")
    exact = Text("The exact words of the source.", longest=5_000, required=True, example="10,000 experts")
    prefix = Text("The words just before them, which help to find the place.", longest=1_000)
    suffix = Text("The words just after them.", longest=1_000)


EVIDENCE = ObjectList(EvidenceSchema, "The words of the sources that state this.", most=100)
"""The field that commitments, amounts and quotes share."""


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


class TargetSchema(BaseSchema):
    """The figure that was promised."""

    rules = (range_is_ordered,)

    value = DecimalText("The figure, an exact decimal as a string.", required=True, example="10000")
    unit = Text("What is counted or measured.", longest=100, example="experts")
    comparator = Choice(COMPARATOR, "How the outcome is compared with the figure.", example="eq")
    upper = DecimalText("The upper end, if a range was promised.")


class BaselineSchema(BaseSchema):
    """The situation when the promise was made."""

    value = DecimalText("The figure at that time.", required=True, example="7000")
    on = Edtf("The date of that figure.", example="2025")


class CommitmentPartySchema(BaseSchema):
    """A party's part in a commitment."""

    party = Key("The party's key in this record.", required=True, example="msit")
    role = Choice(PARTY_ROLE, "The party's role in this commitment.", example="implementer")


class StatusSchema(BaseSchema):
    """The status of a commitment, from its newest progress report."""

    code = Choice(COMMITMENT_STATUS, "The status.", required=True, example="in_progress")
    on = Edtf("The day that the report is about.", required=True, example="2026-07-31")


class DueSchema(BaseSchema):
    """A due date that a commitment has had."""

    due = Edtf("The due date; absent if it was removed.", example="2026-07")
    version = integer_field("The version of the record that set it.", 1, minimum=1)
    changed_at = Instant("When that version was made.", required=True, example="2026-01-30T08:00:00Z")


class CommitmentSchema(BaseSchema):
    """A promise, with its due date, target and parties."""

    id = GLOBAL_ID
    key = part_key("clusters")
    kind = Choice(COMMITMENT_KIND, "The kind of promise.", required=True, example="milestone")
    statement = Text(
        "The promise in one sentence.",
        longest=2_000,
        required=True,
        example="Designate five locations as quantum clusters.",
    )
    target = object_field(TargetSchema, "The figure that was promised.", required=False, allow_none=True)
    baseline = object_field(BaselineSchema, "The figure to measure from.", required=False, allow_none=True)
    due = Edtf("The due date. To say “not stated”, send null or leave the field out.", example="2026-07")
    due_text = Text("The due date in the words of the source.", example="by July")
    due_from = Text("The first day that `due` may mean.", dump_only=True, example="2026-07-01")
    due_to = Text("The last day that `due` may mean; absent if it has no end.", dump_only=True, example="2026-07-31")
    due_history = ObjectList(
        DueSchema,
        "Every published due date, oldest first, once `due` has moved; empty until then. Draft dates are not listed.",
        dump_only=True,
    )
    starts = Edtf("When work on it begins.")
    place = Text("The place.")
    parties = ObjectList(
        CommitmentPartySchema,
        "The parties that take part, each with its role. If empty, the record's parties apply.",
        most=200,
    )
    topics = BoundedList(Slug("A topic."), "The topics. If empty, the record's topics apply.", most=50, unique=True)
    evidence = EVIDENCE
    status = object_field(
        StatusSchema, "The newest progress report; absent until there is one.", required=False, dump_only=True
    )
    url = Text(
        "The commitment's address.",
        dump_only=True,
        required=True,
        example="/v1/commitments/019c0dea-8800-8000-8000-000000000003",
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
