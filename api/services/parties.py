"""The directory of parties as it is read: each with the names, roles and counts it has in records that can be seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Text,
    exists,
    func,
    literal,
    null,
    select,
    tuple_,
    union_all,
)

from api.models import Announcement, AnnouncementRole, Party, PartyIdentifier, PartyName, StatedParty
from api.models.database import Session
from api.models.statements import AnyRow
from api.services import paging
from api.services.access import Actor
from api.services.directory import matching_name
from api.services.errors import NotFound
from api.services.filters.parties import shown
from api.services.paging import Order, Page

ORDER = Order((Party.sort_key, Party.id), (str, UUID))
COLUMNS = (Party.id, Party.name, Party.kind, Party.jurisdiction)

Clause = ColumnElement[bool]

FILTERS: Mapping[str, Callable[[Any, Actor], Clause]] = {
    "kind": lambda kinds, _: Party.kind.in_(kinds),
    "jurisdiction": lambda codes, _: Party.jurisdiction.in_(codes),
    "role": lambda roles, actor: exists().where(
        AnnouncementRole.party_id == Party.id,
        AnnouncementRole.role.in_(roles),
        Announcement.id == AnnouncementRole.announcement_id,
        Announcement.state.in_(open_states(actor)),
    ),
    "name": lambda names, actor: Party.id.in_(
        select(PartyName.party_id).where(
            PartyName.folded_name.in_([matching_name(name) for name in names]), shown(PartyName, actor)
        )
    ),
    "identifier": lambda pairs, actor: Party.id.in_(
        select(PartyIdentifier.party_id).where(
            tuple_(PartyIdentifier.scheme, PartyIdentifier.value).in_([tuple(pair.split(":", 1)) for pair in pairs]),
            shown(PartyIdentifier, actor),
        )
    ),
}
"""What the directory can be filtered by: as far as the actor may know of it."""


def seen(actor: Actor) -> ColumnElement[bool]:
    """Return the clause: the party appears in a record that the actor may see."""
    return exists().where(
        StatedParty.party_id == Party.id,
        StatedParty.announcement_id == Announcement.id,
        Announcement.state.in_(open_states(actor)),
    )


def open_states(actor: Actor) -> list[str]:
    """Return the states of records whose parties the actor may see; withdrawn records no longer speak."""
    return sorted(set(actor.visible_states) - {"withdrawn"})


def page(session: Session, asked: Mapping[str, Any], *, actor: Actor) -> Page[dict[str, Any]]:
    """Return some of the parties that match every filter, by name."""
    wanted = [seen(actor), *(FILTERS[name](value, actor) for name, value in asked.items() if name in FILTERS)]
    found = paging.take(session, select(*COLUMNS).where(*wanted), ORDER, asked)
    return found.of(describe(session, found.items, actor))


def get(session: Session, id: UUID, *, actor: Actor) -> dict[str, Any]:
    """Return one party of the directory. Raise `NotFound`."""
    rows = session.execute(select(*COLUMNS).where(Party.id == id, seen(actor))).all()
    if not rows:
        raise NotFound("There is no party with this id.")
    return describe(session, rows, actor)[0]


def describe(session: Session, rows: Sequence[AnyRow], actor: Actor) -> list[dict[str, Any]]:
    """Return parties with their identifiers, and with their names, roles and counts in records."""
    facts = session.execute(facts_of([row.id for row in rows], actor)).all()
    return [
        row._asdict() | {"url": f"/v1/parties/{row.id}"} | summarise(row, [f for f in facts if f.party_id == row.id])
        for row in rows
    ]


def facts_of(ids: Sequence[UUID], actor: Actor) -> CompoundSelect[Any]:
    """Return the one statement that finds what is known of some parties: rows of sort, label, detail and number."""
    none = null().cast(Text)
    spoken = (StatedParty.party_id.in_(ids), Announcement.state.in_(open_states(actor)))
    roles = (AnnouncementRole.party_id.in_(ids), Announcement.state.in_(open_states(actor)))
    records = func.count(AnnouncementRole.announcement_id.distinct())
    role_of = select(AnnouncementRole.party_id).join(Announcement, Announcement.id == AnnouncementRole.announcement_id)
    return union_all(
        select(
            PartyIdentifier.party_id,
            literal("identifier").label("sort"),
            PartyIdentifier.scheme.label("label"),
            PartyIdentifier.value.label("detail"),
            literal(0).label("number"),
        ).where(PartyIdentifier.party_id.in_(ids), shown(PartyIdentifier, actor)),
        select(StatedParty.party_id, literal("name"), StatedParty.name, none, func.count())
        .join(Announcement, Announcement.id == StatedParty.announcement_id)
        .where(*spoken)
        .group_by(StatedParty.party_id, StatedParty.name),
        role_of.add_columns(literal("role"), AnnouncementRole.role, none, records)
        .where(*roles)
        .group_by(AnnouncementRole.party_id, AnnouncementRole.role),
        role_of.add_columns(literal("records"), none, none, records).where(*roles).group_by(AnnouncementRole.party_id),
    )


def summarise(party: AnyRow, facts: Sequence[AnyRow]) -> dict[str, Any]:
    """Return what is known of one party, as the directory shows it."""
    by_sort: dict[str, list[AnyRow]] = {"identifier": [], "name": [], "role": [], "records": []}
    for fact in facts:
        by_sort[fact.sort].append(fact)
    named = sorted(by_sort["name"], key=lambda fact: (-fact.number, fact.label))
    return {
        "identifiers": [
            {"scheme": scheme, "id": id}
            for scheme, id in sorted((fact.label, fact.detail) for fact in by_sort["identifier"])
        ],
        "aliases": [fact.label for fact in named if fact.label != party.name],
        "roles": {fact.label: fact.number for fact in sorted(by_sort["role"], key=lambda fact: fact.label)},
        "announcements": sum(fact.number for fact in by_sort["records"]),
    }
