"""Title and summary in other languages."""

from __future__ import annotations

from schemas.base import BaseSchema
from schemas.fields.composites import LanguageMap
from schemas.fields.scalars import Text


class TranslationSchema(BaseSchema):
    """Title and summary in one language."""

    title = Text("The title in that language.", longest=1_000)
    summary = Text("The summary in that language.", longest=10_000)


def translations_field() -> LanguageMap:
    """The field that announcements carry."""
    return LanguageMap(TranslationSchema, "Title and summary in other languages, by BCP 47 tag.")
