"""Documents to render in tests of formats: records and parts as the API returns them, without a database."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import orjson

from api import sample
from api.formats import FORMATS, ListMetadata
from api.openapi import examples
from api.services.records import documents

Item = dict[str, Any]
ROOT = "https://communique.example"
ID = UUID("019c0dea-8800-7000-8000-00000000000b")
LISTS = ("parties", "commitments", "amounts", "quotes", "sources")


def about(collection: str, **members: Any) -> ListMetadata:
    """Metadata of a list."""
    options = {"title": f"Communiqué: {collection}", "address": f"{ROOT}/v1/{collection}?format=x&topic=a"} | members
    return ListMetadata(collection, root=ROOT, **options)


def answered(stated: Item) -> Item:
    """A record as a response shows it; parts without a key get one."""
    keyed = {name: [with_key(name, *each) for each in enumerate(stated.get(name) or ())] for name in LISTS}
    record: Item = orjson.loads(examples.stored_record(stated | keyed, ID).document)
    return record


def with_key(name: str, index: int, part: Item) -> Item:
    return part if part.get("key") else part | {"key": f"made.{name}.{index}"}


def whole() -> Item:
    """The worked example."""
    return answered(sample.worked_example())


def parts(record: Item, collection: str) -> list[Item]:
    """A record's parts as a list returns them."""
    return [orjson.loads(part) for part in documents.list_item_documents(record)[collection]]


def items(collection: str) -> list[Item]:
    """Items of a list that holds the worked example alone."""
    return [whole()] if collection == "announcements" else parts(whole(), collection)


def written(name: str, metadata: ListMetadata, items: Iterable[Item]) -> bytes:
    """Items rendered in a format."""
    return b"".join(FORMATS[name].write((orjson.dumps(item) for item in items), metadata))
