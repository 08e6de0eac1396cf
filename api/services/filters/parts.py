"""What every list of parts can be filtered by, beside what is their own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from api.services.filters import records
from api.services.filters.question import Filter, excluding, is_id


def filters(own: Mapping[str, Filter], one: Mapping[str, Filter]) -> dict[str, Filter]:
    """Return a collection's filters: its own, and all of its records.

    What a part states itself goes by the plain name; what its record states goes by `announcement_…` where a part
    states something of that name too.
    """
    names = {name: f"announcement_{name}" if name in own else name for name in records.MANY}
    inherited = {names[name]: asks for name, asks in records.MANY.items()}
    inherited[names["role"]] = partial(records.has_role, party=names["party"])
    return {
        "id": is_id("id"),
        "announcement": is_id("announcement_id"),
        **excluding({**own, **inherited}),
        **one,
        **records.ONE,
    }
