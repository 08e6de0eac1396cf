"""How an item is shown when it is not shown as it is kept: cut down to some members, or with what was found in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import orjson

from domain.json import encode_json
from domain.text.highlight import highlight
from domain.text.search_query import SearchQuery

Item = dict[str, Any]
Tree = dict[str, Any]

SEARCHED: Mapping[str, tuple[str, ...]] = {
    "announcements": (
        *("title", "translations.*.title", "summary", "translations.*.summary", "commitments.statement", "body"),
        *("quotes.text", "parties.name", "parties.post", "sources.title", "sources.publisher", "sources.author"),
        *("sources.via", "place", "amounts.text", "amounts.purpose", "topics", "identifiers.id"),
        *("commitments.evidence.exact", "amounts.evidence.exact", "quotes.evidence.exact", "commitments.target.value"),
    ),
    "commitments": ("statement", "target.value", "target.unit", "due_text", "place", "evidence.exact", "party_names"),
    "quotes": ("text", "speaker_name", "speaker_post", "evidence.exact"),
}
"""The members of each sort of item in which words are searched for, the most telling first."""

MOST_FRAGMENTS = 5
"""How many places are shown of one item, the most telling ones."""


def shown(document: bytes, collection: str, asked: Mapping[str, Any]) -> bytes:
    """Return an item as it was asked to be shown."""
    if "fields" not in asked and not asked.get("highlight"):
        return document
    item = orjson.loads(document)
    found = {"highlights": highlights(item, collection, asked["q"])} if asked.get("highlight") else {}
    return encode_json((cut(item, tree_of(asked["fields"])) if "fields" in asked else item) | found)


def tree_of(names: Iterable[str]) -> Tree:
    """Return names with dots as a tree; a member that is named whole is whole."""
    tree: Tree = {}
    for name in sorted(names):
        branch = tree
        *above, last = name.split(".")
        for step in above:
            branch = branch.setdefault(step, {})
            if branch is WHOLE:
                break
        else:
            branch[last] = WHOLE
    return tree


WHOLE: Tree = {}
"""Marks a member that is shown with all that is in it."""


def cut(value: Any, tree: Tree) -> Any:
    """Return a value with these members alone."""
    if tree is WHOLE:
        return value
    if isinstance(value, list):
        return [cut(each, tree) for each in value]
    if isinstance(value, dict):
        return {name: cut(inner, tree[name]) for name, inner in value.items() if name in tree}
    return value


def highlights(item: Item, collection: str, query: SearchQuery) -> list[dict[str, str]]:
    """Return where what was searched for stands in an item, with the words around it."""
    places = ((path, highlight(query, text)) for name in SEARCHED[collection] for path, text in texts(item, name))
    found = ({"field": path, "fragment": fragment} for path, fragment in places if fragment)
    return list(islice(found, MOST_FRAGMENTS))


def texts(item: Any, name: str) -> Iterator[tuple[str, str]]:
    """Yield the texts of a member of an item, each with its path; `*` is every member of an object."""
    yield from walk(item, name.split("."), ())


def walk(value: Any, steps: Sequence[str], path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the texts that the steps lead to."""
    if isinstance(value, list):
        for index, each in enumerate(value):
            yield from walk(each, steps, (*path, str(index)))
    elif isinstance(value, dict) and steps:
        for step in value if steps[0] == "*" else steps[:1]:
            if step in value:
                yield from walk(value[step], steps[1:], (*path, step))
    elif isinstance(value, str) and not steps:
        yield ".".join(path), value
