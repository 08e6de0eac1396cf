"""API keys and access: the actor of a request, its scopes, and the records that it may see."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
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
    """The holder of a key, or the public."""

    key_id: UUID | None = None
    scopes: frozenset[str] = frozenset()

    def require(self, *scopes: str) -> None:
        """Raise `Forbidden` if the actor lacks one of the scopes."""
        missing = [scope for scope in scopes if scope not in self.scopes]
        if missing:
            raise Forbidden(f"This needs {scope_names(missing)}, which your key lacks. Use a key that has it.")

    def seeing_drafts(self) -> Actor:
        """This actor with the scope read: an actor that may write a record may also learn that it exists."""
        return Actor(self.key_id, self.scopes | {"read"})

    @property
    def visible_states(self) -> tuple[str, ...]:
        """States of the records that this actor may read."""
        return ("published", "draft", "withdrawn") if "read" in self.scopes else ("published",)

    @property
    def live_states(self) -> list[str]:
        """`visible_states` without withdrawn records, which lists leave out unless `state` names them."""
        return sorted({*self.visible_states} - {"withdrawn"})


def scope_names(scopes: Sequence[str]) -> str:
    """Scopes as a sentence names them."""
    return f"the scope{'s' * (len(scopes) > 1)} {' and '.join(f'“{scope}”' for scope in scopes)}"


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


def require_change(state: str, actor: Actor) -> None:
    """Raise `Forbidden` unless the actor may make a change of a record that is in this state before or after it.

    A draft needs the scope write alone; what the public sees needs publish too.
    """
    if state == "published":
        actor.require("write", "publish")


KEY_PREFIX = "cmq_"
KEY_ORDER = Order((ApiKey.id,), (UUID,))
KEYS = ApiKey.__table__.c
KEY_BY_DIGEST = CompiledQuery(
    select(KEYS.id, KEYS.scopes, KEYS.expires_at, KEYS.revoked_at).where(KEYS.digest == bindparam("digest"))
)
LISTED_COLUMNS = (ApiKey.id, ApiKey.name, ApiKey.scopes, ApiKey.created_at, ApiKey.expires_at, ApiKey.revoked_at)


def hash_secret(secret: str) -> str:
    """The digest that is stored. A fast hash is enough: a secret has 256 random bits."""
    return hashlib.sha256(secret.encode()).hexdigest()


def new_secret() -> str:
    """A random secret."""
    return KEY_PREFIX + secrets.token_urlsafe(32)


def derived_secret(secret: str, salt: str) -> str:
    """A secret that only the holder of another secret can derive again, from the salt (HMAC-SHA-256)."""
    code = hmac.digest(secret.encode(), salt.encode(), "sha256")
    return KEY_PREFIX + urlsafe_b64encode(code).rstrip(b"=").decode()


def create_key(
    connection: Connection,
    *,
    name: str,
    scopes: Sequence[str],
    now: datetime,
    expires_at: str | None = None,
    secret: str | None = None,
) -> dict[str, Any]:
    """Create a key. The result is as listed, with the secret under `key`: it is stored nowhere."""
    secret = secret or new_secret()
    expiry = first_instant(expires_at) if expires_at else None
    if expiry is not None and expiry <= now:
        raise invalid([LocatedViolation(("expires_at",), Violation("past", "This time is in the past."))])
    key = {"id": uuid7(now), "name": name, "scopes": list(scopes), "created_at": now, "expires_at": expiry}
    connection.execute(insert(ApiKey).values(**key, digest=hash_secret(secret)))
    return key | {"key": secret}


def authenticate(connection: Connection, secret: str, *, now: datetime) -> Actor:
    """The holder of this secret. Raises `Unauthenticated`."""
    key = KEY_BY_DIGEST.first(connection, {"digest": hash_secret(secret)})
    if key is None or key.revoked_at is not None or (key.expires_at is not None and key.expires_at <= now):
        raise Unauthenticated("This key is unknown, expired or revoked. `communique keys create` makes one.")
    return Actor(key.id, frozenset(key.scopes))


def list_keys(connection: Connection, query: Mapping[str, Any]) -> Page[dict[str, Any]]:
    """A page of keys, oldest first, without secrets."""
    page = pagination.paginate(connection, select(*LISTED_COLUMNS), KEY_ORDER, query)
    return page.with_items([row._asdict() for row in page.items])


def revoke_key(connection: Connection, id: UUID, *, now: datetime) -> None:
    """Revoke a key for good; again changes nothing. Raises `NotFound`."""
    if not connection.scalar(select(func.count()).where(ApiKey.id == id)):
        raise NotFound("There is no key with this id.")
    connection.execute(update(ApiKey).where(ApiKey.id == id, ApiKey.revoked_at.is_(None)).values(revoked_at=now))
