"""What each list can be asked: its filters, its order, its facets, and how it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, validates_schema

from domain.codes import MISSING
from domain.violations import Violation
from domain.vocabularies import STATE
from schemas.base import BaseSchema
from schemas.fields.composites import Identity
from schemas.fields.scalars import Choice, OneOf, Text
from schemas.queries import filters, ranges
from schemas.queries.base import (
    BaseQuery,
    BoundedInt,
    Day,
    FieldsParam,
    Flag,
    NamesParam,
    PageQuery,
    SearchField,
    any_of,
)
from schemas.record.announcement import AnnouncementSchema
from schemas.resources.listed_parts import AmountInRecordSchema, CommitmentInRecordSchema, QuoteInRecordSchema

MOST_IDS = 200
MOST_FACETS = 10

FACETS: Mapping[str, tuple[str, ...]] = {
    "announcements": (
        *("kind", "topic", "jurisdiction", "party", "role", "language", "source_kind", "publisher"),
        *("year", "state"),
    ),
    "commitments": (
        *("kind", "status", "unit", "comparator", "jurisdiction", "topic", "party", "role"),
        *("announcement_kind", "language", "source_kind", "publisher", "year", "due_year", "state"),
    ),
    "amounts": (
        *("kind", "currency", "stage", "frequency", "payer", "payee", "jurisdiction", "topic", "party"),
        *("announcement_kind", "language", "source_kind", "publisher", "year", "period_year", "state"),
    ),
    "quotes": (
        *("speaker", "role", "language", "translated_from", "jurisdiction", "topic", "party"),
        *("kind", "source_kind", "publisher", "year", "state"),
    ),
}
"""What each list can be counted by."""

LIST_FORMATS: Mapping[str, tuple[str, ...]] = {
    "announcements": ("json", "ndjson", "csv", "atom", "jsonfeed", "jsonld"),
    "commitments": ("json", "ndjson", "csv", "ics"),
    "amounts": ("json", "ndjson", "csv"),
    "quotes": ("json", "ndjson", "csv"),
}
"""What each list can be answered as."""

TOTAL = OneOf(
    ("capped", "exact"), "Whether to count every match, or to stop at 1,000 and say so.", load_default="capped"
)
HIGHLIGHT = Flag("Show where the words that were searched for stand, as `highlights` of each item.")
SEARCH = SearchField(
    'Words to search for, all of them; `"a phrase"`, `-without`, `OR`, `prefix*`. English words are found in every '
    "form, Korean, Chinese and Japanese by any two or more characters, all without regard to case, accents or width.",
    example="quantum -budget",
)


def missing(what: str) -> OneOf:
    """Return a parameter that can only ask for what states nothing."""
    return OneOf((MISSING,), f"`{MISSING}`: without {what}.")


def from_table(name: str, members: Mapping[str, fields.Field[Any]]) -> type[BaseQuery]:
    """Return a query of these parameters."""
    made: type[BaseQuery] = BaseQuery.from_dict(dict(members), name=name)  # type: ignore[assignment]
    return made


class RecordsQuery(
    from_table(  # type: ignore[misc]  # A base made from tables has no name for mypy.
        "RecordWindows",
        {
            **ranges.days("announced", "Announced"),
            **ranges.days("effective", "In effect"),
            **ranges.instants("updated", "Changed"),
            **ranges.instants("created", "Recorded"),
            **ranges.instants("published", "Published here"),
        },
    )
):
    """What every list of records and their parts can be asked."""

    limit = BoundedInt(
        "How many items at most: 20 unless another number is named, in NDJSON and CSV all unless a cursor is; 0 gives "
        "counts alone.",
        least=0,
        most=200,
    )
    cursor = Text("The page to give, as the `next` link of the page before has it.", longest=6_000)
    id = any_of(
        Identity("An id."),
        "With any of these ids; `meta.not_found` then lists those of them that this list has not.",
        most=MOST_IDS,
    )
    state = any_of(
        Choice(STATE, "A state."),
        "Of records in any of these states. Without it, of published records, and with a key that has the scope read, "
        "of drafts too.",
    )
    effective = missing("a date on which it takes effect")
    match = OneOf(
        ("overlaps", "within"),
        "Whether an uncertain date may lie in the window (`overlaps`) or must (`within`).",
        load_default="overlaps",
    )
    total = TOTAL

    @validates_schema(skip_on_field_errors=False)
    def check_windows(self, data: dict[str, Any], **_: Any) -> None:
        """A window begins before it ends."""
        ranges.refuse_reversed(data, self.fields)

    @validates_schema(skip_on_field_errors=False)
    def check_search(self, data: dict[str, Any], **_: Any) -> None:
        """What is about the words searched for needs some."""
        if "q" in self.fields and data.get("q") is None:
            asked = {"sort": data.get("sort") == "relevance", "highlight": bool(data.get("highlight"))}
            messages = {
                name: [Violation("search", "This needs `q`.", ("q",))] for name, is_asked in asked.items() if is_asked
            }
            if messages:
                raise ValidationError(messages)


def shown_as(collection: str, item: Schema, sorts: tuple[str, ...]) -> dict[str, fields.Field[Any]]:
    """Return the parameters that say in which order, how much and in which form a list is shown."""
    ordered = tuple(each for name in sorts for each in (f"-{name}", name))
    made: dict[str, fields.Field[Any]] = {
        "sort": OneOf(
            (*ordered, *(() if collection == "amounts" else ("relevance",))),
            "The order; `-` means the latest or greatest first. With `q`, `relevance` unless another is named: what "
            "was searched for in the title first, then in what stands at the top, and the latest first among those.",
        ),
        "facet": NamesParam(FACETS[collection], "Count the matches by these, as `meta.facets`.", most=MOST_FACETS),
        "fields": FieldsParam(item, "Only these members of each item, deeper ones with dots."),
        "format": OneOf(LIST_FORMATS[collection], "The form of the answer; it takes precedence over Accept."),
    }
    return made


class AnnouncementsQuery(
    RecordsQuery,
    from_table(  # type: ignore[misc]
        "AnnouncementFilters",
        filters.parameters(filters.RECORD)
        | shown_as("announcements", AnnouncementSchema(), ("announced_on", "updated_at", "created_at")),
    ),
):
    """What announcements to list, and in which order."""

    q = SEARCH
    highlight = HIGHLIGHT


class PartsQuery(RecordsQuery):
    """What every list of parts can be asked."""

    announcement = any_of(Identity("A record's id."), "Of any of these records.", most=MOST_IDS)


class CommitmentsQuery(
    PartsQuery,
    from_table(  # type: ignore[misc]
        "CommitmentFilters",
        filters.parameters(filters.with_record(filters.COMMITMENT))
        | ranges.days("due", "Due")
        | ranges.days("starts", "Beginning")
        | ranges.figures("value", "With a target")
        | shown_as("commitments", CommitmentInRecordSchema(), ("announced_on", "due", "updated_at")),
    ),
):
    """What commitments to list, and in which order."""

    q = SEARCH
    highlight = HIGHLIGHT
    due = missing("a date by which it is due")
    starts = missing("a date on which it begins")
    target = missing("a figure")
    overdue = Flag(
        "Whether the last day it was due has passed while its status, as it is now, is neither met nor abandoned: "
        "today, or on the day that `overdue_on` names."
    )
    overdue_on = Day("Overdue on this day.", example="2026-08-01")
    since = OneOf(
        ("current", "first"), "Which promise to hold it against: the current due date, or the first one made."
    )

    @validates_schema(skip_on_field_errors=False)
    def check_overdue(self, data: dict[str, Any], **_: Any) -> None:
        """Being late since when needs being late."""
        if data.get("since") is not None and data.get("overdue") is None and data.get("overdue_on") is None:
            allowed = ("overdue", "overdue_on")
            raise ValidationError({"since": [Violation("overdue", "This needs `overdue` or `overdue_on`.", allowed)]})


class AmountsQuery(
    PartsQuery,
    from_table(  # type: ignore[misc]
        "AmountFilters",
        filters.parameters(filters.with_record(filters.AMOUNT))
        | ranges.days("period", "For a time")
        | ranges.figures("amount", "A sum")
        | ranges.figures("change", "A change in per cent")
        | shown_as("amounts", AmountInRecordSchema(), ("announced_on", "amount", "updated_at")),
    ),
):
    """What amounts to list, and in which order."""

    period = missing("a time that the money is for")
    change = missing("a comparison with an earlier amount")
    approximate = Flag("Whether the source gave it as a rounded or rough figure.")

    @validates_schema(skip_on_field_errors=False)
    def check_order(self, data: dict[str, Any], **_: Any) -> None:
        """Sums are put in order within a currency: as bare numbers they say nothing."""
        if str(data.get("sort")).endswith("amount") and len(data.get("currency") or ()) != 1:
            raise ValidationError(
                {"sort": [Violation("currency", "Sorting by amount needs one `currency`.", ("currency",))]}
            )


class QuotesQuery(
    PartsQuery,
    from_table(  # type: ignore[misc]
        "QuoteFilters",
        filters.parameters(filters.with_record(filters.QUOTE))
        | ranges.days("said", "Said")
        | shown_as("quotes", QuoteInRecordSchema(), ("announced_on", "said_on", "updated_at")),
    ),
):
    """What quotes to list, and in which order."""

    q = SEARCH
    highlight = HIGHLIGHT
    said_on = missing("a date on which it was said")
    paraphrase = Flag("Whether it gives the sense and not the words.")


class TopicsQuery(AnnouncementsQuery):
    """Of which records to list the topics."""

    class Meta(BaseSchema.Meta):
        """Topics have one order and one form."""

        exclude = ("sort", "facet", "fields", "format", "highlight")

    limit = BoundedInt("How many topics at most.", least=1, most=200, load_default=20)


class PartiesQuery(
    PageQuery,
    from_table("DirectoryFilters", filters.parameters(filters.DIRECTORY)),  # type: ignore[misc]
):
    """What parties to list, by name."""

    limit = BoundedInt("How many items at most; 0 gives counts alone.", least=0, most=200, load_default=20)
    id = any_of(
        Identity("An id."),
        "With any of these ids; `meta.not_found` then lists those of them that the directory has not.",
        most=MOST_IDS,
    )
    facet = NamesParam(("kind", "jurisdiction", "role"), "Count the matches by these, as `meta.facets`.")
    total = TOTAL

    @validates_schema(skip_on_field_errors=True)
    def check_page(self, data: dict[str, Any], **_: Any) -> None:
        """Counts alone have no pages."""
        if data.get("limit") == 0 and data.get("cursor") is not None:
            raise ValidationError({"cursor": [Violation("cursor", "With `limit=0` there are no pages.")]})
