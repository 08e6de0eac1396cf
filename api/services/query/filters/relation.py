"""Relations between records, by id or by a publisher's number, and the filters by them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Subquery, Uuid, and_, exists, or_, select, union_all
from sqlalchemy.orm import aliased

from api.models import Announcement, AnnouncementIdentifier, Relation
from api.services.auth import Actor
from api.services.query.filters.operators import Clause, FilterContext, bind_param, is_in, stated_values
from domain.codes import MISSING


def resolved_relations(actor: Actor) -> Subquery:
    """The relations to other records, with their `target_id`.

    A number stands for the record that holds it now, whichever was stored first. A public reader must not learn that a
    draft holds it, so only records that the actor may see resolve one.
    """
    columns = (Relation.announcement_id, Relation.position, Relation.type)
    number, target = AnnouncementIdentifier, aliased(Announcement)
    by_id = select(*columns, Relation.announcement.label("target_id")).where(Relation.announcement.is_not(None))
    by_number = (
        select(*columns, number.announcement_id)
        .join(number, and_(number.scheme == Relation.identifier_scheme, number.value == Relation.identifier_value))
        .join(target, target.id == number.announcement_id)
        .where(number.announcement_id != Relation.announcement_id, target.state.in_(actor.live_states))
    )
    return union_all(by_id, by_number).subquery("resolved_relations")


def is_related(context: FilterContext, ids: Sequence[Any]) -> Clause:
    """The record refers to one of these records."""
    relation = resolved_relations(context.actor).c
    return context.columns["announcement_id"].in_(select(relation.announcement_id).where(is_target(relation, ids)))


def is_target(relation: Any, ids: Sequence[Any]) -> Clause:
    """A relation is to one of these records."""
    clause: Clause = relation.target_id.in_([bind_param(id, UUID, Uuid()) for id in ids])
    return clause


def has_relation_type(context: FilterContext, types: Sequence[Any]) -> Clause:
    """The record has a relation of one of the types: with the parameter `related_to`, to one of those records."""
    owner, targets, stated = context.columns["announcement_id"], context.params.get("related_to"), stated_values(types)
    if targets:
        relation = resolved_relations(context.actor).c
        related = select(relation.announcement_id).where(is_in(relation.type, stated), is_target(relation, targets))
    else:
        related = select(Relation.announcement_id).where(is_in(Relation.type, stated))
    found = owner.in_(related)
    return or_(found, ~exists().where(Relation.announcement_id == owner)) if MISSING in types else found
