"""The lists that are asked: for each its table, the columns of its filters, its orders, and its tags."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_

from api.models import Amount, Announcement, AnnouncementTag, Commitment, CommitmentTag, Quote
from api.models.base import OF_RECORD
from api.services.filters import FILTERS
from api.services.filters.question import Columns, Filter

Sorts = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Collection:
    """One list. `place` is its own order, in which tags have it too; `sorts` are all of its orders, by their names.

    `tags` is the table of what it can be read by, `joins` the columns that a tag has in common with it.
    """

    name: Any
    table: Any
    at: Columns
    place: tuple[str, ...]
    sorts: Sorts
    tags: Any
    joins: tuple[str, ...]
    filters: Mapping[str, Filter] = field(repr=False)
    default_sort: str = "-announced_on"

    def walk(self, name: str, value: str) -> tuple[FromClause, Columns, ColumnElement[bool]]:
        """Return what to read, the columns to ask, and the clause, to go through what has a tag in the list's order."""
        tag = self.tags.__table__.c
        joined = and_(*(self.at[each] == tag[each] for each in self.joins))
        source = self.tags.__table__.join(self.table.__table__, joined)
        repeated = {each: tag[each] for each in REPEATED if each in tag}
        at = MappingProxyType({**self.at, **repeated})
        return source, at, and_(tag.name == name, tag.value == value)


REPEATED = ("announced_from", "announced_to", "announcement_id", "position", "state", "jurisdiction")
"""What a tag says in place of what it is a tag of."""

ANNOUNCED: Sorts = {"announced_on": ("announced_from", "announcement_id", "position")}
UPDATED: Sorts = {"updated_at": ("updated_at", "id")}


def both(sorts: Sorts) -> Sorts:
    """Return the orders, each from the other end too."""
    return MappingProxyType({**{f"-{name}": columns for name, columns in sorts.items()}, **sorts})


def columns_of(model: Any, *names: str, **renamed: str) -> Columns:
    """Return columns of a table by their names in filters."""
    return MappingProxyType(
        {
            **{name: getattr(model, name) for name in names},
            **{name: getattr(model, column) for name, column in renamed.items()},
        }
    )


def of_part(model: Any, *names: str) -> Columns:
    """Return columns of a sort of part by their names."""
    return columns_of(model, "id", "announcement_id", "position", "updated_at", *OF_RECORD, *names)


ANNOUNCEMENTS = Collection(
    name="announcements",
    table=Announcement,
    at=columns_of(
        Announcement,
        *("id", "state", "jurisdiction", "announced_from", "announced_to", "effective", "effective_from"),
        *("effective_to", "created_at", "updated_at", "published_at"),
        announcement_id="id",
        announcement_kind="kind",
        announcement_language="language",
        announcement_place="place",
    ),
    place=("announced_from", "announcement_id"),
    sorts=both({"announced_on": ("announced_from", "announcement_id"), **UPDATED, "created_at": ("created_at", "id")}),
    tags=AnnouncementTag,
    joins=("announcement_id",),
    filters=FILTERS["announcements"],
)
COMMITMENTS = Collection(
    name="commitments",
    table=Commitment,
    at=of_part(
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
        *("promised_to", "starts", "starts_from", "starts_to", "target_value"),
    ),
    place=ANNOUNCED["announced_on"],
    sorts=MappingProxyType(
        {**both({**ANNOUNCED, **UPDATED}), "due": ("due_rising", "id"), "-due": ("due_falling", "id")}
    ),
    tags=CommitmentTag,
    joins=("announcement_id", "position"),
    filters=FILTERS["commitments"],
)
AMOUNTS = Collection(
    name="amounts",
    table=Amount,
    at=of_part(
        Amount,
        *("kind", "currency", "stage", "frequency", "payer_id", "payee_id", "period", "period_from", "period_to"),
        *("value", "percent", "approximate"),
    ),
    place=ANNOUNCED["announced_on"],
    sorts=both({**ANNOUNCED, **UPDATED, "amount": ("value", "id")}),
    tags=AnnouncementTag,
    joins=("announcement_id",),
    filters=FILTERS["amounts"],
)
QUOTES = Collection(
    name="quotes",
    table=Quote,
    at=of_part(
        Quote,
        *("language", "translated_from", "speaker_id", "said_on", "said_from", "said_to", "said_rising", "paraphrase"),
    ),
    place=ANNOUNCED["announced_on"],
    sorts=both({**ANNOUNCED, **UPDATED, "said_on": ("said_rising", "id")}),
    tags=AnnouncementTag,
    joins=("announcement_id",),
    filters=FILTERS["quotes"],
)

COLLECTIONS: Mapping[str, Collection] = MappingProxyType(
    {each.name: each for each in (ANNOUNCEMENTS, COMMITMENTS, AMOUNTS, QUOTES)}
)
