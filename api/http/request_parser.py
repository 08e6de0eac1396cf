"""How a request is read: its body, its query and its headers, strictly, and all that is wrong with them at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NoReturn
from urllib.parse import parse_qsl, unquote_to_bytes

from flask import Request
from marshmallow import Schema, ValidationError, fields
from webargs.flaskparser import FlaskParser
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import UnsupportedMediaType

from api.http.context import ctx
from api.services.errors import Invalid, Malformed, invalid
from api.services.idempotency import HEADER as IDEMPOTENCY_KEY
from domain.violations import LocatedViolation, Location
from schemas.error_messages import flatten_errors
from schemas.json import NotJson, parse_json

MEDIA_TYPES = {
    "POST": ("application/json",),
    "PUT": ("application/json",),
    "PATCH": ("application/merge-patch+json", "application/json"),
}
"""Content types of a JSON body, by method; the preferred one first."""

LONGEST_REMEMBERED, REMEMBERED = 512, 2_000
"""How long a query may be, and how many there may be, to be remembered: the same ones are asked again and again."""


class Parser(FlaskParser):
    """Reads bodies, queries and headers strictly, and keeps what is wrong until all has been read."""

    DEFAULT_UNKNOWN_BY_LOCATION: dict[str, str | None] = {}  # noqa: RUF012 - as webargs declares it.

    def parse(self, argmap: Any, req: Request | None = None, *, location: str | None = None, **options: Any) -> Any:
        """Return what was sent, checked; where it is wrong, remember that for `raise_collected_errors`."""
        try:
            if location == "query":
                return dict(read_query(argmap, ctx().environ["QUERY_STRING"]))
            return super().parse(argmap, req, location=location, **options)
        except Invalid as error:
            ctx().violations += error.violations
            return {}

    def load_json(self, req: Request, schema: Schema) -> Any:
        """Return the body's value."""
        if req.mimetype not in MEDIA_TYPES[req.method]:
            raise UnsupportedMediaType
        try:
            return parse_json(req.get_data(cache=IDEMPOTENCY_KEY in req.headers))
        except NotJson as error:
            raise Malformed(str(error)) from None

    def load_headers(self, req: Request, schema: Schema) -> dict[str, Any]:
        """Return the headers that the schema names."""
        names = [field.data_key or name for name, field in schema.load_fields.items()]
        return {name: req.headers[name] for name in names if name in req.headers}

    def handle_error(self, error: ValidationError, req: Request, schema: Schema, **_: Any) -> NoReturn:
        """Turn marshmallow's messages into faults with their places."""
        places: Mapping[str, Location] = {"json": "body", "headers": "header"}
        raise invalid(
            placed for location, inner in error.messages_dict.items() for placed in faults_in(inner, places[location])
        )


def faults_in(messages: Any, location: Location) -> Iterator[LocatedViolation]:
    """Yield the faults that marshmallow's messages tell of a part of a request."""
    return (LocatedViolation(each.path, each.violation, location) for each in flatten_errors(messages))


def read_query(schema: Schema, query: str) -> Mapping[str, Any]:
    """Return what a query asks for. Raise `Malformed` or `Invalid`."""
    understand = asked_in if len(query) <= LONGEST_REMEMBERED else asked_in.__wrapped__
    try:
        return understand(schema, query)
    except ValidationError as error:
        raise invalid(faults_in(error.messages, "query")) from None


@lru_cache(REMEMBERED)
def asked_in(schema: Schema, query: str) -> Mapping[str, Any]:
    """Return what a query asks for, as WSGI has it: UTF-8 taken for Latin 1 (PEP 3333)."""
    raw = query.encode("latin-1")
    refuse_other_encodings(raw)
    asked: Mapping[str, Any] = schema.load(given_in(schema, raw.decode()))
    return asked


def given_in(schema: Schema, query: str) -> dict[str, Any]:
    """Return each parameter: a list where it may be repeated, else the one value, or all where it was repeated."""
    repeatable = {name for name, field in schema.load_fields.items() if isinstance(field, fields.List)}
    given = MultiDict(parse_qsl(query, keep_blank_values=True))
    return {name: values if name in repeatable or len(values) > 1 else values[0] for name, values in given.lists()}


def refuse_other_encodings(query: bytes) -> None:
    """Refuse a query that is not UTF-8 under its percent signs, which would be kept as something else."""
    try:
        unquote_to_bytes(query).decode()
    except UnicodeDecodeError:
        raise Malformed("The query string is not percent-encoded UTF-8.") from None


def raise_collected_errors() -> None:
    """Refuse the request if anything that was read of it is wrong, with all of it at once."""
    known = ctx()
    violations, known.violations = known.violations, ()
    if violations:
        raise invalid(violations)
