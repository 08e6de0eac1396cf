"""The work that is measured, as requests: what is asked of the API, and what bare Flask answers in as many bytes."""

from __future__ import annotations

import urllib.request
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from urllib.parse import urlencode

import orjson

from benchmarks.records import FIRST_DAY, JURISDICTIONS, TOPICS, record

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

    def line(self) -> bytes:
        """Return it as `requests.lua` reads it."""
        return b"\t".join((self.method.encode(), self.path.encode(), self.body)) + b"\n"


@dataclass(frozen=True, slots=True)
class Work:
    """A sort of request, and the file of its requests for each of the two servers."""

    name: str
    ours: Path
    floor: Path
    size: int


SORTS: Mapping[str, tuple[str, Callable[[Sequence[str]], list[Asked]]]] = {
    "get": ("GET one record", lambda ids: [Asked("GET", f"{LIST}/{id}") for id in sample(ids)]),
    "list": ("GET a filtered list of 20", lambda _: [Asked("GET", path) for path in lists()]),
    "post": ("POST a full record", lambda _: [Asked("POST", LIST, body(number)) for number in range(SAMPLE)]),
}
"""What can be measured: the requests of each sort, made from the ids of the records there are."""


def sample(ids: Sequence[str]) -> list[str]:
    """Return some ids, from all over."""
    return Random(0).sample(list(ids), min(SAMPLE, len(ids)))  # noqa: S311  # The same ones each time.


def lists() -> list[str]:
    """Return lists filtered by jurisdiction, topic and a window of time."""
    window = {"announced_from": FIRST_DAY.replace(year=FIRST_DAY.year + 1).isoformat(), "announced_to": "2024-12-31"}
    return [
        f"{LIST}?{urlencode({'jurisdiction': jurisdiction, 'topic': topic, **window, 'limit': 20})}"
        for jurisdiction in JURISDICTIONS
        for topic in TOPICS
    ]


def body(number: int) -> bytes:
    """Return a record to POST, whose identifier will be another one each time."""
    return orjson.dumps(record(number) | {"identifiers": [{"scheme": "benchmark-post", "id": MARK}]})


def prepare(sort: str, ids: Sequence[str], url: str, folder: Path, headers: Mapping[str, str]) -> Work:
    """Write the files of requests, having asked the API each one once to see that it is right and how long it is."""
    name, make = SORTS[sort]
    asked = make(ids)
    sizes = [try_out(url, each, headers, number) for number, each in enumerate(asked)]
    return write(name, asked, sizes, folder / sort)


def write(name: str, asked: Sequence[Asked], sizes: Sequence[int], stem: Path) -> Work:
    """Write the two files of one sort of request."""
    ours, floor = stem.with_suffix(".ours"), stem.with_suffix(".floor")
    ours.write_bytes(b"".join(each.line() for each in asked))
    constant = [Asked(each.method, f"/{size}", each.body) for each, size in zip(asked, sizes, strict=True)]
    floor.write_bytes(b"".join(each.line() for each in constant))
    return Work(name, ours, floor, sum(sizes) // len(sizes))


def try_out(url: str, asked: Asked, headers: Mapping[str, str], number: int) -> int:
    """Send a request once. Return the length of its answer."""
    content = asked.body.replace(MARK.encode(), b"%012d" % number) or None
    request = urllib.request.Request(url + asked.path, content, dict(headers), method=asked.method)  # noqa: S310  # Our own.
    with urllib.request.urlopen(request) as answer:  # noqa: S310  # Our own address; what is refused is raised.
        found: bytes = answer.read()
    if "?" in asked.path and len(orjson.loads(found)["data"]) < 20:  # noqa: PLR2004
        raise Unfit("Some lists are shorter than 20: there are too few records to measure with.")
    return len(found)
