"""What can be asked in the query string: a schema for each resource, each parameter with its meaning."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from marshmallow import EXCLUDE, ValidationError, fields, validates_schema

from domain.edtf import NotEdtf, window
from domain.faults import Fault
from domain.moments import first_instant, last_instant
from domain.vocabularies import ANNOUNCEMENT_KIND, CHANGE_TYPE, PARTY_KIND, PARTY_ROLE, STATE
from schemas.base import Wire
from schemas.fields import Choice, Edtf, Jurisdiction, Language, OneOf, Scheme, Slug, Text, refuse, shown
from schemas.values import Items

MOST_VALUES = 100


class Query(Wire):
    """A query string: every parameter is known, and given once unless it may be repeated."""

    member = "parameter"

    def __init__(self, **options: Any) -> None:
        """A list that is not asked for is no question, rather than an empty one."""
        super().__init__(**options)
        self.repeatable, self.lists = frozenset(self.lists), []

    def handle_error(self, error: ValidationError, data: Any, **options: Any) -> None:
        """Say of a parameter that was repeated that this is what is wrong with it."""
        super().handle_error(error, data, **options)
        if isinstance(data, Mapping) and isinstance(error.messages, dict):
            for name in error.messages.keys() & (self.known.keys() - self.repeatable):
                if isinstance(data.get(name), list):
                    error.messages[name] = [Fault("repeated", "This parameter can be given only once.")]


class Whole(fields.Integer):
    """A whole number within bounds; a number outside them is refused, never moved to the bound."""

    def __init__(self, description: str, *, least: int, most: int, **options: Any) -> None:
        """Take the bounds, both allowed."""
        self.least, self.most = least, most
        super().__init__(metadata={"description": description, "minimum": least, "maximum": most}, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> int:
        digits = isinstance(value, str) and re.fullmatch("[0-9]{1,9}", value, re.ASCII)
        if not digits or not self.least <= int(value) <= self.most:
            raise refuse(
                "range",
                f"This must be a whole number from {self.least:,} to {self.most:,}.",
                (f"{self.least}…{self.most}",),
            )
        return int(value)


class Moment(Text):
    """A moment in RFC 3339 with Z, or a date in EDTF that stands for its first or last instant in UTC."""

    longest = 64

    def check(self, text: str) -> str:
        """Read both of its ends."""
        try:
            first_instant(text), last_instant(text)
        except NotEdtf as error:
            raise refuse("date", str(error)) from error
        return text


class IdentifierText(Text):
    """An identifier written `scheme:id`."""

    longest = 250

    def check(self, text: str) -> str:
        """See that both halves are there."""
        scheme, colon, id = text.partition(":")
        if not colon or not id or re.fullmatch(Scheme.pattern, scheme, re.ASCII) is None:
            raise refuse("format", f"{shown(text)} is not an identifier of the form scheme:id.")
        return text


def any_of(inner: fields.Field[Any], description: str) -> Items:
    """Return a parameter that may be repeated to mean any of its values; missing, it asks nothing."""
    field = Items(inner, description, most=MOST_VALUES, least=1)
    field.load_default = None
    return field


class PageQuery(Query):
    """Which page of a list, and how long."""

    limit = Whole("How many items at most.", least=1, most=200, load_default=20)
    cursor = Text("The page to give, as the `next` link of the page before has it.", longest=2_000)


class AnnouncementsQuery(PageQuery):
    """What announcements to list, and in which order."""

    jurisdiction = any_of(Jurisdiction("A jurisdiction.", example="KR"), "Of any of these jurisdictions.")
    kind = any_of(Choice(ANNOUNCEMENT_KIND, "A kind."), "Of any of these kinds.")
    topic = any_of(Slug("A topic.", example="quantum-technology"), "With any of these topics.")
    language = any_of(Language("A tag."), "In any of these languages or their varieties: `en` finds `en-GB`.")
    state = any_of(
        Choice(STATE, "A state."),
        "In any of these states. Without it, published records, and drafts with a key that has the scope read.",
    )
    identifier = any_of(IdentifierText("An identifier."), "With any of these identifiers, each `scheme:id`.")
    exclude_jurisdiction = any_of(Jurisdiction("A jurisdiction."), "Of none of these jurisdictions.")
    exclude_kind = any_of(Choice(ANNOUNCEMENT_KIND, "A kind."), "Of none of these kinds.")
    exclude_topic = any_of(Slug("A topic."), "With none of these topics.")
    exclude_language = any_of(Language("A tag."), "In none of these languages or their varieties.")
    announced_from = Edtf("Announced on or after the first day of this date.", closed=True, example="2026-01")
    announced_to = Edtf("Announced on or before the last day of this date.", closed=True, example="2026-06-30")
    match = OneOf(
        ("overlaps", "within"),
        "Whether an uncertain date may lie in the window (`overlaps`) or must (`within`).",
        load_default="overlaps",
    )
    updated_from = Moment("Changed at or after this: RFC 3339 with Z, or a date.", example="2026-01-01T00:00:00Z")
    updated_to = Moment("Changed at or before this: RFC 3339 with Z, or a date.", example="2026-12-31")
    sort = OneOf(
        ("-announced_on", "announced_on", "-updated_at", "updated_at", "-created_at", "created_at"),
        "The order; `-` means the latest first.",
        load_default="-announced_on",
    )
    total = OneOf(
        ("capped", "exact"), "Whether to count every match, or to stop at 10,000 and say so.", load_default="capped"
    )

    @validates_schema(skip_on_field_errors=False)
    def check_windows(self, data: dict[str, Any], **_: Any) -> None:
        """A window begins before it ends."""
        messages = {
            f"{name}_from": [Fault("order", f"This is after {name}_to.")]
            for name, first, last in (("announced", first_day, last_day), ("updated", first_instant, last_instant))
            if is_reversed(data.get(f"{name}_from"), data.get(f"{name}_to"), first, last)
        }
        if messages:
            raise ValidationError(messages)


def is_reversed(start: str | None, end: str | None, first: Callable[[str], Any], last: Callable[[str], Any]) -> bool:
    """Whether a window that has both ends begins after it ends."""
    return start is not None and end is not None and bool(first(start) > last(end))


def first_day(text: str) -> Any:
    """Return the first day of a date that has one."""
    return window(text).first


def last_day(text: str) -> Any:
    """Return the last day of a date that has one."""
    return window(text).last


class PartiesQuery(PageQuery):
    """What parties to list, by name."""

    kind = any_of(Choice(PARTY_KIND, "A kind."), "Of any of these kinds.")
    jurisdiction = any_of(Jurisdiction("A jurisdiction."), "Of any of these jurisdictions.")
    role = any_of(Choice(PARTY_ROLE, "A role."), "With any of these roles in some record.")
    name = any_of(
        Text("A name.", example="SK Telecom"),
        "Known by any of these names, without regard to case, accents, width or spacing.",
    )
    identifier = any_of(
        IdentifierText("An identifier.", example="wikidata:Q20718"), "With any of these identifiers, each `scheme:id`."
    )


class RecordQuery(Query):
    """Which state of a record, and what with it."""

    as_of = Moment(
        "The record as it stood at this time: RFC 3339 with Z, or a date, meaning its end.", example="2026-02-01"
    )
    include = OneOf(
        ("related_from",),
        "Add the records that point at this one. The ETag is then that of this answer: a change is made with the "
        "ETag of the record itself.",
    )


class ReasonQuery(Query):
    """Why a record is changed."""

    change_type = Choice(CHANGE_TYPE, "How much the change matters.", load_default="minor")
    note = Text(
        "Why the change is made. Needed for a change of a published record and for withdrawing.",
        longest=600,
        example="The ministry corrected the date.",
    )


class DiffQuery(Query):
    """What to compare a version with."""

    from_ = Whole(
        "The version to start from; 0 is before there was a record. By default the one before.",
        least=0,
        most=999_999_999,
        data_key="from",
    )


class ConditionHeaders(Wire):
    """The version that a change is meant for."""

    class Meta:
        """Other headers are none of this schema's business."""

        unknown = EXCLUDE

    if_match = Text(
        "The ETag of the version that you mean to change, or `*` for whichever there is. Without it, a change "
        "of something that exists is refused with 428; with one that is out of date, with 412.",
        longest=2_000,
        data_key="If-Match",
        example='"1-9f86d081884c"',
    )
