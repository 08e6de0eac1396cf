"""Documents to write in other formats: as the API answers records and their parts, made here without a database."""

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
    """Return what was asked of a collection."""
    asked = {"title": f"Communiqué: {collection}", "address": f"{ROOT}/v1/{collection}?format=x&topic=a"} | members
    return ListMetadata(collection, root=ROOT, **asked)


def answered(stated: Item) -> Item:
    """Return a record as it is answered; a part without a key gets one, as the server gives it."""
    keyed = {name: [with_key(name, *each) for each in enumerate(stated.get(name) or ())] for name in LISTS}
    return examples.answered(stated | keyed, ID)


def with_key(name: str, index: int, part: Item) -> Item:
    """Return a part that has a key."""
    return part if part.get("key") else part | {"key": f"made.{name}.{index}"}


def whole() -> Item:
    """Return the worked example."""
    return answered(sample.record())


def parts(record: Item, collection: str) -> list[Item]:
    """Return a record's parts as a list across records answers them."""
    return [orjson.loads(part) for part in documents.list_item_documents(record)[collection]]


def directory() -> list[Item]:
    """Return an entry of the directory of parties."""
    return [examples.PARTY]


def topics() -> list[Item]:
    """Return a topic in use."""
    return [examples.TOPIC]


def items(collection: str) -> list[Item]:
    """Return what the worked example has for a collection."""
    others = {"announcements": lambda: [whole()], "parties": directory, "topics": topics}
    return others[collection]() if collection in others else parts(whole(), collection)


def written(name: str, subject: ListMetadata, found: Iterable[Item]) -> bytes:
    """Return items in a format."""
    return b"".join(FORMATS[name].write((orjson.dumps(item) for item in found), subject))
