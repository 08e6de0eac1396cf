"""A list request: which rows of which resource, in which order, for whom; and its shape, which a statement answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache, cached_property
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Date, Integer, Uuid, literal

from api.db.compiled_query import BindParams
from api.db.sql import ExactDecimal, UtcDateTime
from api.services.auth import OPERATOR, PUBLIC, Actor
from api.services.errors import Forbidden, Unauthenticated
from api.services.pagination import Order
from api.services.query.filters.operators import TODAY, Params, Placeholder, SearchPlaceholder
from api.services.query.filters.party import kind_of_name
from api.services.query.resources import RESOURCES, SORT_COLUMNS, Resource
from domain.codes import MISSING
from domain.text.search_query import SearchQuery

PRESENTATION_PARAMS = frozenset({"format", "bom", "fields", "highlight", "facet", "cursor", "limit"})
"""Parameters that do not select rows, or that reach the statement in another way."""

INLINED_PARAMS = frozenset(
    {
        *("match", "restated", "since", "sort", "state", "subdivisions", "superseded", "total"),
        *("jurisdiction_group", "exclude_jurisdiction_group"),
    }
)
"""Parameters with few values, each of which has a statement of its own."""

PARTY_PARAMS = ("party", "payer", "payee", "speaker")

CACHE_SIZE = 500
"""Number of query shapes of which statements are kept, the most recently used ones."""

CURSOR_READERS: Mapping[type, Any] = {
    Date: date.fromisoformat,
    UtcDateTime: datetime.fromisoformat,
    Uuid: UUID,
    Integer: int,
    ExactDecimal: Decimal,
}
"""From a cursor's text to a value, by the type of the column."""

Signature = tuple[Any, ...]


class QueryShape(NamedTuple):
    """All of a request that its statement depends on: everything but the values of bind parameters."""

    resource: str
    signatures: tuple[tuple[str, Signature], ...]
    states: tuple[str, ...]
    sort: str
    has_search: bool
    sees_drafts: bool


@dataclass(frozen=True)
class ListQuery:
    """The validated parameters of a list request, with the states of records to search and the name of the order.

    `has_search` says that rows must have words; excluded words alone are a filter. In a template, from which statements
    are built, `params` are placeholders and `binds` their bind parameters. With `convert`, `convert_bounds` gives the
    `converted_bounds`, without which the query cannot be executed.
    """

    resource: Resource
    params: Params
    actor: Actor
    today: Any
    states: Sequence[str]
    sort: str
    has_search: bool
    shape: QueryShape
    binds: BindParams = field(default_factory=BindParams)
    converted_bounds: Sequence[Any] = ()

    @classmethod
    def of(cls, resource: Resource, params: Params, *, actor: Actor, today: date) -> ListQuery:
        """Read a request. Raises Unauthenticated or Forbidden for states that the actor may not list."""
        visible = actor.visible_states
        states = tuple(sorted({*params.get("state", actor.live_states)}))
        if not set(states) <= set(visible):
            error = Unauthenticated if actor.key_id is None else Forbidden
            raise error("Listing drafts or withdrawn records needs a key with the scope “read”.", reason="scope")
        has_search = "q" in params and bool(params["q"].required)
        sort = params.get("sort") or ("relevance" if has_search else resource.default_sort)
        if sort == "relevance" and not has_search:  # Without required words, all matches rank alike.
            sort = resource.default_sort
        sees_drafts = "read" in actor.scopes
        shape = QueryShape(resource.name, signatures_of(params), states, sort, has_search, sees_drafts)
        return cls(resource, params, actor, today, states, sort, has_search, shape)

    @cached_property
    def template(self) -> ListQuery:
        """The query with placeholders, to build a statement that is not cached; execute it with `bind_values`."""
        return template_of(self.shape)

    @property
    def bind_values(self) -> dict[str, Any]:
        """The values for statements built from `template`."""
        return self.template.binds.values({**self.params, TODAY: self.today})

    @property
    def is_in_search_order(self) -> bool:
        """Whether the list goes by the full-text index: the best or the newest match first."""
        return self.has_search and self.sort in {"relevance", "-announced_on"}

    @property
    def sort_columns(self) -> tuple[str, ...]:
        """Names of the columns of the order, without the rank of a match."""
        return SORT_COLUMNS.get(self.sort, self.resource.sort_key)


def template_of(shape: QueryShape) -> ListQuery:
    """A query of this shape with placeholders in place of values."""
    binds = BindParams()
    params = placeholders(binds, shape.signatures)
    actor = OPERATOR if shape.sees_drafts else PUBLIC
    today = binds.add(lambda values: values[TODAY], Date())
    resource = RESOURCES[shape.resource]
    return ListQuery(resource, params, actor, today, shape.states, shape.sort, shape.has_search, shape, binds)


def signatures_of(params: Params) -> tuple[tuple[str, Signature], ...]:
    """The parameters that select rows: of each its name, and its signature, all of it that a statement depends on.

    That is its presence, its number of values, how parties are named, and values that the statement has inline. They
    are in the order of their names, whatever order a client sends.
    """
    signatures: list[tuple[str, Signature]] = []
    for name, value in sorted(params.items()):
        if name in PRESENTATION_PARAMS:
            continue
        signature: Signature
        if name in INLINED_PARAMS or isinstance(value, bool) or value == MISSING:
            signature = ("inlined", tuple(value) if isinstance(value, list) else value)
        elif isinstance(value, SearchQuery):
            signature = ("search", bool(value.required), bool(value.excluded))
        elif not isinstance(value, list):
            signature = ("value",)
        elif name.endswith(PARTY_PARAMS):
            signature = ("list", *[kind_of_name(each) if each != MISSING else MISSING for each in value])
        else:
            signature = ("list", *["text" if each != MISSING else MISSING for each in value])
        signatures.append((name, signature))
    return tuple(signatures)


def placeholders(binds: BindParams, signatures: tuple[tuple[str, Signature], ...]) -> dict[str, Any]:
    """The placeholders of parameters with these signatures; values that are inlined stay as they are."""
    params: dict[str, Any] = {}
    for name, (kind, *details) in signatures:
        if kind == "inlined":
            (value,) = details
            params[name] = list(value) if isinstance(value, tuple) else value
        elif kind == "search":
            params[name] = SearchPlaceholder(*details)
        elif kind == "value":
            params[name] = Placeholder(binds, name)
        else:
            params[name] = [
                each if each == MISSING else Placeholder(binds, name, index, each) for index, each in enumerate(details)
            ]
    return params


@cache
def table_order(resource: Resource, sort: str) -> Order:
    """An order in the columns of the resource's table; by relevance, the rank of a match comes first."""
    names = SORT_COLUMNS.get(sort, resource.sort_key)
    columns: tuple[Any, ...] = tuple(resource.columns[name] for name in names)
    if sort == "relevance":
        columns = (literal(2, Integer()), *columns)
    readers = tuple(CURSOR_READERS[type(column.type)] for column in columns)
    return Order(columns, readers, descending=sort == "relevance" or sort.startswith("-"))
