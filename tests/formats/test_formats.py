"""Every format suits what it says, and what is long is written as it is read."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from itertools import islice

import orjson
import pytest

from api.formats import FORMATS
from schemas.queries.lists import LIST_FORMATS
from tests.formats.documents import about, items, written

MANY = 100_000
ENOUGH_MEMORY = 500_000


@pytest.mark.parametrize(
    ("name", "collection"), [(name, each) for each, names in LIST_FORMATS.items() for name in names if name != "json"]
)
def test_a_format_can_write_whatever_it_suits(name: str, collection: str) -> None:
    """The worked example's items, and none at all."""
    assert written(name, about(collection), items(collection))
    assert isinstance(written(name, about(collection), []), bytes)


@pytest.mark.parametrize("name", [name for name in FORMATS if not FORMATS[name].is_streamed])
def test_the_same_items_are_the_same_bytes(name: str) -> None:
    """No clock and no chance goes into an answer, so that caches can compare them."""
    (collection,) = [each for each, names in LIST_FORMATS.items() if name in names]
    for found in (items(collection), []):
        assert written(name, about(collection), found) == written(name, about(collection), found)


def test_ndjson_is_a_document_in_each_line() -> None:
    """Byte for byte as the API answers it."""
    found = items("commitments")
    lines = written("ndjson", about("commitments"), found).splitlines(keepends=True)
    assert lines == [orjson.dumps(item) + b"\n" for item in found]


def test_ndjson_of_nothing_is_nothing() -> None:
    """There is not even an empty line."""
    assert written("ndjson", about("quotes"), []) == b""


@pytest.mark.parametrize("name", ["ndjson", "csv"])
def test_a_hundred_thousand_items_pass_in_constant_memory(name: str) -> None:
    """What is held at any moment is a chunk, not the answer."""
    document = orjson.dumps(items("topics")[0])
    stream = FORMATS[name].write((bytes(bytearray(document)) for _ in range(MANY)), about("topics"))
    next(stream)
    tracemalloc.start()
    length = sum(map(len, stream))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert length > 10 * ENOUGH_MEMORY
    assert peak < ENOUGH_MEMORY


@pytest.mark.parametrize("name", ["ndjson", "csv"])
def test_a_stream_begins_before_all_of_it_is_read(name: str) -> None:
    """The first chunk comes after some 64 kB of items."""
    document, read = orjson.dumps(items("commitments")[0]), []

    def many() -> Iterator[bytes]:
        """Give the same item often, but not for ever, lest a format that reads on fills the memory."""
        for _ in range(MANY // 100):
            read.append(1)
            yield document

    chunks = list(islice(FORMATS[name].write(many(), about("commitments")), 3))
    assert all(64 * 1024 <= len(chunk) < 64 * 1024 + 2 * len(document) for chunk in chunks)
    assert len(read) < MANY // 100
