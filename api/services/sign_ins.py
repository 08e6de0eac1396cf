"""Refused sign-ins: limited by address, and reported in the audit trail without a row for each."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from threading import Lock

import structlog
from sqlalchemy import exc

from api.db.database import CommitOutcomeUnknown, Database
from api.services import audit
from api.services.rate_limits import WRONG_KEYS, RateLimiter, client_network, refuse_exceeded

log = structlog.get_logger()

MAX_ADDRESSES = 100
"""Addresses that are counted apart in a minute; the others are counted together, without an address."""

REPORTED_COUNTS = {10**power for power in range(10)}
"""A refused sign-in is reported if it is the first, the tenth, the hundredth … of its address in its minute."""

DATABASE_ERRORS = (exc.DBAPIError, exc.TimeoutError, CommitOutcomeUnknown)


class SignInGuard:
    """Answers refused sign-ins. Nobody can fill the disk by them: a minute has few entries in each process."""

    def __init__(self, database: Database, limiter: RateLimiter) -> None:
        self.database, self.limiter = database, limiter
        self.lock = Lock()
        self.minute: datetime | None = None
        self.counts: Counter[str] = Counter()

    def refuse(self, request_id: str, address: str, *, now: datetime) -> None:
        """Report a wrong key in the audit trail. Raises `QuotaExceeded` if the address has sent too many."""
        network = client_network(address)
        counted, count = self.count(network, now.replace(second=0, microsecond=0))
        if count in REPORTED_COUNTS:
            self.report(audit.Requester(request_id, address if counted else ""), count, now)
        refuse_exceeded(self.limiter.count(WRONG_KEYS, network))

    def count(self, network: str, minute: datetime) -> tuple[str, int]:
        """Count a refusal. Returns the network that it is counted under, empty for all others, and the number."""
        with self.lock:
            if minute != self.minute:
                self.minute = minute
                self.counts.clear()
            counted = network if network in self.counts or len(self.counts) < MAX_ADDRESSES else ""
            self.counts[counted] += 1
            return counted, self.counts[counted]

    def report(self, requester: audit.Requester, count: int, now: datetime) -> None:
        """Write the entry. Without a database, the log has to do: the answer stays 401."""
        try:
            self.database.write(
                lambda connection: audit.append_event(
                    connection, "sign_in.refused", actor=requester, now=now, details={"count": count}
                )
            )
        except DATABASE_ERRORS as error:
            log.warning("refused sign-in not in the audit trail", error=type(error).__name__)
