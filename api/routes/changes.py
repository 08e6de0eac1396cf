"""`/v1/changes`: every change of every record, to be followed."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app
from flask.blueprints import BlueprintSetupState

from api.db.database import ReadSource
from api.http import Blueprint, ctx, long_polls, public_read, responses
from api.services import change_feed
from api.services.change_feed import ChangePage, LongPollGate
from schemas.resources.change import ChangePageSchema, ChangesQuery

blueprint = Blueprint(
    "Changes", __name__, url_prefix="/v1/changes", description="Every change of every record, to be followed."
)
PAGE = ChangePageSchema()
GATE = "long_poll_gate"


@blueprint.record
def open_gate(state: BlueprintSetupState) -> None:
    """Let half the threads of this process wait, so that the others can always answer."""
    state.app.extensions[GATE] = LongPollGate(state.app.extensions["settings"].web_threads // 2)


@blueprint.get("")
@public_read
@blueprint.arguments(ChangesQuery(), location="query")
@blueprint.response(200, PAGE)
@long_polls
def list_changes(source: ReadSource, asked: dict[str, Any]) -> Response:
    """List every change of every record in the order they were committed, the oldest first.

    Follow `links.next`, for ever: it is there at the end too, and leads to what comes later. Whoever follows it sees
    each change exactly once and misses none, whoever else writes meanwhile. With `wait`, an answer at the end comes as
    soon as there is a change, or without one when the time is over. Without a key that has the scope read, changes
    are told of records that are or were published, from their publication on, and withdrawals with them.
    """
    gate = current_app.extensions[GATE]
    changes = change_feed.follow(source, **asked, actor=ctx().actor, gate=gate)
    return page(changes, waited=asked["wait"] > 0)


def page(changes: ChangePage, *, waited: bool) -> Response:
    """Answer with a page of changes. One that was waited for is of that moment alone, and nothing for a cache."""
    links = {"self": responses.address(), "next": responses.address(since=changes.since)}
    answer = responses.dumped(PAGE, {"data": changes.items, "meta": {"at_end": changes.at_end}, "links": links})
    answer.headers["Link"] = responses.link_header(links)
    if waited:
        answer.headers["Cache-Control"] = "no-store"
    return answer
