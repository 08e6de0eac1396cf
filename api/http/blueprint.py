"""Routes: a view with the contract that its decorators state. The request is validated before the view is called.

Decorators are written from the outside in: the address, who may call it, formats and problems, inputs, outputs, and
last how the view reads or writes. That decorator says what the view gets first, such as a connection; then come its
inputs in their order, then the variables of its path.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache, partial, update_wrapper
from typing import Any
from urllib.parse import parse_qsl, unquote_to_bytes

import flask
from flask import Response, request
from marshmallow import Schema, ValidationError, fields
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType

from api.formats import RESPONSE_TYPES
from api.http.context import RequestContext, ctx, read_source, whole_body
from api.http.contract import MAX_OPEN_BODY_BYTES, MEDIA_TYPES, PLAIN_TEXT, Contract, Input, Output
from api.http.transactions import run_in_transaction, save_in_group
from api.services.auth import scope_names
from api.services.errors import Malformed, Unauthenticated, invalid
from api.services.idempotency import HEADER as IDEMPOTENCY_KEY
from api.services.idempotency import METHODS as IDEMPOTENCY_METHODS
from domain.json import NotJson, parse_json
from domain.violations import LocatedViolation, Location
from schemas.base import first_errors
from schemas.queries.other import IdempotencyHeaders

View = Callable[..., Response]
Run = Callable[[Any, View], Response]
IDEMPOTENCY_HEADERS = IdempotencyHeaders()

NOT_UTF8 = "The body is not in UTF-8: byte {byte:,} begins no character. Save it in UTF-8."

MAX_CACHED_BYTES, CACHE_SIZE = 512, 2_000
"""Length of a query string that is cached, and the number of them."""


class Route:
    """A view and its contract; Flask calls it for each request."""

    def __init__(self, view: View) -> None:
        update_wrapper(self, view)
        self.view = view
        self.contract = Contract()
        self.has_open_body = False
        self.prepare: Callable[[], Any] = lambda: None
        self.run: Run = lambda _, view: view()

    def __call__(self, **path: Any) -> Response:
        """Check the request against the contract, then run the view; each run of several gets new inputs."""
        context = ctx()
        require_access(self.contract, context)
        if self.has_open_body:
            request.max_content_length = MAX_OPEN_BODY_BYTES
        inputs = [read_input(each.schema, each.location) for each in self.contract.inputs]
        prepared = self.prepare()
        if context.violations:
            raise invalid(context.violations)
        return self.run(prepared, lambda *given: self.view(*given, *map(dict, inputs), **path))


def route_of(view: View) -> Route:
    """The route that the first decorator of a view has made, or a new one."""
    return view if isinstance(view, Route) else Route(view)


def with_contract(
    view: View, prepare: Callable[[], Any] | None = None, run: Run | None = None, **changes: Any
) -> Route:
    """The route of a view, with these parts of its contract; `run` calls the view with what `prepare` returns."""
    route = route_of(view)
    route.contract = replace(route.contract, **changes)
    route.prepare, route.run = prepare or route.prepare, run or route.run
    route.has_open_body = not route.contract.scopes and any(each.location == "json" for each in route.contract.inputs)
    return route


def require_access(contract: Contract, context: RequestContext) -> None:
    """Raise `Unauthenticated` or `Forbidden` if the actor may not call a route with this contract."""
    if context.actor.key_id is None:
        if contract.scopes:
            raise Unauthenticated(
                f"Send a key with {scope_names(contract.scopes)}, as Authorization: Bearer <key>. "
                "`communique keys create` makes one."
            )
        if contract.public_read and context.settings.require_key_to_read:
            raise Unauthenticated("This server asks for a key, even to read: Authorization: Bearer <key>.")
    elif contract.scopes:
        context.actor.require(*contract.scopes)


def load_json(schema: Schema) -> Any:
    """The validated JSON body, or plain text as the member that the schema has for it.

    Raises `UnsupportedMediaType`, `RequestEntityTooLarge` or `Malformed`.
    """
    text_member = getattr(schema, "plain_text", None) if request.mimetype == PLAIN_TEXT else None
    if request.mimetype not in MEDIA_TYPES[request.method] and text_member is None:
        raise UnsupportedMediaType
    body, most = whole_body(cache=IDEMPOTENCY_KEY in request.headers), request.max_content_length or 0
    if len(body) >= most and request.content_length is None:
        raise RequestEntityTooLarge  # Werkzeug cuts a body in chunks off at the limit, and says nothing.
    try:
        value = parse_json(body) if text_member is None else {text_member: body.decode()}
    except NotJson as error:
        raise Malformed(str(error)) from None
    except UnicodeDecodeError as error:
        raise Malformed(NOT_UTF8.format(byte=error.start + 1)) from None
    return schema.load(value)


def load_query(schema: Schema) -> dict[str, Any]:
    """The validated query parameters: a copy, which the view may change.

    They are cached, because they depend on the text alone and clients repeat their queries. Buys: 60 of 340 µs of a
    list of announcements, and 110 of 250 µs of one of commitments, whose schemas have 60 fields (`python -m
    benchmarks`). Without it, each request validates its parameters by `parse_query_string`.
    """
    query = request.query_string
    load = parse_cached if len(query) <= MAX_CACHED_BYTES else parse_query_string
    return {name: value.copy() if isinstance(value, list) else value for name, value in load(schema, query).items()}


def parse_query_string(schema: Schema, query: bytes) -> Mapping[str, Any]:
    """The validated parameters of a query string. Raises `Malformed`, or marshmallow's `ValidationError`."""
    try:
        unquote_to_bytes(query).decode()
        parameters = MultiDict(parse_qsl(query.decode(), keep_blank_values=True))
    except UnicodeDecodeError:
        raise Malformed("The query string is not percent-encoded UTF-8.") from None
    lists = {name for name, field in schema.load_fields.items() if isinstance(field, fields.List)}
    values = {name: each if name in lists or len(each) > 1 else each[0] for name, each in parameters.lists()}
    loaded: Mapping[str, Any] = schema.load(values)
    return loaded


parse_cached = lru_cache(CACHE_SIZE)(parse_query_string)


def load_headers(schema: Schema) -> Any:
    """The validated headers that the schema names."""
    names = [field.data_key or name for name, field in schema.load_fields.items()]
    return schema.load({name: request.headers[name] for name in names if name in request.headers})


LOADERS: Mapping[str, tuple[Callable[[Schema], Any], Location]] = {
    "json": (load_json, "body"),
    "query": (load_query, "query"),
    "headers": (load_headers, "header"),
}


def read_input(schema: Schema, location: str) -> dict[str, Any]:
    """One part of the request, validated. If it is invalid, its errors are collected, and it is empty."""
    load, reported_location = LOADERS[location]
    try:
        loaded: dict[str, Any] = load(schema)
    except ValidationError as error:
        found = first_errors(error.messages)
        ctx().violations += tuple(LocatedViolation(each.path, each.violation, reported_location) for each in found)
        return {}
    return loaded


def idempotency_key() -> str | None:
    """The Idempotency-Key header of a method that takes one, if it is there."""
    if request.method not in IDEMPOTENCY_METHODS or IDEMPOTENCY_KEY not in request.headers:
        return None
    key: str | None = read_input(IDEMPOTENCY_HEADERS, "headers").get("idempotency_key")
    return key


def reads(view: View) -> Route:
    """Give the view a connection to read from: of a replica, if one has replayed enough."""
    return with_contract(view, read_source, lambda source, view: source.read(view), reads=True)


def long_polls(view: View) -> Route:
    """Give the view the source of connections to read from, so that it holds none while it waits."""
    return with_contract(view, read_source, lambda source, view: view(source), reads=True)


def writes(view: View) -> Route:
    """Give the view the connection of a transaction of its own, which is run again after a collision."""
    return with_contract(view, idempotency_key, run_in_transaction, writes=True)


def group_writes(view: View) -> Route:
    """Give the view a function that saves a `Change`, of a new record, as one batch with those of other requests."""
    return with_contract(view, idempotency_key, lambda key, view: view(partial(save_in_group, key)), writes=True)


def streams(view: View) -> Route:
    """Give the view the Idempotency-Key: it reads a body of any length, and commits as it goes."""
    return with_contract(view, idempotency_key, lambda key, view: view(key), streams=True)


def requires(*scopes: str, if_published: tuple[str, ...] = ()) -> Callable[[View], Route]:
    """Ask for a key with these scopes, before anything else is checked.

    `if_published` documents the scopes that services ask for once they know that the record is published.
    """
    return lambda view: with_contract(view, scopes=scopes, scopes_if_published=if_published)


def public_read(view: View) -> Route:
    """Let everyone read, unless REQUIRE_KEY_TO_READ asks for a key."""
    return with_contract(view, public_read=True)


def in_formats(*names: str, is_export: bool = False) -> Callable[[View], Route]:
    """Offer these response formats, the default first; `is_export`: tables are of a whole list, row by row."""
    return lambda view: with_contract(view, formats=names, is_export=is_export)


def problem_statuses(*statuses: int) -> Callable[[View], Route]:
    """Document problems of this route besides those that follow from its inputs."""
    return lambda view: with_contract(view, problem_statuses=statuses)


class Blueprint(flask.Blueprint):
    """A Flask blueprint, and the decorators that state inputs and outputs."""

    def __init__(self, name: str, import_name: str, *, url_prefix: str | None = None, description: str) -> None:
        """`name` and `description` are those of its tag in the OpenAPI document."""
        super().__init__(name, import_name, url_prefix=url_prefix)
        self.description = description

    @staticmethod
    def arguments(
        schema: Schema,
        *,
        location: str = "json",
        examples: Mapping[str, str] | None = None,
        required: tuple[str, ...] = (),
    ) -> Callable[[View], Route]:
        """Validate a part of the request by a schema, and pass it to the view.

        `examples` and `required` only document it: the view must refuse a request without what is `required`.
        """
        new_input = Input(schema, location, examples or {}, required)
        return lambda view: with_contract(view, inputs=(new_input, *route_of(view).contract.inputs))

    @staticmethod
    def response(
        status: int,
        schema: Schema | None = None,
        *,
        content_type: str = RESPONSE_TYPES["json"],
        description: str | None = None,
    ) -> Callable[[View], Route]:
        """State a response on success. Views build their responses themselves."""
        output = Output(status, schema, content_type, description)
        return lambda view: with_contract(view, outputs=(output, *route_of(view).contract.outputs))
