"""Fields, base class and rules of query parameters: strict about names, bounds and repetition.

A rule checks what no single field can. It gets the parameters, loaded and as sent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, ClassVar, NamedTuple

from marshmallow import ValidationError, fields

from domain.dates.edtf import parse_edtf
from domain.dates.instants import first_instant, last_instant
from domain.dates.relative_days import REFERENCE_DAY, absolute, is_relative
from domain.text.normalize import name_words
from domain.text.search_query import InvalidSearch, SearchQuery, parse_query
from domain.violations import Violation
from schemas.base import BaseSchema
from schemas.fields.composites import BoundedList
from schemas.fields.scalars import Scheme, Text, field_error, quote_value
from schemas.member_names import list_with, meanings, meant_parameters
from schemas.record.rules import Object, Violations

MAX_VALUES, MAX_GROUPS = 100, 3

ALL_AS_NDJSON = " For all of them, send format=ndjson without `limit`."


class BaseQuery(BaseSchema):
    """The parameters of a query string. Only lists may be repeated; an absent parameter does not filter."""

    member = "parameter"
    hints: ClassVar[Mapping[str, str]] = dict.fromkeys(
        ("key", "api_key", "apikey", "token", "access_token"),
        "Send a key in the header, Authorization: Bearer <key>, and never in the address, which is logged on the way.",
    )

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.repeatable = frozenset(name for name, field in self.known.items() if isinstance(field, fields.List))

    def unknown_name(self, name: str, value: Any, known: tuple[str, ...], *, is_guessed: bool) -> Violation:
        """The violation for an unknown parameter: those that ask for what it means, else the list that has it.

        All parameters, which may be a hundred, are listed only if nothing fits.
        """
        is_guessed = is_guessed and name not in self.hints
        meant = meant_parameters(name, value, known) if is_guessed else ()
        if meant:
            return Violation("unknown", "There is no such parameter.", (), meant[0][0], meant)
        violation = super().unknown_name(name, value, known, is_guessed=is_guessed)
        near = violation.did_you_mean
        path = list_with(name, value) if is_guessed and near not in meanings(name) else None
        if path:
            return Violation("unknown", f"There is no such parameter here. {path} has it.")
        advice = " Follow `links.next`, which has it." if near == "cursor" else ""
        return replace(violation, detail=violation.detail + advice, allowed=()) if near else violation

    def handle_error(self, error: ValidationError, data: Any, **options: Any) -> None:
        """Report a parameter that was repeated as that, whatever else is wrong with it."""
        super().handle_error(error, data, **options)
        if isinstance(data, Mapping) and isinstance(error.messages, dict):
            for name in error.messages.keys() & (self.known.keys() - self.repeatable):
                if isinstance(data.get(name), list):
                    error.messages[name] = [Violation("repeated", "This parameter can be given only once.")]


class BoundedInt(fields.Integer):
    """A whole number from `least` to `most`; one outside is refused, never moved to the bound.

    `usually` documents a default that depends on other parameters: the route sets it. `beyond` is a sentence for who
    wants more than `most`.
    """

    def __init__(
        self,
        description: str,
        *,
        least: int,
        most: int,
        usually: int | None = None,
        beyond: str = "",
        **options: Any,
    ) -> None:
        self.least, self.most, self.beyond = least, most, beyond
        default = {} if usually is None else {"default": usually}
        super().__init__(metadata={"description": description, "minimum": least, "maximum": most} | default, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> int:
        text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
        digits = isinstance(text, str) and re.fullmatch("[0-9]{1,9}", text, re.ASCII)
        if not digits or not self.least <= int(text) <= self.most:
            advice = self.beyond if digits and int(text) > self.most else ""
            raise field_error(
                "range",
                f"This must be a whole number from {self.least:,} to {self.most:,}.{advice}",
                (f"{self.least}…{self.most}",),
            )
        return int(text)


class IdentifierText(Text):
    """An identifier written `scheme:id`."""

    openapi: ClassVar[Mapping[str, Any]] = {"pattern": rf"^{Scheme.pattern}:[\s\S]"}
    longest = 250

    def check(self, text: str) -> str:
        """Check that both halves are there."""
        scheme, colon, id = text.partition(":")
        if not colon or not id or re.fullmatch(Scheme.pattern, scheme, re.ASCII) is None:
            detail = f"{quote_value(text)} is not an identifier. Write scheme:id, such as wikidata:Q20718."
            raise field_error("format", detail)
        return text


class PartyText(Text):
    """A party: its id in the directory, an identifier (`scheme:id`) or a name."""


class NameWords(Text):
    """Words of a name, folded: at least one, at most 16."""

    longest = 200
    most = 16

    def check(self, text: str) -> list[str]:
        """Split the text into its words."""
        words = name_words(text)
        if not 1 <= len(words) <= self.most:
            raise field_error("length", f"Write 1 to {self.most} words, with letters or digits.")
        return words


class BoolParam(fields.Boolean):
    """A parameter that is `true` or `false`."""

    def __init__(self, description: str, **options: Any) -> None:
        super().__init__(metadata={"description": description}, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> bool:
        if value not in ("true", "false", True, False) or (isinstance(value, int) and not isinstance(value, bool)):
            raise field_error("type", "This must be true or false.", ("true", "false"))
        return value in ("true", True)


class SearchField(Text):
    """Words to search for; loads as a SearchQuery."""

    longest = 500

    def check(self, text: str) -> SearchQuery:
        """Parse the words and operators."""
        try:
            return parse_query(text)
        except InvalidSearch as error:
            raise field_error("search", str(error)) from None


def repeatable(inner: fields.Field[Any], description: str, *, most: int = MAX_VALUES) -> BoundedList:
    """A parameter that may be repeated to mean any of its values."""
    field = BoundedList(inner, description, most=most, least=1)
    field.load_default = None
    return field


CURSOR = Text("The cursor of the page, as in the `next` link of the page before it.", longest=6_000)


class PageQuery(BaseQuery):
    """The page of a list."""

    limit = BoundedInt("How many items at most.", least=1, most=200, load_default=20)
    cursor = CURSOR


class Range(NamedTuple):
    """The parameters of a range, and functions that give the ends to compare."""

    first: str
    last: str
    low: Callable[[str], Any]
    high: Callable[[str], Any]


RANGES = (
    *(
        Range(
            f"{stem}_from",
            f"{stem}_to",
            lambda text: parse_edtf(absolute(text, REFERENCE_DAY)).first,
            lambda text: parse_edtf(absolute(text, REFERENCE_DAY)).last,
        )
        for stem in ("announced", "effective", "due", "starts", "period", "said")
    ),
    *(
        Range(
            f"{stem}_from",
            f"{stem}_to",
            lambda text: first_instant(absolute(text, REFERENCE_DAY)),
            lambda text: last_instant(absolute(text, REFERENCE_DAY)),
        )
        for stem in ("updated", "significantly_updated", "created", "published")
    ),
    *(Range(f"{stem}_min", f"{stem}_max", Decimal, Decimal) for stem in ("value", "amount", "change")),
)


def ranges_are_ordered(loaded: Object, _: Object) -> Violations:
    """A range begins before it ends."""
    for first, last, low, high in RANGES:
        start, end = loaded.get(first), loaded.get(last)
        if start is None or end is None:
            continue
        if is_relative(str(start)) != is_relative(str(end)):
            continue  # Their order changes in time: a saved address must not become an error.
        if low(start) > high(end):
            yield (first,), Violation("order", f"This is after `{last}`. Swap the two.")


def search_is_stated(loaded: Object, _: Object) -> Violations:
    """Order by relevance and highlights need words to search for."""
    if loaded.get("q") is None:
        needed = Violation("search", "This needs `q`.", ("q",))
        if loaded.get("sort") == "relevance":
            yield ("sort",), needed
        if loaded.get("highlight"):
            yield ("highlight",), needed


def subdivisions_have_a_whole(loaded: Object, _: Object) -> Violations:
    """`subdivisions` widens a filter by jurisdiction or by group."""
    names = ("jurisdiction", "jurisdiction_group", "exclude_jurisdiction", "exclude_jurisdiction_group")
    is_used = any(loaded.get(name) is not None for name in names)
    if loaded.get("subdivisions") is not None and not is_used:
        detail = "This needs `jurisdiction` or `jurisdiction_group`."
        yield ("subdivisions",), Violation("jurisdiction", detail, names)


def counts_have_no_pages(loaded: Object, _: Object) -> Violations:
    """`limit=0` gives counts alone."""
    if loaded.get("limit") == 0 and loaded.get("cursor") is not None:
        yield ("cursor",), Violation("cursor", "With `limit=0` there are no pages. Leave `cursor` out.")


def groups_are_few(loaded: Object, _: Object) -> Violations:
    """A table shows at most three groups."""
    if len(loaded.get("group_by") or ()) > MAX_GROUPS:
        yield ("group_by",), Violation("length", f"At most {MAX_GROUPS} groups are allowed.")


def group_is_single(loaded: Object, _: Object) -> Violations:
    """A bar has one name."""
    if len(loaded.get("group_by") or ()) > 1:
        yield ("group_by",), Violation("length", "A chart has one group.")
