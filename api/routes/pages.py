"""`/docs`, `/openapi.json`, `/openapi.yaml` and `/problems`: the contract, for people and for programs."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import flask_swagger_ui
from flask import Blueprint, Response, current_app, render_template, request, send_from_directory

from api.http import ctx, responses
from api.http.problems import PROBLEM_TYPES, ProblemType
from api.openapi import build_document, write_yaml
from api.services.errors import NotFound
from domain.json import encode_json

blueprint = Blueprint("pages", __name__, template_folder="templates")

SWAGGER_UI = Path(flask_swagger_ui.__file__).parent / "dist"


@blueprint.get("/docs/")
def get_documentation() -> Response:
    """Answer with Swagger UI on the contract."""
    return html("docs.html", show_pictures=not ctx().settings.require_key_to_read)


@blueprint.get("/docs/<path:name>")
def get_documentation_file(name: str) -> Response:
    """Answer with one of Swagger UI's own files: nothing is fetched from anywhere else."""
    return send_from_directory(SWAGGER_UI, name)


def contract(root: str) -> dict[str, Any]:
    """Return the OpenAPI document of this application, at the address that the proxy gives it."""
    document = build_document(current_app)
    (server,) = document["servers"]
    return document | {"servers": [server | {"url": root or server["url"]}]}


@lru_cache(maxsize=4)
def as_json(root: str) -> bytes:
    """Return the contract in JSON."""
    return encode_json(contract(root))


@lru_cache(maxsize=4)
def as_yaml(root: str) -> bytes:
    """Return the contract in YAML."""
    return write_yaml(contract(root)).encode()


@blueprint.get("/openapi.json")
def get_openapi_json() -> Response:
    """Answer with the contract in JSON."""
    return responses.body(as_json(request.root_path))


@blueprint.get("/openapi.yaml")
def get_openapi_yaml() -> Response:
    """Answer with the contract in YAML (RFC 9512)."""
    return responses.body(as_yaml(request.root_path), content_type="application/yaml")


@blueprint.get("/problems")
def list_problems() -> Response:
    """Explain every kind of problem."""
    return page(list(PROBLEM_TYPES))


@blueprint.get("/problems/<name>")
def get_problem(name: str) -> Response:
    """Explain one kind of problem."""
    kinds = [kind for kind in PROBLEM_TYPES if kind.name == name]
    if not kinds:
        raise NotFound("There is no such kind of problem. See /problems.")
    return page(kinds)


def page(kinds: list[ProblemType]) -> Response:
    """Return the page that explains these kinds of problems."""
    return html("problems.html", kinds=kinds)


def html(template: str, **values: Any) -> Response:
    """Return a page for people."""
    text = render_template(template, **values)
    return responses.body(text.encode(), content_type="text/html; charset=utf-8")


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
        return responses.body(
            render_template("index.html", links=LINKS, show_pictures=not ctx().settings.require_key_to_read).encode(),
            content_type="text/html; charset=utf-8",
        )
    return responses.body(
        encode_json(
            {"name": "Communiqué", "links": {name: request.root_path + url for name, (url, _) in LINKS.items()}}
        )
    )
