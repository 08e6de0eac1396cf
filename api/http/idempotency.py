"""Requests that are sent again: by their Idempotency-Key they do nothing, and get the first answer."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, request
from sqlalchemy import Connection

from api.http.context import here
from api.http.lifecycle import now, sent_secret
from api.http.read_routing import database
from api.services import auth, idempotency
from api.services.idempotency import Answer, Call, digest

Work = Callable[[Connection], Response]

KEPT = ("Content-Type", "ETag", "Location", "Cache-Control", "Vary")
"""The headers that belong to an answer, rather than to one sending of it."""

REPLAYED = {"Idempotent-Replayed": "true"}


def once(idempotency_key: str | None, work: Work) -> Response:
    """Do the work in one transaction; under an Idempotency-Key, unless that has been done before."""
    key_id = here().actor.key_id
    if idempotency_key is None or key_id is None:
        return database().write(work)
    asked = (request.method.encode(), request.path.encode(), request.query_string, request.get_data())
    call = Call(key_id, digest(idempotency_key.encode()), digest(*asked))
    with idempotency.alone(call.key_id, call.name):
        return database().write(lambda connection: first_or_again(connection, call, work))


def first_or_again(connection: Connection, call: Call, work: Work) -> Response:
    """Return the answer that is kept; else do the work and keep its answer with it."""
    known = idempotency.find(connection, call, now=now())
    if known is not None:
        return shown(known)
    idempotency.purge(connection, now=now())
    answer = work(connection)
    idempotency.keep(connection, call, kept(answer), now=now())
    return answer


def kept(answer: Response) -> Answer:
    """Return what is kept of an answer: all but its secret."""
    salt = here().salt
    headers = {name: answer.headers[name] for name in KEPT if name in answer.headers}
    body = answer.get_data()
    return Answer(answer.status_code, headers, body.replace(secret_of(salt), salt.encode()) if salt else body, salt)


def shown(known: Answer) -> Response:
    """Return an answer as it was the first time, and say that it is a repetition."""
    body = known.body.replace(known.salt.encode(), secret_of(known.salt)) if known.salt else known.body
    return Response(body, known.status, {**known.headers, **REPLAYED})


def new_secret() -> str:
    """Return a new secret: random, or under an Idempotency-Key one that its sender, and nobody else, can have again."""
    if idempotency.HEADER not in request.headers:
        return auth.new_secret()
    here().salt = salt = auth.new_salt()
    return secret_of(salt).decode()


def secret_of(salt: str) -> bytes:
    """Return the secret that the caller's own makes of this salt."""
    return auth.derived_secret(sent_secret(), salt).encode()
