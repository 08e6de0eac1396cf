"""Branches of a list query: disjoint queries, each by an index of its own, that together match what it matches.

A filter by jurisdiction finds records by their main jurisdiction, which has an index in each order, and joint
announcements by their others, which are tags and few. As one condition, `a OR b`, neither index could serve it.

Searches and `subdivisions=include` use the filter `jurisdiction` itself, which is that condition, for the same rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from api.services.query.list_query import ListQuery


def branches(query: ListQuery) -> Sequence[ListQuery]:
    """The main branch, and that of joint announcements if the query filters by jurisdiction. It alone for others."""
    if "jurisdiction" not in query.params or "subdivisions" in query.params or query.has_search:
        return [query]
    values = query.params["jurisdiction"]
    rest = {name: value for name, value in query.params.items() if name != "jurisdiction"}
    not_main = {"exclude_main_jurisdiction": values} if len(values) > 1 else {}
    return [
        replace(query, params=rest | {"main_jurisdiction": values}),
        replace(query, params=rest | {"other_jurisdiction": values} | not_main),
    ]
