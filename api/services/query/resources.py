"""The resources that can be listed: for each its table, filterable columns, orders, and tags."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlalchemy import FromClause, and_

from api.models import Amount, Announcement, AnnouncementTag, Commitment, CommitmentTag, Quote
from api.models.base import OF_RECORD
from api.services.query.filters import FILTERS
from api.services.query.filters.operators import Columns, FilterClause


class TagColumn(NamedTuple):
    """Tags by which a list can be read: their table, and their name in it."""

    table: Any
    name: str


@dataclass(frozen=True, eq=False)
class Resource:
    """One list. `sort_key` is its own order, which its tags have too.

    `tags` is the table of its own tags; `tag_filters` are the filters by whose tags it can be read.
    """

    name: Any
    table: Any
    columns: Columns
    tags: Any
    tag_filters: Mapping[str, TagColumn]
    filters: Mapping[str, FilterClause] = field(repr=False)
    item_columns: tuple[str, ...] = ("document",)
    sort_key: tuple[str, ...] = ("announced_from", "announcement_id", "position")
    default_sort: str = "-announced_on"

    def join_tags(self, tags: FromClause) -> tuple[FromClause, Columns]:
        """The join from tags to the rows, and its columns: those that the tags repeat are taken from the tags."""
        keys = (name for name in ("announcement_id", "position") if name in tags.c)
        joined = and_(*(self.columns[name] == tags.c[name] for name in keys))
        repeated = {name: tags.c[column] for name, column in REPEATED.items() if column in tags.c}
        if self.columns["announcement_id"].key == "id":
            repeated["id"] = tags.c["announcement_id"]
        return tags.join(self.table.__table__, joined), MappingProxyType({**self.columns, **repeated})


REPEATED: Mapping[str, str] = MappingProxyType(
    {
        **{name: name for name in ("announced_from", "announced_to", "announcement_id", "position", "state")},
        "jurisdiction": "jurisdiction",
        "announcement_kind": "kind",
    }
)
"""Columns that tags repeat, by their names in filters: rows can be filtered and ordered by the tag alone."""

SORT_COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "updated_at": ("updated_at", "id"),
        "-updated_at": ("updated_at", "id"),
        "significantly_updated_at": ("significantly_updated_at", "id"),
        "-significantly_updated_at": ("significantly_updated_at", "id"),
        "created_at": ("created_at", "id"),
        "-created_at": ("created_at", "id"),
        "due": ("due_rising", "id"),
        "-due": ("due_falling", "id"),
        "value": ("target_value", "id"),
        "-value": ("target_value", "id"),
        "amount": ("value", "id"),
        "-amount": ("value", "id"),
        "said_on": ("said_rising", "id"),
        "-said_on": ("said_rising", "id"),
    }
)
"""The columns of each order but a resource's own, which is by the day of the announcement. NULLs have no index order:
a column ending in `_rising` or `_falling` has the last possible value in their place.
"""

ANNOUNCEMENT_TAGS: Mapping[str, TagColumn] = MappingProxyType(
    {
        name: TagColumn(AnnouncementTag, name)
        for name in ("other_jurisdiction", "party", "publisher", "topic", "source_kind", "policy_status")
    }
)
COMMITMENT_TAGS: Mapping[str, TagColumn] = MappingProxyType(
    {
        "other_jurisdiction": ANNOUNCEMENT_TAGS["other_jurisdiction"],
        **{name: TagColumn(CommitmentTag, name) for name in ("party", "topic", "role")},
        "announcement_party": ANNOUNCEMENT_TAGS["party"],
        "publisher": ANNOUNCEMENT_TAGS["publisher"],
        "announcement_topic": ANNOUNCEMENT_TAGS["topic"],
        "source_kind": ANNOUNCEMENT_TAGS["source_kind"],
        "policy_status": ANNOUNCEMENT_TAGS["policy_status"],
    }
)
"""The filters that have tags, the most selective first."""


def named_columns(model: Any, *names: str, **renamed: str) -> Columns:
    """Columns of a table by their names in filters."""
    return MappingProxyType(
        {
            **{name: getattr(model, name) for name in names},
            **{name: getattr(model, column) for name, column in renamed.items()},
        }
    )


def part_columns(model: Any, *names: str) -> Columns:
    """Columns of a kind of part by their names in filters."""
    return named_columns(model, "id", "announcement_id", "position", "updated_at", *OF_RECORD, *names)


ANNOUNCEMENTS = Resource(
    name="announcements",
    table=Announcement,
    columns=named_columns(
        Announcement,
        *("id", "state", "jurisdiction", "announced_from", "announced_to", "effective", "effective_from"),
        *("effective_to", "in_force_from", "in_force_to"),
        *("created_at", "updated_at", "significantly_updated_at", "published_at"),
        announcement_id="id",
        announcement_kind="kind",
        announcement_language="language",
        announcement_place="place",
    ),
    item_columns=("document", "etag"),
    sort_key=("announced_from", "announcement_id"),
    tags=AnnouncementTag,
    tag_filters=ANNOUNCEMENT_TAGS,
    filters=FILTERS["announcements"],
)
COMMITMENTS = Resource(
    name="commitments",
    table=Commitment,
    columns=part_columns(
        Commitment,
        *(
            "kind",
            "status_code",
            "unit",
            "comparator",
            "place",
            "due",
            "due_from",
            "due_to",
            "due_rising",
            "due_falling",
        ),
        *("promised_to", "due_moved", "starts", "starts_from", "starts_to"),
        *("target_value", "lower_value", "upper_value"),
    ),
    tags=CommitmentTag,
    tag_filters=COMMITMENT_TAGS,
    filters=FILTERS["commitments"],
)
AMOUNTS = Resource(
    name="amounts",
    table=Amount,
    columns=part_columns(
        Amount,
        *("kind", "currency", "stage", "frequency", "payer_id", "payee_id", "period", "period_from", "period_to"),
        *("value", "lower_value", "upper_value", "bound", "comparator", "percent", "approximate"),
        *("period_year", "fiscal_year"),
    ),
    tags=AnnouncementTag,
    tag_filters=ANNOUNCEMENT_TAGS,
    filters=FILTERS["amounts"],
)
QUOTES = Resource(
    name="quotes",
    table=Quote,
    columns={
        **part_columns(
            Quote,
            *("language", "translated_from", "speaker_id", "said_on", "said_from", "said_to", "said_rising"),
            "paraphrase",
        ),
        **named_columns(Quote, speaker_key="speaker"),
    },
    tags=AnnouncementTag,
    tag_filters=ANNOUNCEMENT_TAGS,
    filters=FILTERS["quotes"],
)

RESOURCES: Mapping[str, Resource] = MappingProxyType(
    {each.name: each for each in (ANNOUNCEMENTS, COMMITMENTS, AMOUNTS, QUOTES)}
)
