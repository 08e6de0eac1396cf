"""Answers lists: a request becomes a list query, and its matches a page, a feed or a stream."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain, islice
from typing import Any

from flask import Response, request
from sqlalchemy import Connection

from api.formats import FORMATS, Format, ListMetadata, jsonld
from api.http import responses
from api.http.context import ctx, now
from api.http.read_routing import read_source
from api.services import query
from api.services.analytics import facets
from api.services.analytics.facets import FacetCounts
from api.services.errors import invalid
from api.services.pagination import Page
from api.services.query import ListQuery, projection
from api.services.query.executor import ListItem, missing_ids
from api.services.query.resources import ANNOUNCEMENTS, Resource
from domain.violations import LocatedViolation, Violation

USUAL = 20
"""How many items a page has where no number was named."""

LONGEST: Mapping[str, int] = {"ics": 200}
"""Formats of which more is usual: a calendar is subscribed to, not leafed through."""

SORTED: Mapping[str, str] = {"atom": "-updated_at", "jsonfeed": "-updated_at", "ics": "-due"}
"""The order of formats that are looked into now and then: what changed last, or is due last, comes first."""

JSON_ALONE: Mapping[str, tuple[str, ...]] = {
    "facet": ("json",),
    "fields": ("json", "ndjson"),
    "highlight": ("json", "ndjson"),
}
"""What only some formats can show."""

PRESENTATION = frozenset({"format", "limit", "cursor", "sort"})
"""Parameters that say how a list is shown rather than what is in it."""

Asked = Mapping[str, Any]


def list_query(resource: Resource, asked: Asked) -> ListQuery:
    """The list query of this request."""
    return ListQuery.of(resource, asked, actor=ctx().actor, today=now().date())


def answer(connection: Connection, resource: Resource, asked: Asked) -> Response:
    """Answer a list in the form that was asked for."""
    name = asked.get("format") or ctx().format
    refuse_what_has_no_effect(name, asked)
    form = FORMATS.get(name)
    if form and form.is_streamed and asked.keys().isdisjoint(("limit", "cursor")):
        return stream(list_query(resource, {"sort": resource.default_sort, **asked}), form, asked)
    usual = {"limit": max(LONGEST.get(name, USUAL), len(asked.get("id", ())))}
    sized = {**usual, **({"sort": SORTED[name]} if name in SORTED else {}), **asked}
    wanted = list_query(resource, sized)
    counts = counted(connection, wanted)
    page = query.page(connection, wanted, total=counts.total)
    items = [projection.project_item(item.document, resource.name, asked) for item in page.items]
    if form:
        return formatted_page(form, resource, page, items)
    return responses.joined_page(
        page,
        items,
        validators=[item.validator for item in page.items],
        meta=list_meta(connection, wanted, page, counts),
    )


def refuse_what_has_no_effect(name: str, asked: Asked) -> None:
    """Refuse parameters that would have no effect on this format, and a page where only counts are asked for."""
    violations = [
        LocatedViolation(
            (parameter,), Violation("format", f"This has no effect on the format “{name}”.", suits), "query"
        )
        for parameter, suits in JSON_ALONE.items()
        if asked.get(parameter) and name not in suits
    ]
    if asked.get("limit") == 0 and "cursor" in asked:
        violations.append(
            LocatedViolation(("cursor",), Violation("cursor", "With `limit=0` there are no pages."), "query")
        )
    if violations:
        raise invalid(violations)


def counted(connection: Connection, wanted: ListQuery) -> FacetCounts:
    """Return how many matches have which value, and where no page is wanted, how many there are."""
    if "facet" not in wanted.params:
        return FacetCounts({}, None)
    return facets(connection, wanted, wanted.params["facet"], with_total=wanted.params["limit"] == 0)


def list_meta(connection: Connection, wanted: ListQuery, page: Page[ListItem], counts: FacetCounts) -> dict[str, Any]:
    """Return what a list says of its matches beside their number."""
    said: dict[str, Any] = {"facets": counts.facets} if counts.facets else {}
    if "id" in wanted.params:
        said["not_found"] = missing_ids(connection, wanted, page)
    return said


def list_metadata(resource: Resource, next_page: str | None = None) -> ListMetadata:
    """The title and addresses that a feed or calendar states of itself."""
    filters = [f"{name}={value}" for name, value in request.args.items(multi=True) if name not in PRESENTATION]
    title = f"Communiqué: {resource.name}" + (f", {', '.join(filters)}" if filters else "")
    return ListMetadata(resource.name, title, request.root_url.rstrip("/"), responses.address(), next_page)


def formatted_page(form: Format, resource: Resource, page: Page[Any], items: list[bytes]) -> Response:
    """A page in another format than JSON; the next page is in the Link header."""
    links = responses.page_links(page)
    content = form.write(iter(items), list_metadata(resource, links.get("next")))
    response = responses.body(b"".join(content), content_type=form.media_type)
    response.headers["Link"] = responses.link_header(links)
    return response


def record(document: bytes, etag: str | None, *, format: str | None) -> Response:
    """A stored record as JSON or JSON-LD, whichever the client prefers."""
    if (format or ctx().format) == "json":
        return responses.body(document, etag)
    content = jsonld.render_record(document, list_metadata(ANNOUNCEMENTS))
    return responses.body(content, content_type=FORMATS["jsonld"].media_type)


def stream(wanted: ListQuery, form: Format, asked: Asked) -> Response:
    """All matches, sent as they are read: a slow client holds no database connection between two batches."""
    metadata, source = list_metadata(wanted.resource), read_source()
    documents = query.stream(source, wanted)
    items = (projection.project_item(document, wanted.resource.name, asked) for document in documents)
    content = form.write(items, metadata) if request.method != "HEAD" else iter(())
    first = list(islice(content, 1))  # An error before the first byte is an ordinary problem response.
    headers = {"Cache-Control": responses.cache_control(), "Vary": responses.VARY}
    return Response(chain(first, content), 200, headers, content_type=form.media_type)
