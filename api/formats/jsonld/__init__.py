"""JSON-LD in the vocabulary of schema.org: a record as one object, a list as an ItemList.

Members of a record that schema.org cannot express, such as comparators or evidence quotes, are left out; the JSON at
each object's `url` is complete.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from api.formats.base import ListMetadata
from api.formats.jsonld.parts import make_node
from api.formats.jsonld.record import announcement_node

CONTEXT = {"@context": "https://schema.org"}


def render_record(document: bytes, metadata: ListMetadata) -> bytes:
    """One record as JSON-LD."""
    return encode_html_safe(CONTEXT | announcement_node(orjson.loads(document), metadata.root))


def write_jsonld(documents: Iterable[bytes], metadata: ListMetadata) -> Iterator[bytes]:
    """Records as an ItemList, in their order."""
    works = [announcement_node(orjson.loads(document), metadata.root) for document in documents]
    elements = [make_node("ListItem", position=number, item=work) for number, work in enumerate(works, start=1)]
    page = make_node("ItemList", metadata.address, name=metadata.title, numberOfItems=len(works))
    yield encode_html_safe(CONTEXT | page | {"itemListElement": elements})


def encode_html_safe(value: dict[str, Any]) -> bytes:
    """JSON that can be pasted into a script element of a page, because nothing in it can close that element."""
    return orjson.dumps(value).replace(b"<", b"\\u003c")
