"""Tokens that clients send back as they got them: cursors of pages, `since` of the change feed, replication positions.

A token is base64url of a MAC (keyed BLAKE2s, RFC 7693) and of JSON values. The MAC binds the values to a scope, such as
the filters of a list, so that a token is good for nothing else. Its secret is in the database, made by a migration:
all workers, and all machines, sign alike.
"""

from __future__ import annotations

from binascii import a2b_base64, b2a_base64
from collections.abc import Mapping, Sequence
from hashlib import blake2s
from hmac import compare_digest
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

import orjson
from sqlalchemy import Connection, Engine, select

from api.models import SigningKey

MAC_BYTES = 15
"""Bytes of the MAC: a multiple of three, as all of a token, so that base64 has one spelling of it without padding."""

NOT_BASE64URL = frozenset("+/=")

DIGEST_BYTES = 9
"""Bytes of the digest in tokens of 0.2.0, which had no secret."""

Scope = Mapping[str, Any]


class Signer(NamedTuple):
    """The secret of a database, and whether its change feed takes tokens of 0.2.0."""

    secret: bytes
    accepts_unsigned: bool


SIGNERS: WeakKeyDictionary[Engine, Signer] = WeakKeyDictionary()


def signer(connection: Connection) -> Signer:
    """The signer of this database. It is read once per engine."""
    cached = SIGNERS.get(connection.engine)
    if cached is None:
        row = connection.execute(select(SigningKey.secret, SigningKey.accepts_unsigned)).one()
        cached = SIGNERS[connection.engine] = Signer(row.secret, row.accepts_unsigned)
    return cached


def encode_token(signer: Signer, values: Sequence[Any], scope: Scope) -> str:
    """The token of JSON values within a scope."""
    content = orjson.dumps(values)
    content += b" " * (-len(content) % 3)
    raw = mac(signer, content, scope) + content
    return b2a_base64(raw, newline=False).decode().replace("+", "-").replace("/", "_")


def decode_token(signer: Signer, token: str, scope: Scope) -> list[Any] | None:
    """The values of a token; None if this database did not issue it for this scope."""
    raw = decode_base64url(token)
    content = raw[MAC_BYTES:]
    if not compare_digest(raw[:MAC_BYTES], mac(signer, content, scope)):
        return None
    values: list[Any] = orjson.loads(content)
    return values


def decode_number(signer: Signer, token: str, scope: Scope, *, unsigned: bool = False) -> int | None:
    """The number, from 0 to 2^63 - 1, of a token of one number; None if it is not such a token.

    `unsigned` also takes a token of 0.2.0, if the database was made by it.
    """
    values: Any = decode_token(signer, token, scope)
    if values is None and unsigned and signer.accepts_unsigned:
        values = decode_unsigned(token, scope)
    number = values[0] if isinstance(values, list) and len(values) == 1 else None
    return number if type(number) is int and 0 <= number < 2**63 else None


def decode_unsigned(token: str, scope: Scope) -> Any:
    """The values of a token of 0.2.0; None if its digest is wrong."""
    raw = decode_base64url(token)
    content = raw[DIGEST_BYTES:]
    digest = blake2s(content + b"\0" + canonical(scope), digest_size=DIGEST_BYTES).digest()
    try:
        return orjson.loads(content) if digest == raw[:DIGEST_BYTES] else None
    except ValueError:
        return None


def mac(signer: Signer, content: bytes, scope: Scope) -> bytes:
    """The MAC of values within a scope."""
    return blake2s(content + b"\0" + canonical(scope), key=signer.secret, digest_size=MAC_BYTES).digest()


def canonical(scope: Scope) -> bytes:
    """A scope as JSON whose members are sorted."""
    return orjson.dumps(scope, option=orjson.OPT_SORT_KEYS, default=str)


def decode_base64url(token: str) -> bytes:
    """The bytes of a token; empty if it is not base64url."""
    if not NOT_BASE64URL.isdisjoint(token):
        return b""
    padding = "=" * (-len(token) % 4)
    try:
        return a2b_base64(token.replace("-", "+").replace("_", "/") + padding, strict_mode=True)
    except ValueError:
        return b""
