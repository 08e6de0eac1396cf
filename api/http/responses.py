"""Answers: stored bytes with their validator, pages with their links, and headers that let a cache stand in front."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from flask import Response, request
from marshmallow import Schema
from werkzeug.datastructures import MultiDict

from api.http.context import ctx
from api.http.lifecycle import Ready, now
from api.http.read_routing import POSITION
from api.http.request_parser import LONGEST_REMEMBERED, REMEMBERED
from api.services.pagination import Page
from api.services.records import assemble  # noqa: F401  # Imported before writer, with which it still forms a cycle.
from api.services.records.writer import Stored
from domain.json import encode_json

JSON = "application/json"
NONE: frozenset[str] = frozenset()
VARY = f"Accept, Authorization, {POSITION}"


def actor_and_time() -> dict[str, Any]:
    """Return who asks, and when."""
    return {"actor": ctx().actor, "now": now()}


def cache_control() -> str:
    """Return how long an answer may be kept: what a key was needed for stays with its client."""
    known = ctx()
    if known.actor.key_id is not None or known.settings.require_key_to_read:
        return "private, no-cache"
    seconds = known.settings.cache_seconds
    return f"public, max-age={seconds}" if seconds else "public, no-cache"


def body(content: bytes, etag: str | None = None, *, content_type: str = JSON) -> Response:
    """Return bytes with their validator; 304 without them where the client has them already (RFC 9110)."""
    etag = etag or digest(content)
    already = known()
    if already and request.method in {"GET", "HEAD"} and (etag in already or "*" in already):
        return unchanged(etag)
    described = [("Content-Type", content_type), ("Content-Length", str(len(content)))]
    return Ready(content, "200 OK", named(etag) + described)


def unchanged(etag: str) -> Response:
    """Answer that the client has it already."""
    return Ready(None, "304 NOT MODIFIED", named(etag))


def named(etag: str) -> list[tuple[str, str]]:
    """Return the headers by which an answer can be kept and asked for again."""
    return [("ETag", etag), ("Cache-Control", cache_control()), ("Vary", VARY)]


def known() -> frozenset[str]:
    """Return the validators that If-None-Match names, which are compared weakly (RFC 9110)."""
    sent = ctx().environ.get("HTTP_IF_NONE_MATCH")
    return frozenset([each.strip().removeprefix("W/") for each in sent.split(",")]) if sent else NONE


def written(record: Stored) -> Response:
    """Answer a write with the record as it is now kept; 201 and its address where it is new."""
    answer = Response(record.document, 201 if record.is_new else 200, {"ETag": record.etag}, content_type=JSON)
    answer.headers["Cache-Control"] = "no-store"
    if record.is_new:
        answer.headers["Location"] = f"{request.root_path}/v1/announcements/{record.id}"
    return answer


def nothing() -> Response:
    """Answer that it is done, with nothing more to say."""
    answer = Response(status=204, headers={"Cache-Control": "no-store"})
    del answer.headers["Content-Type"]
    return answer


def dumped(schema: Schema, value: Any) -> Response:
    """Answer with a value in the form of a schema."""
    return body(encode_json(schema.dump(value)))


def found_as(schema: Schema, asked: UUID, value: Mapping[str, Any]) -> Response:
    """Answer with what has this id, or with the way to the id that it has now (308, RFC 9110)."""
    if value["id"] == asked:
        return dumped(schema, value)
    headers = {"Location": f"{request.root_path}{value['url']}", "Cache-Control": cache_control()}
    answer = Response(status=308, headers=headers)
    del answer.headers["Content-Type"]
    return answer


def created(schema: Schema, value: Any) -> Response:
    """Answer with what was created."""
    headers = {"Cache-Control": "no-store"}
    return Response(encode_json(schema.dump(value)), 201, headers, content_type=JSON)


def dumped_page(schema: Schema, page: Page[Any], *, more: Mapping[str, Any] | None = None) -> Response:
    """Answer with a page of values in the form of a schema."""
    items = [encode_json(schema.dump(item)) for item in page.items]
    return joined_page(page, items, validators=items, more=more)


def whole(rows: Sequence[Any]) -> Response:
    """Answer with a list that has no pages."""
    items = [encode_json(row) for row in rows]
    return joined_page(Page(rows, None, len(rows)), items, validators=items)


def joined_page(
    page: Page[Any], items: Sequence[bytes], *, validators: Sequence[bytes], more: Mapping[str, Any] | None = None
) -> Response:
    """Answer with a page whose items are JSON already, each named by a validator, from which the page's is made."""
    links = links_of(page)
    meta = {"total": {"value": page.total, "relation": "eq" if page.exact else "gte"}, **(more or {})}
    frame = b'],"meta":' + encode_json(meta) + b',"links":' + encode_json(links) + b"}"
    answer = body(b'{"data":[' + b",".join(items) + frame, digest(*validators, frame))
    answer.headers["Link"] = link_header(links)
    return answer


def links_of(page: Page[Any]) -> dict[str, str]:
    """Return where a page is, and where the next one is if there is one."""
    return {"self": address()} | ({"next": address(cursor=page.next_cursor)} if page.next_cursor else {})


def link_header(links: Mapping[str, str]) -> str:
    """Return links as a header has them (RFC 8288)."""
    return ", ".join(f'<{link}>; rel="{relation}"' for relation, link in links.items())


def digest(*parts: bytes) -> str:
    """Return a strong validator for what these parts determine."""
    return f'"{hashlib.blake2s(b" ".join(parts), digest_size=8).hexdigest()}"'


def address(**changed: str) -> str:
    """Return the absolute address of this request, with some query parameters changed."""
    asked = request.query_string
    keep = kept if len(asked) <= LONGEST_REMEMBERED else kept.__wrapped__
    query = "&".join(filter(None, (keep(asked, *changed), urlencode(changed))))
    return request.base_url + (f"?{query}" if query else "")


@lru_cache(REMEMBERED)
def kept(query: bytes, *dropped: str) -> str:
    """Return what is kept of a query without some of its parameters, as Werkzeug reads it."""
    asked = MultiDict(parse_qsl(query.decode(), keep_blank_values=True, errors="werkzeug.url_quote"))
    return urlencode([(name, value) for name, value in asked.items(multi=True) if name not in dropped])
