"""Routes: a view with the contract that its decorators state. The contract is checked before the view is called.

Decorators are written from the outside in: the address, who may call it, formats and problems, inputs, outputs, and
last how the view reads or writes. The view gets its connection first, then its inputs in their order, then the
variables of its path.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import update_wrapper
from typing import Any

import flask
from flask import Response, request
from marshmallow import Schema

from api.formats import RESPONSE_TYPES
from api.http.context import ctx
from api.http.read_routing import read_source
from api.http.request_parser import read_input
from api.http.transactions import run_in_group, run_in_transaction
from api.services.errors import Unauthenticated, invalid
from api.services.idempotency import HEADER
from schemas.queries.other import IdempotencyHeaders

View = Callable[..., Response]
Run = Callable[[Any, View], Response]
IDEMPOTENCY_HEADERS = IdempotencyHeaders()


@dataclass(frozen=True, slots=True)
class Input:
    """A part of the request that a schema validates: the `json` body, the `query` or `headers`."""

    schema: Schema
    location: str
    examples: Mapping[str, str] = field(default_factory=dict)
    """For a body, names of example components, by the title that a reader picks them by."""


@dataclass(frozen=True, slots=True)
class Output:
    """A response on success; without a schema, its body is empty or in one of the view's other formats."""

    status: int
    schema: Schema | None = None
    content_type: str = "application/json"
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Contract:
    """Inputs, responses and required scopes of a view."""

    inputs: tuple[Input, ...] = ()
    outputs: tuple[Output, ...] = ()
    formats: tuple[str, ...] = ("json",)
    problem_statuses: tuple[int, ...] = ()
    """Statuses of problems besides those that follow from the inputs."""
    scope: str | None = None
    """The scope that a key needs."""
    public_read: bool = False
    """Open to everyone, unless a setting demands a key."""
    reads: bool = False
    writes: bool = False
    streams: bool = False


def contract_of(view: Any) -> Contract:
    """The contract of a view; an empty one for a view without any."""
    contract: Contract = getattr(view, "contract", Contract())
    return contract


class Route:
    """A view and its contract; Flask calls it for each request."""

    def __init__(self, view: View) -> None:
        update_wrapper(self, view)
        self.view = view
        self.contract = Contract()
        self.resource: Callable[[], Any] = lambda: None
        self.run: Run = lambda _, view: view()

    def __call__(self, **path: Any) -> Response:
        """Check the request against the contract, then run the view."""
        require_access(self.contract)
        inputs = [read_input(each.schema, each.location) for each in self.contract.inputs]
        resource = self.resource()
        if violations := ctx().violations:
            raise invalid(violations)
        return self.run(resource, lambda *connection: self.view(*connection, *inputs, **path))


def route_of(view: View) -> Route:
    """The route that the first decorator of a view has made, or a new one."""
    return view if isinstance(view, Route) else Route(view)


def with_contract(
    view: View, resource: Callable[[], Any] | None = None, run: Run | None = None, **changes: Any
) -> Route:
    """The route of a view, with these parts of its contract; `run` calls the view with what `resource` returns."""
    route = route_of(view)
    route.contract = replace(route.contract, **changes)
    route.resource, route.run = resource or route.resource, run or route.run
    return route


def require_access(contract: Contract) -> None:
    """Raise `Unauthenticated` or `Forbidden` if the actor may not call a route with this contract."""
    context = ctx()
    if context.actor.key_id is None:
        if contract.scope:
            raise Unauthenticated(
                f"Send a key with the scope “{contract.scope}”, as Authorization: Bearer <key>. "
                "`communique keys create` makes one."
            )
        if contract.public_read and context.settings.require_key_to_read:
            raise Unauthenticated("This server asks for a key, even to read: Authorization: Bearer <key>.")
    elif contract.scope:
        context.actor.require(contract.scope)


def idempotency_key() -> str | None:
    """The Idempotency-Key header of a POST, if there is one. Other methods are idempotent already."""
    if request.method != "POST" or HEADER not in request.headers:
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
    return with_contract(view, idempotency_key, run_in_group, writes=True)


def streams(view: View) -> Route:
    """Give the view the Idempotency-Key: it reads a body of any length, and commits as it goes."""
    return with_contract(view, idempotency_key, lambda key, view: view(key), streams=True)


def requires(scope: str) -> Callable[[View], Route]:
    """Ask for a key with this scope, before anything else is checked."""
    return lambda view: with_contract(view, scope=scope)


def public_read(view: View) -> Route:
    """Let everyone read, unless REQUIRE_KEY_TO_READ asks for a key."""
    return with_contract(view, public_read=True)


def in_formats(*names: str) -> Callable[[View], Route]:
    """Offer these response formats, the default first."""
    return lambda view: with_contract(view, formats=names)


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
        schema: Schema, *, location: str = "json", examples: Mapping[str, str] | None = None
    ) -> Callable[[View], Route]:
        """Validate a part of the request by a schema, and pass it to the view."""
        new_input = Input(schema, location, examples or {})
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
