"""`/v1/topics`: the topics in use."""

from __future__ import annotations

from typing import Any

from flask import Response
from sqlalchemy import Connection

from api.http import Blueprint, ctx, problem_statuses, public_read, reads, responses
from api.services.analytics import topic as find_topic
from api.services.analytics import topics
from api.services.query.resources import ANNOUNCEMENTS
from schemas.queries.base import BaseQuery
from schemas.queries.lists import TopicsQuery
from schemas.resources.page import page_schema
from schemas.resources.summary import TopicSchema

blueprint = Blueprint("Topics", __name__, url_prefix="/v1/topics", description="Topics of records.")
TOPIC = TopicSchema()


@blueprint.get("")
@public_read
@problem_statuses(403)
@blueprint.arguments(TopicsQuery(), location="query")
@blueprint.response(200, page_schema(TopicSchema, "TopicPage"))
@reads
def list_topics(connection: Connection, params: dict[str, Any]) -> Response:
    """List the topics of the records that match every filter, alphabetically, with the number of records of each."""
    return responses.dump_page(TOPIC, topics(connection, responses.list_query(ANNOUNCEMENTS, params)))


@blueprint.get("/<string:topic>")
@public_read
@problem_statuses(404)
@blueprint.arguments(BaseQuery(), location="query")
@blueprint.response(200, TOPIC)
@reads
def get_topic(connection: Connection, _: dict[str, Any], topic: str) -> Response:
    """Read one topic, with the number of its records and commitments."""
    return responses.dump_value(TOPIC, find_topic(connection, topic, actor=ctx().actor))
