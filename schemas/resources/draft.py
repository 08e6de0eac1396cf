"""Drafts on the wire: the text that is sent, and the record that is proposed with the words of each fact."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, get_args

from marshmallow import Schema, fields

from domain.reading import FindingType
from domain.vocabularies import SOURCE_KIND
from domain.vocabularies.reading import LEFT_OUT_REASON
from schemas.base import BaseSchema, Rules
from schemas.fields.codes import Jurisdiction, Language
from schemas.fields.composites import StrictBool, Url, Uuid
from schemas.fields.described import integer_field, list_field, object_field, string_field
from schemas.fields.scalars import Choice, Edtf, Pattern, Sha256, Text, field_error, quote_value
from schemas.queries.base import BaseQuery, BoolParam
from schemas.record.sources import SourceSchema

MAX_TEXT = 50_000
"""Characters of a text, in Unicode code points."""

PUBLISHED_ON = (
    "The day on which the text was published: “next year” is relative to it. It is also the record's date where the "
    "text states none."
)
JURISDICTION = "The jurisdiction that announced it. It decides, for example, whose dollar “$” is."
LANGUAGE = "The language of the text (BCP 47). By default the extractor finds it."
EXTRACTOR = "The extractor that reads the text. `rules` is built in."
MIN_CONFIDENCE = "Leave out facts whose confidence is below this; those whose confidence was not measured stay."
SAVE = "Whether to save the record, in state draft. Missing members of the record are then an error."


SHARE = re.compile(r"[01](\.[0-9]{1,9})?", re.ASCII)


class ArticleText(Text):
    """A text to read. Its service checks the length: more is 413."""

    longest = 8_388_608

    def describe(self) -> dict[str, Any]:
        """The length that is read."""
        return {"maxLength": MAX_TEXT}


class CalendarDay(Edtf):
    """One day (ISO 8601)."""

    openapi: ClassVar[dict[str, Any]] = {"pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
    form = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)

    def check(self, text: str) -> str:
        """Refuse what is no day, or not one."""
        stated = super().check(text)
        try:
            return date.fromisoformat(stated if self.form.fullmatch(stated) else "").isoformat()
        except ValueError:
            raise field_error("date", f"{quote_value(text)} is not one day. Write 2026-01-29.") from None


class Share(fields.Float):
    """A number from 0 to 1."""

    is_text = False

    def __init__(self, description: str) -> None:
        metadata = {"description": description, "minimum": 0, "maximum": 1, "examples": [0.9]}
        super().__init__(allow_none=True, metadata=metadata)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> float:
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if is_number or (self.is_text and isinstance(value, str) and SHARE.fullmatch(value)):
            share = float(value)
            if 0 <= share <= 1:
                return share
        raise field_error("range", "This must be a number from 0 to 1, such as 0.9.", ("0…1",))


class ShareParam(Share):
    """A number from 0 to 1 in a query string."""

    is_text = True


class ExtractorName(Pattern):
    """The name of an extractor: that of its entry point."""

    pattern = "[A-Za-z0-9][A-Za-z0-9._-]*"
    means = "the name of an extractor, such as rules."
    longest = 64


class SourceHintSchema(SourceSchema):
    """What you know of the text as a source of the record: no member is mandatory, and none is overwritten."""

    rules: ClassVar[Rules] = ()
    kind = Choice(SOURCE_KIND, "The kind of source.", example="news_report")


class DraftRequestSchema(BaseSchema):
    """A text to read, and what you know about it."""

    plain_text = "text"
    """The member that a body of `text/plain` is."""
    text = ArticleText(
        "The text, in plain text. Offsets count its Unicode code points, once each CRLF is a line feed.",
        required=True,
        example="SEOUL, Jan. 29 - The Science Ministry will train 10,000 quantum experts by 2035.",
    )
    source = object_field(
        SourceHintSchema,
        "What you know of the text as a source. It becomes the record's source, completed by what the text states.",
        required=False,
        allow_none=True,
    )
    published_on = CalendarDay(PUBLISHED_ON, example="2026-01-29")
    jurisdiction = Jurisdiction(JURISDICTION, example="KR")
    language = Language(LANGUAGE, example="en")
    extractor = ExtractorName(EXTRACTOR, example="rules")
    min_confidence = Share(MIN_CONFIDENCE)
    save = StrictBool(SAVE)


class DraftQuery(BaseQuery):
    """What you know about a text that is sent as `text/plain`. What a JSON body says counts more."""

    source_url = Url("The address of the text.", example="https://www.example.org/news/quantum")
    source_title = Text("The title of the text.", longest=1_000)
    source_publisher = Text("The publisher of the text.", example="IANS")
    source_kind = Choice(SOURCE_KIND, "The kind of source.", example="news_report")
    published_on = CalendarDay(PUBLISHED_ON, example="2026-01-29")
    jurisdiction = Jurisdiction(JURISDICTION, example="KR")
    language = Language(LANGUAGE, example="en")
    extractor = ExtractorName(EXTRACTOR, example="rules")
    min_confidence = ShareParam(MIN_CONFIDENCE)
    save = BoolParam(SAVE)


SOURCE_PREFIX = "source_"
"""Beginning of the parameters that are members of `source` in a JSON body."""


def members_of_query(params: Mapping[str, Any]) -> dict[str, Any]:
    """The members of a request that its address states."""
    source = {name.removeprefix(SOURCE_PREFIX): params[name] for name in params if name.startswith(SOURCE_PREFIX)}
    others = {name: params[name] for name in params if not name.startswith(SOURCE_PREFIX)}
    return others | ({"source": source} if source else {})


class AnnouncementProposalSchema(Schema):
    """A record as POST /v1/announcements takes it. A mandatory member that the text does not state is missing."""


class PlacedWordsSchema(BaseSchema):
    """Words of the text: a W3C TextQuoteSelector and TextPositionSelector."""

    exact = Text("The words.", longest=5_000, required=True, example="10,000 quantum experts")
    prefix = Text(
        "The 40 characters before them; absent if there are none.", example="The Science Ministry will train "
    )
    suffix = Text("The 40 characters after them; absent if there are none.", example=" by 2035.")
    start = integer_field("The first character, counted from 0 in Unicode code points.", 48, minimum=0)
    end = integer_field("The character after the last one.", 70, minimum=1)


class DraftEvidenceSchema(PlacedWordsSchema):
    """Words of the text that state a fact."""

    source = string_field("The key of the text among the record's sources.", "s1")


class ReviewEntrySchema(BaseSchema):
    """A part of the record or one of its fields, to be checked against its words."""

    pointer = string_field("Its place in `record`.", "/commitments/0", format="json-pointer")
    band = string_field(
        "How the extractor came to it; `request` if you stated it. Confidence is measured for each band.", "request"
    )
    confidence = fields.Float(
        metadata={
            "description": "The share of facts like this one that were right in measurements; absent if not measured.",
            "examples": [0.95],
        }
    )
    evidence = list_field(DraftEvidenceSchema, "The words that state it; none if the request states it.")
    doubt = string_field("What is in doubt about it.", "“by July” may be of 2026 or 2027.", required=False)
    alternatives = list_field(fields.Raw(metadata={"description": "A value."}), "Other values that it may have.")


class OmissionSchema(PlacedWordsSchema):
    """Words that look like a fact of the announcement, and why they were not taken for one."""

    type = string_field("The type of fact.", "commitment", enum=[*get_args(FindingType)])
    reason = Choice(LEFT_OUT_REASON, "Why they were not taken.", required=True, example="conditional")


class DraftTextSchema(BaseSchema):
    """The text that was read."""

    length = integer_field("Its characters, in Unicode code points.", 79, minimum=1)
    sha256 = Sha256("The SHA-256 digest of the text in UTF-8, as offsets count it.", required=True)
    language = Language("Its language (BCP 47); absent if it was not found.", example="en")


class DraftExtractorSchema(BaseSchema):
    """The extractor that read the text."""

    name = string_field("Its name.", "rules")
    version = string_field("Its version.", "1")


class SavedDraftSchema(BaseSchema):
    """The record that was saved."""

    id = Uuid("Its id.", required=True)
    url = string_field("Its address.", "/v1/announcements/019c0dea-8800-7000-8000-000000000001", format="uri-reference")


class DraftSchema(BaseSchema):
    """A draft record, in which every fact points at the words of the text that state it."""

    record = object_field(AnnouncementProposalSchema, "The record.")
    review = list_field(
        ReviewEntrySchema, "Each part and field of the record, in the order of the text; those without words last."
    )
    left_out = list_field(OmissionSchema, "Words that were not taken for a fact, in the order of the text.")
    text = object_field(DraftTextSchema, "The text.")
    extractor = object_field(DraftExtractorSchema, "The extractor.")
    announcement = object_field(SavedDraftSchema, "The record as saved; only with `save`.", required=False)
