"""`/v1/vocabularies`: every closed list, with labels and meanings."""

from __future__ import annotations

from typing import Any

from flask import Response

from api.http import responses
from api.http.blueprint import Blueprint, open_to_read
from api.http.blueprint import answers as can_answer
from api.http.request_parser import refuse_faults
from api.services import vocabularies
from api.services.pagination import Page
from schemas.queries.base import Query
from schemas.resources.page import page_of
from schemas.resources.vocabulary import VocabularyLinkSchema, VocabularySchema

blueprint = Blueprint(
    "Vocabularies", __name__, url_prefix="/v1/vocabularies", description="Every closed list, with labels and meanings."
)


@blueprint.get("")
@open_to_read
@blueprint.arguments(Query(), location="query")
@blueprint.response(200, page_of(VocabularyLinkSchema, "VocabularyPage"))
def list_vocabularies(_: dict[str, Any]) -> Response:
    """List the closed lists, all on one page."""
    refuse_faults()
    links = vocabularies.links()
    return responses.dumped_page(VocabularyLinkSchema(), Page(links, None, len(links)))


@blueprint.get("/<name>")
@open_to_read
@can_answer(404)
@blueprint.arguments(Query(), location="query")
@blueprint.response(200, VocabularySchema())
def get_vocabulary(_: dict[str, Any], name: str) -> Response:
    """Read one closed list: its values, what to show people, and what sets them apart."""
    refuse_faults()
    return responses.dumped(VocabularySchema(), vocabularies.get(name))
