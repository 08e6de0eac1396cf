"""Title and summary in other languages."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields

from schemas.base import BaseSchema
from schemas.fields.scalars import Language, Text, refuse


class TranslationSchema(BaseSchema):
    """Title and summary in one language."""

    title = Text("The title in that language.", longest=1_000)
    summary = Text("The summary in that language.", longest=10_000)


class Translations(fields.Dict):
    """An object from language tag to translation."""

    most = 100

    def __init__(self) -> None:
        """Describe the object; its members are checked one by one."""
        metadata = {"description": "Title and summary in other languages, by BCP 47 tag.", "maxProperties": self.most}
        super().__init__(values=fields.Nested(TranslationSchema), allow_none=True, metadata=metadata)
        self.tag, self.translation = Language(""), TranslationSchema()

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise refuse("type", "This must be an object from language tag to title and summary.")
        if len(value) > self.most:
            raise refuse("length", f"This has {len(value):,} members; at most {self.most} are allowed.")
        translations: dict[str, Any] = {}
        errors: dict[str, Any] = {}
        for tag, translation in value.items():
            try:
                self.add(translations, tag, translation)
            except ValidationError as error:
                errors[tag] = error.messages if isinstance(error.messages, dict) else {"_schema": error.messages}
        if errors:
            raise ValidationError(errors)
        return dict(sorted(translations.items()))

    def add(self, translations: dict[str, Any], tag: str, translation: Any) -> None:
        """Keep one translation under the canonical form of its tag; null removes it."""
        language = self.tag.deserialize(tag)
        if language in translations:
            raise refuse("duplicate", "This language is given twice.")
        if translation is not None:
            translations[language] = self.translation.load(translation)
