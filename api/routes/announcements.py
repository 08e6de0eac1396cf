"""`/v1/announcements`: records are listed, read, written, published and withdrawn."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy import Connection

from api.http import (
    Blueprint,
    actor_and_time,
    ctx,
    group_writes,
    in_formats,
    problem_statuses,
    public_read,
    reads,
    requires,
    responses,
    writes,
)
from api.http.transactions import SaveInGroup, saved_record
from api.routes.searches import add_search
from api.services import records
from api.services.query.resources import ANNOUNCEMENTS
from api.services.records.types import Change
from schemas.queries.base import BaseQuery
from schemas.queries.lists import LIST_FORMATS, AnnouncementsQuery
from schemas.queries.other import PreconditionHeaders, ReasonQuery, RecordQuery
from schemas.record.announcement import AnnouncementPatchSchema, AnnouncementSchema
from schemas.resources.page import page_schema
from schemas.resources.redaction import RedactionSchema

blueprint = Blueprint(
    "Announcements", __name__, url_prefix="/v1/announcements", description="Records of what was announced."
)
RECORD = AnnouncementSchema()
IF_MATCH = ("If-Match",)
PAGE = page_schema(AnnouncementSchema, "AnnouncementPage", listed=True)


@blueprint.get("")
@public_read
@in_formats(*LIST_FORMATS["announcements"], is_export=True)
@problem_statuses(403)
@blueprint.arguments(AnnouncementsQuery(), location="query")
@blueprint.response(200, PAGE)
@reads
def list_announcements(connection: Connection, params: dict[str, Any]) -> Response:
    """List the announcements that match every filter, the latest first.

    A repeated parameter means any of its values; `exclude_…` removes matches. Follow `links.next` for the next page:
    pages never overlap or skip a record, even while others write.
    """
    return responses.list_response(connection, ANNOUNCEMENTS, params)


add_search(blueprint, ANNOUNCEMENTS, AnnouncementsQuery(), PAGE)


@blueprint.post("")
@requires("write", if_published=("publish",))
@problem_statuses(409)
@blueprint.arguments(RECORD, examples={"minimal": "LeastDraft", "whole": "WholeRecord"})
@blueprint.arguments(ReasonQuery(), location="query")
@blueprint.response(201, RECORD)
@group_writes
def create_announcement(save: SaveInGroup, payload: dict[str, Any], reason: dict[str, Any]) -> Response:
    """Create a record of an announcement.

    It is a draft unless `state` is `published`, which also needs a source and an issuer.
    """
    return save(Change(operation="created", payload=payload, **reason, **actor_and_time()))


@blueprint.get("/<uuid:id>")
@public_read
@in_formats("json", "jsonld")
@problem_statuses(404, 410)
@blueprint.arguments(RecordQuery(), location="query")
@blueprint.response(200, RECORD)
@reads
def get_announcement(connection: Connection, params: dict[str, Any], id: UUID) -> Response:
    """Read an announcement, as it is or as it was at a time."""
    format = params.pop("format", None)
    return responses.record_response(*records.read(connection, id, **params, actor=ctx().actor), format=format)


@blueprint.put("/<uuid:id>")
@requires("write", if_published=("publish",))
@problem_statuses(409, 410)
@blueprint.arguments(RECORD, examples={"whole": "WholeRecord", "minimal": "LeastDraft"})
@blueprint.arguments(ReasonQuery(), location="query")
@blueprint.arguments(PreconditionHeaders(), location="headers")
@blueprint.response(200, RECORD)
@blueprint.response(201, RECORD, description="Created at the id that the client chose")
@writes
def put_announcement(
    connection: Connection, stated: dict[str, Any], reason: dict[str, Any], condition: dict[str, Any], id: UUID
) -> Response:
    """Replace an announcement, or create it at an id of your choice.

    You can send back a record as GET returned it: read-only members are ignored. If nothing changes, there is no new
    version.
    """
    return saved_record(records.replace(connection, id, stated, **reason, **condition, **actor_and_time()))


@blueprint.patch("/<uuid:id>")
@requires("write", if_published=("publish",))
@problem_statuses(404, 409, 410)
@blueprint.arguments(AnnouncementPatchSchema(), examples={"date": "ChangedDate", "part": "ChangedPart"})
@blueprint.arguments(ReasonQuery(), location="query")
@blueprint.arguments(PreconditionHeaders(), location="headers", required=IF_MATCH)
@blueprint.response(200, RECORD)
@writes
def patch_announcement(
    connection: Connection, changes: dict[str, Any], reason: dict[str, Any], condition: dict[str, Any], id: UUID
) -> Response:
    """Change parts of an announcement by a merge patch (RFC 7396).

    A member in the patch replaces that of the record, null removes it, and objects are merged. For parts (parties,
    commitments, amounts, quotes, sources), a list replaces all; an object changes those whose keys it has: null removes
    a part, and a new key adds one.
    """
    return saved_record(records.patch(connection, id, changes, **reason, **condition, **actor_and_time()))


@blueprint.delete("/<uuid:id>")
@requires("write", if_published=("publish",))
@problem_statuses(404, 410)
@blueprint.arguments(ReasonQuery(), location="query", required=("note",))
@blueprint.arguments(PreconditionHeaders(), location="headers", required=IF_MATCH)
@blueprint.response(204)
@writes
def withdraw_announcement(
    connection: Connection, reason: dict[str, Any], condition: dict[str, Any], id: UUID
) -> Response:
    """Withdraw an announcement: its URL answers 410 with the note from now on.

    The record stays as a tombstone with its versions; its identifiers can be used again.
    """
    records.withdraw(connection, id, **reason, **condition, **actor_and_time())
    return responses.no_content()


@blueprint.post("/<uuid:id>/publish")
@requires("write", "publish")
@problem_statuses(404, 410)
@blueprint.arguments(ReasonQuery(), location="query")
@blueprint.arguments(PreconditionHeaders(), location="headers", required=IF_MATCH)
@blueprint.response(200, RECORD)
@writes
def publish_announcement(
    connection: Connection, reason: dict[str, Any], condition: dict[str, Any], id: UUID
) -> Response:
    """Publish a draft. The record needs a source and a party with the role issuer."""
    return saved_record(records.publish(connection, id, **reason, **condition, **actor_and_time()))


@blueprint.post("/<uuid:id>/redactions")
@requires("admin")
@problem_statuses(404)
@blueprint.arguments(RedactionSchema())
@blueprint.arguments(BaseQuery(), location="query")
@blueprint.response(201, RedactionSchema())
@writes
def redact_announcement(connection: Connection, redaction: dict[str, Any], _: dict[str, Any], id: UUID) -> Response:
    """Redact personal data: replace free texts of a record, also of a withdrawn one, by `[redacted]` in all versions.

    The record gets a new version, with the operation `redacted` and the reason; the ETags of the versions that had the
    texts change. Copies made before, such as backups, exports and mirrors, still have them.
    """
    return responses.created_value(RedactionSchema(), records.redact(connection, id, **redaction, **actor_and_time()))
