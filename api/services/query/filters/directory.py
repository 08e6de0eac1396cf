"""What the directory of parties can be filtered by: as far as the actor may know of it."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import exists, or_, select

from api.db.sql import is_one_of
from api.models import Announcement, AnnouncementRole, Party, PartyIdentifier, PartyName
from api.services.auth import Actor
from api.services.parties.visibility import matching_name
from api.services.query.filters.operators import MISSING, Clause, Filter, Question, excluding, is_any, is_id
from api.services.query.filters.party import shown


def open_states(actor: Actor) -> list[str]:
    """Return the states of records whose parties the actor may see; withdrawn records no longer speak."""
    return sorted(set(actor.visible_states) - {"withdrawn"})


def has_role(question: Question, roles: list[str]) -> Clause:
    """It has one of the roles in some record."""
    return exists().where(
        AnnouncementRole.party_id == Party.id,
        AnnouncementRole.role.in_(roles),
        Announcement.id == AnnouncementRole.announcement_id,
        Announcement.state.in_(open_states(question.actor)),
    )


def is_named(question: Question, names: list[str]) -> Clause:
    """It is known by one of the names."""
    known = select(PartyName.party_id).where(
        PartyName.folded_name.in_([matching_name(name) for name in names]), shown(PartyName, question.actor)
    )
    return Party.id.in_(known)


def is_identified(question: Question, pairs: list[str]) -> Clause:
    """It has one of the identifiers, each written `scheme:id`; `_missing` is having none."""
    held, allowed = PartyIdentifier, shown(PartyIdentifier, question.actor)
    stated = [tuple(pair.split(":", 1)) for pair in pairs if pair != MISSING]
    found = Party.id.in_(select(held.party_id).where(is_one_of((held.scheme, held.value), stated), allowed))
    return or_(found, ~exists().where(held.party_id == Party.id, allowed)) if MISSING in pairs else found


FILTERS: Mapping[str, Filter] = {
    "id": is_id("id"),
    **excluding(
        {
            "kind": is_any("kind"),
            "jurisdiction": is_any("jurisdiction"),
            "role": has_role,
            "name": is_named,
            "identifier": is_identified,
        }
    ),
}
