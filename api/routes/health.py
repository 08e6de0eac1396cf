"""`/healthz` and `/readyz`: for whatever keeps the service running."""

from __future__ import annotations

from flask import Response
from marshmallow import Schema, fields
from sqlalchemy import Connection

from api.db.migrate import is_current
from api.db.replicas import is_replica
from api.http import Blueprint, problem, problem_statuses
from api.http.read_routing import authoritative_source
from api.services.records import rebuild
from domain.json import encode_json

blueprint = Blueprint("Health", __name__, description="For whatever keeps the service running.")


class HealthSchema(Schema):
    """How the service is."""

    status = fields.String(
        metadata={
            "description": "`ok`; `read_only` while only replicas answer; or the answer is a problem.",
            "enum": ["ok", "read_only"],
        }
    )


def ok(status: str = "ok") -> Response:
    """Answer that all is well, or nearly, now."""
    return Response(
        encode_json({"status": status}), headers={"Cache-Control": "no-store"}, content_type="application/json"
    )


@blueprint.get("/healthz")
@blueprint.response(200, HealthSchema())
def get_health() -> Response:
    """Say whether this process answers at all."""
    return ok()


@blueprint.get("/readyz")
@problem_statuses(503)
@blueprint.response(200, HealthSchema())
def get_readiness() -> Response:
    """Say whether the database is reachable and migrated, if only to be read."""
    return authoritative_source().read(readiness)


def readiness(connection: Connection) -> Response:
    """Say whether a database is migrated, and whether it is only read."""
    if not is_current(connection):
        return problem(503, "The database is not migrated: run `communique migrate`.")
    if not rebuild.is_complete(connection):
        return problem(503, "What lists read is being made anew: `communique migrate` does so, or has to run again.")
    return ok("read_only" if is_replica(connection) else "ok")
