"""All formats: which lists they can render, the same bytes each time, and streaming in constant memory."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from itertools import islice

import orjson
import pytest

from api.formats import FORMATS
from schemas.queries.lists import LIST_FORMATS
from tests.formats.documents import about, items, written

MANY = 20_000
ENOUGH_MEMORY = 500_000


@pytest.mark.parametrize(
    ("name", "collection"), [(name, each) for each, names in LIST_FORMATS.items() for name in names if name != "json"]
)
def test_a_format_renders_every_list_that_offers_it(name: str, collection: str) -> None:
    assert written(name, about(collection), items(collection))
    assert isinstance(written(name, about(collection), []), bytes)


@pytest.mark.parametrize("name", [name for name in FORMATS if not FORMATS[name].is_streamed])
def test_the_same_items_are_the_same_bytes(name: str) -> None:
    (collection,) = [each for each, names in LIST_FORMATS.items() if name in names]
    for found in (items(collection), []):
        assert written(name, about(collection), found) == written(name, about(collection), found)


def test_ndjson_is_one_document_per_line() -> None:
    found = items("commitments")
    lines = written("ndjson", about("commitments"), found).splitlines(keepends=True)
    assert lines == [orjson.dumps(item) + b"\n" for item in found]


def test_ndjson_of_no_documents_is_empty() -> None:
    assert written("ndjson", about("quotes"), []) == b""


@pytest.mark.parametrize("name", ["ndjson", "csv"])
def test_a_stream_of_any_length_takes_constant_memory(name: str) -> None:
    document = orjson.dumps(items("amounts")[0])
    stream = FORMATS[name].write((bytes(bytearray(document)) for _ in range(MANY)), about("amounts"))
    next(stream)
    tracemalloc.start()
    length = sum(map(len, stream))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert length > 10 * ENOUGH_MEMORY
    assert peak < ENOUGH_MEMORY


@pytest.mark.parametrize("name", ["ndjson", "csv"])
def test_a_stream_begins_before_all_of_it_is_read(name: str) -> None:
    document, read = orjson.dumps(items("commitments")[0]), []

    def many() -> Iterator[bytes]:
        for _ in range(1_000):
            read.append(1)
            yield document

    chunks = list(islice(FORMATS[name].write(many(), about("commitments")), 3))
    assert all(64 * 1024 <= len(chunk) < 64 * 1024 + 2 * len(document) for chunk in chunks)
    assert len(read) < 1_000
