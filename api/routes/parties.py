"""`/v1/parties`: the directory, which holds each real party once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response

from api.models.database import Session
from api.routes import answers
from api.routes.answers import caller
from api.routes.contract import Blueprint, open_to_read, reading
from api.routes.contract import answers as can_answer
from api.services import parties
from schemas.directory import DirectoryPartySchema
from schemas.lists import page_of
from schemas.parameters import Query
from schemas.queries import PartiesQuery

blueprint = Blueprint(
    "Parties", __name__, url_prefix="/v1/parties", description="The directory, which holds each real party once."
)
PARTY = DirectoryPartySchema()


@blueprint.get("")
@open_to_read
@blueprint.arguments(PartiesQuery(), location="query")
@blueprint.response(200, page_of(DirectoryPartySchema, "PartyPage"))
@reading
def list_parties(session: Session, asked: dict[str, Any]) -> Response:
    """List the parties of published records, by name."""
    return answers.dumped_page(PARTY, parties.page(session, asked, actor=caller()["actor"]))


@blueprint.get("/<uuid:id>")
@open_to_read
@can_answer(404)
@blueprint.arguments(Query(), location="query")
@blueprint.response(200, PARTY)
@reading
def get_party(session: Session, _: dict[str, Any], id: UUID) -> Response:
    """Read one party, with its other names, its identifiers, and how often it has which role."""
    return answers.dumped(PARTY, parties.get(session, id, actor=caller()["actor"]))
