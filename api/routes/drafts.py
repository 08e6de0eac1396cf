"""`/v1/drafts`: a text becomes a draft record, in which every fact points at its words."""

from __future__ import annotations

from typing import Any

import orjson
from flask import Response, current_app
from flask.blueprints import BlueprintSetupState

from api.http import Blueprint, actor_and_time, ctx, group_writes, problem_statuses, requires, responses
from api.http.transactions import SaveInGroup
from api.services import drafts
from api.services.records import documents
from api.services.records.types import Change
from api.services.texts import text_to_keep
from domain.json import encode_json
from schemas.resources.draft import DraftQuery, DraftRequestSchema, DraftSchema, members_of_query

blueprint = Blueprint("Drafts", __name__, url_prefix="/v1/drafts", description="Records proposed from texts.")
DRAFT = DraftSchema()
WORKERS = "draft workers"


@blueprint.record
def make_workers(state: BlueprintSetupState) -> None:
    """Allow each server process its processes to read texts. They start when they are needed."""
    settings = state.app.extensions["settings"]
    state.app.extensions[WORKERS] = drafts.DraftWorkers(settings.draft_workers, settings.draft_timeout)


@blueprint.post("")
@requires("write")
@problem_statuses(409)
@blueprint.arguments(DraftRequestSchema(), examples={"article": "Article"})
@blueprint.arguments(DraftQuery(), location="query")
@blueprint.response(200, DRAFT)
@blueprint.response(201, DRAFT, description="The draft, which is saved as a record in state draft.")
@group_writes
def create_draft(save: SaveInGroup, request: dict[str, Any], params: dict[str, Any]) -> Response:
    """Read a text, and get a draft record in which every fact points at its words.

    Send JSON, or the text alone as `text/plain` with everything else in the address. Check the draft by its `review`,
    correct it, and send `record` to POST /v1/announcements; or let `save` do that, and correct the record later.
    Nothing is stored without `save`, and the same request gives the same draft. What the server cannot find again in
    the text is never in it.
    """
    wanted = members_of_query(params) | request
    draft = drafts.propose(current_app.extensions[WORKERS], wanted, in_query=params.keys() - request.keys())
    if not wanted.get("save"):
        return Response(encode_json(draft), headers={"Cache-Control": "no-store"}, content_type=responses.JSON)
    kept = text_to_keep(draft, drafts.normalised_text(wanted["text"])) if ctx().settings.keep_texts else None
    saved = save(Change(operation="created", payload=documents.validate(draft["record"]), **actor_and_time()), kept)
    id = orjson.loads(saved.get_data())["id"]
    draft["announcement"] = {"id": id, "url": f"/v1/announcements/{id}"}
    saved.set_data(encode_json(draft))
    return saved
