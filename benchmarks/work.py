"""The work that is measured, as requests: what is asked of the API, and what bare Flask answers in as many bytes."""

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

from benchmarks.records import FIRST_DAY, JURISDICTIONS, TOPICS, WORDS, record

LIST = "/v1/announcements"
MARK = "@" * 12
"""Where a body holds this, `requests.lua` puts another number each time."""

SAMPLE = 200


class Unfit(RuntimeError):
    """Data that this work cannot be measured on."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request."""

    method: str
    path: str
    body: bytes = b""
    etag: str = ""

    def line(self) -> bytes:
        """Return it as `requests.lua` reads it."""
        return b"\t".join((self.method.encode(), self.path.encode(), self.etag.encode(), self.body)) + b"\n"


@dataclass(frozen=True, slots=True)
class Work:
    """A sort of request, and the file of its requests for each of the two servers."""

    name: str
    ours: Path
    floor: Path
    size: int


def ones(ids: Sequence[str]) -> list[Asked]:
    """Return requests for single records."""
    return [Asked("GET", f"{LIST}/{id}") for id in sample(ids)]


def sample(ids: Sequence[str]) -> list[str]:
    """Return some ids, from all over."""
    return Random(0).sample(list(ids), min(SAMPLE, len(ids)))  # noqa: S311  # The same ones each time.


SORTS: Mapping[str, tuple[str, Callable[[Sequence[str]], list[Asked]]]] = {
    "get": ("GET one record (W1)", ones),
    "list": ("GET a filtered list of 20 (W2)", lambda _: [Asked("GET", path) for path in lists()]),
    "search": ("search two words, 20 records (W3)", lambda _: [Asked("GET", path) for path in searches()]),
    "due": ("commitments due in a month, 50 (W4)", lambda _: [Asked("GET", path) for path in months()]),
    "first": ("first page of everything (W6a)", lambda _: [Asked("GET", f"{LIST}?limit=20")]),
    "deep": ("page far behind (W6b)", lambda _: [Asked("GET", DEEP)]),
    "kinds": ("counts per kind of a jurisdiction (W7)", lambda _: [Asked("GET", path) for path in counts()]),
    "known": ("GET one that is known, 304 (W8)", lambda ids: [replace(each, etag=ANY) for each in ones(ids)]),
    "post": ("POST a full record (W5)", lambda _: [Asked("POST", LIST, body(number)) for number in range(SAMPLE)]),
}
"""What can be measured: the requests of each sort, made from the ids of the records there are. What writes is last."""

DEEP = "deep"
"""Stands for the path of a page far behind, which is only known once it has been leafed to."""

ANY = "etag"
"""Stands for the ETag of what is asked for."""


def lists() -> list[str]:
    """Return lists filtered by jurisdiction, topic and a window of time."""
    window = {"announced_from": FIRST_DAY.replace(year=FIRST_DAY.year + 1).isoformat(), "announced_to": "2024-12-31"}
    return [
        f"{LIST}?{urlencode({'jurisdiction': jurisdiction, 'topic': topic, **window, 'limit': 20})}"
        for jurisdiction in JURISDICTIONS
        for topic in TOPICS
    ]


def searches() -> list[str]:
    """Return searches of two words, a frequent and a less frequent one."""
    random = Random(1)  # noqa: S311  # The same ones each time.
    return [f"{LIST}?{urlencode({'q': ' '.join(random.sample(WORDS, 2)), 'limit': 20})}" for _ in range(SAMPLE)]


def months() -> list[str]:
    """Return what falls due within each month of some years."""
    windows = (f"{year}-{month:02}" for year in range(2018, 2030) for month in range(1, 13))
    return [f"/v1/commitments?due_from={each}&due_to={each}&match=within&sort=due&limit=50" for each in windows]


def counts() -> list[str]:
    """Return the counts per kind of each jurisdiction."""
    return [f"{LIST}?jurisdiction={each}&facet=kind&limit=0" for each in JURISDICTIONS]


def body(number: int) -> bytes:
    """Return a record to POST, whose identifier will be another one each time."""
    return orjson.dumps(record(number) | {"identifiers": [{"scheme": "benchmark-post", "id": MARK}]})


def prepare(sort: str, ids: Sequence[str], url: str, folder: Path, headers: Mapping[str, str]) -> Work:
    """Write the files of requests, having asked the API each one once to see that it is right and how long it is."""
    name, make = SORTS[sort]
    asked = [told(each, url) for each in make(ids)]
    sizes = [try_out(url, each, headers, number) for number, each in enumerate(asked)]
    return write(name, asked, sizes, folder / sort)


def told(asked: Asked, url: str) -> Asked:
    """Return a request with what only the server can tell: the place of a page, the validator of an answer."""
    if asked.path == DEEP:
        return replace(asked, path=leafed(url))
    return replace(asked, etag=answered(url + asked.path).headers["ETag"]) if asked.etag == ANY else asked


def leafed(url: str, pages: int = 250) -> str:
    """Return the path of the page of 20 behind so many pages of 200, or behind half of all."""
    seen = [f"{LIST}?limit=200"]
    while len(seen) <= pages:
        following = orjson.loads(answered(url + seen[-1]).read())["links"].get("next")
        if following is None:
            return seen[len(seen) // 2].replace("limit=200", "limit=20")
        seen.append(str(following).removeprefix(url))
    return seen[-1].replace("limit=200", "limit=20")


def answered(asked: str | urllib.request.Request) -> Any:
    """Return the answer to a GET."""
    return urllib.request.urlopen(asked)  # noqa: S310  # Our own address; what is refused is raised.


def write(name: str, asked: Sequence[Asked], sizes: Sequence[int], stem: Path) -> Work:
    """Write the two files of one sort of request."""
    ours, floor = stem.with_suffix(".ours"), stem.with_suffix(".floor")
    ours.write_bytes(b"".join(each.line() for each in asked))
    constant = [
        Asked(each.method, f"/{size}" if size else "/nothing-new", each.body, each.etag)
        for each, size in zip(asked, sizes, strict=True)
    ]
    floor.write_bytes(b"".join(each.line() for each in constant))
    return Work(name, ours, floor, sum(sizes) // len(sizes))


def try_out(url: str, asked: Asked, headers: Mapping[str, str], number: int) -> int:
    """Send a request once. Return the length of its answer."""
    content = asked.body.replace(MARK.encode(), b"%012d" % number) or None
    sent = {**headers, **({"If-None-Match": asked.etag} if asked.etag else {})}
    request = urllib.request.Request(url + asked.path, content, sent, method=asked.method)  # noqa: S310  # Our own.
    try:
        found: bytes = answered(request).read()
    except urllib.error.HTTPError as error:
        if error.code != HTTPStatus.NOT_MODIFIED:
            raise
        return 0
    if "topic=" in asked.path and len(orjson.loads(found)["data"]) < 20:  # noqa: PLR2004
        raise Unfit("Some lists are shorter than 20: there are too few records to measure with.")
    return len(found)
