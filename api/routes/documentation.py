"""`/docs`, `/openapi.json`, `/openapi.yaml` and `/problems`: the contract, for people and for programs."""

from __future__ import annotations

from functools import cache
from typing import Any

from flask import Blueprint, Response, current_app, render_template
from flask_swagger_ui import get_swaggerui_blueprint

from api.routes import answers
from api.routes.openapi import write_yaml
from api.routes.problems import KINDS
from api.services.documents import encode
from api.services.errors import NotFound

blueprint = Blueprint("documentation", __name__, template_folder="templates")
blueprint.register_blueprint(
    get_swaggerui_blueprint(
        "/docs",
        "../openapi.json",
        config={
            "app_name": "Communiqué",
            "validatorUrl": None,
            "persistAuthorization": True,
            "displayRequestDuration": True,
            "docExpansion": "list",
            "filter": True,
            "tryItOutEnabled": False,
            "deepLinking": True,
        },
    )
)


def contract() -> dict[str, Any]:
    """Return the OpenAPI document of this application."""
    document: dict[str, Any] = current_app.extensions["openapi"].to_dict()
    return document


@cache
def as_json() -> bytes:
    """Return the contract in JSON."""
    return encode(contract())


@cache
def as_yaml() -> bytes:
    """Return the contract in YAML."""
    return write_yaml(contract()).encode()


@blueprint.get("/openapi.json")
def get_openapi_json() -> Response:
    """Answer with the contract in JSON."""
    return answers.body(as_json())


@blueprint.get("/openapi.yaml")
def get_openapi_yaml() -> Response:
    """Answer with the contract in YAML (RFC 9512)."""
    return answers.body(as_yaml(), content_type="application/yaml")


@blueprint.get("/problems")
def list_problems() -> Response:
    """Explain every kind of problem."""
    return page(list(KINDS))


@blueprint.get("/problems/<name>")
def get_problem(name: str) -> Response:
    """Explain one kind of problem."""
    kinds = [kind for kind in KINDS if kind.name == name]
    if not kinds:
        raise NotFound("There is no such kind of problem. See /problems.")
    return page(kinds)


def page(kinds: list[Any]) -> Response:
    """Return the page that explains these kinds of problems."""
    html = render_template("problems.html", kinds=kinds).encode()
    return answers.body(html, content_type="text/html; charset=utf-8")
