"""A client that writes full records, and sends each again with the same key until it is acknowledged."""

from __future__ import annotations

import time
from typing import Any
from uuid import uuid4

from deploy.ha.caller import AGAIN, AWAY, POSITION, RECORDS, Changer, without_identifiers
from deploy.ha.witness import WRITE, Kept

IMPATIENT, HASTE = 8, 0.02
"""Each so-manieth write is broken off after so many seconds, and sent again: it may have been done by then."""

CREATED, UNDER_WAY = 201, 409
LATER = AWAY | {UNDER_WAY}
"""What tells who has an `Idempotency-Key` to send the same again."""


class Writer(Changer):
    """Writes one record after the other."""

    number = 0

    def change(self) -> None:
        """Write one record. Nothing but the `Idempotency-Key` keeps it from being there twice."""
        self.number += 1
        body = without_identifiers(self.random.randrange(1_000_000), f"{self.name}-{self.number}")
        headers = {"Idempotency-Key": str(uuid4())}
        if self.number % IMPATIENT == 0:
            self.client.post(RECORDS, body, headers, patience=HASTE)
            self.client.close()
        while not self.attempt(body, headers) and not self.gate.over.is_set():
            self.gate.over.wait(AGAIN)

    def attempt(self, body: dict[str, Any], headers: dict[str, str]) -> bool:
        """Send it once. Return whether that was the last time."""
        began = time.monotonic()
        reply = self.client.post(RECORDS, body, headers)
        self.saw(WRITE, began, reply.status, fitting=LATER | {CREATED})
        if reply.status == CREATED:
            kept = Kept(
                id=reply.body["id"],
                version=reply.body["version"],
                etag=reply.headers["ETag"],
                title=body["title"],
                at=time.monotonic(),
                again="Idempotent-Replayed" in reply.headers,
                position=reply.headers[POSITION],
            )
            self.witness.kept.append(kept)
        return reply.status not in LATER
