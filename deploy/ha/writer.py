"""A client that creates full records, and retries each with the same Idempotency-Key until it is acknowledged."""

from __future__ import annotations

import time
from typing import Any
from uuid import uuid4

from deploy.ha.history import WRITE, Acknowledged
from deploy.ha.load_client import POSITION, RECORDS, RETRY_INTERVAL, UNAVAILABLE, WritingClient, unidentified_record

ABORT_EVERY, ABORT_AFTER = 8, 0.02
"""Every eighth write is aborted after 20 ms and sent again; by then it may have been committed."""

CREATED, IN_FLIGHT = 201, 409
RETRYABLE = UNAVAILABLE | {IN_FLIGHT}


class Writer(WritingClient):
    """Creates one record after the other."""

    number = 0

    def write(self) -> None:
        """Create one record. Only the Idempotency-Key prevents a duplicate."""
        self.number += 1
        body = unidentified_record(self.random.randrange(1_000_000), f"{self.name}-{self.number}")
        headers = {"Idempotency-Key": str(uuid4())}
        if self.number % ABORT_EVERY == 0:
            self.client.send("POST", RECORDS, body=body, headers=headers, timeout=ABORT_AFTER)
            self.client.close()
        while not self.attempt(body, headers) and not self.control.stop.is_set():
            self.control.stop.wait(RETRY_INTERVAL)

    def attempt(self, body: dict[str, Any], headers: dict[str, str]) -> bool:
        """Send it once. Returns whether no retry is needed."""
        began = time.monotonic()
        response = self.client.send("POST", RECORDS, body=body, headers=headers)
        self.record_request(WRITE, began, response.status, allowed=RETRYABLE | {CREATED})
        if response.status == CREATED:
            self.history.acknowledged.append(
                Acknowledged(
                    id=response.body["id"],
                    version=response.body["version"],
                    etag=response.headers["ETag"],
                    title=body["title"],
                    at=time.monotonic(),
                    replayed="Idempotent-Replayed" in response.headers,
                    position=response.headers[POSITION],
                )
            )
        return response.status not in RETRYABLE
