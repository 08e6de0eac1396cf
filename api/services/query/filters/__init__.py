"""What each list can be filtered by: a table for each collection, from a parameter's name to what it asks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from api.services.query.filters import amount, announcement, commitment, quote
from api.services.query.filters.operators import Filter, excluding, is_id


def part_filters(own: Mapping[str, Filter], one: Mapping[str, Filter]) -> dict[str, Filter]:
    """Return a collection's filters: its own, and all of its records.

    What a part states itself goes by the plain name; what its record states goes by `announcement_…` where a part
    states something of that name too.
    """
    names = {name: f"announcement_{name}" if name in own else name for name in announcement.MANY}
    inherited = {names[name]: asks for name, asks in announcement.MANY.items()}
    inherited[names["role"]] = partial(announcement.has_role, party=names["party"])
    return {
        "id": is_id("id"),
        "announcement": is_id("announcement_id"),
        **excluding({**own, **inherited}),
        **one,
        **announcement.ONE,
    }


FILTERS: Mapping[str, Mapping[str, Filter]] = {
    "announcements": announcement.FILTERS,
    "commitments": part_filters(commitment.MANY, commitment.ONE),
    "amounts": part_filters(amount.MANY, amount.ONE),
    "quotes": part_filters(quote.MANY, quote.ONE),
}
