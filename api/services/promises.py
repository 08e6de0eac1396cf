"""What becomes of due dates: every one that the public has been promised is kept, the first one first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

Promise = dict[str, Any]
Histories = dict[str, list[Promise]]


def follow(
    commitments: Sequence[Mapping[str, Any]], known: Histories, *, correcting: bool, version: int, now: datetime
) -> Histories:
    """Return the history of each commitment's due date, by key; one that was dropped keeps its history.

    `known` is what the public has been promised so far: nothing, until the record is first published. A correction
    mends what was recorded, and is no new promise.
    """
    followed = dict(known)
    for part in commitments:
        promise = {"due": part.get("due"), "version": version, "changed_at": now.isoformat().replace("+00:00", "Z")}
        followed[part["key"]] = extend(known.get(part["key"], []), promise, correcting=correcting)
    return followed


def extend(history: list[Promise], promise: Promise, *, correcting: bool) -> list[Promise]:
    """Return the history with this promise at its end, if it is not there already."""
    current = history[-1]["due"] if history else None
    if promise["due"] == current:
        return history
    if correcting and history:
        return [*history[:-1], history[-1] | {"due": promise["due"]}]
    return [*history, promise]
