"""`/v1/announcements/{id}/versions`: how a record came to be as it is."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response

from api.models.database import Session
from api.routes import answers
from api.routes.answers import caller
from api.routes.contract import Blueprint, open_to_read, reading
from api.routes.contract import answers as can_answer
from api.services import versions
from schemas.announcement import AnnouncementSchema
from schemas.lists import page_of
from schemas.parameters import PageQuery, Query
from schemas.queries import DiffQuery
from schemas.version import PatchOperationSchema, VersionSchema

blueprint = Blueprint(
    "Versions",
    __name__,
    url_prefix="/v1/announcements/<uuid:id>/versions",
    description="How a record came to be as it is.",
)
NUMBER = "<int(min=1,max=2147483647):number>"


@blueprint.get("")
@open_to_read
@can_answer(404, 410)
@blueprint.arguments(PageQuery(), location="query")
@blueprint.response(200, page_of(VersionSchema, "VersionPage"))
@reading
def list_versions(session: Session, asked: dict[str, Any], id: UUID) -> Response:
    """List the versions of an announcement, the first one first, with what changed and why."""
    return answers.dumped_page(VersionSchema(), versions.page(session, id, asked, actor=caller()["actor"]))


@blueprint.get(f"/{NUMBER}")
@open_to_read
@can_answer(404, 410)
@blueprint.arguments(Query(), location="query")
@blueprint.response(200, AnnouncementSchema())
@reading
def get_version(session: Session, _: dict[str, Any], id: UUID, number: int) -> Response:
    """Read one version of an announcement, as it stood."""
    return answers.body(*versions.get(session, id, number, actor=caller()["actor"]))


@blueprint.get(f"/{NUMBER}/diff")
@open_to_read
@can_answer(404, 410)
@blueprint.arguments(DiffQuery(), location="query")
@blueprint.response(200, PatchOperationSchema(many=True), content_type="application/json-patch+json")
@reading
def diff_versions(session: Session, asked: dict[str, Any], id: UUID, number: int) -> Response:
    """Compare two versions: the JSON Patch (RFC 6902) that makes the earlier into this one."""
    patch = versions.diff(session, id, number, since=asked.get("from_"), actor=caller()["actor"])
    return answers.body(patch, content_type="application/json-patch+json")
