"""Who asks: a key's identity and scopes, and what these allow."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar
from uuid import UUID

import orjson
from sqlalchemy import Connection, bindparam, func, insert, select, update

from api.db.compiled_query import CompiledQuery
from api.models import ApiKey
from api.services import pagination
from api.services.errors import Forbidden, Gone, NotFound, Unauthenticated, invalid
from api.services.pagination import Order, Page
from domain.dates.instants import first_instant
from domain.ids import uuid7
from domain.violations import LocatedViolation, Violation


@dataclass(frozen=True, slots=True)
class Actor:
    """The holder of a key; without one, a member of the public."""

    key_id: UUID | None = None
    scopes: frozenset[str] = frozenset()

    def require(self, scope: str) -> None:
        """Refuse whoever lacks the scope."""
        if scope not in self.scopes:
            raise Forbidden(f"This needs a key with the scope “{scope}”.")

    def seeing_drafts(self) -> Actor:
        """Return this actor as one who may know of drafts, as whoever writes may."""
        return Actor(self.key_id, self.scopes | {"read"})

    @property
    def visible_states(self) -> tuple[str, ...]:
        """Return the states of the records that this actor may read."""
        return ("published", "draft", "withdrawn") if "read" in self.scopes else ("published",)


PUBLIC = Actor()
OPERATOR = Actor(scopes=frozenset({"read", "write", "publish", "admin"}))
"""Whoever runs the command line on the server's own machine."""


class AccessFields(Protocol):
    """The columns of a record that decide who may see it."""

    @property
    def state(self) -> str:
        """`draft`, `published` or `withdrawn`."""

    @property
    def published_at(self) -> datetime | None:
        """The time of its first publication, if any."""

    @property
    def document(self) -> bytes:
        """The stored JSON."""


Row = TypeVar("Row", bound=AccessFields)


def require_visible(record: Row | None, actor: Actor) -> Row:
    """The record, if this actor may see it. Raises `NotFound`, or `Gone` with the reason of its withdrawal."""
    if record is None or (record.published_at is None and "read" not in actor.scopes):
        raise NotFound("There is no announcement with this id.")
    if record.state == "withdrawn":
        raise Gone(f"This record was withdrawn: {orjson.loads(record.document)['change']['note']}")
    return record


PREFIX = "cmq_"
ORDER = Order((ApiKey.id,), (UUID,))
TABLE = ApiKey.__table__.c
BY_DIGEST = CompiledQuery(
    select(TABLE.id, TABLE.scopes, TABLE.expires_at, TABLE.revoked_at).where(TABLE.digest == bindparam("digest"))
)
COLUMNS = (ApiKey.id, ApiKey.name, ApiKey.scopes, ApiKey.created_at, ApiKey.expires_at, ApiKey.revoked_at)


def digest(secret: str) -> str:
    """Return what is kept of a secret. It is 256 random bits, so a fast hash cannot be guessed back."""
    return hashlib.sha256(secret.encode()).hexdigest()


def new_secret() -> str:
    """Return a random secret."""
    return PREFIX + secrets.token_urlsafe(32)


def new_salt() -> str:
    """Return what to derive a secret from, beside another one."""
    return secrets.token_urlsafe(32)


def derived_secret(secret: str, salt: str) -> str:
    """Return another secret, which whoever holds this one can make again from the salt, and nobody else."""
    code = hmac.digest(secret.encode(), salt.encode(), "sha256")
    return PREFIX + urlsafe_b64encode(code).rstrip(b"=").decode()


def create(
    connection: Connection,
    *,
    name: str,
    scopes: Sequence[str],
    now: datetime,
    expires_at: str | None = None,
    secret: str | None = None,
) -> dict[str, Any]:
    """Make a key. Return it as it is listed, and under `key` its secret, which is nowhere else."""
    secret = secret or new_secret()
    expiry = first_instant(expires_at) if expires_at else None
    if expiry is not None and expiry <= now:
        raise invalid([LocatedViolation(("expires_at",), Violation("past", "This time has passed already."))])
    shown = {"id": uuid7(now), "name": name, "scopes": list(scopes), "created_at": now, "expires_at": expiry}
    connection.execute(insert(ApiKey).values(**shown, digest=digest(secret)))
    return shown | {"key": secret}


def authenticate(connection: Connection, secret: str, *, now: datetime) -> Actor:
    """Return who holds this secret."""
    key = BY_DIGEST.first(connection, {"digest": digest(secret)})
    if key is None or key.revoked_at is not None or (key.expires_at is not None and key.expires_at <= now):
        raise Unauthenticated("This key is unknown, expired or revoked.")
    return Actor(key.id, frozenset(key.scopes))


def page(connection: Connection, asked: Mapping[str, Any]) -> Page[dict[str, Any]]:
    """Return some of the keys, the oldest first, without secrets."""
    found = pagination.take(connection, select(*COLUMNS), ORDER, asked)
    return found.of([row._asdict() for row in found.items])


def revoke(connection: Connection, id: UUID, *, now: datetime) -> None:
    """Make a key useless from now on. Revoking it again changes nothing."""
    known = connection.scalar(select(func.count()).where(ApiKey.id == id))
    if not known:
        raise NotFound("There is no key with this id.")
    connection.execute(update(ApiKey).where(ApiKey.id == id, ApiKey.revoked_at.is_(None)).values(revoked_at=now))
