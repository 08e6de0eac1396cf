"""Parameters of the lists: filters, order, facets and format."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from marshmallow import Schema, fields

from domain.vocabularies import STATE
from schemas.base import BaseSchema, Rules
from schemas.fields.composites import Uuid
from schemas.fields.scalars import Choice, OneOf
from schemas.queries import amounts, filters, windows
from schemas.queries.base import (
    ALL_AS_NDJSON,
    CURSOR,
    BaseQuery,
    BoolParam,
    BoundedInt,
    NameWords,
    PageQuery,
    SearchField,
    counts_have_no_pages,
    ranges_are_ordered,
    repeatable,
    search_is_stated,
    subdivisions_have_a_whole,
)
from schemas.queries.commitments import COMMITMENT, LATENESS, TARGET_RANGE, overdue_is_stated, unit_is_single
from schemas.queries.filter_parameter import MissingOnly
from schemas.queries.names import FieldsParam, NameParam, NamesParam
from schemas.queries.windows import DayParam
from schemas.record.announcement import AnnouncementSchema
from schemas.resources.listed_parts import AmountInRecordSchema, CommitmentInRecordSchema, QuoteInRecordSchema

MAX_IDS = 200
MAX_FACETS = 10

FACETS: Mapping[str, tuple[str, ...]] = {
    "announcements": (
        *("kind", "topic", "jurisdiction", "party", "role", "language", "source_kind", "publisher"),
        *("policy_status", "jurisdiction_group", "year", "state"),
    ),
    "commitments": (
        *("kind", "status", "unit", "comparator", "jurisdiction", "topic", "party", "role"),
        *("announcement_kind", "language", "source_kind", "publisher", "policy_status", "year", "due_year", "state"),
        "jurisdiction_group",
    ),
    "amounts": (
        *("kind", "currency", "stage", "frequency", "comparator", "payer", "payee", "jurisdiction", "topic", "party"),
        *("announcement_kind", "language", "source_kind", "publisher", "policy_status", "year", "period_year"),
        *("fiscal_year", "jurisdiction_group", "state"),
    ),
    "quotes": (
        *("speaker", "post", "role", "language", "translated_from", "jurisdiction", "topic", "party"),
        *("kind", "source_kind", "publisher", "policy_status", "jurisdiction_group", "year", "state"),
    ),
}
"""The facets of each list."""

SORTS: Mapping[str, tuple[str, ...]] = {
    name: (*(each for sort in sorts for each in (f"-{sort}", sort)), "relevance")
    for name, sorts in {
        "announcements": ("announced_on", "updated_at", "significantly_updated_at", "created_at"),
        "commitments": ("announced_on", "due", "value", "updated_at"),
        "amounts": ("announced_on", "amount", "updated_at"),
        "quotes": ("announced_on", "said_on", "updated_at"),
    }.items()
}
"""The orders of each list; `-` means the greatest first."""

LIST_FORMATS: Mapping[str, tuple[str, ...]] = {
    "announcements": ("json", "ndjson", "csv", "xlsx", "atom", "jsonfeed", "jsonld"),
    "commitments": ("json", "ndjson", "csv", "xlsx", "ics"),
    "amounts": ("json", "ndjson", "csv", "xlsx"),
    "quotes": ("json", "ndjson", "csv", "xlsx"),
}
"""The formats of each list."""

TOTAL = OneOf(("capped", "exact"), "Count up to 1,000 matches (`capped`) or all (`exact`).", load_default="capped")
HIGHLIGHT = BoolParam("Show where the words of `q` occur, as `highlights` of each item.")
SEARCH = SearchField(
    'Words to search for, all of them; `"a phrase"`, `-without`, `OR`, `prefix*`. English words are found in every '
    "form, Korean, Chinese and Japanese by any two or more characters, all without regard to case, accents or width. "
    "Records are searched in all their texts; commitments, amounts and quotes in their own words, their parties' names "
    "and their evidence, amounts also in the statement of their commitment. A part is not found by the title of its "
    "record: use `topic`.",
    example="quantum -budget",
)


SUPERSEDED = OneOf(
    ("include",),
    "`include`: with records that a published record supersedes, directly or not. Otherwise their amounts are not "
    "added up.",
)


def from_table(name: str, members: Mapping[str, fields.Field[Any]]) -> type[BaseQuery]:
    """A query schema with these parameters."""
    return BaseQuery.from_dict(dict(members), name=name)  # type: ignore[return-value]


class RecordsQuery(
    from_table(  # type: ignore[misc]  # A base made from tables has no name for mypy.
        "RecordRanges",
        {
            **windows.date_params("announced", "Announced"),
            **windows.date_params("effective", "In effect"),
            **windows.instant_params("updated", "Changed"),
            **windows.instant_params("significantly_updated", "Changed in substance"),
            **windows.instant_params("created", "Recorded"),
            **windows.instant_params("published", "Published here"),
        },
    )
):
    """Parameters of every list of records and their parts."""

    rules: ClassVar[Rules] = (ranges_are_ordered, search_is_stated, subdivisions_have_a_whole)

    limit = BoundedInt(
        "How many items at most. Default: 20; in NDJSON, CSV and Excel all, unless `cursor` is given. 0 gives counts "
        "alone.",
        least=0,
        most=200,
        beyond=ALL_AS_NDJSON,
    )
    cursor = CURSOR
    id = repeatable(
        Uuid("An id."),
        "With any of these ids. `meta.not_found` lists the ids that this list does not contain.",
        most=MAX_IDS,
    )
    state = repeatable(
        Choice(STATE, "A state."),
        "Of records in any of these states. Default: published records, and with a key that has the scope read, "
        "drafts too.",
    )
    subdivisions = filters.SUBDIVISIONS
    effective = MissingOnly("a date on which it takes effect", "effective_from={}&effective_to={}")
    in_force_on = DayParam(
        "In force on this day, by `policy_status` and `effective`. Adopted policies, and those without a status, are "
        "in force while they are effective; those in force from the day of that status on; those suspended, ended or "
        "repealed until the day before, if it is stated; proposed ones never. See the guide.",
        example="2026-08-01",
    )
    match = OneOf(
        ("overlaps", "within"),
        "Whether an uncertain date may lie in the range (`overlaps`) or must lie in it (`within`).",
        load_default="overlaps",
    )
    total = TOTAL


def presentation_params(collection: str, item: Schema) -> dict[str, fields.Field[Any]]:
    """The parameters for the order, the members and the format of a list."""
    return {
        "sort": NameParam(
            SORTS[collection],
            "The order; `-` means latest or greatest first. With `q` the default is `relevance`: matches in the title "
            "first, then in the leading text, then elsewhere, each with the latest first.",
        ),
        "facet": NamesParam(FACETS[collection], "Count the matches by these, in `meta.facets`.", most=MAX_FACETS),
        "fields": FieldsParam(
            item,
            "Return only these members of each item, deeper ones with dots: `id,sources.title`. The items are then not "
            "whole.",
        ),
        "format": NameParam(LIST_FORMATS[collection], "The format of the response; it takes precedence over Accept."),
        "bom": BoolParam("With `format=csv`, begin with a byte order mark: Excel then reads the file as UTF-8."),
    }


class AnnouncementsQuery(
    RecordsQuery,
    from_table(  # type: ignore[misc]
        "AnnouncementFilters",
        filters.filter_params(filters.RECORD) | presentation_params("announcements", AnnouncementSchema()),
    ),
):
    """Which announcements to list, and how."""

    q = SEARCH
    highlight = HIGHLIGHT


class PartsQuery(RecordsQuery):
    """Parameters of every list of parts."""

    announcement = repeatable(Uuid("A record's id."), "Of any of these records.", most=MAX_IDS)


class CommitmentsQuery(
    PartsQuery,
    from_table(  # type: ignore[misc]
        "CommitmentFilters",
        filters.filter_params(filters.with_record(COMMITMENT))
        | windows.date_params("due", "Due")
        | windows.date_params("starts", "Beginning")
        | filters.number_params("value", "With a target", TARGET_RANGE)
        | LATENESS
        | presentation_params("commitments", CommitmentInRecordSchema()),
    ),
):
    """Which commitments to list, and how."""

    rules: ClassVar[Rules] = (*PartsQuery.rules, overdue_is_stated, unit_is_single)

    q = SEARCH
    highlight = HIGHLIGHT
    due = MissingOnly("a due date", "due_from={}&due_to={}")
    starts = MissingOnly("a date on which it begins", "starts_from={}&starts_to={}")
    target = MissingOnly("a figure", "value_min={}&value_max={}")


class AmountsQuery(
    PartsQuery,
    from_table(  # type: ignore[misc]
        "AmountFilters",
        filters.filter_params(filters.with_record(amounts.AMOUNT))
        | windows.date_params("period", "For a time")
        | filters.number_params("amount", "A sum, or a limit or range that may mean a sum,")
        | filters.number_params("change", "A change in per cent")
        | presentation_params("amounts", AmountInRecordSchema()),
    ),
):
    """Which amounts to list, and how."""

    rules: ClassVar[Rules] = (*PartsQuery.rules, *amounts.RULES)
    completions = (amounts.name_target,)

    q = SEARCH
    highlight = HIGHLIGHT
    convert = amounts.CONVERT
    period = MissingOnly("a period that the money is for", "period_from={}&period_to={}")
    change = MissingOnly("a comparison with an earlier amount", "change_min={}")
    approximate = BoolParam("Whether the source gave it as a rounded or rough figure.")


class QuotesQuery(
    PartsQuery,
    from_table(  # type: ignore[misc]
        "QuoteFilters",
        filters.filter_params(filters.with_record(filters.QUOTE))
        | windows.date_params("said", "Said")
        | presentation_params("quotes", QuoteInRecordSchema()),
    ),
):
    """Which quotes to list, and how."""

    q = SEARCH
    highlight = HIGHLIGHT
    said_on = MissingOnly("a date on which it was said", "said_from={}&said_to={}")
    paraphrase = BoolParam("Whether it gives the sense and not the words.")


class TopicsQuery(AnnouncementsQuery):
    """Records whose topics to list."""

    class Meta(BaseSchema.Meta):
        exclude = ("sort", "facet", "fields", "format", "bom", "highlight")

    limit = BoundedInt("How many topics at most.", least=1, most=200, load_default=20)


class PartiesQuery(
    PageQuery,
    from_table("DirectoryFilters", filters.filter_params(filters.DIRECTORY)),  # type: ignore[misc]
):
    """Which parties to list, by name."""

    rules = (counts_have_no_pages,)

    q = NameWords(
        "Words of a name or alias, all of them, or their beginnings, without regard to case, accents, width or "
        "punctuation. Of Korean, Chinese and Japanese, any two or more characters.",
        example="science minis",
    )
    sort = NameParam(("name", "-name"), "The order, by name; `-` means backwards.", load_default="name")

    limit = BoundedInt("How many items at most; 0 gives counts alone.", least=0, most=200, usually=20)
    id = repeatable(
        Uuid("An id."),
        "With any of these ids. `meta.not_found` lists the ids that the directory does not contain.",
        most=MAX_IDS,
    )
    facet = NamesParam(("kind", "jurisdiction", "role"), "Count the matches by these, in `meta.facets`.")
    total = TOTAL
