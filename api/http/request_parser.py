"""Parses and validates the body, the query and the headers of a request, and reports their errors together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import request
from marshmallow import Schema, ValidationError
from werkzeug.exceptions import UnsupportedMediaType

from api.http.context import ctx
from api.http.query_cache import load_cached
from api.services.errors import Malformed
from api.services.idempotency import HEADER as IDEMPOTENCY_KEY
from domain.json import NotJson, parse_json
from domain.violations import LocatedViolation, Location
from schemas.base import flatten_errors

MEDIA_TYPES = {
    "POST": ("application/json",),
    "PUT": ("application/json",),
    "PATCH": ("application/merge-patch+json", "application/json"),
}
"""Content types of a JSON body, by method; the preferred one first."""


def load_json(schema: Schema) -> Any:
    """The validated JSON body. Raises `UnsupportedMediaType` or `Malformed`."""
    if request.mimetype not in MEDIA_TYPES[request.method]:
        raise UnsupportedMediaType
    try:
        value = parse_json(request.get_data(cache=IDEMPOTENCY_KEY in request.headers))
    except NotJson as error:
        raise Malformed(str(error)) from None
    return schema.load(value)


def load_query(schema: Schema) -> dict[str, Any]:
    """The validated query parameters. Raises `Malformed` if they are not UTF-8."""
    return load_cached(schema, request.query_string)


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
        found = flatten_errors(error.messages)
        ctx().violations += tuple(LocatedViolation(each.path, each.violation, reported_location) for each in found)
        return {}
    return loaded
