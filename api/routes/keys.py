"""`/v1/keys`: API keys and their scopes. Needs the scope admin."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy import Connection

from api.http import (
    Blueprint,
    actor_and_time,
    ctx,
    problem_statuses,
    reads,
    requires,
    responses,
    transactions,
    writes,
)
from api.services import auth
from schemas.queries.base import BaseQuery, PageQuery
from schemas.queries.other import RotationQuery
from schemas.resources.key import KeySchema, KeyWithSecretSchema
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
@blueprint.arguments(KeySchema(), examples={"key": "NewKey"})
@blueprint.arguments(BaseQuery(), location="query")
@blueprint.response(201, KeyWithSecretSchema())
@writes
def create_key(connection: Connection, wanted: dict[str, Any], _: dict[str, Any]) -> Response:
    """Create a key. Its secret is in this response alone: it is not stored.

    It may have only scopes that your own key has.
    """
    return responses.created_value(KeyWithSecretSchema(), auth.create_key(connection, **wanted, **new_secret_options()))


@blueprint.post("/<uuid:id>/rotate")
@requires("admin")
@problem_statuses(404, 409)
@blueprint.arguments(RotationQuery(), location="query")
@blueprint.response(200, KeyWithSecretSchema())
@writes
def rotate_key(connection: Connection, params: dict[str, Any], id: UUID) -> Response:
    """Give a key a new secret, which is in this response alone.

    The secret before works on for `overlap_seconds`, so that programs can be changed one after the other; one from an
    earlier rotation stops at once. The new secret lasts as long as the one before was made to last. Your own key must
    have all scopes of the key.
    """
    overlap = timedelta(seconds=params["overlap_seconds"])
    return responses.created_value(
        KeyWithSecretSchema(), auth.rotate_key(connection, id, overlap=overlap, **new_secret_options()), status=200
    )


def new_secret_options() -> dict[str, Any]:
    """Arguments of the services that make a secret: who asks, when, the secret, and how long keys last here."""
    settings = ctx().settings
    lifetime = auth.Lifetime(settings.key_lifetime_days, settings.key_lifetime_max_days)
    return {**actor_and_time(), "secret": transactions.new_key_secret(), "lifetime": lifetime}


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
    auth.revoke_key(connection, id, **actor_and_time())
    return responses.no_content()
