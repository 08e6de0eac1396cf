"""Filters as data: for each list, a table from a query parameter's name to its SQL clause."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from api.services.query.filters import amount, announcement, commitment, quote
from api.services.query.filters.operators import FilterClause, is_id, with_variants


def part_filters(
    multi_value: Mapping[str, FilterClause], single_value: Mapping[str, FilterClause]
) -> dict[str, FilterClause]:
    """Filters of a kind of part: its own, and those of its announcement.

    A name that both have belongs to the part; the announcement's filter is then `announcement_…`.
    """
    names = {name: f"announcement_{name}" if name in multi_value else name for name in announcement.MULTI_VALUE}
    inherited = {names[name]: each for name, each in announcement.MULTI_VALUE.items()}
    inherited[names["role"]] = partial(announcement.has_participant_role, party=names["party"])
    return {
        "id": is_id("id"),
        "announcement": is_id("announcement_id"),
        **with_variants({**multi_value, **inherited}),
        **single_value,
        **announcement.SINGLE_VALUE,
    }


FILTERS: Mapping[str, Mapping[str, FilterClause]] = {
    "announcements": announcement.ANNOUNCEMENT_FILTERS,
    "commitments": part_filters(commitment.MULTI_VALUE, commitment.SINGLE_VALUE),
    "amounts": part_filters(amount.MULTI_VALUE, amount.SINGLE_VALUE),
    "quotes": part_filters(quote.MULTI_VALUE, quote.SINGLE_VALUE),
}
