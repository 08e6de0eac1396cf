"""The directory of parties as it is read: each with the names, roles and counts it has in records that can be seen."""

from __future__ import annotations

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
    exists,
    func,
    literal,
    null,
    or_,
    outerjoin,
    select,
    union_all,
)

from api.db.sql import AnyRow, AnySelect
from api.models import Announcement, AnnouncementRole, Party, PartyIdentifier, PartyName, StatedParty
from api.services import pagination
from api.services.analytics.dimensions import NOT_STATED, labels_of
from api.services.analytics.facets import MAX_FACET_VALUES
from api.services.auth import Actor
from api.services.errors import NotFound
from api.services.pagination import Order, Page
from api.services.parties import visibility
from api.services.query.filters.operators import (
    BindParams,
    Clause,
    Columns,
    Filter,
    FilterContext,
    any_pair,
    bind_param,
    is_any,
    is_id,
    is_in,
    with_exclusions,
)
from api.services.query.filters.party import is_visible
from api.services.query.list_query import placeholders, signatures_of
from api.services.query.resources import named_columns
from domain.codes import JURISDICTIONS, MISSING
from domain.text.normalize import match_name
from domain.vocabularies import PARTY_KIND, PARTY_ROLE

ORDER = Order((Party.sort_key, Party.id), (str, UUID))
COLUMNS = (Party.id, Party.name, Party.kind, Party.jurisdiction)

AT: Columns = named_columns(Party, "id", "kind", "jurisdiction")


def open_states(actor: Actor) -> list[str]:
    """Return the states of records whose parties the actor may see; withdrawn records no longer speak."""
    return sorted(set(actor.visible_states) - {"withdrawn"})


def has_role(context: FilterContext, roles: list[str]) -> Clause:
    """It has one of the roles in some record."""
    return exists().where(
        AnnouncementRole.party_id == Party.id,
        is_in(AnnouncementRole.role, roles),
        Announcement.id == AnnouncementRole.announcement_id,
        Announcement.state.in_(open_states(context.actor)),
    )


def is_named(context: FilterContext, names: list[Any]) -> Clause:
    """It is known by one of the names."""
    known = select(PartyName.party_id).where(
        PartyName.folded_name.in_([bind_param(name, match_name, Text()) for name in names]),
        is_visible(PartyName, context.actor),
    )
    return Party.id.in_(known)


def is_identified(context: FilterContext, pairs: list[str]) -> Clause:
    """It has one of the identifiers, each written `scheme:id`; `_missing` is having none."""
    held, allowed = PartyIdentifier, is_visible(PartyIdentifier, context.actor)
    found = Party.id.in_(select(held.party_id).where(any_pair(held.scheme, held.value, pairs), allowed))
    return or_(found, ~exists().where(held.party_id == Party.id, allowed)) if MISSING in pairs else found


FILTERS: Mapping[str, Filter] = {
    "id": is_id("id"),
    **with_exclusions(
        {
            "kind": is_any("kind"),
            "jurisdiction": is_any("jurisdiction"),
            "role": has_role,
            "name": is_named,
            "identifier": is_identified,
        }
    ),
}


FACET_LABELS: Mapping[str, Mapping[str, str]] = {
    "kind": labels_of(PARTY_KIND),
    "jurisdiction": JURISDICTIONS,
    "role": labels_of(PARTY_ROLE),
}


@dataclass(frozen=True, slots=True)
class Directory:
    """A page of the directory, the counts that were asked for, and the ids that it has not."""

    page: Page[dict[str, Any]]
    more: dict[str, Any]


def seen(actor: Actor) -> ColumnElement[bool]:
    """Return the clause: the party appears in a record that the actor may see."""
    return exists().where(
        StatedParty.party_id == Party.id,
        StatedParty.announcement_id == Announcement.id,
        Announcement.state.in_(open_states(actor)),
    )


def list_parties(connection: Connection, asked: Mapping[str, Any], *, actor: Actor, today: date) -> Directory:
    """Return some of the parties that match every filter, by name, and how many of all have which value."""
    binds = BindParams()
    context = FilterContext(placeholders(binds, signatures_of(asked)), actor, today, AT)
    filters = (FILTERS[name](context, value) for name, value in context.params.items() if name in FILTERS)
    wanted, values = [seen(actor), *filters], binds.values
    found = pagination.paginate(connection, select(*COLUMNS).where(*wanted), ORDER, asked, values(asked))
    counts = [counted(name, wanted, actor) for name in asked.get("facet", ())]
    known = facts_of([row.id for row in found.items], actor) if found.items else []
    facts = connection.execute(union_all(*known, *counts), values(asked)).all() if known or counts else []
    more: dict[str, Any] = {}
    if counts:
        more["facets"] = {name: show_facet(name, facts) for name in asked["facet"]}
    if "id" in asked:
        more["not_found"] = not_found(asked["id"], found)
    return Directory(found.with_items([show(row, facts) for row in found.items]), more)


def not_found(asked: Sequence[str], found: Page[AnyRow]) -> list[str]:
    """Return the ids that were asked for and are not on the page, which has room for all of them."""
    here = {str(row.id) for row in found.items}
    return [id for id in dict.fromkeys(asked) if id not in here]


def get(connection: Connection, id: UUID, *, actor: Actor) -> dict[str, Any]:
    """Return one party of the directory: under the id that it has now. Raise `NotFound`."""
    now_one = visibility.resolve_merged(connection, [id])[id]
    row = connection.execute(select(*COLUMNS).where(Party.id == now_one, seen(actor))).one_or_none()
    if row is None:
        raise NotFound("There is no party with this id.")
    return show(row, connection.execute(union_all(*facts_of([row.id], actor))).all())


def show(row: AnyRow, facts: Sequence[AnyRow]) -> dict[str, Any]:
    """Return a party with its identifiers, and with its names, roles and counts in records."""
    known = {name: getattr(row, name) for name in ("id", "name", "kind", "jurisdiction")}
    return known | {"url": f"/v1/parties/{row.id}"} | summarise(row, [f for f in facts if f.party_id == row.id])


def counted(name: str, wanted: Sequence[ColumnElement[bool]], actor: Actor) -> Select[Any]:
    """Return the query for the counts of one facet, as facts about no party."""
    none, number = null().cast(Text), func.count(Party.id.distinct()).label("number")
    held = select(AnnouncementRole).join(Announcement, Announcement.id == AnnouncementRole.announcement_id)
    roles = held.where(Announcement.state.in_(open_states(actor))).subquery()
    value: Any = {"kind": Party.kind, "jurisdiction": Party.jurisdiction, "role": roles.c.role}[name]
    source = outerjoin(Party, roles, roles.c.party_id == Party.id) if name == "role" else Party
    top: AnySelect = select(value.label("value"), number).select_from(source).where(*wanted).group_by(value)
    counts = top.order_by(number.desc(), value).limit(MAX_FACET_VALUES).subquery()
    return select(
        null().cast(Uuid).label("party_id"),
        literal(f"facet {name}").label("sort"),
        counts.c.value.label("label"),
        none.label("detail"),
        counts.c.number,
    )


def show_facet(name: str, facts: Sequence[AnyRow]) -> list[dict[str, Any]]:
    """Return the values of one facet, the most frequent first."""
    return [
        {
            "value": fact.label or MISSING,
            "label": FACET_LABELS[name].get(fact.label, fact.label) if fact.label else NOT_STATED,
            "count": fact.number,
        }
        for fact in facts
        if fact.sort == f"facet {name}"
    ]


def facts_of(ids: Sequence[UUID], actor: Actor) -> list[Select[Any]]:
    """Return the queries for what is known of some parties: rows of sort, label, detail and number."""
    none = null().cast(Text)
    spoken = (StatedParty.party_id.in_(ids), Announcement.state.in_(open_states(actor)))
    roles = (AnnouncementRole.party_id.in_(ids), Announcement.state.in_(open_states(actor)))
    records = func.count(AnnouncementRole.announcement_id.distinct())
    role_of = select(AnnouncementRole.party_id).join(Announcement, Announcement.id == AnnouncementRole.announcement_id)
    return [
        select(
            PartyIdentifier.party_id,
            literal("identifier").label("sort"),
            PartyIdentifier.scheme.label("label"),
            PartyIdentifier.value.label("detail"),
            literal(0).label("number"),
        ).where(PartyIdentifier.party_id.in_(ids), is_visible(PartyIdentifier, actor)),
        select(StatedParty.party_id, literal("name"), StatedParty.name, none, func.count())
        .join(Announcement, Announcement.id == StatedParty.announcement_id)
        .where(*spoken)
        .group_by(StatedParty.party_id, StatedParty.name),
        role_of.add_columns(literal("role"), AnnouncementRole.role, none, records)
        .where(*roles)
        .group_by(AnnouncementRole.party_id, AnnouncementRole.role),
        role_of.add_columns(literal("records"), none, none, records).where(*roles).group_by(AnnouncementRole.party_id),
    ]


def summarise(party: AnyRow, facts: Sequence[AnyRow]) -> dict[str, Any]:
    """Return what is known of one party, as the directory shows it."""
    by_sort: dict[str, list[AnyRow]] = {"identifier": [], "name": [], "role": [], "records": []}
    for fact in facts:
        by_sort[fact.sort].append(fact)
    names = sorted(by_sort["name"], key=lambda fact: (-fact.number, fact.label))
    return {
        "identifiers": [
            {"scheme": scheme, "id": id}
            for scheme, id in sorted((fact.label, fact.detail) for fact in by_sort["identifier"])
        ],
        "aliases": [fact.label for fact in names if fact.label != party.name],
        "roles": {fact.label: fact.number for fact in sorted(by_sort["role"], key=lambda fact: fact.label)},
        "announcements": sum(fact.number for fact in by_sort["records"]),
    }
