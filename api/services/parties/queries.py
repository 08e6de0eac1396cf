"""Reading the directory: parties with the names, roles and counts they have in records that the actor may see."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Text,
    Uuid,
    and_,
    exists,
    func,
    literal,
    null,
    or_,
    outerjoin,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from api.db.compiled_query import BindParams
from api.db.sql import AnyRow, AnySelect
from api.models import Announcement, AnnouncementRole, Party, PartyIdentifier, PartyName, StatedParty
from api.models.party import ADDED, REMOVED
from api.services import pagination
from api.services.analytics.dimensions import NOT_STATED
from api.services.analytics.facets import MAX_FACET_VALUES
from api.services.auth import Actor
from api.services.errors import NotFound
from api.services.pagination import Order, Page
from api.services.parties.visibility import resolve_merged
from api.services.query.filters.operators import (
    Clause,
    Columns,
    FilterClause,
    FilterContext,
    any_pair,
    bind_param,
    is_any,
    is_id,
    is_in,
    with_variants,
)
from api.services.query.filters.party import is_held, is_in_directory, is_visible, tag_value, word_pattern
from api.services.query.list_query import placeholders, signatures_of
from api.services.query.resources import named_columns
from domain.codes import JURISDICTIONS, MISSING
from domain.text.normalize import match_name
from domain.vocabularies import PARTY_KIND, PARTY_ROLE

SORT_KEY = (Party.sort_key, Party.id), (str, UUID)
ORDERS: Mapping[str, Order] = {"name": Order(*SORT_KEY), "-name": Order(*SORT_KEY, descending=True)}
COLUMNS = (Party.id, Party.name, Party.kind, Party.jurisdiction)

FILTER_COLUMNS: Columns = named_columns(Party, "id", "kind", "jurisdiction")


def has_role(context: FilterContext, roles: list[str]) -> Clause:
    """The party has one of the roles in some record."""
    return exists().where(
        AnnouncementRole.party_id == Party.id,
        is_in(AnnouncementRole.role, roles),
        Announcement.id == AnnouncementRole.announcement_id,
        Announcement.state.in_(context.actor.live_states),
    )


def is_named(context: FilterContext, names: list[Any]) -> Clause:
    """The party has one of the names."""
    known = select(PartyName.party_id).where(
        PartyName.folded_name.in_([bind_param(name, match_name, Text()) for name in names]),
        is_held(PartyName, context.actor),
    )
    return Party.id.in_(known)


def has_words(context: FilterContext, words: list[Any]) -> Clause:
    """One of the party's names has all of the words."""
    patterns = [bind_param(word, word_pattern, Text()) for word in words]
    found = select(PartyName.party_id).where(
        *(PartyName.words.like(pattern) for pattern in patterns),
        is_held(PartyName, context.actor),
    )
    return Party.id.in_(found)


def is_identified(context: FilterContext, pairs: list[str]) -> Clause:
    """The party has one of the identifiers, each written `scheme:id`; `_missing`: it has none."""
    held, allowed = PartyIdentifier, is_held(PartyIdentifier, context.actor)
    found = Party.id.in_(select(held.party_id).where(any_pair(held.scheme, held.value, pairs), allowed))
    return or_(found, ~exists().where(held.party_id == Party.id, allowed)) if MISSING in pairs else found


FILTERS: Mapping[str, FilterClause] = {
    "id": is_id("id"),
    **with_variants(
        {
            "kind": is_any("kind"),
            "jurisdiction": is_any("jurisdiction"),
            "role": has_role,
            "name": is_named,
            "identifier": is_identified,
        }
    ),
}

CLAUSES: Mapping[str, FilterClause] = {"q": has_words, **FILTERS}

FACET_LABELS: Mapping[str, Mapping[str, str]] = {
    "kind": PARTY_KIND.labels,
    "jurisdiction": JURISDICTIONS,
    "role": PARTY_ROLE.labels,
}


@dataclass(frozen=True, slots=True)
class DirectoryPage:
    """A page of parties, with facets and `not_found` for `meta`."""

    page: Page[dict[str, Any]]
    meta: dict[str, Any]


def list_parties(connection: Connection, params: Mapping[str, Any], *, actor: Actor, today: date) -> DirectoryPage:
    """A page of the parties that match every filter, by name, with facets over all that match."""
    binds, order = BindParams(), ORDERS[params.get("sort", "name")]
    context = FilterContext(placeholders(binds, signatures_of(params)), actor, today, FILTER_COLUMNS)
    filters = (CLAUSES[name](context, value) for name, value in context.params.items() if name in CLAUSES)
    conditions = [is_in_directory(actor), *filters]
    values = binds.values(params)
    found = pagination.paginate(connection, select(*COLUMNS).where(*conditions), order, params, values)
    counts = [facet_query(name, conditions, actor) for name in params.get("facet", ())]
    about_items = fact_queries([row.id for row in found.items], actor) if found.items else []
    facts = connection.execute(union_all(*about_items, *counts), values).all() if about_items or counts else []
    meta: dict[str, Any] = {}
    if counts:
        meta["facets"] = {name: facet_values(name, facts) for name in params["facet"]}
    if "id" in params:
        listed = {*connection.scalars(select(Party.id).where(*conditions), values)}
        meta["not_found"] = [id for id in dict.fromkeys(map(UUID, params["id"])) if id not in listed]
    facts_of: dict[Any, list[AnyRow]] = {row.id: [] for row in found.items}
    for fact in facts:
        if fact.party_id is not None:
            facts_of[fact.party_id].append(fact)
    sizes = (facts_size(facts_of[row.id]) for row in found.items)
    found = pagination.shortened(connection, found, sizes, order=order, params=params)
    return DirectoryPage(found.with_items([party_item(row, facts_of[row.id]) for row in found.items]), meta)


def facts_size(facts: Sequence[AnyRow]) -> int:
    """Bytes of the names and identifiers of a party: each record may add some."""
    return sum(len((each.label or "").encode()) + len((each.detail or "").encode()) for each in facts)


def get_party(connection: Connection, id: UUID, *, actor: Actor) -> dict[str, Any]:
    """A party of the directory, or the one that it was merged into. Raises `NotFound`."""
    canonical_id = resolve_merged(connection, [id])[id]
    is_known = exists().where(Party.id == id, is_visible(Party, actor))
    query = select(*COLUMNS).where(Party.id == canonical_id, is_in_directory(actor), is_known)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise NotFound("There is no party with this id.")
    return party_item(row, connection.execute(union_all(*fact_queries([row.id], actor))).all())


def facet_query(name: str, conditions: Sequence[ColumnElement[bool]], actor: Actor) -> Select[Any]:
    """Counts of the values of one facet, in the columns of `fact_queries`."""
    none, number = null().cast(Text), func.count(Party.id.distinct()).label("number")
    held = select(AnnouncementRole).join(Announcement, Announcement.id == AnnouncementRole.announcement_id)
    roles = held.where(Announcement.state.in_(actor.live_states)).subquery()
    value: Any = {"kind": Party.kind, "jurisdiction": Party.jurisdiction, "role": roles.c.role}[name]
    source = outerjoin(Party, roles, roles.c.party_id == Party.id) if name == "role" else Party
    top: AnySelect = select(value.label("value"), number).select_from(source).where(*conditions).group_by(value)
    counts = top.order_by(number.desc(), value).limit(MAX_FACET_VALUES).subquery()
    return select(
        null().cast(Uuid).label("party_id"),
        literal(f"facet {name}").label("fact"),
        counts.c.value.label("label"),
        none.label("detail"),
        counts.c.number,
    )


def facet_values(name: str, facts: Sequence[AnyRow]) -> list[dict[str, Any]]:
    """The values of one facet, the most frequent first."""
    return [
        {
            "value": row.label or MISSING,
            "label": FACET_LABELS[name].get(row.label, row.label) if row.label else NOT_STATED,
            "count": row.number,
        }
        for row in facts
        if row.fact == f"facet {name}"
    ]


def fact_queries(ids: Sequence[UUID], actor: Actor) -> list[Select[Any]]:
    """Facts about some parties: rows of party_id, fact, label, detail and number.

    They are identifiers, names, administrators' edits of names, roles, counts, and predecessors and successors.
    """
    none, zero, former = null().cast(Text), literal(0), aliased(Party)
    predecessor = func.coalesce(former.merged_into, former.id)
    succession = select(Party).join(former, and_(former.id == Party.succeeds, predecessor != Party.id))
    in_records = (StatedParty.party_id.in_(ids), Announcement.state.in_(actor.live_states))
    roles = (AnnouncementRole.party_id.in_(ids), Announcement.state.in_(actor.live_states))
    records = func.count(AnnouncementRole.announcement_id.distinct())
    role_of = select(AnnouncementRole.party_id).join(Announcement, Announcement.id == AnnouncementRole.announcement_id)
    return [
        select(
            PartyIdentifier.party_id,
            literal("identifier").label("fact"),
            PartyIdentifier.scheme.label("label"),
            PartyIdentifier.value.label("detail"),
            literal(0).label("number"),
        ).where(PartyIdentifier.party_id.in_(ids), is_held(PartyIdentifier, actor)),
        select(PartyName.party_id, PartyName.edit, PartyName.folded_name, PartyName.name, zero).where(
            PartyName.party_id.in_(ids), PartyName.edit.is_not(None)
        ),
        succession.with_only_columns(Party.id, literal("succeeds"), tag_value(predecessor), none, zero).where(
            Party.id.in_(ids), is_in_directory(actor, predecessor)
        ),
        succession.with_only_columns(predecessor, literal("succeeded_by"), tag_value(Party.id), none, zero).where(
            or_(former.id.in_(ids), former.merged_into.in_(ids)), is_in_directory(actor)
        ),
        select(StatedParty.party_id, literal("name"), StatedParty.name, none, func.count())
        .join(Announcement, Announcement.id == StatedParty.announcement_id)
        .where(*in_records)
        .group_by(StatedParty.party_id, StatedParty.name),
        role_of.add_columns(literal("role"), AnnouncementRole.role, none, records)
        .where(*roles)
        .group_by(AnnouncementRole.party_id, AnnouncementRole.role),
        role_of.add_columns(literal("records"), none, none, records).where(*roles).group_by(AnnouncementRole.party_id),
    ]


def party_item(party: AnyRow, facts: Sequence[AnyRow]) -> dict[str, Any]:
    """A party as the directory shows it, from its row and the facts about it alone."""
    by_fact: dict[str, list[AnyRow]] = defaultdict(list)
    for row in facts:
        by_fact[row.fact].append(row)
    removed = {row.label for row in by_fact[REMOVED]}
    stated = [row.label for row in sorted(by_fact["name"], key=lambda row: (-row.number, row.label))]
    names = [name for name in stated if not removed or match_name(name) not in removed]
    names += sorted(row.detail for row in by_fact[ADDED])
    identifiers = sorted((row.label, row.detail) for row in by_fact["identifier"])
    succession = {name: sorted(str(UUID(row.label)) for row in by_fact[name]) for name in ("succeeds", "succeeded_by")}
    return {
        **{name: getattr(party, name) for name in ("id", "name", "kind", "jurisdiction")},
        "url": f"/v1/parties/{party.id}",
        "identifiers": [{"scheme": scheme, "id": id} for scheme, id in identifiers],
        "aliases": [name for name in dict.fromkeys(names) if name != party.name],
        "roles": {row.label: row.number for row in sorted(by_fact["role"], key=lambda row: row.label)},
        "announcements": sum(row.number for row in by_fact["records"]),
        "succeeds": next(iter(succession["succeeds"]), None),
        "succeeded_by": succession["succeeded_by"] or None,
    }
