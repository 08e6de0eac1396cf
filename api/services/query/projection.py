"""Projection of stored items: the `fields` that a request selects, and the `highlights` of its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import orjson

from domain.json import encode_json
from domain.text.highlight import Highlighter

Item = dict[str, Any]
Tree = dict[str, Any]

SEARCHED_FIELDS: Mapping[str, tuple[str, ...]] = {
    "announcements": (
        *("title", "translations.*.title", "summary", "translations.*.summary", "commitments.statement", "body"),
        *("translations.*.body", "quotes.text", "parties.name", "parties.post", "sources.title", "sources.publisher"),
        *("sources.author", "sources.via", "place", "amounts.text", "amounts.purpose", "topics", "identifiers.id"),
        *("commitments.evidence.exact", "amounts.evidence.exact", "quotes.evidence.exact", "commitments.target.value"),
    ),
    "commitments": ("statement", "target.value", "target.unit", "due_text", "place", "evidence.exact", "party_names"),
    "amounts": ("purpose", "text", "payer_name", "payee_name", "evidence.exact"),
    "quotes": ("text", "speaker_name", "speaker_post", "evidence.exact"),
}
"""The fields of each resource in which words are searched for, the most significant first."""

MAX_HIGHLIGHTS = 5
"""Highlights shown of an item, the most significant first."""

WHOLE: Tree = {}
"""Marks a field that is shown with everything in it."""


def project_items(documents: Iterable[bytes], resource: str, params: Mapping[str, Any]) -> Iterable[bytes]:
    """Stored items, with only the `fields` that a request selects, and with `highlights` if it wants them."""
    if "fields" not in params and not params.get("highlight"):
        return documents
    tree = field_tree(params["fields"]) if "fields" in params else WHOLE
    highlighter = Highlighter(params["q"]) if params.get("highlight") else None
    return (project_item(each, resource, tree, highlighter) for each in documents)


def project_item(document: bytes, resource: str, tree: Tree, highlighter: Highlighter | None) -> bytes:
    """A stored item with the `fields` and the `highlights` that a request wants."""
    item = orjson.loads(document)
    shown = select_fields(item, tree)
    if highlighter:
        shown = shown | {"highlights": highlights(item, resource, highlighter)}
    return encode_json(shown)


def field_tree(names: Iterable[str]) -> Tree:
    """Dotted names as a tree; a field that is named whole is WHOLE."""
    tree: Tree = {}
    for name in sorted(names):
        branch = tree
        *parents, last = name.split(".")
        for step in parents:
            branch = branch.setdefault(step, {})
            if branch is WHOLE:
                break
        else:
            branch[last] = WHOLE
    return tree


def select_fields(value: Any, tree: Tree) -> Any:
    """The part of a value that a field tree selects."""
    if tree is WHOLE:
        return value
    if isinstance(value, list):
        return [select_fields(each, tree) for each in value]
    if isinstance(value, dict):
        return {name: select_fields(inner, tree[name]) for name, inner in value.items() if name in tree}
    return value


def highlights(item: Item, resource: str, highlighter: Highlighter) -> list[dict[str, str]]:
    """Excerpts of an item around the words of a search."""
    texts = (each for name in SEARCHED_FIELDS[resource] for each in texts_at(item, name.split("."), ()))
    fragments = ((path, highlighter.fragment(text)) for path, text in texts)
    shown = ({"field": path, "fragment": fragment} for path, fragment in fragments if fragment)
    return list(islice(shown, MAX_HIGHLIGHTS))


def texts_at(value: Any, steps: Sequence[str], path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the texts at the end of a path of steps, each with its dotted path; `*` is every field of an object."""
    if isinstance(value, list):
        for index, each in enumerate(value):
            yield from texts_at(each, steps, (*path, str(index)))
    elif isinstance(value, dict) and steps:
        for step in value if steps[0] == "*" else steps[:1]:
            if step in value:
                yield from texts_at(value[step], steps[1:], (*path, step))
    elif isinstance(value, str) and not steps:
        yield ".".join(path), value
