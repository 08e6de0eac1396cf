"""Responses of lists: a list query, and its matches as a page, a feed or a stream."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain, islice
from typing import Any

from flask import Response, request
from sqlalchemy import Connection

from api.formats import FORMATS, Format
from api.http import responses
from api.http.context import ctx, now
from api.http.read_routing import read_source
from api.services import query
from api.services.analytics import facets
from api.services.errors import invalid
from api.services.pagination import Page
from api.services.query import ListQuery
from api.services.query.executor import missing_ids
from api.services.query.resources import Resource
from domain.violations import LocatedViolation, Violation

DEFAULT_LIMIT = 20
DEFAULT_LIMITS: Mapping[str, int] = {"ics": 200}
"""Limits of formats that clients do not page through, such as calendars."""

DEFAULT_SORTS: Mapping[str, str] = {"atom": "-updated_at", "jsonfeed": "-updated_at", "ics": "-due"}
"""Sorts of formats that clients poll: the latest changes, or due dates, come first."""

FORMATS_OF_PARAMS: Mapping[str, tuple[str, ...]] = {
    "facet": ("json",),
    "fields": ("json", "ndjson"),
    "highlight": ("json", "ndjson"),
}
"""Parameters that only some formats can show."""

Params = Mapping[str, Any]


def list_query(resource: Resource, params: Params) -> ListQuery:
    """The list query of this request."""
    return ListQuery.of(resource, params, actor=ctx().actor, today=now().date())


def list_response(connection: Connection, resource: Resource, params: Params) -> Response:
    """The list that these parameters select, in the format of the request. Raises `Invalid`."""
    name = params.get("format") or ctx().format
    check_params(name, params)
    form = FORMATS.get(name)
    if form and form.is_streamed and params.keys().isdisjoint(("limit", "cursor")):
        return stream(list_query(resource, {"sort": resource.default_sort, **params}), form)
    limit = max(DEFAULT_LIMITS.get(name, DEFAULT_LIMIT), len(params.get("id", ())))
    sort = {"sort": DEFAULT_SORTS[name]} if name in DEFAULT_SORTS else {}
    wanted = list_query(resource, {"limit": limit, **sort, **params})
    meta: dict[str, Any] = {}
    total = None
    if params.get("facet"):
        meta["facets"], total = facets(connection, wanted, params["facet"], with_total=wanted.params["limit"] == 0)
    page = query.page(connection, wanted, total=total)
    if "id" in params:
        meta["not_found"] = missing_ids(connection, wanted, page)
    items = [item.document for item in page.items]
    if form:
        return formatted_page(form, resource, page, items)
    return responses.joined_page(page, items, validators=[item.validator for item in page.items], meta=meta)


def check_params(format: str, params: Params) -> None:
    """Raise `Invalid` for parameters without effect in this format, and for a cursor where there are no pages."""
    violations = [
        LocatedViolation((name,), Violation("format", f"This has no effect in the format “{format}”.", able), "query")
        for name, able in FORMATS_OF_PARAMS.items()
        if params.get(name) and format not in able
    ]
    if params.get("limit") == 0 and "cursor" in params:
        detail = "With `limit=0` there are no pages. Leave out one of the two."
        violations.append(LocatedViolation(("cursor",), Violation("cursor", detail), "query"))
    if violations:
        raise invalid(violations)


def formatted_page(form: Format, resource: Resource, page: Page[Any], items: list[bytes]) -> Response:
    """A page in another format than JSON; the next page is in the Link header."""
    links = responses.page_links(page)
    content = form.write(iter(items), responses.list_metadata(resource.name, links.get("next")))
    return responses.body_response(b"".join(content), content_type=form.media_type, links=links)


def stream(wanted: ListQuery, form: Format) -> Response:
    """All matches, sent as they are read: a slow client holds no database connection between two batches."""
    metadata, items = responses.list_metadata(wanted.resource.name), query.stream(read_source(), wanted)
    content = form.write(items, metadata) if request.method != "HEAD" else iter(())
    first = list(islice(content, 1))  # An error before the first byte is an ordinary problem response.
    headers = {"Cache-Control": responses.cache_control(), "Vary": responses.VARY}
    return Response(chain(first, content), 200, headers, content_type=form.media_type)
