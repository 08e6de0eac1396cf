"""A quote: what somebody said."""

from __future__ import annotations

from schemas.base import BaseSchema
from schemas.fields.composites import BoundedList, StrictBool, Uuid
from schemas.fields.scalars import Edtf, Key, Language, Text
from schemas.record.evidence import evidence_field


class QuoteSchema(BaseSchema):
    """Words of one party, in their language, or a paraphrase of them."""

    id = Uuid(
        "A global id, the same in every version of the record as long as the key stays.", dump_only=True, required=True
    )
    key = Key(
        "A short name, unique within the record and kept for life; made by the server where it is missing.",
        example="bae-decides",
    )
    text = Text("What was said.", longest=20_000, required=True)
    language = Language("The language of `text`, BCP 47.", required=True, example="en")
    speaker = Key("The key of the party that said it.", required=True, example="bae")
    said_on = Edtf("When it was said.", example="2026-01-29")
    paraphrase = StrictBool("Whether `text` gives the sense and not the words.")
    translated_from = Language("The language it was said in, where `text` is a translation.", example="ko")
    about = BoundedList(Key("A key."), "The keys of the parts of the record that it speaks of.", most=100, unique=True)
    evidence = evidence_field()
