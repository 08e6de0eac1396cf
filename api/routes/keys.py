"""`/v1/keys`: API keys and their scopes. Needs the scope admin."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy import Connection

from api.http import Blueprint, now, problem_statuses, reads, requires, responses, transactions, writes
from api.services import auth
from schemas.queries.base import BaseQuery, PageQuery
from schemas.resources.key import KeySchema, NewKeySchema
from schemas.resources.page import page_schema

blueprint = Blueprint("Keys", __name__, url_prefix="/v1/keys", description="API keys and their scopes.")


@blueprint.get("")
@requires("admin")
@blueprint.arguments(PageQuery(), location="query")
@blueprint.response(200, page_schema(KeySchema, "KeyPage"))
@reads
def list_keys(connection: Connection, params: dict[str, Any]) -> Response:
    """List the keys, the oldest first, without their secrets."""
    return responses.dump_page(KeySchema(), auth.list_keys(connection, params))


@blueprint.post("")
@requires("admin")
@blueprint.arguments(KeySchema())
@blueprint.arguments(BaseQuery(), location="query")
@blueprint.response(201, NewKeySchema())
@writes
def create_key(connection: Connection, wanted: dict[str, Any], _: dict[str, Any]) -> Response:
    """Create a key. Its secret is in this response alone: it is not stored."""
    return responses.created_value(
        NewKeySchema(), auth.create_key(connection, **wanted, now=now(), secret=transactions.new_key_secret())
    )


@blueprint.delete("/<uuid:id>")
@requires("admin")
@problem_statuses(404)
@blueprint.arguments(BaseQuery(), location="query")
@blueprint.response(204)
@writes
def revoke_key(connection: Connection, _: dict[str, Any], id: UUID) -> Response:
    """Revoke a key: it is refused from the next request on.

    While the primary database cannot be reached, servers ask a replica, which may accept the key for up to a minute
    more.
    """
    auth.revoke_key(connection, id, now=now())
    return responses.no_content()
