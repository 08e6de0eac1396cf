"""Refused sign-ins and requests beyond what a key allows, in the audit trail without a row for each.

Nobody can fill the disk by them: a minute has few entries in each process. Addresses that send wrong keys are limited.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from datetime import datetime
from threading import Lock
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import exc

from api.db.database import CommitOutcomeUnknown, Database
from api.services.audit import Requester, append_event
from api.services.errors import Forbidden, Unauthenticated
from api.services.rate_limits import WRONG_KEYS, RateLimiter, client_network, refuse_exceeded

log = structlog.get_logger()

MAX_CLIENTS = 100
"""Addresses, each with the key that it used, that are counted apart in a minute for each reason; the others are counted
together, without address and key."""

REPORTED_COUNTS = {10**power for power in range(10)}
"""A refusal is reported if it is the first, the tenth, the hundredth … of its client and reason in its minute."""

DATABASE_ERRORS = (exc.DBAPIError, exc.TimeoutError, CommitOutcomeUnknown)
OTHERS = ""


class AccessRefusals:
    """Counts refusals by reason and client, and writes some to the audit trail."""

    def __init__(self, database: Database, limiter: RateLimiter) -> None:
        self.database, self.limiter = database, limiter
        self.lock = Lock()
        self.minute: datetime | None = None
        self.counts: defaultdict[str, Counter[Hashable]] = defaultdict(Counter)

    def add_sign_in(self, error: Unauthenticated, request_id: str, address: str, *, now: datetime) -> None:
        """Report a wrong key. Raises `QuotaExceeded` if the address has sent too many."""
        count, is_apart = self.count(error.reason, address, error.key_id, now)
        origin = Requester(request_id, address if is_apart else "")
        target = ("key", error.key_id) if error.key_id and is_apart else None
        self.report("sign_in.refused", origin, now, {"reason": error.reason, "count": count}, target)
        refuse_exceeded(self.limiter.count(WRONG_KEYS, client_network(address)))

    def add_request(self, error: Forbidden, origin: Requester, operation: str, *, now: datetime) -> None:
        """Report a request that its key does not allow; `operation` is its method and route."""
        count, is_apart = self.count(error.reason, origin.client_address, origin.key_id, now)
        details = {"reason": error.reason, "operation": operation, "count": count}
        self.report("access.refused", origin if is_apart else Requester(origin.request_id, ""), now, details)

    def count(self, reason: str, address: str, key_id: UUID | None, now: datetime) -> tuple[int, bool]:
        """Count a refusal. Returns its number in this minute, and whether its client is counted apart."""
        client, minute = (client_network(address), key_id), now.replace(second=0, microsecond=0)
        with self.lock:
            if minute != self.minute:
                self.minute = minute
                self.counts.clear()
            counts = self.counts[reason]
            is_apart = client in counts or len(counts) < MAX_CLIENTS
            counted = client if is_apart else OTHERS
            counts[counted] += 1
            return counts[counted], is_apart

    def report(
        self,
        action: str,
        origin: Requester,
        now: datetime,
        details: Mapping[str, Any],
        target: tuple[str, object] | None = None,
    ) -> None:
        """Write an entry, if its count is one that is reported. Without a database, the log has to do."""
        if details["count"] not in REPORTED_COUNTS:
            return
        try:
            self.database.write(
                lambda connection: append_event(
                    connection, action, actor=origin, now=now, target=target, details=details
                )
            )
        except DATABASE_ERRORS as error:
            log.warning("refusal not in the audit trail", action=action, error=type(error).__name__)
