"""Workloads: the requests to the API, and for the baseline requests with responses of the same size."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlencode

import orjson

from benchmarks.errors import BenchmarkError
from benchmarks.records import FIRST_DAY, JURISDICTIONS, TOPICS, WORDS, record

LIST = "/v1/announcements"
NUMBER_MARK = "@" * 12
"""`requests.lua` replaces this in a body by a new number for each request."""

SAMPLE_SIZE = 200
PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class Request:
    """One request."""

    method: str
    path: str
    body: bytes = b""
    etag: str = ""

    def line(self) -> bytes:
        """The line for `requests.lua`."""
        return b"\t".join((self.method.encode(), self.path.encode(), self.etag.encode(), self.body)) + b"\n"


@dataclass(frozen=True, slots=True)
class Workload:
    """A kind of request: its title, files of requests for the two servers, and the mean size of a response."""

    title: str
    ours: Path
    baseline: Path
    size: int


def gets(paths: Sequence[str]) -> list[Request]:
    """GET requests."""
    return [Request("GET", path) for path in paths]


def get_records(ids: Sequence[str]) -> list[Request]:
    """GETs of single records: the same sample each time."""
    sample = Random(0).sample(list(ids), min(SAMPLE_SIZE, len(ids)))  # noqa: S311  # Reproducible on purpose.
    return gets([f"{LIST}/{id}" for id in sample])


WORKLOADS: Mapping[str, tuple[str, Callable[[Sequence[str]], list[Request]]]] = {
    "get": ("GET one record (W1)", get_records),
    "list": ("GET a filtered list of 20 (W2)", lambda _: gets(filtered_lists())),
    "search": ("search two words, 20 records (W3)", lambda _: gets(searches())),
    "due": ("commitments due in a month, 50 (W4)", lambda _: gets(due_months())),
    "first": ("first page of everything (W6a)", lambda _: gets([f"{LIST}?limit=20"])),
    "deep": ("page at depth (W6b)", lambda _: gets([DEEP_PAGE])),
    "kinds": ("counts per kind of a jurisdiction (W7)", lambda _: gets(kind_counts())),
    "known": ("conditional GET, 304 (W8)", lambda ids: [replace(each, etag=ANY_ETAG) for each in get_records(ids)]),
    "post": ("POST a full record (W5)", lambda _: [Request("POST", LIST, new_record(n)) for n in range(SAMPLE_SIZE)]),
}
"""Title and requests of each workload, given the ids of the records. Writes come last."""

DEEP_PAGE = "deep"
"""Placeholder for the path of a deep page, which is known only after paging there."""

ANY_ETAG = "etag"
"""Placeholder for the current ETag."""


def filtered_lists() -> list[str]:
    """Lists filtered by jurisdiction, topic and a range of dates."""
    dates = {"announced_from": FIRST_DAY.replace(year=FIRST_DAY.year + 1).isoformat(), "announced_to": "2024-12-31"}
    return [
        f"{LIST}?{urlencode({'jurisdiction': jurisdiction, 'topic': topic, **dates, 'limit': PAGE_SIZE})}"
        for jurisdiction in JURISDICTIONS
        for topic in TOPICS
    ]


def searches() -> list[str]:
    """Searches for two words."""
    random = Random(1)  # noqa: S311  # Reproducible on purpose.
    queries = (" ".join(random.sample(WORDS, 2)) for _ in range(SAMPLE_SIZE))
    return [f"{LIST}?{urlencode({'q': query, 'limit': PAGE_SIZE})}" for query in queries]


def due_months() -> list[str]:
    """Commitments due within each month of some years."""
    months = (f"{year}-{month:02}" for year in range(2018, 2030) for month in range(1, 13))
    return [f"/v1/commitments?due_from={each}&due_to={each}&match=within&sort=due&limit=50" for each in months]


def kind_counts() -> list[str]:
    """Counts per kind for each jurisdiction."""
    return [f"{LIST}?jurisdiction={each}&facet=kind&limit=0" for each in JURISDICTIONS]


def new_record(number: int) -> bytes:
    """A record to POST; its identifier differs in each request."""
    return orjson.dumps(record(number) | {"identifiers": [{"scheme": "benchmark-post", "id": NUMBER_MARK}]})


def prepare(name: str, ids: Sequence[str], url: str, folder: Path, headers: Mapping[str, str]) -> Workload:
    """Write the files of requests. Each request is sent to the API once, to check it and to measure its response."""
    title, requests_for = WORKLOADS[name]
    requests = [resolve(request, url) for request in requests_for(ids)]
    sizes = [response_size(url, request, headers, number) for number, request in enumerate(requests)]
    ours, baseline = folder / f"{name}.ours", folder / f"{name}.baseline"
    ours.write_bytes(b"".join(request.line() for request in requests))
    same_size = (
        replace(request, path=f"/{size}" if size else "/not-modified")
        for request, size in zip(requests, sizes, strict=True)
    )
    baseline.write_bytes(b"".join(request.line() for request in same_size))
    return Workload(title, ours, baseline, sum(sizes) // len(sizes))


def resolve(request: Request, url: str) -> Request:
    """Replace placeholders by what the server says: the path of a deep page, an ETag."""
    if request.path == DEEP_PAGE:
        return replace(request, path=deep_page_path(url))
    return replace(request, etag=send(url + request.path).headers["ETag"]) if request.etag == ANY_ETAG else request


def deep_page_path(url: str, pages: int = 250) -> str:
    """Path of the page of 20 after this many pages of 200, or after half of them if there are fewer."""
    paths = [f"{LIST}?limit=200"]
    while len(paths) <= pages:
        next_page = orjson.loads(send(url + paths[-1]).read())["links"].get("next")
        if next_page is None:
            return paths[len(paths) // 2].replace("limit=200", "limit=20")
        paths.append(str(next_page).removeprefix(url))
    return paths[-1].replace("limit=200", "limit=20")


def send(request: str | urllib.request.Request) -> Any:
    """The response to a request. Raises `HTTPError` for an error status."""
    return urllib.request.urlopen(request)  # noqa: S310  # Our own address.


def response_size(url: str, request: Request, headers: Mapping[str, str], number: int) -> int:
    """Send a request once. Returns the length of the response's body."""
    body = request.body.replace(NUMBER_MARK.encode(), b"%012d" % number) or None
    all_headers = {**headers, **({"If-None-Match": request.etag} if request.etag else {})}
    prepared = urllib.request.Request(url + request.path, body, all_headers, method=request.method)  # noqa: S310  # Our own.
    try:
        content: bytes = send(prepared).read()
    except urllib.error.HTTPError as error:
        if error.code != HTTPStatus.NOT_MODIFIED:
            raise
        return 0
    if "topic=" in request.path and len(orjson.loads(content)["data"]) < PAGE_SIZE:
        raise BenchmarkError("Some lists have fewer than 20 items: measure with more records.")
    return len(content)
