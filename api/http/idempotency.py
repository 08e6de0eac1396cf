"""Idempotency-Key: a POST that is sent again does nothing, and gets its first response."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from flask import Response, request
from sqlalchemy import Connection

from api.http.context import ctx, now
from api.services import auth, idempotency
from api.services.idempotency import IdempotentRequest, StoredResponse, sha256_hex

Work = Callable[[Connection], Response]

STORED_HEADERS = ("Content-Type", "ETag", "Location", "Cache-Control", "Vary")
"""Headers that belong to the result; others belong to one delivery of it."""

REPLAYED_HEADER = {"Idempotent-Replayed": "true"}


def replay_or_run(key: str, work: Work, *, write: Callable[[Work], Response]) -> Response:
    """The stored response to this key, or that of the work, stored in its transaction. Raises `InFlight`, `Invalid`."""
    parts = (request.method.encode(), request.path.encode(), request.query_string, request.get_data())
    call = IdempotentRequest(ctx().actor.key_id, sha256_hex(key.encode()), sha256_hex(*parts))

    def replay_or_store(connection: Connection) -> Response:
        stored = idempotency.find_response(connection, call, now=now())
        if stored is not None:
            return replay(stored)
        response = work(connection)
        idempotency.store_response(connection, call, without_secret(response), now=now())
        return response

    with idempotency.in_flight(call):
        return write(replay_or_store)


def without_secret(response: Response) -> StoredResponse:
    """The stored form of a response: a new API key is replaced by its salt."""
    salt = ctx().salt
    headers = {name: response.headers[name] for name in STORED_HEADERS if name in response.headers}
    body = response.get_data()
    return StoredResponse(
        response.status_code, headers, body.replace(secret_of(salt), salt.encode()) if salt else body, salt
    )


def replay(stored: StoredResponse) -> Response:
    """The first response, marked as a replay."""
    body = stored.body.replace(stored.salt.encode(), secret_of(stored.salt)) if stored.salt else stored.body
    return Response(body, stored.status, {**stored.headers, **REPLAYED_HEADER})


def new_key_secret() -> str:
    """A random API key; with an Idempotency-Key, one that only its sender can derive again from the salt."""
    if idempotency.HEADER not in request.headers:
        return auth.new_secret()
    ctx().salt = salt = secrets.token_urlsafe(32)
    return secret_of(salt).decode()


def secret_of(salt: str) -> bytes:
    """The secret that the sender's own key and this salt give."""
    return auth.derived_secret(ctx().secret, salt).encode()
