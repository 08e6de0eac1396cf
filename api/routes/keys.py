"""`/v1/keys`: who may do what. Only with the scope admin."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response

from api.models.database import Session
from api.routes import answers, repetition
from api.routes.contract import Blueprint, reading, requires, writing
from api.routes.contract import answers as can_answer
from api.routes.requests import now
from api.services import keys
from schemas.key import KeySchema, NewKeySchema
from schemas.lists import page_of
from schemas.parameters import PageQuery, Query

blueprint = Blueprint("Keys", __name__, url_prefix="/v1/keys", description="API keys and their scopes.")


@blueprint.get("")
@requires("admin")
@blueprint.arguments(PageQuery(), location="query")
@blueprint.response(200, page_of(KeySchema, "KeyPage"))
@reading
def list_keys(session: Session, asked: dict[str, Any]) -> Response:
    """List the keys, the oldest first, without their secrets."""
    return answers.dumped_page(KeySchema(), keys.page(session, asked))


@blueprint.post("")
@requires("admin")
@blueprint.arguments(KeySchema())
@blueprint.arguments(Query(), location="query")
@blueprint.response(201, NewKeySchema())
@writing
def create_key(session: Session, wanted: dict[str, Any], _: dict[str, Any]) -> Response:
    """Make a key. Its secret is in this answer, and nowhere else ever again."""
    return answers.created(NewKeySchema(), keys.create(session, **wanted, now=now(), secret=repetition.new_secret()))


@blueprint.delete("/<uuid:id>")
@requires("admin")
@can_answer(404)
@blueprint.arguments(Query(), location="query")
@blueprint.response(204)
@writing
def revoke_key(session: Session, _: dict[str, Any], id: UUID) -> Response:
    """Revoke a key: it is refused from the next request on."""
    keys.revoke(session, id, now=now())
    return answers.nothing()
