"""How a route says what it takes and gives: a blueprint whose decorators check, document, and open the transaction."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from functools import wraps
from typing import Any

import flask
import flask_smorest
from flask import Response
from marshmallow import Schema

from api.formats import RESPONSE_TYPES
from api.http import idempotency
from api.http.context import ctx
from api.http.media import FORMAT_EXAMPLES, LINES, MEDIA_TYPES
from api.http.read_routing import add_replication_token, read_source
from api.http.request_parser import Parser, raise_collected_errors
from api.openapi.plugin import headers
from api.services.errors import Unauthenticated
from schemas.queries.other import IdempotencyHeaders

View = Callable[..., Response]

INVALID = 422

NAMED = IdempotencyHeaders()
"""What a POST that changes something may have in its header, whatever else it takes."""


def reads(view: View) -> View:
    """Give the view a session to read with, once the request has been checked."""

    @wraps(view)
    def wrapper(*args: Any, **kwargs: Any) -> Response:
        read_from = read_source()
        raise_collected_errors()
        return read_from.read(lambda connection: view(connection, *args, **kwargs))

    return describe(wrapper, reads=True)


def long_polls(view: View) -> View:
    """Give the view what it may read from, now and later, once the request has been checked."""

    @wraps(view)
    def wrapper(*args: Any, **kwargs: Any) -> Response:
        read_from = read_source()
        raise_collected_errors()
        return view(read_from, *args, **kwargs)

    return describe(wrapper, reads=True)


def writes(view: View) -> View:
    """Give the view a session whose work is committed once, last; it is begun again after a collision.

    A POST that is sent again with its Idempotency-Key gets the first answer. Other methods can be repeated as they are.
    """

    @wraps(view)
    def wrapper(*args: Any, **kwargs: Any) -> Response:
        name = idempotency_key_header() if flask.request.method == "POST" else None
        raise_collected_errors()
        write = ctx().database.write
        return add_replication_token(
            idempotency.replay_or_run(name, lambda connection: view(connection, *args, **kwargs), write=write)
        )

    return describe(wrapper, repeatable=True, writes=True)


def creates(view: View) -> View:
    """Give the view a session as `writes` does, in a transaction that may be shared with other requests."""

    @wraps(view)
    def wrapper(*args: Any, **kwargs: Any) -> Response:
        name = idempotency_key_header()
        raise_collected_errors()
        write = ctx().committer.write
        return add_replication_token(
            idempotency.replay_or_run(name, lambda connection: view(connection, *args, **kwargs), write=write)
        )

    return describe(wrapper, repeatable=True, writes=True)


def idempotency_key_header() -> str | None:
    """Return the Idempotency-Key, where there is one."""
    named: dict[str, str] = Blueprint.ARGUMENTS_PARSER.parse(NAMED, location="headers")
    return named.get("idempotency_key")


def streams(view: View) -> View:
    """Give the view the Idempotency-Key, once the request has been checked: it has a body of any length to read."""

    @wraps(view)
    def wrapper(*args: Any, **kwargs: Any) -> Response:
        name = idempotency_key_header()
        raise_collected_errors()
        return view(name, *args, **kwargs)

    return describe(wrapper, repeatable=True, streams=True)


class Blueprint(flask_smorest.Blueprint):
    """flask-smorest's blueprint with our parser, scopes, and the errors that follow from what a route takes."""

    ARGUMENTS_PARSER = Parser()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Document what our own decorators say."""
        super().__init__(*args, **kwargs)
        self._prepare_doc_cbks.append(document)

    def arguments(self, schema: Schema, *, location: str = "json", **documented: Any) -> Callable[[View], View]:
        """Read what the schema describes and give it to the view, after what other decorators give it."""
        document = super().arguments(schema, location=location, **documented)
        read = self.ARGUMENTS_PARSER.parse

        def decorator(view: View) -> View:
            @wraps(view)
            def wrapper(*args: Any, **kwargs: Any) -> Response:
                return view(*args, read(schema, location=location), **kwargs)

            return as_documented(wrapper, document(view))

        return decorator

    def response(self, *args: Any, **kwargs: Any) -> Callable[[View], View]:
        """Document what a view answers. It answers with a response, so that nothing need be done to it."""
        document = super().response(*args, **kwargs)
        return lambda view: as_documented(view, document(view))

    def _store_endpoint_docs(self, endpoint: str, obj: Any, parameters: Any, tags: Any, **options: Any) -> None:
        """Name the operation after its view."""
        super()._store_endpoint_docs(endpoint, obj, parameters, tags, **options)
        for operation in self._docs[endpoint].values():
            if isinstance(operation, dict):
                operation.setdefault("contract", {})["operation_id"] = endpoint


def requires(scope: str) -> Callable[[View], View]:
    """Demand a key with this scope, before anything else of the request is looked at."""

    def decorator(view: View) -> View:
        @wraps(view)
        def wrapper(*args: Any, **kwargs: Any) -> Response:
            actor = ctx().actor
            if actor.key_id is None:
                raise Unauthenticated(f"This needs a key with the scope “{scope}”: Authorization: Bearer <key>.")
            actor.require(scope)
            return view(*args, **kwargs)

        return describe(wrapper, scope=scope)

    return decorator


def public_read(view: View) -> View:
    """Let everyone read, unless the settings demand a key for that too."""

    @wraps(view)
    def wrapper(*args: Any, **kwargs: Any) -> Response:
        known = ctx()
        if known.settings.require_key_to_read and known.actor.key_id is None:
            raise Unauthenticated("Reading needs a key here: Authorization: Bearer <key>.")
        return view(*args, **kwargs)

    return describe(wrapper, scope=None)


def in_formats(*names: str) -> Callable[[View], View]:
    """Offer these formats, the usual one first."""
    return lambda view: describe(view, formats=names)


def problem_statuses(*statuses: int) -> Callable[[View], View]:
    """Document the problems that the route itself can answer with, beside those that follow from what it takes."""
    return lambda view: describe(view, problems=statuses)


def as_documented(view: View, documented: Any) -> View:
    """Return a view with what is documented of another one, which flask-smorest has wrapped around it."""
    view._apidoc = documented._apidoc  # type: ignore[attr-defined]  # Where flask-smorest looks for it.
    return view


def describe(view: View, **contract: Any) -> View:
    """Add to what is documented of a view."""
    documented: dict[str, Any] = deepcopy(getattr(view, "_apidoc", {}))
    documented["contract"] = {**documented.get("contract", {}), **contract}
    view._apidoc = documented  # type: ignore[attr-defined]  # Where flask-smorest looks for it.
    return view


def document(doc: dict[str, Any], doc_info: dict[str, Any], *, method: str, **_: Any) -> dict[str, Any]:
    """Complete an operation of the OpenAPI document with what follows from its contract."""
    contract = doc_info.get("contract", {})
    doc["operationId"] = contract["operation_id"]
    document_access(doc, doc_info["docstring"], contract)
    if "requestBody" in doc:
        (content,) = doc["requestBody"]["content"].values()
        doc["requestBody"]["content"] = {kind: dict(content) for kind in MEDIA_TYPES[method.upper()]}
    if "streams" in contract:
        doc["requestBody"] = LINES
    document_formats(doc, contract)
    document_answers(
        doc, contract, conditional=method == "get" and "scope" in contract, repeatable=is_repeatable(method, contract)
    )
    return doc


def document_access(doc: dict[str, Any], docstring: dict[str, str], contract: dict[str, Any]) -> None:
    """Say which key an operation needs, for programs and for people."""
    scope = contract.get("scope")
    sentence = "Open to everyone."
    doc["security"] = []
    if scope:
        sentence = f"Needs a key with the scope `{scope}`."
        doc |= {"security": [{"key": []}], "x-scope": scope}
    elif "scope" in contract:
        sentence = "Open to everyone, unless this server asks for a key even for reading."
        doc["security"] = [{}, {"key": []}]
    docstring["description"] = "\n\n".join(filter(None, (docstring.get("description"), sentence)))


def document_formats(doc: dict[str, Any], contract: dict[str, Any]) -> None:
    """Add the formats that an answer can have beside JSON."""
    for name in contract.get("formats", ()):
        if name != "json":
            content = doc["responses"].setdefault(200, {"description": "The picture."}).setdefault("content", {})
            example = FORMAT_EXAMPLES[name]
            kind = "string" if isinstance(example, str) else "object"
            content.setdefault(RESPONSE_TYPES[name], {"schema": {"type": kind}, "example": example})


def is_repeatable(method: str, contract: dict[str, Any]) -> bool:
    """Whether an operation takes an Idempotency-Key: what changes something, and is not the same again by itself."""
    return method == "post" and "repeatable" in contract


def document_answers(doc: dict[str, Any], contract: dict[str, Any], *, conditional: bool, repeatable: bool) -> None:
    """Add the problems that an operation can answer with, and where it reads, that nothing has changed."""
    answered = {status: answer for status, answer in doc["responses"].items() if status != INVALID}
    statuses = documented_statuses(doc, contract) | ({409, INVALID} if repeatable else set())
    problems = {each: {"$ref": f"#/components/responses/Problem{each}"} for each in statuses}
    if repeatable:
        doc.setdefault("parameters", []).append("IdempotencyKey")
    if conditional:
        doc.setdefault("parameters", []).append("IfNoneMatch")
        answered[304] = {"$ref": "#/components/responses/NotModified"}
    if contract.get("reads") and "scope" in contract:
        doc.setdefault("parameters", []).append("CommuniquePosition")
    if contract.get("writes"):
        for answer in answered.values():
            answer["headers"] = headers("Communique-Position")
    doc["responses"] = dict(sorted({**problems, **answered}.items()))


def documented_statuses(doc: dict[str, Any], contract: dict[str, Any]) -> set[int]:
    """Return the statuses of the problems that an operation can answer with."""
    statuses = {*contract.get("problems", ()), 401, 500, 503}
    if "scope" in contract:
        statuses |= {406} | ({403} if contract["scope"] else set())
    if doc.get("parameters") or contract.get("reads"):
        statuses |= {INVALID}
    if "requestBody" in doc:
        statuses |= {400, 413, 415, INVALID}
    if any(each["in"] == "headers" for each in doc.get("parameters", ())):
        statuses |= {412, 428}
    return statuses
