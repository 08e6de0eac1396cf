"""`/`: what there is here, with links for people and, in JSON, for programs."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request

from api.routes import answers
from api.routes.requests import settings
from api.services.documents import encode

blueprint = Blueprint("index", __name__, template_folder="templates")

LINKS = {
    "docs": ("/docs/", "The documentation, to read and to try out"),
    "announcements": ("/v1/announcements", "Announcements, the latest first"),
    "commitments": ("/v1/commitments", "Commitments: promises, due dates, progress"),
    "amounts": ("/v1/amounts", "Amounts: money that was named"),
    "quotes": ("/v1/quotes", "Quotes: who said what"),
    "topics": ("/v1/topics", "Topics in use"),
    "coverage": ("/v1/coverage", "How much there is of which jurisdiction and publisher"),
    "changes": ("/v1/changes", "Every change, in the order in which they were made"),
    "parties": ("/v1/parties", "The directory of parties"),
    "vocabularies": ("/v1/vocabularies", "Every closed list, with meanings"),
    "openapi": ("/openapi.yaml", "The contract (OpenAPI 3.1)"),
    "problems": ("/problems", "What each kind of error means"),
    "ready": ("/readyz", "Whether the service is ready"),
}


@blueprint.get("/")
def get_index() -> Response:
    """Show what there is: a page for browsers, JSON for everyone else."""
    wanted = request.accept_mimetypes.best_match(["application/json", "text/html"], default="application/json")
    if wanted == "text/html":
        return answers.body(
            render_template("index.html", links=LINKS, show_pictures=not settings().require_key_to_read).encode(),
            content_type="text/html; charset=utf-8",
        )
    return answers.body(
        encode({"name": "Communiqué", "links": {name: request.root_path + url for name, (url, _) in LINKS.items()}})
    )
