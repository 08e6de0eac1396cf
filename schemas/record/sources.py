"""Sources of a record, as clients send and read them."""

from typing import ClassVar

from domain.vocabularies import SOURCE_KIND
from schemas.base import BaseSchema, Rules
from schemas.fields.codes import Language
from schemas.fields.composites import Instant, ObjectList, StrictBool, Url
from schemas.fields.scalars import Choice, Edtf, Sha256, Text
from schemas.record.evidence import EVIDENCE
from schemas.record.parts import part_key
from schemas.record.rules import source_can_be_found


class CitationSchema(BaseSchema):
    """A document, identified by its address, its title, or both."""

    rules: ClassVar[Rules] = (source_can_be_found,)

    url = Url("Its address, http or https. Give this, a title, or both.", example="https://www.example.org/road-map")
    title = Text("Its title. Give this, an address, or both.", longest=1_000)
    publisher = Text("The publisher.", example="IANS")
    via = Text("The agency that it cites.", example="Yonhap")
    author = Text("The author.")
    official = StrictBool("Whether it comes from the body that made the announcement.")
    language = Language("Its language (BCP 47).", example="en")
    published_on = Edtf("When it was published.", example="2026-01-29")
    retrieved_at = Instant("When you read it: RFC 3339, UTC.", example="2026-01-30T08:00:00Z")
    archived_url = Url("The address of an archived copy.")
    sha256 = Sha256(
        "The SHA-256 digest of the document that you read. Where evidence has `start` and `end`, that of the text in "
        "which they count, in UTF-8 with LF as line breaks."
    )


class SourceChangeSchema(BaseSchema):
    """A change of a document that its publisher states."""

    on = Edtf("When the document was changed.", required=True, example="2026-03-02")
    note = Text(
        "What was changed, as the publisher states it.",
        longest=5_000,
        required=True,
        example="Added the list of the five clusters.",
    )


class SourceSchema(CitationSchema):
    """A source of a record."""

    key = part_key("s-ians")
    kind = Choice(SOURCE_KIND, "The kind of source.", required=True, example="news_report")
    history = ObjectList(
        SourceChangeSchema,
        "The changes of the document since it came out, as its publisher lists them. Changes of the record itself are "
        "its versions.",
    )
    evidence = EVIDENCE
