"""Responses: stored bytes with their ETag, lists as pages, feeds and streams, and headers for caches."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import quote, unquote, urlencode
from uuid import UUID

from flask import Response, current_app, request
from marshmallow import Schema
from sqlalchemy import Connection

from api.formats import FORMATS, RESPONSE_TYPES, Format, ListMetadata
from api.formats.jsonld import render_record
from api.http.context import POSITION, ctx, now, public_root, read_source
from api.services import query
from api.services.analytics import facets, notes_on_unknown_values
from api.services.errors import invalid
from api.services.pagination import Page
from api.services.query import ListQuery
from api.services.query.conversion import convert_bounds
from api.services.query.executor import missing_ids
from api.services.query.resources import Resource
from domain.dates.edtf import parse_edtf
from domain.dates.instants import required_day
from domain.dates.relative_days import absolute
from domain.json import encode_json
from domain.violations import LocatedViolation, Violation

JSON = RESPONSE_TYPES["json"]

DEFAULT_LIMIT = 20
DEFAULT_LIMITS: Mapping[str, int] = {"ics": 200}
"""Limits of formats that clients do not page through, such as calendars."""

DEFAULT_SORTS: Mapping[str, str] = {
    "atom": "-significantly_updated_at",
    "jsonfeed": "-significantly_updated_at",
    "ics": "due",
}
"""Sorts of formats that clients poll: the latest significant changes, or what is due next, come first."""

WITHOUT_TODAY = frozenset(("due_from", "due", "overdue", "overdue_on"))
"""Parameters with which a calendar does not begin today."""

FORMATS_OF_PARAMS: Mapping[str, tuple[str, ...]] = {
    "bom": ("csv",),
    "facet": ("json",),
    "fields": ("json", "ndjson"),
    "highlight": ("json", "ndjson"),
}
"""Parameters that only some formats can show."""

UNTITLED_PARAMS = frozenset({"format", "limit", "cursor", "sort", "bom"})
"""Parameters that do not select matches, and so are not in a title."""

QUERY_CHARACTERS = "!$%&'()*+,/:;=?@"
"""Characters that stand in the query of an address as they are (RFC 3986), and those of percent-encoding."""

VARY = f"Accept, Authorization, {POSITION}"

Params = Mapping[str, Any]


def cache_control() -> str:
    """Value of Cache-Control: a response to the holder of a key is for that client alone."""
    context = ctx()
    if context.actor.key_id is not None or context.settings.require_key_to_read:
        return "private, no-cache"
    seconds = context.settings.cache_seconds
    return f"public, max-age={seconds}" if seconds else "public, no-cache"


def body_response(
    content: bytes, etag: str | None = None, *, content_type: str = JSON, links: Mapping[str, str] | None = None
) -> Response:
    """Bytes with their ETag, by default a digest of them; 304 if If-None-Match has it already (RFC 9110).

    `links` are the targets of the Link header (RFC 8288) by their relation.
    """
    etag = etag or etag_for(content)
    headers = {"ETag": etag, "Cache-Control": cache_control(), "Vary": VARY}
    if links:
        headers["Link"] = ", ".join(f'<{link}>; rel="{relation}"' for relation, link in links.items())
    condition = request.environ.get("HTTP_IF_NONE_MATCH")
    is_known = condition and (condition == etag or request.if_none_match.contains_weak(etag.strip('"')))
    if is_known and request.method in {"GET", "HEAD", "QUERY"}:
        return Response(b"", 304, headers, content_type=content_type)
    return Response(content, headers=headers, content_type=content_type)


def record_response(document: bytes, etag: str | None, *, format: str | None) -> Response:
    """A stored record as JSON or JSON-LD, whichever the client prefers."""
    if (format or ctx().format) == "json":
        return body_response(document, etag)
    return body_response(render_record(document, list_metadata("announcements")), content_type=RESPONSE_TYPES["jsonld"])


def list_metadata(resource: str, next_page: str | None = None) -> ListMetadata:
    """The title and addresses that a feed, a calendar or linked data states of itself."""
    filters = [f"{name}={value}" for name, value in request.args.items(multi=True) if name not in UNTITLED_PARAMS]
    title = f"Communiqué: {resource}" + (f", {', '.join(filters)}" if filters else "")
    return ListMetadata(resource, title, request.root_url.rstrip("/"), address(), next_page)


def created_value(schema: Schema, value: Any, *, status: int = 201) -> Response:
    """201 with the created resource, serialised by the schema; no cache keeps it."""
    return Response(encode_json(schema.dump(value)), status, {"Cache-Control": "no-store"}, content_type=JSON)


def no_content() -> Response:
    """204."""
    return without_body(204, {"Cache-Control": "no-store"})


def dump_value(schema: Schema, value: Any) -> Response:
    """A value as the schema shows it."""
    return body_response(encode_json(schema.dump(value)))


def value_etag(schema: Schema, value: Any) -> str:
    """The ETag of a value as the schema shows it."""
    return etag_for(encode_json(schema.dump(value)))


def dump_or_redirect(schema: Schema, id: UUID, value: Mapping[str, Any]) -> Response:
    """A value as the schema shows it, or 308 to the address of the id that it has now."""
    if value["id"] == id:
        return dump_value(schema, value)
    return without_body(308, {"Location": public_root() + value["url"], "Cache-Control": cache_control()})


def without_body(status: int, headers: Mapping[str, str]) -> Response:
    """A response without a body, and so without a Content-Type."""
    response = Response(status=status, headers=headers)
    del response.headers["Content-Type"]
    return response


def dump_page(schema: Schema, page: Page[Any], *, meta: Mapping[str, Any] | None = None) -> Response:
    """A page of values as the schema shows them."""
    items = [encode_json(schema.dump(item)) for item in page.items]
    return joined_page(page, items, validators=items, meta=meta)


def unpaged(rows: Sequence[Any], *, total: int, meta: Mapping[str, Any] | None = None) -> Response:
    """A list that has no pages, or the first rows of one; `total` is the number of all."""
    items = [encode_json(row) for row in rows]
    return joined_page(Page(rows, None, total), items, validators=items, meta=meta)


def joined_page(
    page: Page[Any], items: Sequence[bytes], *, validators: Sequence[bytes], meta: Mapping[str, Any] | None = None
) -> Response:
    """A page of items that are JSON already. Its ETag is a digest of their validators, its meta and its links."""
    links = page_links(page)
    meta = {"total": {"value": page.total, "relation": "eq" if page.exact else "gte"}, **(meta or {})}
    if page.ended_by:
        meta["ended_by"] = page.ended_by
    if page.next_cursor:
        meta["next_cursor"] = page.next_cursor
    frame = b'],"meta":' + encode_json(meta) + b',"links":' + encode_json(links) + b"}"
    content = b"".join((b'{"data":[', b",".join(items), frame))
    return body_response(content, etag_for(*validators, frame), links=links)


def page_links(page: Page[Any]) -> dict[str, str]:
    """The addresses of a page and, if there is one, of the next."""
    return {"self": address()} | ({"next": address(cursor=page.next_cursor)} if page.next_cursor else {})


def etag_for(*parts: bytes) -> str:
    """A strong ETag for content that these parts determine."""
    return f'"{hashlib.blake2s(b" ".join(parts), digest_size=8).hexdigest()}"'


def address(**changes: str) -> str:
    """The absolute address of this request, with some query parameters changed."""
    sent = quote(request.query_string, safe=QUERY_CHARACTERS)
    pairs = [pair for pair in sent.split("&") if pair and unquote(pair.partition("=")[0]) not in changes]
    query = "&".join(pairs) + ("&" if pairs and changes else "") + urlencode(changes)
    return request.base_url + (f"?{query}" if query else "")


def list_query(resource: Resource, params: Params) -> ListQuery:
    """The list query of this request."""
    return ListQuery.of(resource, params, actor=ctx().actor, today=now().date())


def list_response(connection: Connection, resource: Resource, params: Params) -> Response:
    """The list that these parameters select, in the format of the request. Raises `Invalid`."""
    name = params.get("format") or ctx().format
    check_params(name, params)
    form = FORMATS.get(name)
    if form and form.is_streamed and params.keys().isdisjoint(("limit", "cursor")):
        return stream(connection, list_query(resource, {"sort": resource.default_sort, **params}), form)
    limit = max(DEFAULT_LIMITS.get(name, DEFAULT_LIMIT), len(params.get("id", ())))
    defaults: dict[str, Any] = {"sort": DEFAULT_SORTS[name]} if name in DEFAULT_SORTS else {}
    if name == "ics" and is_upcoming(params):
        defaults["due_from"] = "today"
    wanted = list_query(resource, {"limit": limit, **defaults, **params})
    meta: dict[str, Any] = {}
    total = None
    if "convert" in params:
        wanted, not_converted = convert_bounds(connection, wanted)
        meta |= {"left_out": {"not_converted": {"count": not_converted}}} if not_converted else {}
    if params.get("facet"):
        meta["facets"], total = facets(connection, wanted, params["facet"], with_total=wanted.params["limit"] == 0)
    page = query.page(connection, wanted, total=total)
    items = [item.document for item in page.items]
    if form:
        return formatted_page(form, wanted, page, items)
    if params.get("overdue", "overdue_on" in params) and "superseded" not in params:
        others = query.count(connection, list_query(resource, {**params, "superseded": "only"}), exact=True)
        meta |= {"left_out": {"superseded": {"count": others}}} if others else {}
    if "id" in params:
        meta["not_found"] = missing_ids(connection, wanted, page)
    if not page.total and (notes := notes_on_unknown_values(connection, wanted)):
        meta["notes"] = notes
    return joined_page(page, items, validators=[item.validator for item in page.items], meta=meta)


def is_upcoming(params: Params) -> bool:
    """Whether a calendar begins today: unless the request says from when, or asks for what is past."""
    if not WITHOUT_TODAY.isdisjoint(params):
        return False
    last, today = params.get("due_to", "today"), now().date()
    return required_day(parse_edtf(absolute(last, today)).last, last) >= today


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


def formatted_page(form: Format, wanted: ListQuery, page: Page[Any], items: list[bytes]) -> Response:
    """A page in another format than JSON; the next page is in the Link header."""
    links = page_links(page)
    content = b"".join(write_items(form, wanted, iter(items), links.get("next")))
    response = body_response(content, content_type=form.media_type, links=links)
    response.headers.extend(file_headers(form, wanted.resource.name))
    return response


def write_items(
    form: Format, wanted: ListQuery, items: Iterator[bytes], next_page: str | None = None
) -> Iterator[bytes]:
    """The items of a list in a format, as chunks of bytes."""
    metadata = list_metadata(wanted.resource.name, next_page)
    return form.write(items, replace(metadata, has_bom=wanted.params.get("bom", False)))


def file_headers(form: Format, name: str) -> dict[str, str]:
    """The name under which a client saves a file for spreadsheets (RFC 6266)."""
    if form.extension is None:
        return {}
    return {"Content-Disposition": f'attachment; filename="{name}.{form.extension}"'}


def stream(connection: Connection, wanted: ListQuery, form: Format) -> Response:
    """All matches, sent as they are read: a slow client holds no database connection between two batches.

    The first batch is read at once: an error in it is an ordinary problem response. If there may be more, the stream
    holds a place of the bulkhead to its end. Raises `Overloaded` if there is none.
    """
    if "convert" in wanted.params:
        wanted = convert_bounds(connection, wanted).query
    held = ExitStack()
    enter = partial(held.enter_context, current_app.extensions["bulkhead"].place())
    items = query.stream(connection, read_source(), wanted, on_long=enter)
    headers = {"Cache-Control": cache_control(), "Vary": VARY, **file_headers(form, wanted.resource.name)}
    content = write_items(form, wanted, closing_at_end(items, held))
    response = Response(content, 200, headers, content_type=form.media_type)
    response.call_on_close(held.close)
    return response


def closing_at_end(items: Iterator[bytes], held: ExitStack) -> Iterator[bytes]:
    """The items; after the last one, or when the stream is closed, release what is held."""
    with held:
        yield from items
