"""`/`, `/docs`, `/drafts`, `/problems`, `/.well-known/security.txt`: pages for people."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, render_template, request

from api.http import ctx, now, responses
from api.http.context import public_root
from api.http.problem_types import PROBLEM_TYPES
from api.services.errors import NotFound
from domain.json import encode_json
from domain.vocabularies import VOCABULARIES

blueprint = Blueprint("pages", __name__, template_folder="templates")

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


@blueprint.get("/drafts")
def get_draft_page() -> Response:
    """The page on which a person reads a text, checks its facts, and saves the record."""
    return html("drafts.html", vocabularies=VOCABULARIES)


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
    "drafts": ("/drafts", "From an article to a draft record, to check and save"),
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
