"""How a route says what it takes and gives: a blueprint whose decorators check, document, and open the transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

import flask
from flask import Response
from marshmallow import Schema

from api.http import idempotency
from api.http.context import ctx
from api.http.contract import Input, Output, View, contract_of, with_contract
from api.http.negotiation import JSON
from api.http.read_routing import add_replication_token, read_source
from api.http.request_parser import raise_collected_errors, read_input
from api.services.errors import Unauthenticated
from schemas.queries.other import IdempotencyHeaders

IDEMPOTENCY_HEADERS = IdempotencyHeaders()


def reads(view: View) -> View:
    """Give the view a session to read with, once the request has been checked."""

    @wraps(view)
    def wrapper(*args: Any, **kwargs: Any) -> Response:
        read_from = read_source()
        raise_collected_errors()
        return read_from.read(lambda connection: view(connection, *args, **kwargs))

    return with_contract(wrapper, reads=True)


def long_polls(view: View) -> View:
    """Give the view what it may read from, now and later, once the request has been checked."""

    @wraps(view)
    def wrapper(*args: Any, **kwargs: Any) -> Response:
        read_from = read_source()
        raise_collected_errors()
        return view(read_from, *args, **kwargs)

    return with_contract(wrapper, reads=True)


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

    return with_contract(wrapper, writes=True)


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

    return with_contract(wrapper, writes=True)


def idempotency_key_header() -> str | None:
    """Return the Idempotency-Key, where there is one."""
    named: dict[str, str] = read_input(IDEMPOTENCY_HEADERS, "headers")
    return named.get("idempotency_key")


def streams(view: View) -> View:
    """Give the view the Idempotency-Key, once the request has been checked: it has a body of any length to read."""

    @wraps(view)
    def wrapper(*args: Any, **kwargs: Any) -> Response:
        name = idempotency_key_header()
        raise_collected_errors()
        return view(name, *args, **kwargs)

    return with_contract(wrapper, streams=True)


class Blueprint(flask.Blueprint):
    """A blueprint whose decorators validate requests and state the contracts of its views."""

    def __init__(self, name: str, import_name: str, *, url_prefix: str | None = None, description: str) -> None:
        """Take the name and description of its tag in the OpenAPI document."""
        super().__init__(name, import_name, url_prefix=url_prefix)
        self.description = description

    @staticmethod
    def arguments(
        schema: Schema, *, location: str = "json", examples: Mapping[str, str] | None = None
    ) -> Callable[[View], View]:
        """Validate a part of the request and pass it to the view, after what outer decorators pass."""

        def decorator(view: View) -> View:
            @wraps(view)
            def wrapper(*args: Any, **kwargs: Any) -> Response:
                return view(*args, read_input(schema, location), **kwargs)

            inputs = (Input(schema, location, examples or {}), *contract_of(view).inputs)
            return with_contract(wrapper, inputs=inputs)

        return decorator

    @staticmethod
    def response(
        status: int, schema: Schema | None = None, *, content_type: str = JSON, description: str | None = None
    ) -> Callable[[View], View]:
        """State a response on success. Views build their responses themselves."""
        output = Output(status, schema, content_type, description)
        return lambda view: with_contract(view, outputs=(output, *contract_of(view).outputs))


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

        return with_contract(wrapper, scope=scope)

    return decorator


def public_read(view: View) -> View:
    """Let everyone read, unless the settings demand a key for that too."""

    @wraps(view)
    def wrapper(*args: Any, **kwargs: Any) -> Response:
        known = ctx()
        if known.settings.require_key_to_read and known.actor.key_id is None:
            raise Unauthenticated("Reading needs a key here: Authorization: Bearer <key>.")
        return view(*args, **kwargs)

    return with_contract(wrapper, public_read=True)


def in_formats(*names: str) -> Callable[[View], View]:
    """Offer these formats, the usual one first."""
    return lambda view: with_contract(view, formats=names)


def problem_statuses(*statuses: int) -> Callable[[View], View]:
    """Document the problems that the route itself can answer with, beside those that follow from what it takes."""
    return lambda view: with_contract(view, problem_statuses=statuses)
