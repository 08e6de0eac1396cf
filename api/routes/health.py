"""`/healthz` and `/readyz`: for whatever keeps the service running."""

from __future__ import annotations

from flask import Response
from marshmallow import Schema, fields

from api.models.database import Session
from api.models.migrating import is_current
from api.routes.contract import Blueprint, reading
from api.routes.contract import answers as can_answer
from api.routes.problems import problem
from api.services import rebuilding
from api.services.documents import encode

blueprint = Blueprint("Health", __name__, description="For whatever keeps the service running.")


class HealthSchema(Schema):
    """How the service is."""

    status = fields.String(metadata={"description": "`ok`, or the answer is a problem.", "enum": ["ok"]})


def ok() -> Response:
    """Answer that all is well, now."""
    return Response(encode({"status": "ok"}), headers={"Cache-Control": "no-store"}, content_type="application/json")


@blueprint.get("/healthz")
@blueprint.response(200, HealthSchema())
def get_health() -> Response:
    """Say whether this process answers at all."""
    return ok()


@blueprint.get("/readyz")
@can_answer(503)
@blueprint.response(200, HealthSchema())
@reading
def get_readiness(session: Session) -> Response:
    """Say whether the database is reachable and migrated."""
    if not is_current(session):
        return problem(503, "The database is not migrated: run `communique migrate`.")
    if not rebuilding.is_complete(session):
        return problem(503, "What lists read is being made anew: `communique migrate` does so, or has to run again.")
    return ok()
