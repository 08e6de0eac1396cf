"""JSON-LD in the words of schema.org: one record as one object, records as an ItemList.

schema.org has no words for much of a record, such as how a target is meant, or evidence. What it cannot say is left
out and nothing is bent to fit; the whole record is the JSON at each object's `url`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from api.formats.base import ListMetadata
from api.formats.jsonld.parts import node
from api.formats.jsonld.record import work

CONTEXT = {"@context": "https://schema.org"}


def render_record(document: bytes, subject: ListMetadata) -> bytes:
    """Return one record."""
    return encode(CONTEXT | work(orjson.loads(document), subject.root))


def write(documents: Iterable[bytes], subject: ListMetadata) -> Iterator[bytes]:
    """Yield a list of records in their order."""
    works = [work(orjson.loads(document), subject.root) for document in documents]
    elements = [node("ListItem", position=place, item=each) for place, each in enumerate(works, start=1)]
    frame = node("ItemList", subject.address, name=subject.title, numberOfItems=len(works))
    yield encode(CONTEXT | frame | {"itemListElement": elements})


def encode(value: dict[str, Any]) -> bytes:
    """Return JSON that may be pasted into a script element of a page: nothing in it can end that element."""
    return orjson.dumps(value).replace(b"<", b"\\u003c")
