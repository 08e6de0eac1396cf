"""`/`, `/docs`, `/openapi.json`, `/openapi.yaml`, `/problems`, `/.well-known/security.txt`: documentation for people
and programs.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import timedelta
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import flask_swagger_ui
from flask import Blueprint, Response, current_app, render_template, request, send_file

from api.http import ctx, now, responses
from api.http.context import public_root
from api.http.problem_types import PROBLEM_TYPES
from api.openapi import build_document, write_yaml
from api.services.errors import NotFound
from domain.json import encode_json

blueprint = Blueprint("pages", __name__, template_folder="templates")

FOLDERS = (Path(flask_swagger_ui.__file__).parent / "dist", Path(__file__).parent / "static")
FILES = {each.name: each for folder in FOLDERS for each in folder.iterdir()}
"""Files of Swagger UI and of our pages. Nothing else is served: a name is never a path."""

TEXT_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
"""Types of the files that are worth compressing, by suffix."""

SECURITY_CONTACT_DAYS = 90
"""Days for which a client may rely on the contact: it follows from a setting, and is read again then."""

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""A page runs and shows files of this service only, and sends requests to it only."""


@blueprint.get("/docs/")
def get_documentation() -> Response:
    """Swagger UI."""
    return html("docs.html", show_pictures=not ctx().settings.require_key_to_read)


@blueprint.get("/docs/<path:name>")
def get_documentation_file(name: str) -> Response:
    """A file of the pages, or of Swagger UI: none is fetched from elsewhere."""
    file = FILES.get(name)
    if file is None:
        raise NotFound("There is no such file. See /docs.")
    if content_type := TEXT_TYPES.get(file.suffix):
        return compressible_response(partial(text_file, file), content_type=content_type)
    return send_file(file)


@lru_cache(maxsize=32)
def text_file(path: Path, is_gzipped: bool) -> bytes:
    """A file of the pages. Compressed, Swagger UI has a quarter of its 1.9 MB."""
    return gzip.compress(text_file(path, False), mtime=0) if is_gzipped else path.read_bytes()


def compressible_response(content: Callable[[bool], bytes], *, content_type: str) -> Response:
    """A body with its ETag, gzipped if the client accepts that (RFC 9110); `content` gets whether it is to be."""
    is_gzipped = request.accept_encodings.quality("gzip") > 0
    response = responses.body_response(content(is_gzipped), content_type=content_type)
    response.vary.add("Accept-Encoding")
    if is_gzipped:
        response.content_encoding = "gzip"
    return response


@lru_cache(maxsize=16)
def openapi_document(root: str, form: str, is_gzipped: bool) -> bytes:
    """The OpenAPI document, with this path as its server: a proxy may have put one in front.

    Compressed it has a seventh of the bytes.
    """
    if is_gzipped:
        return gzip.compress(openapi_document(root, form, False), mtime=0)
    document = build_document(current_app)
    (server,) = document["servers"]
    document |= {"servers": [server | {"url": root or server["url"]}]}
    return write_yaml(document).encode() if form == "yaml" else encode_json(document)


def openapi_response(form: str, content_type: str) -> Response:
    """The OpenAPI document in a form."""
    return compressible_response(partial(openapi_document, public_root(), form), content_type=content_type)


@blueprint.get("/openapi.json")
def get_openapi_json() -> Response:
    """The OpenAPI document as JSON."""
    return openapi_response("json", responses.JSON)


@blueprint.get("/openapi.yaml")
def get_openapi_yaml() -> Response:
    """The OpenAPI document as YAML (RFC 9512)."""
    return openapi_response("yaml", "application/yaml")


@blueprint.get("/problems")
def list_problems() -> Response:
    """All problem types, with their meanings."""
    return html("problems.html", types=PROBLEM_TYPES)


@blueprint.get("/problems/<name>")
def get_problem(name: str) -> Response:
    """One problem type, with its meaning."""
    types = [each for each in PROBLEM_TYPES if each.name == name]
    if not types:
        raise NotFound("There is no such problem type. See /problems.")
    return html("problems.html", types=types)


@blueprint.get("/.well-known/security.txt")
def get_security_contact() -> Response:
    """Where to report a vulnerability (RFC 9116)."""
    contact = ctx().settings.security_contact
    if not contact:
        raise NotFound("This server names no security contact: its operator may set SECURITY_CONTACT.")
    expires = now().date() + timedelta(days=SECURITY_CONTACT_DAYS)
    lines = (f"Contact: {contact}", f"Expires: {expires}T00:00:00Z", "Preferred-Languages: en")
    text = "\n".join([*lines, f"Canonical: {request.base_url}", ""])
    return responses.body_response(text.encode(), content_type="text/plain; charset=utf-8")


def html(template: str, **values: Any) -> Response:
    """A page for people."""
    text = render_template(template, **values)
    context = ctx()
    origin = context.settings.public_url.rstrip("/")
    context.content_policy = PAGE_POLICY.replace("connect-src 'self'", f"connect-src 'self' {origin}".rstrip())
    return responses.body_response(text.encode(), content_type="text/html; charset=utf-8")


LINKS = {
    "guide": ("/guide", "The guide: a tutorial, how-tos, rules and words"),
    "docs": ("/docs/", "Every operation, to read and try out"),
    "announcements": ("/v1/announcements", "Announcements, the latest first"),
    "commitments": ("/v1/commitments", "Commitments: promises, due dates, progress"),
    "amounts": ("/v1/amounts", "Amounts: sums of money"),
    "quotes": ("/v1/quotes", "Quotes: who said what"),
    "topics": ("/v1/topics", "Topics in use"),
    "coverage": ("/v1/coverage", "Numbers of records by jurisdiction and publisher"),
    "changes": ("/v1/changes", "All changes, in commit order"),
    "parties": ("/v1/parties", "The directory of parties"),
    "vocabularies": ("/v1/vocabularies", "All closed lists, with meanings"),
    "quota": ("/v1/quota", "Your rate limits, and what is left of them"),
    "openapi": ("/openapi.yaml", "The contract (OpenAPI 3.1)"),
    "problems": ("/problems", "Types of errors"),
    "ready": ("/readyz", "Readiness of the service"),
}


@blueprint.get("/")
def get_index() -> Response:
    """Links to all resources: a page for browsers, JSON for other clients."""
    if request.accept_mimetypes.best_match([responses.JSON, "text/html"]) == "text/html":
        return html("index.html", links=LINKS, show_pictures=not ctx().settings.require_key_to_read)
    links = {name: public_root() + path for name, (path, _) in LINKS.items()}
    return responses.body_response(encode_json({"name": "Communiqué", "links": links}))
