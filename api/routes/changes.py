"""`/v1/changes`: the change feed, all changes of all records in commit order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response, current_app
from flask.blueprints import BlueprintSetupState

from api.db.database import ReadSource
from api.http import Blueprint, ctx, long_polls, problem_statuses, public_read, responses
from api.services import change_feed
from api.services.change_feed import ChangePage
from api.services.long_poll import LongPollGate
from api.services.query.resources import ANNOUNCEMENTS
from api.services.records.matching_changes import Matcher
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

PAGING = ("since", "limit", "wait")
OWN_PARAMETERS = (*PAGING, "change_type", "exclude_change_type")
"""Parameters of the change feed alone; all others are filters of announcements."""

UNFILTERED = {"match"}
"""Parameters that every request has."""


@blueprint.record
def open_gate(state: BlueprintSetupState) -> None:
    """Let clients wait in the threads that the worker has for it, else in half of the others; never in a single one."""
    threads, bulkhead = state.app.extensions["settings"].web_threads, state.app.extensions["bulkhead"]
    state.app.extensions[GATE] = LongPollGate(0 if threads == 1 else 2 * threads, bulkhead)


@blueprint.get("")
@public_read
@problem_statuses(403)
@blueprint.arguments(ChangesQuery(), location="query")
@blueprint.response(200, PAGE)
@long_polls
def list_changes(source: ReadSource, params: dict[str, Any]) -> Response:
    """List all changes of all records in commit order, the oldest first.

    Follow `links.next`: it is there on the last page too, and then leads to later changes. Who follows it gets each
    change exactly once, even while others write. With `wait`, the last page is answered once there is a change, or
    empty when the time is over. Without the scope read you get the changes of records from their publication on,
    withdrawals included.

    With `change_type=correction` you get corrections only.

    All filters of announcements are allowed. Then you get the changes before or after which the record was in
    `/v1/announcements` with the same filters; `left_filter` marks those after which it is not. A page may have fewer
    changes than `limit`, or none, before the end of the log: go on until `meta.at_end`.
    """
    gate, matcher = current_app.extensions[GATE], matcher_of(params)
    paging = {name: params[name] for name in PAGING if name in params}
    types = change_feed.change_types(params)
    page = change_feed.follow(source, **paging, actor=ctx().actor, gate=gate, types=types, matcher=matcher)
    return change_page(page, is_cacheable=params["wait"] == 0)


def matcher_of(params: Mapping[str, Any]) -> Matcher | None:
    """What finds the changes that concern the list with these filters; None without filters."""
    filters = {name: value for name, value in params.items() if name not in OWN_PARAMETERS}
    return Matcher(responses.list_query(ANNOUNCEMENTS, filters)) if filters.keys() - UNFILTERED else None


def change_page(page: ChangePage, *, is_cacheable: bool) -> Response:
    """A page of changes. Caches must not serve one that a client waited for to another that asks to wait."""
    links = {"self": responses.address(), "next": responses.address(since=page.since)}
    meta = {"at_end": page.at_end, "next_cursor": page.since} | ({"ended_by": page.ended_by} if page.ended_by else {})
    shown = PAGE.dump({"data": page.items, "meta": meta, "links": links})
    response = responses.body_response(encode_json(shown), links=links)
    if not is_cacheable:
        response.headers["Cache-Control"] = "no-store"
    return response
