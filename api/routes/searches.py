"""`POST /v1/…/search` and QUERY (RFC 10008): lists whose parameters are a JSON body, too long for an address."""

from __future__ import annotations

from typing import Any

from flask import Response
from marshmallow import Schema
from sqlalchemy import Connection

from api.http import Blueprint, in_formats, problem_statuses, public_read, reads, responses
from api.services.query.resources import Resource
from schemas.queries.base import BaseQuery
from schemas.queries.lists import LIST_FORMATS
from schemas.queries.other import CursorQuery

DESCRIPTION = """\
List {list} as GET does, with the parameters in a JSON object, for queries too long for an address.

Each member means what the parameter of its name means there; a repeatable one is a list. For the next page, post the
same object to `links.next`.

The method QUERY (RFC 10008), here or at `/v1/{list}`, takes the same body and has the same response. It is safe, so
that clients and proxies may repeat it, and with If-None-Match it can be answered 304."""


def add_search(blueprint: Blueprint, resource: Resource, query: BaseQuery, page: Schema) -> None:
    """Add the search of a list to the blueprint of its resource. `query` is what GET reads from the address."""

    @public_read
    @in_formats(*LIST_FORMATS[resource.name])
    @problem_statuses(403)
    @blueprint.arguments(query, examples={"search": f"Search{resource.name.capitalize()}"})
    @blueprint.arguments(CursorQuery(), location="query")
    @blueprint.response(200, page)
    @reads
    def search(connection: Connection, params: dict[str, Any], position: dict[str, Any]) -> Response:
        return responses.list_response(connection, resource, params | position)

    search.__doc__ = DESCRIPTION.format(list=resource.name)
    blueprint.add_url_rule("/search", f"search_{resource.name}", search, methods=["POST", "QUERY"])
    blueprint.add_url_rule("", f"search_{resource.name}", search, methods=["QUERY"])
