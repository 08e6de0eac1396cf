"""`/v1/topics`: the topics in use."""

from __future__ import annotations

from typing import Any

from flask import Response

from api.models.database import Session
from api.routes import answers, lists
from api.routes.answers import caller
from api.routes.contract import Blueprint, open_to_read, reading
from api.routes.contract import answers as can_answer
from api.services import topics
from api.services.collections import ANNOUNCEMENTS
from schemas.list_queries import TopicsQuery
from schemas.lists import page_of
from schemas.parameters import Query
from schemas.topic import TopicSchema

blueprint = Blueprint("Topics", __name__, url_prefix="/v1/topics", description="What records are about.")
TOPIC = TopicSchema()


@blueprint.get("")
@open_to_read
@can_answer(403)
@blueprint.arguments(TopicsQuery(), location="query")
@blueprint.response(200, page_of(TopicSchema, "TopicPage"))
@reading
def list_topics(session: Session, asked: dict[str, Any]) -> Response:
    """List the topics of the records that match every filter, in alphabetical order, with their number of records."""
    return answers.dumped_page(TOPIC, topics.page(session, lists.plan(ANNOUNCEMENTS, asked)))


@blueprint.get("/<string:topic>")
@open_to_read
@can_answer(404)
@blueprint.arguments(Query(), location="query")
@blueprint.response(200, TOPIC)
@reading
def get_topic(session: Session, _: dict[str, Any], topic: str) -> Response:
    """Read one topic, with how many records and commitments are about it."""
    return answers.dumped(TOPIC, topics.get(session, topic, actor=caller()["actor"]))
