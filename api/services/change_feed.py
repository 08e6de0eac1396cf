"""The change feed: every change of every record in commit order, for clients that follow it by cursor.

Guarantee: no reader ever passes over a change. A cursor is the sequence number (`seq`) of the last change that was
read, so no change may become visible below a `seq` that a client has read already. Two places ensure it (ADR 6):

- `records.versions.append` draws `seq` under a lock that is held until the commit, so that numbers become visible in
  order, on the primary and on its replicas;
- `confirmed_changes` below hides changes on a replica that a failover could still undo.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple, Protocol

from sqlalchemy import Connection, false, func, select, union_all

from api.db.database import ReadSource
from api.db.replicas import confirmed_seq
from api.db.sql import AnySelect
from api.models import Version, has_change_type
from api.services import tokens
from api.services.auth import Actor
from api.services.errors import invalid_parameter
from api.services.long_poll import LongPollGate
from api.services.pagination import LongValue, longest_short, short_value, within_bytes
from domain.violations import Violation
from domain.vocabularies import CHANGE_TYPE

LATEST = "latest"
"""The value of `since` that skips every change so far."""

CURSOR_SCOPE, PUBLIC_SCOPE = {"list": "changes"}, {"list": "public changes"}
"""Signed into each cursor: it has the `seq` of a change, or its number among the public ones. One cursor serves every
actor and page size.
"""

LOG = Version.__table__.c
COLUMNS = (LOG.operation, LOG.announcement_id, LOG.number, LOG.change, LOG.at)

Types = Sequence[str] | None
"""Types of changes; None means all."""


@dataclass(frozen=True, slots=True)
class ChangePage:
    """Changes, oldest first; the number and the cursor after them; whether the log ended there; whether the page by its
    length.
    """

    items: Sequence[dict[str, Any]]
    last: int
    since: str
    at_end: bool
    ended_by: Literal["bytes"] | None


class MatchingChanges(NamedTuple):
    """The numbers of changes that concern a list, with whether their record left it; the last number looked at."""

    left: Mapping[int, bool]
    last: int
    at_end: bool


class Matcher(Protocol):
    """Finds up to `limit` changes of these types after a number that concern a list."""

    def __call__(
        self, connection: Connection, number: int, *, limit: int, actor: Actor, types: Types
    ) -> MatchingChanges: ...


def follow(
    source: ReadSource,
    *,
    since: str | None = None,
    limit: int,
    wait: int,
    actor: Actor,
    gate: LongPollGate,
    types: Types = None,
    matcher: Matcher | None = None,
) -> ChangePage:
    """Changes of these types after the cursor `since`, of all records or of those that the matcher finds.

    It waits up to `wait` seconds for one at the end of the log. Raises `Invalid` for a forged cursor.
    """
    is_public = sees_public_changes(actor)
    if since == LATEST:
        since = source.read(lambda connection: encode_number(connection, latest_number(connection, actor), is_public))
    number = None if since else 0

    def page(connection: Connection) -> ChangePage:
        nonlocal number
        start = decode_number(connection, since or "", actor) if number is None else number
        found = changes_after(connection, start, limit=limit, actor=actor, types=types, matcher=matcher)
        number = found.last
        return found if found.last != start or since is None else replace(found, since=since)

    return gate.poll(
        lambda: source.read(page),
        until=lambda page: bool(page.items) or not page.at_end,
        seconds=wait,
    )


def change_types(params: Mapping[str, Any]) -> Types:
    """The types of change that a request asks for."""
    if not params.keys() & {"change_type", "exclude_change_type"}:
        return None
    included = params.get("change_type") or CHANGE_TYPE.codes
    excluded = params.get("exclude_change_type") or ()
    return tuple(type for type in CHANGE_TYPE.codes if type in included and type not in excluded)


def sees_public_changes(actor: Actor) -> bool:
    """Whether the actor reads the public changes alone, by their own numbers: others would count those of drafts."""
    return "read" not in actor.scopes


def number_of(actor: Actor) -> Any:
    """The column by which the actor reads the log. It is NULL for changes that the actor may not read."""
    return LOG.public_number if sees_public_changes(actor) else LOG.seq


def latest_number(connection: Connection, actor: Actor) -> int:
    """The number of the last change that the actor may read; 0 if there is none."""
    number = number_of(actor)
    query = confirmed_changes(select(number).where(number.is_not(None)), connection)
    return connection.scalar(query.order_by(number.desc()).limit(1)) or 0


def end_cursor(connection: Connection, *, is_public: bool = False) -> str:
    """The cursor after every change in this snapshot; an export contains it, so that a mirror can continue there."""
    last = connection.scalar(select(func.max(LOG.public_number if is_public else LOG.seq)))
    return encode_number(connection, last or 0, is_public)


def encode_number(connection: Connection, number: int, is_public: bool) -> str:
    """The cursor after the change with this number."""
    return tokens.encode_token(tokens.signer(connection), [number], PUBLIC_SCOPE if is_public else CURSOR_SCOPE)


def decode_number(connection: Connection, cursor: str, actor: Actor) -> int:
    """The number in a cursor, as the actor counts. Raises `Invalid` if this change feed did not issue it."""
    signer, is_public = tokens.signer(connection), sees_public_changes(actor)
    seq = tokens.decode_number(signer, cursor, CURSOR_SCOPE, unsigned=True)
    number = tokens.decode_number(signer, cursor, PUBLIC_SCOPE)
    if seq is None and number is None:
        detail = (
            "This cursor was not issued by this change feed. Take `since` unchanged from the `next` link, or start "
            "again: without `since` from the first change, with `since=latest` from now on."
        )
        raise invalid_parameter("since", Violation("cursor", detail, (LATEST,)))
    if is_public:
        return number if number is not None else public_number_at(connection, seq or 0)
    return seq if seq is not None else seq_at(connection, number or 0)


def public_number_at(connection: Connection, seq: int) -> int:
    """The number of the last public change up to this `seq`."""
    query = select(LOG.public_number).where(LOG.public, LOG.seq <= seq).order_by(LOG.seq.desc()).limit(1)
    return connection.scalar(query) or 0


def seq_at(connection: Connection, number: int) -> int:
    """The `seq` of the public change with this number; of the last change if this replica has it not yet."""
    found = connection.scalar(select(LOG.seq).where(LOG.public_number == number)) if number else 0
    return found if found is not None else connection.scalar(select(func.max(LOG.seq))) or 0


def changes_after(
    connection: Connection,
    number: int,
    *,
    limit: int,
    actor: Actor,
    types: Types = None,
    matcher: Matcher | None = None,
) -> ChangePage:
    """One page of the changes of these types after the one with this number, as the actor counts."""
    query, matching = page_of_changes(number, limit=limit, actor=actor), None
    if matcher:
        matching = matcher(connection, number, limit=limit, actor=actor, types=types)
        query = query.where(number_of(actor).in_(matching.left))
    else:
        query = select_types(connection, query, types, number, limit=limit, actor=actor)
    rows = connection.execute(confirmed_changes(query, connection)).all()
    whole = select(number_of(actor).label("seq"), *COLUMNS, LOG.paths)
    long = LongValue("paths", lambda row: connection.execute(whole.where(number_of(actor) == row.seq)).one())
    page, end = within_bytes(rows[:limit], long)
    is_whole = len(rows) == end
    last = matching.last if matching and is_whole else page[-1].seq if page else number
    return ChangePage(
        [change_item(row, has_left=bool(matching and matching.left[row.seq])) for row in page],
        last=last,
        since=encode_number(connection, last, sees_public_changes(actor)),
        at_end=is_whole and (matching is None or matching.at_end),
        ended_by="bytes" if end < min(limit, len(rows)) else None,
    )


def page_of_changes(number: int, *, limit: int, actor: Actor) -> AnySelect:
    """Select the changes after the one with this number, and one more than the limit to detect the end."""
    column, paths = number_of(actor), short_value(LOG.paths, longest_short(limit))
    query = select(column.label("seq"), *COLUMNS, paths).where(column > number)
    return query.order_by(column).limit(limit + 1)


def select_types(
    connection: Connection, query: AnySelect, types: Types, number: int, *, limit: int, actor: Actor
) -> AnySelect:
    """Leave out changes of other types. Those after the number come from an index of each type, in order.

    `limit` is at least that of the query. 50 corrections among a million changes are found without going through the
    others.
    """
    if types is None:
        return query
    start = seq_at(connection, number) if sees_public_changes(actor) else number
    visible = [LOG.public] if sees_public_changes(actor) else [LOG.public, ~LOG.public]
    first = [
        select(LOG.seq)
        .where(has_change_type(LOG.change, type), is_public, number_of(actor).is_not(None), LOG.seq > start)
        .order_by(LOG.seq)
        .limit(limit + 1)
        .subquery()
        for type in types
        for is_public in visible
    ]
    return query.where(LOG.seq.in_(union_all(*map(select, first)))) if first else query.where(false())


def confirmed_changes(query: AnySelect, connection: Connection) -> AnySelect:
    """Leave out changes that a failover could undo: on a replica, those after the last that the primary confirmed."""
    last = confirmed_seq(connection)
    return query if last is None else query.where(LOG.seq <= last)


def change_item(row: Any, *, has_left: bool) -> dict[str, Any]:
    """A change as the API lists it; `has_left`: its record was in the list that the reader asks for, and is no more."""
    id = row.announcement_id
    item = {
        "seq": row.seq,
        "op": row.operation,
        "announcement": {"id": id, "url": f"/v1/announcements/{id}"},
        "version": row.number,
        "change": row.change,
        "paths": row.paths,
        "at": row.at,
    }
    return item | ({"left_filter": True} if has_left else {})
