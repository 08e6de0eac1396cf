"""Fields for addresses, instants, identities and truth, and for lists with a bound."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from datetime import UTC, datetime
from typing import Any, ClassVar
from urllib.parse import urlsplit
from uuid import UUID

from marshmallow import Schema, ValidationError, fields

from domain.violations import Violation
from schemas.fields.scalars import Text, refuse, shown


class Url(Text):
    """An absolute http or https address."""

    openapi: ClassVar[dict[str, Any]] = {"pattern": r"^https?://[^\s/?#]"}
    longest = 2_000
    plain = re.compile(r"https?://[A-Za-z0-9.-]+(?:/[!-~]*)?", re.ASCII)

    def check(self, text: str) -> str:
        """Refuse every other scheme, `javascript:` first of all, and anything without a host."""
        if self.plain.fullmatch(text):
            return text
        try:
            parts = urlsplit(text)
            fine = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
        except ValueError:
            fine = False
        if not fine or text.split() != [text]:
            raise refuse("url", f"{shown(text)} is not an http or https address.", ("http", "https"))
        return text


class Instant(Text):
    """A moment: RFC 3339, kept in UTC."""

    openapi: ClassVar[dict[str, Any]] = {"format": "date-time"}
    longest = 40
    form = re.compile(
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})", re.ASCII
    )

    def check(self, text: str) -> str:
        """Read the moment, whatever its offset, and write it with Z."""
        try:
            moment = datetime.fromisoformat(text) if self.form.fullmatch(text) else None
        except ValueError:
            moment = None
        if moment is None:
            raise refuse("instant", f"{shown(text)} is not an RFC 3339 time such as 2026-01-29T09:00:00Z.")
        return text if text.endswith("Z") else utc(moment, text)


def utc(moment: datetime, text: str) -> str:
    """Return the moment written in UTC; at the very ends of the calendar there may be none."""
    try:
        return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
    except OverflowError:
        raise refuse("instant", f"{shown(text)} is outside the years 0001 to 9999 in UTC.") from None


class Identity(Text):
    """A UUID, of any version, in its canonical form."""

    openapi: ClassVar[dict[str, Any]] = {"format": "uuid"}
    longest = 36
    form = re.compile("[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}", re.ASCII | re.IGNORECASE)

    def check(self, text: str) -> str:
        """Read the UUID and write it with hyphens, in lower case."""
        if not self.form.fullmatch(text):
            raise refuse("uuid", f"{shown(text)} is not a UUID.")
        return str(UUID(text))

    def _serialize(self, value: Any, attr: str | None, obj: Any, **_: Any) -> Any:
        return None if value is None else str(value)


class StrictBool(fields.Boolean):
    """JSON true or false, and nothing that merely looks like it."""

    def __init__(self, description: str, **options: Any) -> None:
        """Take the sentence that Swagger UI shows."""
        options.setdefault("allow_none", not options.get("required"))
        super().__init__(metadata={"description": description}, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> bool:
        if not isinstance(value, bool):
            raise refuse("type", "This must be true or false.", ("true", "false"))
        return value


class Items(fields.List[Any]):
    """A list of bounded length whose items may have to differ."""

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
        """Take the bounds; an optional list is empty when it is missing, and no item of it is."""
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
            raise refuse("type", "This must be a list.")
        if not self.least <= len(value) <= self.most:
            raise refuse("length", f"This has {len(value):,} items; {self.least:,} to {self.most:,} are allowed.")
        items = super()._deserialize(value, attr, data, **options)
        repeated = dict(repeats(map(identify, items))) if self.unique else {}
        if repeated:
            raise ValidationError(
                {
                    index: [Violation("duplicate", f"This is the same as item {first}.")]
                    for index, first in repeated.items()
                }
            )
        return items


class Parts(Items):
    """A list of objects of one schema."""

    def __init__(self, schema: type[Schema], description: str, **options: Any) -> None:
        """Take the schema of the items."""
        super().__init__(fields.Nested(schema), description, **options)


def identify(item: Any) -> Hashable:
    """Return what makes an item the same as another."""
    return tuple(sorted(item.items())) if isinstance(item, dict) else item


def repeats_any(items: list[Any]) -> bool:
    """Whether an item is the same as another."""
    return len(set(map(identify, items))) != len(items)


def repeats(items: Iterable[Hashable]) -> Iterable[tuple[int, int]]:
    """Yield the index of each item that came before, with the index at which it came first."""
    first: dict[Hashable, int] = {}
    for index, item in enumerate(items):
        if first.setdefault(item, index) != index:
            yield index, first[item]
