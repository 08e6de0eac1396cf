"""Requests that are sent again: by their Idempotency-Key they do nothing, and get the first answer."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, request
from sqlalchemy import Connection

from api.http.context import ctx, now
from api.http.lifecycle import bearer_secret
from api.services import auth, idempotency
from api.services.idempotency import IdempotentRequest, StoredResponse, sha256_hex

Work = Callable[[Connection], Response]

STORED_HEADERS = ("Content-Type", "ETag", "Location", "Cache-Control", "Vary")
"""The headers that belong to an answer, rather than to one sending of it."""

REPLAYED_HEADER = {"Idempotent-Replayed": "true"}


def replay_or_run(idempotency_key: str | None, work: Work, *, write: Callable[[Work], Response]) -> Response:
    """Do the work in a transaction of `write`; under an Idempotency-Key, unless that has been done before."""
    key_id = ctx().actor.key_id
    if idempotency_key is None or key_id is None:
        return write(work)
    asked = (request.method.encode(), request.path.encode(), request.query_string, request.get_data())
    call = IdempotentRequest(key_id, sha256_hex(idempotency_key.encode()), sha256_hex(*asked))
    with idempotency.in_flight(call.key_id, call.name):
        return write(lambda connection: find_or_run(connection, call, work))


def find_or_run(connection: Connection, call: IdempotentRequest, work: Work) -> Response:
    """Return the answer that is kept; else do the work and keep its answer with it."""
    known = idempotency.find_response(connection, call, now=now())
    if known is not None:
        return to_response(known)
    idempotency.purge_expired(connection, now=now())
    answer = work(connection)
    idempotency.store_response(connection, call, to_stored_response(answer), now=now())
    return answer


def to_stored_response(answer: Response) -> StoredResponse:
    """Return what is kept of an answer: all but its secret."""
    salt = ctx().salt
    headers = {name: answer.headers[name] for name in STORED_HEADERS if name in answer.headers}
    body = answer.get_data()
    return StoredResponse(
        answer.status_code, headers, body.replace(secret_of(salt), salt.encode()) if salt else body, salt
    )


def to_response(known: StoredResponse) -> Response:
    """Return an answer as it was the first time, and say that it is a repetition."""
    body = known.body.replace(known.salt.encode(), secret_of(known.salt)) if known.salt else known.body
    return Response(body, known.status, {**known.headers, **REPLAYED_HEADER})


def new_secret() -> str:
    """Return a new secret: random, or under an Idempotency-Key one that its sender, and nobody else, can have again."""
    if idempotency.HEADER not in request.headers:
        return auth.new_secret()
    ctx().salt = salt = auth.new_salt()
    return secret_of(salt).decode()


def secret_of(salt: str) -> bytes:
    """Return the secret that the caller's own makes of this salt."""
    return auth.derived_secret(bearer_secret(), salt).encode()
