"""The audit trail: who did what, to what, when, and from which request and address.

A change of a record is in the trail by its version, which has the same facts: a write takes no row more. Everything
else is an event, in the transaction of what it reports. The two are read as one, the latest first, each by its number
and merged by time. Triggers keep both from being changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, false, insert, literal, select, update

from api.models import ApiKey, AuditEvent, Version
from api.services import tokens
from api.services.errors import invalid_parameter
from domain.dates.instants import first_instant, last_instant
from domain.dates.relative_days import absolute
from domain.violations import Violation

MAX_EXAMINED = 5_000
"""Rows of each kind that a page with filters looks at: a page may have few entries, or none, and a next one."""

UNBOUND = {"limit", "cursor"}
"""Parameters that may differ between pages."""

KEY, COMMAND_LINE, PUBLIC = "key", "command_line", "public"
RECORD = "announcement"


class Requester(NamedTuple):
    """Whoever sent a refused request, and its address; with the id of its key if that is known."""

    request_id: str
    client_address: str
    key_id: UUID | None = None


class Origin(Protocol):
    """Who acts, and from which request and address: an actor, or a `Requester`."""

    @property
    def key_id(self) -> UUID | None:
        """The key, if there is one."""

    @property
    def request_id(self) -> str | None:
        """The request; None on the command line."""

    @property
    def client_address(self) -> str | None:
        """The address of its client."""


def append_event(
    connection: Connection,
    action: str,
    *,
    actor: Origin,
    now: datetime,
    target: tuple[str, object] | None = None,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Append what an actor did to a target, its type and id, in the caller's transaction."""
    kind = KEY if actor.key_id else PUBLIC if actor.request_id else COMMAND_LINE
    target_type, target_id = target or (None, None)
    values = {
        "at": now,
        "action": action,
        "actor": kind,
        "key_id": actor.key_id,
        "target_type": target_type,
        "target_id": None if target_id is None else str(target_id),
        "request_id": actor.request_id,
        "client_address": actor.client_address,
        "details": dict(details) if details else None,
    }
    connection.execute(insert(AuditEvent).values(**values))


@dataclass(frozen=True, slots=True)
class Source:
    """A table of the trail: the column of its number, and its columns under the names that entries have."""

    columns: Mapping[str, Any]
    seq: Any

    def conditions(self, filters: Mapping[str, Any], today: date) -> list[ColumnElement[bool]]:
        """Conditions of the filters that are set."""
        columns = self.columns
        found: list[ColumnElement[bool]] = []
        if "key" in filters:
            found.append(columns["key_id"].in_([UUID(each) for each in filters["key"]]))
        if "action" in filters:
            found.append(columns["action"].in_(filters["action"]))
        if "target" in filters:
            found.append(self.has_target(filters["target"]))
        if "from_" in filters:
            found.append(columns["at"] >= first_instant(absolute(filters["from_"], today)))
        if "to" in filters:
            found.append(columns["at"] <= last_instant(absolute(filters["to"], today)))
        return found

    def has_target(self, id: str) -> ColumnElement[bool]:
        """Whether the target is the one with this id."""
        if "version" not in self.columns:
            of_event: ColumnElement[bool] = AuditEvent.target_id == id
            return of_event
        try:
            of_version: ColumnElement[bool] = Version.announcement_id == UUID(id)
        except ValueError:
            return false()
        return of_version


SOURCES = (
    Source(
        {
            "at": Version.at,
            "action": (RECORD + "." + Version.operation),
            "key_id": Version.key_id,
            "target_type": literal(RECORD),
            "target_id": Version.announcement_id,
            "version": Version.number,
            "request_id": Version.request_id,
            "client_address": Version.client_address,
        },
        Version.seq,
    ),
    Source(
        {
            "at": AuditEvent.at,
            "action": AuditEvent.action,
            "actor": AuditEvent.actor,
            "key_id": AuditEvent.key_id,
            "target_type": AuditEvent.target_type,
            "target_id": AuditEvent.target_id,
            "request_id": AuditEvent.request_id,
            "client_address": AuditEvent.client_address,
            "details": AuditEvent.details,
        },
        AuditEvent.seq,
    ),
)


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Entries, the latest first, and the cursor after them, or None at the end of the trail."""

    items: Sequence[dict[str, Any]]
    next_cursor: str | None


@dataclass(slots=True)
class Walk:
    """The matching rows of one source below a position, the latest first, as far as it was looked at.

    `position` is the number of the last row taken: the next page continues below it. `floor` is the number down to
    which rows were looked at, 0 if there are none below.
    """

    rows: list[Any]
    position: int
    floor: int

    @property
    def is_cut(self) -> bool:
        """Whether all its rows are taken, and there may be more below."""
        return not self.rows and self.floor > 0

    def take(self) -> Any:
        """Take its next row."""
        row = self.rows.pop(0)
        self.position = row.seq
        return row


def list_entries(connection: Connection, params: Mapping[str, Any], *, today: date) -> AuditPage:
    """A page of the trail. Raises `Invalid` for a cursor of other filters."""
    filters = {name: value for name, value in params.items() if value is not None and name not in UNBOUND}
    positions = read_cursor(connection, params.get("cursor"), filters)
    walks = [
        walk(connection, source, position, filters, limit=params["limit"], today=today)
        for source, position in zip(SOURCES, positions, strict=True)
    ]
    rows: list[Any] = []
    while len(rows) < params["limit"] and not any(each.is_cut for each in walks):
        open_walks = [each for each in walks if each.rows]
        if not open_walks:
            break
        rows.append(max(open_walks, key=lambda each: each.rows[0].at).take())
    for each in walks:
        if not each.rows:
            each.position = each.floor
    left = [each.position for each in walks]
    cursor = tokens.encode_token(tokens.signer(connection), left, cursor_scope(filters)) if any(left) else None
    names = key_names(connection, {row.key_id for row in rows if row.key_id})
    return AuditPage([audit_item(row, names) for row in rows], cursor)


def walk(
    connection: Connection,
    source: Source,
    position: int | None,
    filters: Mapping[str, Any],
    *,
    limit: int,
    today: date,
) -> Walk:
    """The rows of a source below a position that the filters allow, at most `limit` of them."""
    if position == 0:
        return Walk([], 0, 0)
    below = [] if position is None else [source.seq < position]
    floor = 0
    if filters and "target" not in filters:
        examined = select(source.seq).where(*below).order_by(source.seq.desc()).offset(MAX_EXAMINED - 1).limit(1)
        floor = connection.scalar(examined) or 0
    query = select(source.seq.label("seq"), *(column.label(name) for name, column in source.columns.items()))
    query = query.where(*below, source.seq >= floor, *source.conditions(filters, today))
    rows = [*connection.execute(query.order_by(source.seq.desc()).limit(limit + 1))]
    if len(rows) > limit:
        floor = rows[-1].seq + 1
    return Walk(rows[:limit], position or 2**63 - 1, floor)


def read_cursor(connection: Connection, cursor: str | None, filters: Mapping[str, Any]) -> list[int | None]:
    """The positions in a cursor, for each source; None for its beginning."""
    if cursor is None:
        return [None] * len(SOURCES)
    values = tokens.decode_token(tokens.signer(connection), cursor, cursor_scope(filters))
    if values is None:
        detail = "This is not a cursor of this list with these filters. Begin again without it."
        raise invalid_parameter("cursor", Violation("cursor", detail))
    return [*values]


def cursor_scope(filters: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a cursor is bound to."""
    return {"list": "audit", **filters}


def key_names(connection: Connection, ids: set[UUID]) -> dict[UUID, str]:
    """The names of keys by id."""
    if not ids:
        return {}
    return {row.id: row.name for row in connection.execute(select(ApiKey.id, ApiKey.name).where(ApiKey.id.in_(ids)))}


def actor_item(kind: str | None, key_id: UUID | None, names: Mapping[UUID, str]) -> dict[str, Any]:
    """Who acted: a key with its name, the public, or the command line."""
    if key_id is None:
        return {"type": kind or COMMAND_LINE}
    return {"type": KEY, "id": key_id} | ({"name": names[key_id]} if key_id in names else {})


def audit_item(row: Any, names: Mapping[UUID, str]) -> dict[str, Any]:
    """An entry as the API lists it."""
    values = row._asdict()
    shown: dict[str, Any] = {
        "id": f"{'version' if 'version' in values else 'event'}-{row.seq}",
        "at": row.at,
        "action": row.action,
        "actor": actor_item(values.get("actor"), row.key_id, names),
        **{name: values[name] for name in ("request_id", "client_address", "details") if values.get(name)},
    }
    if row.target_type:
        shown["target"] = target = {"type": row.target_type, "id": str(row.target_id)}
        if "version" in values:
            target |= {"version": row.version, "url": f"/v1/announcements/{row.target_id}"}
    return shown


def erase_addresses(connection: Connection, *, before: datetime, actor: Origin, now: datetime) -> int:
    """Erase the client addresses of entries made before a time, and report it. Returns the number of entries."""
    count = 0
    for table in (Version, AuditEvent):
        erased = update(table).where(table.at < before, table.client_address.is_not(None))
        count += connection.execute(erased.values(client_address=None)).rowcount
    details = {"before": before.isoformat(), "entries": count}
    append_event(connection, "addresses.erased", actor=actor, now=now, details=details)
    return count
