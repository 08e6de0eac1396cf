"""Fields for addresses, times, years, UUIDs and booleans, and for bounded lists and maps."""

from __future__ import annotations

import re
from collections.abc import Hashable
from typing import Any, ClassVar
from urllib.parse import urlsplit
from uuid import UUID

from marshmallow import Schema, ValidationError, fields

from domain.dates.instants import parse_instant
from domain.violations import MAX_VIOLATIONS, Violation
from schemas.fields.codes import Language
from schemas.fields.scalars import Edtf, Text, field_error, quote_value


class Url(Text):
    """An absolute http or https URL (RFC 3986)."""

    openapi: ClassVar[dict[str, Any]] = {"pattern": r"^https?://[^\s/?#]"}
    longest = 2_000
    plain = re.compile(r"https?://[A-Za-z0-9.-]+(?:/[!-~]*)?", re.ASCII)

    def check(self, text: str) -> str:
        """Refuse other schemes, such as `javascript:`, and URLs without a host."""
        if self.plain.fullmatch(text):
            return text
        try:
            parts = urlsplit(text)
            is_valid = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
        except ValueError:
            is_valid = False
        if not is_valid or text.split() != [text]:
            detail = f"{quote_value(text)} is not an http or https address. Write it in full: https://example.org/page."
            raise field_error("url", detail, ("http", "https"))
        return text


class Instant(Text):
    """An instant: a date-time of ISO 8601 with its offset, in any form; kept as RFC 3339 in UTC."""

    openapi: ClassVar[dict[str, Any]] = {"format": "date-time"}
    longest = 40
    form = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt](?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?Z", re.ASCII)

    def check(self, text: str) -> str:
        """Convert any offset to UTC, written with Z; RFC 3339 with Z stays as it is."""
        instant = parse_instant(text)
        if instant is None:
            near = f"{text}Z" if parse_instant(f"{text}Z") else None
            why = "has no offset" if near else "is not a time of ISO 8601 in the years 0001 to 9999"
            detail = f"{quote_value(text)} {why}. Write {near or '2026-01-29T09:00:00Z'}, or your offset for Z."
            raise field_error("instant", detail, (), near)
        return text if self.form.fullmatch(text) else instant.isoformat().replace("+00:00", "Z")


class Year(Edtf):
    """One year, perhaps an approximate or uncertain one."""

    openapi: ClassVar[dict[str, Any]] = {"pattern": "^[0-9]{4}[?~%]?$"}
    form = re.compile("[0-9]{4}[?~%]?", re.ASCII)

    def check(self, text: str) -> str:
        """Refuse other dates."""
        if not self.form.fullmatch(text):
            raise field_error("format", f"{quote_value(text)} is not a year. Write 2025.")
        return super().check(text)


class Uuid(Text):
    """A UUID of any version (RFC 9562), kept in its canonical form."""

    openapi: ClassVar[dict[str, Any]] = {"format": "uuid"}
    longest = 36
    form = re.compile("[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}", re.ASCII | re.IGNORECASE)

    def check(self, text: str) -> str:
        """Write the UUID with hyphens, in lower case."""
        if not self.form.fullmatch(text):
            raise field_error("uuid", f"{quote_value(text)} is not a UUID.")
        return str(UUID(text))


class StrictBool(fields.Boolean):
    """JSON true or false; marshmallow's Boolean takes "yes" and 1 as well."""

    def __init__(self, description: str, **options: Any) -> None:
        options.setdefault("allow_none", not options.get("required"))
        super().__init__(metadata={"description": description}, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> bool:
        if not isinstance(value, bool):
            raise field_error("type", "This must be true or false.", ("true", "false"))
        return value


class WholeNumber(fields.Integer):
    """A JSON integer from 0 to `most`; marshmallow's Integer takes "1" and 1.0 as well."""

    most = 2**31 - 1

    def __init__(self, description: str, *, example: int, **options: Any) -> None:
        options.setdefault("allow_none", not options.get("required"))
        metadata = {"description": description, "minimum": 0, "maximum": self.most, "examples": [example]}
        super().__init__(metadata=metadata, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise field_error("type", "This must be a whole number, without quotation marks.")
        if not 0 <= value <= self.most:
            raise field_error("range", f"This must be a whole number from 0 to {self.most:,}.")
        return value


class BoundedList(fields.List[Any]):
    """A list with `least` to `most` items, all different if `unique`. An optional list is empty when it is missing."""

    def __init__(
        self,
        inner: fields.Field[Any],
        description: str,
        *,
        most: int = 1_000,
        least: int = 0,
        unique: bool = False,
        **options: Any,
    ) -> None:
        self.most, self.least, self.unique = most, least, unique
        inner.allow_none = False
        metadata = {"description": description, "maxItems": most, "uniqueItems": unique or None}
        metadata |= {"minItems": least} if least else {}
        options.setdefault("allow_none", not options.get("required"))
        if not options.get("required") and not options.get("dump_only"):
            options.setdefault("load_default", list)
        super().__init__(inner, metadata={k: v for k, v in metadata.items() if v is not None}, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> list[Any]:
        if not isinstance(value, list):
            raise field_error("type", "This must be a list.")
        if not self.least <= len(value) <= self.most:
            raise field_error("length", f"This has {len(value):,} items; {self.least:,} to {self.most:,} are allowed.")
        items = self.load_items(value, **options)
        repeated = repeated_items(items) if self.unique else {}
        if repeated:
            raise ValidationError(
                {
                    index: [Violation("duplicate", f"This is the same as item {first}. Leave one out.")]
                    for index, first in repeated.items()
                }
            )
        return items

    def load_items(self, value: list[Any], **options: Any) -> list[Any]:
        """Load item by item, until enough errors are found. Raises ValidationError."""
        items, errors, count = [], {}, 0
        for index, each in enumerate(value):
            try:
                items.append(self.inner.deserialize(each, **options))
            except ValidationError as error:
                errors[index] = error.messages
                count += count_errors(error.messages)
                if count > MAX_VIOLATIONS:
                    break
        if errors:
            raise ValidationError(errors)
        return items


class ObjectList(BoundedList):
    """A list of objects of one schema."""

    def __init__(self, schema: type[Schema], description: str, **options: Any) -> None:
        super().__init__(fields.Nested(schema), description, **options)


class LanguageMap(fields.Dict):
    """An object from language tag (BCP 47, kept in canonical case) to object; null removes a language."""

    def __init__(self, schema: type[Schema], description: str, *, most: int = 100) -> None:
        metadata = {"description": description, "maxProperties": most}
        super().__init__(values=fields.Nested(schema), allow_none=True, metadata=metadata)
        self.tag, self.value, self.most = Language("A language tag."), fields.Nested(schema), most

    def _deserialize(self, value: Any, attr: Any, data: Any, **_: Any) -> dict[Any, Any]:
        if not isinstance(value, dict):
            raise field_error("type", "This must be an object from language tag to title, summary and body.")
        if len(value) > self.most:
            raise field_error("length", f"This has {len(value):,} members; at most {self.most} are allowed.")
        translations: dict[str, Any] = {}
        errors: dict[str, Any] = {}
        count = 0
        for tag, translation in value.items():
            try:
                language: str = self.tag.deserialize(tag)  # type: ignore[assignment]
                if language in translations:
                    raise field_error("duplicate", "This language is given twice.")
                if translation is not None:
                    translations[language] = self.value.deserialize(translation)
            except ValidationError as error:
                count += count_errors(error.messages)
                errors[tag] = error.messages if isinstance(error.messages, dict) else {"_schema": error.messages}
                if count > MAX_VIOLATIONS:
                    break
        if errors:
            raise ValidationError(errors)
        return dict(sorted(translations.items()))


def count_errors(messages: Any) -> int:
    """The number of errors in nested messages."""
    if isinstance(messages, dict):
        return sum(map(count_errors, messages.values()))
    return len(messages) if isinstance(messages, list) else 1


def repeated_items(items: list[Any]) -> dict[int, int]:
    """The index of each item that is equal to an earlier one, with the index of the first."""
    first: dict[Hashable, int] = {}
    repeated = {}
    for index, item in enumerate(items):
        identity = tuple(sorted(item.items())) if isinstance(item, dict) else item
        if first.setdefault(identity, index) != index:
            repeated[index] = first[identity]
    return repeated
