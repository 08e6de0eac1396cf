"""`/v1/texts`: texts of sources that evidence points into. Needs the scope read."""

from __future__ import annotations

from typing import Any

from flask import Response
from sqlalchemy import Connection

from api.http import Blueprint, problem_statuses, reads, requires, responses
from api.services import texts
from schemas.queries.base import BaseQuery
from schemas.resources.text import SourceTextSchema

blueprint = Blueprint("Texts", __name__, url_prefix="/v1/texts", description="Texts that evidence points into.")


@blueprint.get("/<sha256>")
@requires("read")
@problem_statuses(404)
@blueprint.arguments(BaseQuery(), location="query")
@blueprint.response(200, SourceTextSchema())
@reads
def get_text(connection: Connection, _: dict[str, Any], sha256: str) -> Response:
    """Read the text whose digest is the `sha256` of a source: `start` and `end` of evidence count in it.

    There are texts only of drafts that were saved while the server had KEEP_TEXTS. A redaction of a record deletes
    those of all its sources.
    """
    return responses.dump_value(SourceTextSchema(), texts.get_text(connection, sha256))
