"""`/v1/announcements/{id}/versions`: the history of a record."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy import Connection

from api.http import Blueprint, ctx, problem_statuses, public_read, reads, responses
from api.services.records import versions
from schemas.queries.base import BaseQuery
from schemas.queries.other import DiffQuery
from schemas.record.announcement import AnnouncementSchema
from schemas.resources.change import PatchOperationSchema, VersionSchema, VersionsQuery
from schemas.resources.page import page_schema

blueprint = Blueprint(
    "Versions",
    __name__,
    url_prefix="/v1/announcements/<uuid:id>/versions",
    description="The history of a record.",
)
NUMBER = "<int(min=1,max=2147483647):number>"


@blueprint.get("")
@public_read
@problem_statuses(404, 410)
@blueprint.arguments(VersionsQuery(), location="query")
@blueprint.response(200, page_schema(VersionSchema, "VersionPage"))
@reads
def list_versions(connection: Connection, params: dict[str, Any], id: UUID) -> Response:
    """List the versions of an announcement, the first first, with the changed paths and the note."""
    return responses.dump_page(VersionSchema(), versions.list_versions(connection, id, params, actor=ctx().actor))


@blueprint.get(f"/{NUMBER}")
@public_read
@problem_statuses(404, 410)
@blueprint.arguments(BaseQuery(), location="query")
@blueprint.response(200, AnnouncementSchema())
@reads
def get_version(connection: Connection, _: dict[str, Any], id: UUID, number: int) -> Response:
    """Read one version of an announcement."""
    return responses.body_response(*versions.get_version(connection, id, number, actor=ctx().actor))


@blueprint.get(f"/{NUMBER}/diff")
@public_read
@problem_statuses(404, 410)
@blueprint.arguments(DiffQuery(), location="query")
@blueprint.response(200, PatchOperationSchema(many=True), content_type="application/json-patch+json")
@reads
def diff_versions(connection: Connection, params: dict[str, Any], id: UUID, number: int) -> Response:
    """Compare two versions: the JSON Patch (RFC 6902) from the earlier to this one."""
    patch = versions.diff_versions(connection, id, number, since=params.get("from_"), actor=ctx().actor)
    return responses.body_response(patch, content_type="application/json-patch+json")
