"""Sources of a record."""

from __future__ import annotations

from domain.vocabularies import SOURCE_KIND
from schemas.base import BaseSchema
from schemas.fields.composites import Instant, StrictBool, Url
from schemas.fields.scalars import Choice, Edtf, Key, Language, Sha256, Text
from schemas.record.rules import source_can_be_found


class CitationSchema(BaseSchema):
    """A document, identified by its address, its title, or both."""

    rules = (source_can_be_found,)

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
    sha256 = Sha256("The SHA-256 digest of the document that you read.")


class SourceSchema(CitationSchema):
    """A source of a record."""

    key = Key(
        "A short name, unique within the record and permanent. The server makes one if you leave it out.",
        example="s-ians",
    )
    kind = Choice(SOURCE_KIND, "The kind of source.", required=True, example="news_report")
