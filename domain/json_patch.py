"""JSON Patch (RFC 6902) between two JSON values, in time and length linear in theirs."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Operation = dict[str, Any]


def make_patch(old: Any, new: Any) -> list[Operation]:
    """The operations that make the new value of the old one.

    Lists whose objects have a `key` are compared by it: an object that stays is changed in place, unless those that
    stay are in another order. Of other lists, what lies between the first and the last difference is replaced.
    """
    return [*compare(old, new, "")]


def compare(old: Any, new: Any, path: str) -> Iterator[Operation]:
    """The operations at a JSON Pointer."""
    if isinstance(old, dict) and isinstance(new, dict):
        yield from compare_objects(old, new, path)
    elif isinstance(old, list) and isinstance(new, list):
        old_keys, new_keys = keys_of(old), keys_of(new)
        stays = [key for key in new_keys if key in old_keys]
        if stays and stays == [key for key in old_keys if key in new_keys]:
            yield from compare_parts(old_keys, new_keys, path)
        else:
            yield from compare_lists(old, new, path)
    elif type(old) is not type(new) or old != new:
        yield {"op": "replace", "path": path, "value": new}


def compare_objects(old: Mapping[str, Any], new: Mapping[str, Any], path: str) -> Iterator[Operation]:
    """The operations on the members of an object."""
    for name in old:
        place = f"{path}/{escape(name)}"
        if name in new:
            yield from compare(old[name], new[name], place)
        else:
            yield {"op": "remove", "path": place}
    for name in new:
        if name not in old:
            yield {"op": "add", "path": f"{path}/{escape(name)}", "value": new[name]}


def compare_parts(old: Mapping[str, Any], new: Mapping[str, Any], path: str) -> Iterator[Operation]:
    """The operations on objects by their keys; those that stay are in the same order in both."""
    for index, key in reversed([*enumerate(old)]):
        if key not in new:
            yield {"op": "remove", "path": f"{path}/{index}"}
    for index, (key, part) in enumerate(new.items()):
        if key in old:
            yield from compare(old[key], part, f"{path}/{index}")
        else:
            yield {"op": "add", "path": f"{path}/{index}", "value": part}


def compare_lists(old: Sequence[Any], new: Sequence[Any], path: str) -> Iterator[Operation]:
    """The operations on the items between those that are the same at the beginning, and at the end."""
    most = min(len(old), len(new))
    start = next((index for index in range(most) if differ(old[index], new[index])), most)
    rest = most - start
    end = next((index for index in range(rest) if differ(old[-1 - index], new[-1 - index])), rest)
    changed = min(len(old), len(new)) - start - end
    for index in range(start, start + changed):
        yield from compare(old[index], new[index], f"{path}/{index}")
    for index in reversed(range(start + changed, len(old) - end)):
        yield {"op": "remove", "path": f"{path}/{index}"}
    for index in range(start + changed, len(new) - end):
        yield {"op": "add", "path": f"{path}/{index}", "value": new[index]}


def differ(old: Any, new: Any) -> bool:
    """Whether two values differ: unlike in Python, 1 is not true."""
    return next(compare(old, new, ""), None) is not None


def keys_of(items: Sequence[Any]) -> dict[str, Any]:
    """The objects of a list by their keys; empty unless each has one of its own."""
    keys = {item["key"]: item for item in items if isinstance(item, dict) and isinstance(item.get("key"), str)}
    return keys if len(keys) == len(items) else {}


def escape(name: str) -> str:
    """The name of a member as a step of a JSON Pointer (RFC 6901)."""
    return name.replace("~", "~0").replace("/", "~1")
