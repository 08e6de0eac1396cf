"""The lists that are asked: for each its table, the columns of its filters, its orders, and its tags."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlalchemy import FromClause, and_

from api.models import Amount, Announcement, AnnouncementTag, Commitment, CommitmentTag, Quote
from api.models.base import OF_RECORD
from api.services.query.filters import FILTERS
from api.services.query.filters.operators import Columns, Filter

Sorts = Mapping[str, tuple[str, ...]]


class Tagged(NamedTuple):
    """Tags by which a list can be read: their table, and their name in it."""

    table: Any
    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Collection:
    """One list. `place` is its own order, in which tags have it too; `sorts` are all of its orders, by their names.

    `tags` is the table of its own tags, `tagged` are those of each filter by which it can be read.
    """

    name: Any
    table: Any
    at: Columns
    place: tuple[str, ...]
    sorts: Sorts
    tags: Any
    tagged: Mapping[str, Tagged]
    filters: Mapping[str, Filter] = field(repr=False)
    default_sort: str = "-announced_on"

    def by_tag(self, tags: FromClause) -> tuple[FromClause, Columns]:
        """Return what to read, and the columns to ask, to go through what has a tag."""
        joined = and_(*(self.at[name] == tags.c[name] for name in ("announcement_id", "position") if name in tags.c))
        repeated = {name: tags.c[column] for name, column in REPEATED.items() if column in tags.c}
        if self.at["announcement_id"].key == "id":
            repeated["id"] = tags.c["announcement_id"]
        return tags.join(self.table.__table__, joined), MappingProxyType({**self.at, **repeated})


REPEATED: Mapping[str, str] = MappingProxyType(
    {
        **{name: name for name in ("announced_from", "announced_to", "announcement_id", "position", "state")},
        "jurisdiction": "jurisdiction",
        "announcement_kind": "kind",
    }
)
"""What a tag says in place of what it is a tag of, by the name that this has in filters."""

ANNOUNCED: Sorts = {"announced_on": ("announced_from", "announcement_id", "position")}
UPDATED: Sorts = {"updated_at": ("updated_at", "id")}

OF_RECORDS: Mapping[str, Tagged] = MappingProxyType(
    {name: Tagged(AnnouncementTag, name) for name in ("party", "publisher", "topic", "source_kind")}
)
OF_COMMITMENTS: Mapping[str, Tagged] = MappingProxyType(
    {
        **{name: Tagged(CommitmentTag, name) for name in ("party", "topic", "role")},
        "announcement_party": OF_RECORDS["party"],
        "publisher": OF_RECORDS["publisher"],
        "announcement_topic": OF_RECORDS["topic"],
        "source_kind": OF_RECORDS["source_kind"],
    }
)
"""The filters of what has many values; those that mostly find less come first."""


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
    tagged=OF_RECORDS,
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
    tagged=OF_COMMITMENTS,
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
    tagged=OF_RECORDS,
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
    tagged=OF_RECORDS,
    filters=FILTERS["quotes"],
)

COLLECTIONS: Mapping[str, Collection] = MappingProxyType(
    {each.name: each for each in (ANNOUNCEMENTS, COMMITMENTS, AMOUNTS, QUOTES)}
)
