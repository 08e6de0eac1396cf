"""How every list is answered: what was asked becomes a plan, and what it finds a page, a feed or a stream."""

from __future__ import annotations

from collections.abc import Collection as Some
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import Any

from flask import Response, request
from sqlalchemy import Connection

from api.formats import FORMATS, Format, ListMetadata, jsonld
from api.http import responses
from api.http.context import ctx
from api.http.lifecycle import now
from api.http.negotiation import ANYTHING, chosen
from api.http.read_routing import read_source
from api.services.analytics import facets
from api.services.analytics.facets import FacetCounts
from api.services.errors import invalid
from api.services.pagination import Page
from api.services.query import executor, list_query, projection
from api.services.query.executor import Listed
from api.services.query.list_query import Plan
from api.services.query.resources import ANNOUNCEMENTS, Collection
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

HOW = frozenset({"format", "limit", "cursor", "sort"})
"""Parameters that say how a list is shown rather than what is in it."""

Asked = Mapping[str, Any]


def plan(collection: Collection, asked: Asked) -> Plan:
    """Return how to find what this request asks for."""
    return list_query.plan(collection, asked, actor=ctx().actor, today=now().date())


def answer(connection: Connection, collection: Collection, asked: Asked) -> Response:
    """Answer a list in the form that was asked for."""
    name = chosen(asked)
    refuse_what_has_no_effect(name, asked)
    form = FORMATS.get(name)
    if form and form.is_streamed and asked.keys().isdisjoint(("limit", "cursor")):
        return stream(plan(collection, {"sort": collection.default_sort, **asked}), form, asked)
    usual = {"limit": max(LONGEST.get(name, USUAL), len(asked.get("id", ())))}
    sized = {**usual, **({"sort": SORTED[name]} if name in SORTED else {}), **asked}
    wanted = plan(collection, sized)
    counts = counted(connection, wanted)
    page = executor.page(connection, wanted, total=counts.total)
    items = [projection.shown(item.document, collection.name, asked) for item in page.items]
    if form:
        return formatted(form, collection, page, items)
    return responses.joined_page(
        page, items, validators=[item.validator for item in page.items], more=more(connection, wanted, page, counts)
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


def counted(connection: Connection, wanted: Plan) -> FacetCounts:
    """Return how many matches have which value, and where no page is wanted, how many there are."""
    if "facet" not in wanted.asked:
        return FacetCounts({}, None)
    return facets(connection, wanted, wanted.asked["facet"], with_total=wanted.asked["limit"] == 0)


def more(connection: Connection, wanted: Plan, page: Page[Listed], counts: FacetCounts) -> dict[str, Any]:
    """Return what a list says of its matches beside their number."""
    said: dict[str, Any] = {"facets": counts.facets} if counts.facets else {}
    if "id" in wanted.asked:
        said["not_found"] = executor.not_found(connection, wanted, page)
    return said


def subject(collection: Collection, next_page: str | None = None) -> ListMetadata:
    """Return what this request is about, for formats that say so themselves."""
    asked = [f"{name}={value}" for name, value in request.args.items(multi=True) if name not in HOW]
    title = f"Communiqué: {collection.name}" + (f", {', '.join(asked)}" if asked else "")
    return ListMetadata(collection.name, title, request.root_url.rstrip("/"), responses.address(), next_page)


def formatted(form: Format, collection: Collection, page: Page[Any], items: list[bytes]) -> Response:
    """Answer with a page in another format; the way to the next one is in the Link header."""
    links = responses.links_of(page)
    content = form.write(iter(items), subject(collection, links.get("next")))
    made = responses.body(b"".join(content), content_type=form.media_type)
    made.headers["Link"] = responses.link_header(links)
    return made


def is_json() -> bool:
    """Whether a single record is wanted in JSON, as it is where nothing else is said."""
    environ = ctx().environ
    is_usual = not environ["QUERY_STRING"] and environ.get("HTTP_ACCEPT", ANYTHING) == ANYTHING
    return is_usual or chosen(request.args) == "json"


def known() -> Some[str]:
    """Return the ETags of records that the client has; those of other forms are not theirs."""
    return responses.known() if is_json() else ()


def one(document: bytes, etag: str | None) -> Response:
    """Answer with a single record, in JSON or as linked data; without a document, that the client has it already."""
    if etag and not document:
        return responses.unchanged(etag)
    if is_json():
        return responses.body(document, etag)
    form = FORMATS["jsonld"]
    return responses.body(jsonld.render_record(document, subject(ANNOUNCEMENTS)), content_type=form.media_type)


def stream(wanted: Plan, form: Format, asked: Asked) -> Response:
    """Answer with everything, as it is read."""
    about, read_from = subject(wanted.collection), read_source()

    def items() -> Iterator[bytes]:
        """Read some at a time: a slow client holds no connection to the database while it is written to."""
        for document in executor.every(read_from, wanted):
            yield projection.shown(document, wanted.collection.name, asked)

    headers = {"Cache-Control": responses.cache_control(), "Vary": responses.VARY}
    content = begun(form.write(items(), about)) if request.method != "HEAD" else iter(())
    return Response(content, 200, headers, content_type=form.media_type)


def begun(content: Iterator[bytes]) -> Iterator[bytes]:
    """Return what is streamed once it has begun: what goes wrong before that can still be answered as a problem."""
    first = list(islice(content, 1))
    return chain(first, content)
