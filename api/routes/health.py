"""`/healthz` and `/readyz`: liveness and readiness, for a supervisor or a load balancer."""

from __future__ import annotations

from flask import Response
from marshmallow import Schema, fields
from sqlalchemy import Connection

from api.db.migrate import is_current
from api.db.replicas import is_replica
from api.http import Blueprint, problem, problem_statuses
from api.http.context import ctx
from api.services.records import rebuild
from domain.json import encode_json

blueprint = Blueprint("Health", __name__, description="Liveness and readiness.")


class HealthSchema(Schema):
    """Whether the service can be used."""

    status = fields.String(
        metadata={
            "description": "`ok`, or `read_only` while only replicas can be reached.",
            "enum": ["ok", "read_only"],
        }
    )


def status_response(status: str = "ok") -> Response:
    """200 with this status, which caches must not keep."""
    return Response(
        encode_json({"status": status}), headers={"Cache-Control": "no-store"}, content_type="application/json"
    )


@blueprint.get("/healthz")
@blueprint.response(200, HealthSchema())
def get_health() -> Response:
    """Whether this process answers."""
    return status_response()


@blueprint.get("/readyz")
@problem_statuses(503)
@blueprint.response(200, HealthSchema())
def get_readiness() -> Response:
    """Whether the database can be reached and is migrated."""
    ctx().database.check_file()
    return ctx().authority.read(readiness)


def readiness(connection: Connection) -> Response:
    """The readiness of a database: migrated, with its derived data built, and writable or not."""
    if not is_current(connection):
        return problem(503, "The database is not migrated: run `communique migrate`.")
    if not rebuild.is_complete(connection):
        return problem(503, "Derived data is being rebuilt. If `communique migrate` is not running, run it again.")
    return status_response("read_only" if is_replica(connection) else "ok")
