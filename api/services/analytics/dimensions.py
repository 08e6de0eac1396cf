"""Dimensions: values that matches are grouped by, for facets and for summaries."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import CTE, ColumnElement, FromClause, Label, String, Uuid, and_, case, cast, null, select, union
from sqlalchemy import column as sql_column
from sqlalchemy.orm import aliased

from api.db.sql import AnySelect, rows_param, year_of
from api.models import AnnouncementRole, AnnouncementTag, CommitmentTag, Party, StatedParty
from api.services.query.access_paths import AccessPath, full_match, joint_path
from api.services.query.branches import branches
from api.services.query.filters.jurisdiction import place_of
from api.services.query.filters.party import tag_value
from api.services.query.list_query import ListQuery
from api.services.query.page_statements import joined
from domain import codes
from domain import vocabularies as words
from domain.jurisdiction_groups import JURISDICTION_GROUP, MEMBERSHIPS
from schemas.queries.lists import FACETS

Labels = Mapping[str, str]

NO_LABELS: Labels = MappingProxyType({})
NOT_STATED = "not stated"
RECORD_TAGS = ("source_kind", "publisher", "policy_status")
"""Tags that commitments have only through their records."""


class JoinedValue(NamedTuple):
    """A FROM clause, and the column of the value in it."""

    source: FromClause
    value: ColumnElement[Any]


class Dimension(NamedTuple):
    """One dimension: the columns of the matching rows that it needs, the join to its values, and their labels.

    With `is_single`, a row has at most one value. With `repeats`, a row may have a value several times, and counts
    once. With `is_party`, values are ids in the directory, in the form of tags. With `is_joint`, rows of joint
    announcements have more values, which `joint_path` gives.
    """

    columns: tuple[str, ...]
    join: Callable[[ListQuery, CTE, FromClause], JoinedValue]
    labels: Labels = NO_LABELS
    is_single: bool = False
    repeats: bool = False
    is_party: bool = False
    is_joint: bool = False


def column(name: str, labels: Labels = NO_LABELS, *, is_joint: bool = False) -> Dimension:
    """A column of the list."""
    return Dimension(
        (name,),
        lambda _, matched, source: JoinedValue(source, matched.c[name]),
        labels,
        is_single=True,
        is_joint=is_joint,
    )


def year(stem: str) -> Dimension:
    """The year of an uncertain date; NULL if it may lie in several."""

    def join(_: ListQuery, matched: CTE, source: FromClause) -> JoinedValue:
        first, last = (year_of(matched.c[f"{stem}_{end}"]) for end in ("from", "to"))
        return JoinedValue(source, case((first == last, first), else_=null()))

    return Dimension((f"{stem}_from", f"{stem}_to"), join, is_single=True)


def tag(name: str, labels: Labels = NO_LABELS, *, is_party: bool = False) -> Dimension:
    """A tag; a row with several counts under each."""

    def join(query: ListQuery, matched: CTE, source: FromClause) -> JoinedValue:
        is_own = query.resource.tags is CommitmentTag and name not in RECORD_TAGS
        table: Any = aliased(CommitmentTag if is_own else AnnouncementTag)
        on = [table.announcement_id == matched.c.announcement_id, table.name == name]
        if is_own:
            on.append(table.position == matched.c.position)
        return JoinedValue(source.outerjoin(table, and_(*on)), table.value)

    return Dimension(("announcement_id", "position"), join, labels, is_party=is_party)


def party_column(name: str) -> Dimension:
    """A column with a party's id."""
    return Dimension(
        (name,),
        lambda _, matched, source: JoinedValue(source, tag_value(matched.c[name])),
        is_single=True,
        is_party=True,
    )


def role(party: str | None = None) -> Dimension:
    """The roles of a record's parties, or of the one in a column."""

    def join(_: ListQuery, matched: CTE, source: FromClause) -> JoinedValue:
        table: Any = aliased(AnnouncementRole)
        on = [table.announcement_id == matched.c.announcement_id]
        if party:
            on.append(table.party_id == matched.c[party])
        return JoinedValue(source.outerjoin(table, and_(*on)), table.role)

    columns = ("announcement_id", party) if party else ("announcement_id",)
    return Dimension(columns, join, words.PARTY_ROLE.labels, repeats=party is None)


def speaker_post() -> Dimension:
    """The post of a quote's speaker, as its record states it."""

    def join(_: ListQuery, matched: CTE, source: FromClause) -> JoinedValue:
        table: Any = aliased(StatedParty)
        on = and_(table.announcement_id == matched.c.announcement_id, table.key == matched.c.speaker_key)
        return JoinedValue(source.outerjoin(table, on), table.post)

    return Dimension(("announcement_id", "speaker_key"), join, is_single=True)


MEMBERSHIP_ROWS = [
    [code, each.jurisdiction, str(each.first or date.min), str(each.last or date.max)]
    for code, members in MEMBERSHIPS.items()
    for each in members
]
MEMBER = rows_param(
    "memberships", [sql_column(name, String()) for name in ("group_code", "code", "first", "last")]
).cte("memberships")
"""All memberships of groups of jurisdictions."""


def jurisdiction_group() -> Dimension:
    """The groups of which a jurisdiction of the record was a member on its first possible day; each counts once."""

    def join(query: ListQuery, matched: CTE, source: FromClause) -> JoinedValue:
        query.binds.readers["memberships"] = lambda _: MEMBERSHIP_ROWS
        tag: Any = aliased(AnnouncementTag)
        on_tag = and_(tag.announcement_id == matched.c.announcement_id, tag.name == "other_jurisdiction")
        day = cast(matched.c.announced_from, String)  # Both engines write a day as ISO 8601 does.

        def pairs(source: FromClause, code: Any) -> AnySelect:
            is_member = and_(MEMBER.c.code == place_of(code, query.params), day.between(MEMBER.c.first, MEMBER.c.last))
            return select(matched.c.id, MEMBER.c.group_code).select_from(source).join(MEMBER, is_member)

        others = matched.join(tag, on_tag)
        found = union(pairs(matched, matched.c.jurisdiction), pairs(others, tag.value)).subquery()
        return JoinedValue(source.outerjoin(found, found.c.id == matched.c.id), found.c.group_code)

    columns = ("id", "announcement_id", "jurisdiction", "announced_from")
    return Dimension(columns, join, JURISDICTION_GROUP.labels)


SHARED: Mapping[str, Dimension] = {
    "announcement_kind": column("announcement_kind", words.ANNOUNCEMENT_KIND.labels),
    "comparator": column("comparator", words.COMPARATOR.labels),
    "currency": column("currency", codes.CURRENCIES),
    "due_year": year("due"),
    "fiscal_year": column("fiscal_year"),
    "frequency": column("frequency", words.FREQUENCY.labels),
    "jurisdiction": column("jurisdiction", codes.JURISDICTIONS, is_joint=True),
    "jurisdiction_group": jurisdiction_group(),
    "kind": column("announcement_kind", words.ANNOUNCEMENT_KIND.labels),
    "language": column("announcement_language"),
    "party": tag("party", is_party=True),
    "payee": party_column("payee_id"),
    "payer": party_column("payer_id"),
    "period_year": column("period_year"),
    "policy_status": tag("policy_status", words.POLICY_STATUS.labels),
    "publisher": tag("publisher"),
    "role": role(),
    "source_kind": tag("source_kind", words.SOURCE_KIND.labels),
    "speaker": party_column("speaker_id"),
    "stage": column("stage", words.STAGE.labels),
    "state": column("state", words.STATE.labels),
    "status": column("status_code", words.COMMITMENT_STATUS.labels),
    "topic": tag("topic"),
    "translated_from": column("translated_from"),
    "unit": column("unit"),
    "year": year("announced"),
}
"""Dimensions by name, for every list without one of its own."""

OWN: Mapping[str, Mapping[str, Dimension]] = {
    "announcements": {},
    "commitments": {"kind": column("kind", words.COMMITMENT_KIND.labels), "role": tag("role", words.PARTY_ROLE.labels)},
    "amounts": {
        "kind": column("kind", words.AMOUNT_KIND.labels),
        "comparator": column("comparator", words.AMOUNT_COMPARATOR.labels),
    },
    "quotes": {"role": role("speaker_id"), "language": column("language"), "post": speaker_post()},
}

DIMENSIONS: Mapping[str, Mapping[str, Dimension]] = {
    resource: {name: OWN[resource].get(name) or SHARED[name] for name in names} for resource, names in FACETS.items()
}
"""Dimensions of each list; the schemas' `FACETS` names them."""


def dimension_of(query: ListQuery, name: str) -> Dimension:
    """A dimension of the query's list."""
    return DIMENSIONS[query.resource.name][name]


def matching_rows(query: ListQuery, names: Iterable[str], *more: str) -> Any:
    """Select from every match the columns that these dimensions need, and more; once for each value of a joint one."""
    dimensions = [dimension_of(query, name) for name in names]
    paths = [*map(full_match, branches(query))]
    if any(dimension.is_joint for dimension in dimensions):
        paths.append(joint_path(query))
    return joined(rows_of(path, dimensions, *more) for path in paths)


def rows_of(path: AccessPath, dimensions: Iterable[Dimension], *more: str) -> AnySelect:
    """Select from the rows of a path the columns that these dimensions need, and more."""
    needed = dict.fromkeys((*(each for dimension in dimensions for each in dimension.columns), *more))
    return path.select(*(path.columns[name].label(name) for name in needed if name in path.columns))


def join_groups(query: ListQuery, matched: CTE, names: Sequence[str]) -> tuple[FromClause, list[Label[Any]]]:
    """The join of matching rows to the values of dimensions, and these values as `group_…`."""
    source: FromClause = matched
    values = []
    for name in names:
        source, value = dimension_of(query, name).join(query, matched, source)
        values.append(cast(value, String).label(f"group_{name}"))
    return source, values


def join_party(source: FromClause, value: ColumnElement[Any]) -> JoinedValue:
    """Join the directory on a column of party ids; the value is the party's name."""
    party: Any = aliased(Party)
    return JoinedValue(source.outerjoin(party, party.id == cast(value, Uuid)), party.name)


def value_and_label(dimension: Dimension, value: str | None, party_name: str | None) -> tuple[str | None, str]:
    """A value as a filter takes it, and its label."""
    if value is None:
        return None, NOT_STATED
    if dimension.is_party:
        return str(UUID(value)), party_name or value
    return value, dimension.labels.get(value, value)
