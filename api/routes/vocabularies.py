"""`/v1/vocabularies`: all closed lists, with labels and meanings."""

from __future__ import annotations

from typing import Any

from flask import Response

from api.http import Blueprint, problem_statuses, public_read, responses
from api.services import vocabularies
from api.services.pagination import Page
from schemas.queries.base import BaseQuery
from schemas.resources.page import page_schema
from schemas.resources.vocabulary import VocabularyLinkSchema, VocabularySchema

blueprint = Blueprint(
    "Vocabularies", __name__, url_prefix="/v1/vocabularies", description="All closed lists, with labels and meanings."
)


@blueprint.get("")
@public_read
@blueprint.arguments(BaseQuery(), location="query")
@blueprint.response(200, page_schema(VocabularyLinkSchema, "VocabularyPage"))
def list_vocabularies(_: dict[str, Any]) -> Response:
    """List the closed lists, all on one page."""
    links = vocabularies.links()
    return responses.dump_page(VocabularyLinkSchema(), Page(links, None, len(links)))


@blueprint.get("/<name>")
@public_read
@problem_statuses(404)
@blueprint.arguments(BaseQuery(), location="query")
@blueprint.response(200, VocabularySchema())
def get_vocabulary(_: dict[str, Any], name: str) -> Response:
    """Read one closed list: its codes, labels and meanings."""
    return responses.dump_value(VocabularySchema(), vocabularies.get(name))
