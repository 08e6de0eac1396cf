"""`/v1/parties`: the directory, which holds each real party once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response

from api.models.database import Session
from api.routes import answers
from api.routes.answers import caller
from api.routes.contract import Blueprint, open_to_read, reading, requires, writing
from api.routes.contract import answers as can_answer
from api.routes.here import here
from api.routes.requests import now
from api.services import parties, unifying
from schemas.directory import DirectoryPartySchema
from schemas.list_queries import PartiesQuery
from schemas.lists import page_of
from schemas.merger import MergerSchema
from schemas.parameters import Query

blueprint = Blueprint(
    "Parties", __name__, url_prefix="/v1/parties", description="The directory, which holds each real party once."
)
PARTY = DirectoryPartySchema()


@blueprint.get("")
@open_to_read
@blueprint.arguments(PartiesQuery(), location="query")
@blueprint.response(200, page_of(DirectoryPartySchema, "PartyPage", listed=True))
@reading
def list_parties(session: Session, asked: dict[str, Any]) -> Response:
    """List the parties of published records, by name."""
    sized = asked | {"limit": max(asked["limit"], len(asked.get("id", ())))}
    found = parties.find(session, sized, actor=here().actor, today=now().date())
    return answers.dumped_page(PARTY, found.page, more=found.more)


@blueprint.get("/<uuid:id>")
@open_to_read
@can_answer(404)
@blueprint.arguments(Query(), location="query")
@blueprint.response(200, PARTY)
@blueprint.alt_response(308, success=True, description="Merged into another party: Location has its address.")
@reading
def get_party(session: Session, _: dict[str, Any], id: UUID) -> Response:
    """Read one party, with its other names, its identifiers, and how often it has which role."""
    return answers.found_as(PARTY, id, parties.get(session, id, actor=caller()["actor"]))


@blueprint.post("/<uuid:id>/merge")
@requires("admin")
@can_answer(403, 404, 409)
@blueprint.arguments(MergerSchema())
@blueprint.arguments(Query(), location="query")
@blueprint.response(200, PARTY)
@writing
def merge_party(session: Session, merger: dict[str, Any], _: dict[str, Any], id: UUID) -> Response:
    """Make a party one with another that is the same in the world; also needs the scope publish.

    Every record that names it gets a version that says so. What the records stated stays as it is; the old id leads to
    the other from now on.
    """
    return answers.dumped(PARTY, unifying.merge(session, id, into=UUID(merger["into"]), **caller()))
