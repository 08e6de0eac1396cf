"""Transactions of views that write: their own or shared with other requests, and once for each Idempotency-Key.

A POST or PATCH that is sent again with its Idempotency-Key does nothing, and gets its first response.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Protocol

from flask import Response, request
from sqlalchemy import Connection

from api.formats import RESPONSE_TYPES
from api.http.context import add_replication_token, ctx, now, public_root, whole_body
from api.services import idempotency
from api.services.errors import Conflict, ServiceError
from api.services.idempotency import IdempotentRequest, StoredResponse, sha256_hex
from api.services.records.types import Change, StoredRecord
from api.services.records.writer import save
from api.services.texts import KeptText, save_text
from domain.key_secrets import derived_secret, new_salt, new_secret

Work = Callable[[Connection], Response]


class SaveInGroup(Protocol):
    """Saves the change of a new record, and the text that it was read from, with the changes of other requests."""

    def __call__(self, change: Change, text: KeptText | None = None) -> Response:
        """The response to this request, once both are stored."""


STORED_HEADERS = ("Content-Type", "ETag", "Location", "Cache-Control", "Vary")
"""Headers that belong to the result; others belong to one delivery of it."""

REPLAYED_HEADER = {"Idempotent-Replayed": "true"}


def run_in_transaction(key: str | None, view: Work) -> Response:
    """Call a view in a transaction of its own, or replay the response to its Idempotency-Key."""
    write = ctx().database.write
    return add_replication_token(write(view) if key is None else replay_or_run(key, view, write=write))


def replay_or_run(key: str, work: Work, *, write: Callable[[Work], Response]) -> Response:
    """The stored response to this key, or that of the work, stored in its transaction. Raises `InFlight`, `Invalid`."""
    call = idempotent_request(key)

    def replay_or_store(connection: Connection) -> Response:
        stored = idempotency.find_responses(connection, [call], now=now()).get(call)
        if isinstance(stored, ServiceError):
            raise stored
        if stored is not None:
            return response_of(as_replay(stored))
        response = work(connection)
        idempotency.store_responses(connection, {call: storable(response, ctx().salt)}, now=now())
        return response

    with idempotency.in_flight(call):
        return write(replay_or_store)


@dataclass(frozen=True, slots=True)
class PendingCreation:
    """A POST that waits for its transaction: its change, its Idempotency-Key, and the text to keep with the record."""

    change: Change
    call: IdempotentRequest | None
    text: KeptText | None = None


def save_in_group(key: str | None, change: Change, text: KeptText | None = None) -> Response:
    """Save the change of a new record in one transaction with those of other requests, or replay the response."""
    call = None if key is None else idempotent_request(key)
    with nullcontext() if call is None else idempotency.in_flight(call):
        response = ctx().committer.write(PendingCreation(change, call, text))
    return add_replication_token(response_of(response))


def create_records(connection: Connection, pending: Sequence[PendingCreation]) -> list[StoredResponse | ServiceError]:
    """Save the records of a group of POSTs as one batch; find the response of those whose Idempotency-Key has one.

    Returns the response of each, or the error that refuses it and leaves the others as they are.
    """
    calls = [each.call for each in pending if each.call]
    found = idempotency.find_responses(connection, calls, now=now()) if calls else {}
    new = [each for each in pending if each.call not in found]
    saved = iter(save(connection, [each.change for each in new]))
    outcomes: list[StoredResponse | ServiceError] = []
    to_store: dict[IdempotentRequest, StoredResponse] = {}
    for each in pending:
        outcome = found[each.call] if each.call in found else next(saved)
        if isinstance(outcome, StoredResponse):
            outcome = as_replay(outcome)
        elif isinstance(outcome, StoredRecord):
            outcome = saved_response(outcome)
            if each.call:
                to_store[each.call] = outcome
            if each.text:
                save_text(connection, *each.text, each.change.now)
        outcomes.append(outcome)
    if to_store:
        idempotency.store_responses(connection, to_store, now=now())
    return outcomes


def saved_response(record: StoredRecord) -> StoredResponse:
    """The response to a write of a record, to be sent or stored: 200, or 201 and its path in the API if it is new."""
    headers = {"Content-Type": RESPONSE_TYPES["json"], "ETag": record.etag, "Cache-Control": "no-store"}
    if record.outcome != "created":
        return StoredResponse(200, headers, record.document)
    location = f"/v1/announcements/{record.id}"
    return StoredResponse(201, headers | {"Location": location}, record.document)


def saved_record(record: StoredRecord) -> Response:
    """The response to this request, which wrote a record."""
    return response_of(saved_response(record))


def idempotent_request(key: str) -> IdempotentRequest:
    """This request, with its Idempotency-Key."""
    parts = (request.method.encode(), request.path.encode(), request.query_string, whole_body())
    return IdempotentRequest(ctx().actor.key_id, sha256_hex(key.encode()), sha256_hex(*parts))


def storable(response: Response, salt: str | None) -> StoredResponse:
    """The stored form of a response: a new API key is replaced by its salt."""
    headers = {name: response.headers[name] for name in STORED_HEADERS if name in response.headers}
    body = response.get_data()
    return StoredResponse(
        response.status_code, headers, body.replace(secret_of(salt), salt.encode()) if salt else body, salt
    )


def as_replay(stored: StoredResponse) -> StoredResponse:
    """The first response, marked as a replay."""
    return stored._replace(headers={**stored.headers, **REPLAYED_HEADER})


def response_of(stored: StoredResponse) -> Response:
    """The response to this request, which has the public address and the key that the salt of a secret needs."""
    headers = dict(stored.headers)
    if "Location" in headers:  # 0.2.0 stored it with the prefix of its first request.
        headers["Location"] = public_root() + headers["Location"][headers["Location"].rindex("/v1/") :]
    body = stored.body.replace(stored.salt.encode(), secret_of(stored.salt)) if stored.salt else stored.body
    return Response(body, stored.status, headers)


def new_key_secret() -> str:
    """A random API key; with an Idempotency-Key, one that only its sender can derive again from the salt."""
    if idempotency.HEADER not in request.headers:
        return new_secret()
    ctx().salt = salt = new_salt(ctx().secret)
    return secret_of(salt).decode()


def secret_of(salt: str) -> bytes:
    """The secret that the sender's own secret and this salt give. Raises `Conflict` if the salt is another sender's."""
    secret = derived_secret(ctx().secret, salt)
    if secret is None:
        raise Conflict(
            "The response to this Idempotency-Key has a secret that only the secret which sent the request can show "
            "again, and your key has been rotated since. Rotate the key that was made, to get a new one."
        )
    return secret.encode()
