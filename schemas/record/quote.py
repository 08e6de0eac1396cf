"""Quotes."""

from __future__ import annotations

from schemas.base import BaseSchema
from schemas.fields.composites import BoundedList, StrictBool, Uuid
from schemas.fields.scalars import Edtf, Key, Language, Text
from schemas.record.evidence import evidence_field


class QuoteSchema(BaseSchema):
    """The words of one party, or a paraphrase of them."""

    id = Uuid(
        "A global id. It stays the same in every version of the record as long as the key does.",
        dump_only=True,
        required=True,
    )
    key = Key(
        "A short name, unique within the record and permanent. The server makes one if you leave it out.",
        example="bae-decides",
    )
    text = Text("The words that were said.", longest=20_000, required=True)
    language = Language("The language of `text` (BCP 47).", required=True, example="en")
    speaker = Key("The key of the party that said it.", required=True, example="bae")
    said_on = Edtf("When it was said.", example="2026-01-29")
    paraphrase = StrictBool("Whether `text` is a paraphrase and not the exact words.")
    translated_from = Language("The original language, if `text` is a translation.", example="ko")
    about = BoundedList(Key("A key."), "The keys of the parts of the record that it is about.", most=100, unique=True)
    evidence = evidence_field()
