"""API keys and access: the actor of a request, and the records that it may see and change."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

import orjson
from sqlalchemy import Connection, bindparam, case, func, insert, or_, select, update

from api.db.compiled_query import CompiledQuery
from api.models import ApiKey
from api.services import pagination
from api.services.audit import append_event
from api.services.errors import Conflict, Forbidden, Gone, NotFound, Unauthenticated, invalid
from api.services.key_usage import KeyUsage
from api.services.pagination import Order, Page
from domain.dates.instants import first_instant
from domain.ids import uuid7
from domain.key_secrets import is_well_formed, new_secret
from domain.violations import LocatedViolation, Violation
from schemas.resources.key import NEVER

SHORT_ID_LENGTH = 13


@dataclass(frozen=True, slots=True)
class Actor:
    """The holder of a key, or the public."""

    key_id: UUID | None = None
    scopes: frozenset[str] = frozenset()
    jurisdictions: frozenset[str] = frozenset()
    """The jurisdictions whose records it may write; if empty, those of all."""
    request_id: str | None = None
    client_address: str | None = None
    """Where a write comes from, for the audit trail; None on the command line."""

    @property
    def short_id(self) -> str | None:
        """The beginning of the key's id, as logs have it: the time of its creation, to the millisecond."""
        return str(self.key_id)[:SHORT_ID_LENGTH] if self.key_id else None

    def require(self, *scopes: str) -> None:
        """Raise `Forbidden` if the actor lacks one of the scopes."""
        missing = [scope for scope in scopes if scope not in self.scopes]
        if missing:
            detail = f"This needs {scope_names(missing)}, which your key lacks. Use a key that has it."
            raise Forbidden(detail, reason="scope")

    def require_jurisdictions(self, record: Mapping[str, Any]) -> None:
        """Raise `Forbidden` if the key is limited, and not to all jurisdictions of the record, or of its document."""
        others = record.get("other_jurisdictions", ())  # Old documents have none.
        refused = [each for each in (record["jurisdiction"], *others) if each not in self.jurisdictions]
        if self.jurisdictions and refused:
            allowed = ", ".join(sorted(self.jurisdictions))
            detail = f"Your key writes records of {allowed} only, not of {', '.join(refused)}. Use another key."
            raise Forbidden(detail, reason="jurisdiction")

    def seeing_drafts(self) -> Actor:
        """This actor with the scope read: an actor that may write a record may also learn that it exists."""
        return replace(self, scopes=self.scopes | {"read"})

    @property
    def visible_states(self) -> tuple[str, ...]:
        """States of the records that this actor may read."""
        return ("published", "draft", "withdrawn") if "read" in self.scopes else ("published",)

    @property
    def live_states(self) -> list[str]:
        """`visible_states` without withdrawn records, which lists leave out unless `state` names them."""
        return sorted({*self.visible_states} - {"withdrawn"})


def scope_names(scopes: Sequence[str], *, quotes: tuple[str, str] = ("“", "”")) -> str:
    """Scopes as a sentence names them, between opening and closing quotes."""
    opening, closing = quotes
    return f"the scope{'s' * (len(scopes) > 1)} {' and '.join(f'{opening}{scope}{closing}' for scope in scopes)}"


SCOPES_TO_CHANGE: Mapping[str, tuple[str, ...]] = {
    "draft": ("write",),
    "published": ("write", "publish"),
    "withdrawn": ("write",),
}
"""The scopes that a change needs, by the state of the record before it and by that after it."""

PUBLIC = Actor()
OPERATOR = Actor(scopes=frozenset({"read", "write", "publish", "admin"}))
"""The user of the command line, who has direct access to the database."""


Row = TypeVar("Row")


def require_visible(record: Row | None, actor: Actor, *, name: str = "announcement") -> Row:
    """The record, with `state`, `published_at` and `document`, if this actor may see it.

    Raises `Gone` with the reason of its withdrawal, or `NotFound`, the same whether it is hidden or not there: `name`
    is what the client asks for.
    """
    stored: Any = record
    if record is None or (stored.published_at is None and "read" not in actor.scopes):
        raise NotFound(f"There is no {name} with this id.")
    if stored.state == "withdrawn":
        raise Gone(f"This record was withdrawn: {orjson.loads(stored.document)['change']['note']}")
    return record


KEY_ORDER = Order((ApiKey.id,), (UUID,))
KEYS = ApiKey.__table__.c
IS_CURRENT = KEYS.digest == bindparam("digest")
KEY_BY_DIGEST = CompiledQuery(
    select(
        KEYS.id,
        KEYS.scopes,
        KEYS.jurisdictions,
        KEYS.networks,
        case((IS_CURRENT, KEYS.expires_at), else_=KEYS.previous_expires_at).label("expires_at"),
        KEYS.revoked_at,
        KEYS.ended_at,
    ).where(or_(IS_CURRENT, KEYS.previous_digest == bindparam("digest")))
)
NOT_ACCEPTED = "This key is unknown, expired or revoked. `communique keys create` makes one."
LIMITS = ("jurisdictions", "networks")
LISTED_COLUMNS = [
    *(ApiKey.id, ApiKey.name, ApiKey.scopes, ApiKey.jurisdictions, ApiKey.networks, ApiKey.created_at),
    *(ApiKey.rotated_at, ApiKey.last_used_at, ApiKey.expires_at, ApiKey.previous_expires_at, ApiKey.revoked_at),
]


class Lifetime(NamedTuple):
    """How long keys last, in days: by default, and at most; 0 is without an end."""

    default: int = 0
    longest: int = 0

    def expiry(self, expires_at: str | None, *, now: datetime) -> datetime | None:
        """The time at which a key ends that is to end at `expires_at`, `NEVER`, or by default. Raises `Invalid`."""
        latest = now + timedelta(days=self.longest) if self.longest else None
        if expires_at is None:
            expiry = now + timedelta(days=self.default) if self.default else latest
            return min(expiry, latest) if expiry and latest else expiry
        expiry = None if expires_at == NEVER else first_instant(expires_at)
        if expiry is not None and expiry <= now:
            raise invalid([LocatedViolation(("expires_at",), Violation("past", "This time is in the past."))])
        if latest is not None and (expiry is None or expiry > latest):
            detail = f"Keys of this server last at most {self.longest:,} days: until {latest:%Y-%m-%dT%H:%M:%SZ}."
            raise invalid([LocatedViolation(("expires_at",), Violation("range", detail))])
        return expiry


UNLIMITED = Lifetime()


def hash_secret(secret: str) -> str:
    """The digest that is stored. A fast hash is enough: a secret has 256 random bits."""
    return hashlib.sha256(secret.encode()).hexdigest()


def create_key(
    connection: Connection,
    *,
    name: str,
    scopes: Sequence[str],
    now: datetime,
    expires_at: str | None = None,
    jurisdictions: Sequence[str] = (),
    networks: Sequence[str] = (),
    lifetime: Lifetime = UNLIMITED,
    actor: Actor = OPERATOR,
    secret: str | None = None,
    id: UUID | None = None,
) -> dict[str, Any]:
    """Create a key. The result is as listed, with the secret under `key`: it is stored nowhere.

    Raises `Forbidden` if it would have a scope that the actor lacks, or `Invalid`.
    """
    actor.require(*scopes)
    if jurisdictions and "admin" in scopes:
        detail = "A key with the scope admin can make keys without limits. Leave out the scope, or this."
        raise invalid([LocatedViolation(("jurisdictions",), Violation("scope", detail))])
    secret = secret or new_secret()
    key = {
        "id": id or uuid7(now),
        "name": name,
        "scopes": list(scopes),
        "jurisdictions": list(jurisdictions),
        "networks": list(networks),
        "created_at": now,
        "expires_at": lifetime.expiry(expires_at, now=now),
    }
    connection.execute(insert(ApiKey).values(**key, digest=hash_secret(secret)))
    details = {"name": name, "scopes": list(scopes)}
    append_event(connection, "key.created", actor=actor, now=now, target=("key", key["id"]), details=details)
    return key | {"key": secret}


def rotate_key(
    connection: Connection,
    id: UUID,
    *,
    overlap: timedelta,
    now: datetime,
    lifetime: Lifetime = UNLIMITED,
    actor: Actor = OPERATOR,
    secret: str | None = None,
) -> dict[str, Any]:
    """Give a key a new secret. The one before works on for `overlap`, one before that no more. Result as `create_key`.

    The new secret lasts as long as the one before was to. Raises `NotFound`, `Conflict` for a key that has ended, or
    `Forbidden` if the key has a scope that the actor lacks.
    """
    key = connection.execute(select(ApiKey.__table__).where(ApiKey.id == id).with_for_update()).one_or_none()
    if key is None:
        raise NotFound("There is no key with this id.")
    actor.require(*key.scopes)
    if key.revoked_at or key.ended_at or (key.expires_at and key.expires_at <= now):
        raise Conflict("This key is revoked or expired. Create another one.")
    secret = secret or new_secret()
    latest = now + timedelta(days=lifetime.longest) if lifetime.longest else None
    ends = now + (key.expires_at - (key.rotated_at or key.created_at)) if key.expires_at else latest
    values = {
        "digest": hash_secret(secret),
        "rotated_at": now,
        "expires_at": min(ends, latest) if ends and latest else ends,
        "previous_digest": key.digest if overlap else None,
        "previous_expires_at": min(now + overlap, key.expires_at or now + overlap) if overlap else None,
    }
    connection.execute(update(ApiKey).where(ApiKey.id == id).values(**values))
    append_event(connection, "key.rotated", actor=actor, now=now, target=("key", id))
    (row,) = connection.execute(select(*LISTED_COLUMNS).where(ApiKey.id == id))
    return as_listed(row) | {"key": secret}


def authenticate(
    connection: Connection, secret: str, *, now: datetime, usage: KeyUsage, client_address: Callable[[], str]
) -> Actor:
    """The holder of this secret. Raises `Unauthenticated`, or `Forbidden` for a client outside the key's networks."""
    key: Any = KEY_BY_DIGEST.first(connection, {"digest": hash_secret(secret)}) if is_well_formed(secret) else None
    if key is None:
        raise Unauthenticated(NOT_ACCEPTED, reason="unknown")
    is_expired = key.expires_at is not None and key.expires_at <= now
    if is_expired:
        usage.note_expiry(now)
    if is_expired or key.ended_at is not None or key.revoked_at is not None:
        raise Unauthenticated(NOT_ACCEPTED, reason="revoked" if key.revoked_at else "expired", key_id=key.id)
    if key.networks and not is_in_networks(client_address(), key.networks):
        detail = "This key may not be used from your network address. Use it from one of its networks."
        raise Forbidden(detail, reason="network", key_id=key.id)
    usage.note(key.id, now)
    return Actor(key.id, frozenset(key.scopes), frozenset(key.jurisdictions or ()))


def is_in_networks(address: str, networks: Sequence[str]) -> bool:
    """Whether an IP address is in one of the networks, each in CIDR notation; no address is in none."""
    return bool(address) and any(ip_address(address) in ip_network(each) for each in networks)


def list_keys(connection: Connection, query: Mapping[str, Any]) -> Page[dict[str, Any]]:
    """A page of keys, oldest first, without secrets. The 200 largest keys are below `MAX_PAGE_BYTES`."""
    page = pagination.paginate(connection, select(*LISTED_COLUMNS), KEY_ORDER, query)
    return page.with_items([as_listed(row) for row in page.items])


def as_listed(row: Any) -> dict[str, Any]:
    """A key as it is listed. Keys of version 0.2 have no limits stored."""
    return dict(row._asdict()) | {name: getattr(row, name) or [] for name in LIMITS}


def revoke_key(connection: Connection, id: UUID, *, now: datetime, actor: Actor = OPERATOR) -> None:
    """Revoke a key and its secrets for good; again changes nothing. Raises `NotFound`."""
    if not connection.scalar(select(func.count()).where(ApiKey.id == id)):
        raise NotFound("There is no key with this id.")
    revoked = update(ApiKey).where(ApiKey.id == id, ApiKey.revoked_at.is_(None)).values(revoked_at=now)
    if connection.execute(revoked).rowcount:
        append_event(connection, "key.revoked", actor=actor, now=now, target=("key", id))
