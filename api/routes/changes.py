"""`/v1/changes`: the change feed, all changes of all records in commit order."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app
from flask.blueprints import BlueprintSetupState

from api.db.database import ReadSource
from api.http import Blueprint, ctx, long_polls, public_read, responses
from api.services import change_feed
from api.services.change_feed import ChangePage, LongPollGate
from domain.json import encode_json
from schemas.resources.change import ChangePageSchema, ChangesQuery

blueprint = Blueprint(
    "Changes",
    __name__,
    url_prefix="/v1/changes",
    description="The change feed: all changes, in commit order.",
)
PAGE = ChangePageSchema()
GATE = "long_poll_gate"


@blueprint.record
def open_gate(state: BlueprintSetupState) -> None:
    """Let clients wait in the threads that the worker has for it, else in half of the others; never in a single one."""
    threads, bulkhead = state.app.extensions["settings"].web_threads, state.app.extensions["bulkhead"]
    state.app.extensions[GATE] = LongPollGate(0 if threads == 1 else 2 * threads, bulkhead)


@blueprint.get("")
@public_read
@blueprint.arguments(ChangesQuery(), location="query")
@blueprint.response(200, PAGE)
@long_polls
def list_changes(source: ReadSource, params: dict[str, Any]) -> Response:
    """List all changes of all records in commit order, the oldest first.

    Follow `links.next`: it is there on the last page too, and then leads to later changes. Who follows it gets each
    change exactly once, even while others write. With `wait`, the last page is answered once there is a change, or
    empty when the time is over. Without the scope read you get the changes of records from their publication on,
    withdrawals included.
    """
    gate = current_app.extensions[GATE]
    page = change_feed.follow(source, **params, actor=ctx().actor, gate=gate)
    return change_page(page, is_cacheable=params["wait"] == 0)


def change_page(page: ChangePage, *, is_cacheable: bool) -> Response:
    """A page of changes. Caches must not serve one that a client waited for to another that asks to wait."""
    links = {"self": responses.address(), "next": responses.address(since=page.since)}
    meta = {"at_end": page.at_end} | ({"ended_by": page.ended_by} if page.ended_by else {})
    shown = PAGE.dump({"data": page.items, "meta": meta, "links": links})
    response = responses.body_response(encode_json(shown), links=links)
    if not is_cacheable:
        response.headers["Cache-Control"] = "no-store"
    return response
