"""`/v1/audit`: who did what, to what, when, and from where. Needs the scope admin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

from flask import Response

from api.db.database import ReadSource
from api.formats import RESPONSE_TYPES
from api.http import Blueprint, ctx, in_formats, long_polls, now, requires, responses
from api.services import audit
from api.services.audit import AuditPage
from domain.json import encode_json
from schemas.resources.audit import AuditEntrySchema, AuditPageSchema, AuditQuery

blueprint = Blueprint("Audit", __name__, url_prefix="/v1/audit", description="Who did what, when, and from where.")
ENTRY, PAGE = AuditEntrySchema(), AuditPageSchema()
PAGE_SIZE, STREAM_SIZE = 50, 200


@blueprint.get("")
@requires("admin")
@in_formats("json", "ndjson", is_export=True)
@blueprint.arguments(AuditQuery(), location="query")
@blueprint.response(200, PAGE)
@long_polls
def list_audit_entries(source: ReadSource, params: dict[str, Any]) -> Response:
    """List the audit trail, the latest entry first.

    It has every change of a record, merge of parties, start of an import, change of a key, and refused sign-ins and
    requests: of these the first, tenth, hundredth … of an address and key in a minute, for each reason. Nothing in it
    can be changed or deleted; client addresses can be erased by the operator.
    """
    form, limit, today = params.pop("format", None) or ctx().format, params.pop("limit", None), now().date()
    if form == "ndjson" and limit is None:
        return ndjson(stream_entries(source, params, today))
    query = {**params, "limit": limit or PAGE_SIZE}
    page = source.read(lambda connection: audit.list_entries(connection, query, today=today))
    if form == "ndjson":
        return ndjson([entry_lines(page)])
    links = {"self": responses.address()}
    links |= {"next": responses.address(cursor=page.next_cursor)} if page.next_cursor else {}
    meta = {"next_cursor": page.next_cursor} if page.next_cursor else {}
    shown = PAGE.dump({"data": page.items, "meta": meta, "links": links})
    return responses.body_response(encode_json(shown), links=links)


def ndjson(lines: Iterable[bytes]) -> Response:
    """Lines as a response that no cache keeps."""
    return Response(lines, headers={"Cache-Control": "no-store"}, content_type=RESPONSE_TYPES["ndjson"])


def entry_lines(page: AuditPage) -> bytes:
    """The entries of a page as NDJSON."""
    return b"".join(encode_json(ENTRY.dump(each)) + b"\n" for each in page.items)


def stream_entries(source: ReadSource, params: Mapping[str, Any], today: date) -> Iterator[bytes]:
    """All entries as NDJSON, page by page: no connection is held while the client reads."""
    cursor = params.get("cursor")
    while True:
        query = {**params, "limit": STREAM_SIZE} | ({"cursor": cursor} if cursor else {})
        page = source.read(partial(audit.list_entries, params=query, today=today))
        yield entry_lines(page)
        cursor = page.next_cursor
        if cursor is None:
            return
