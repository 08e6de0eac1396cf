"""Rate limits: the policies, and what each client has used of them, counted by the library `limits`.

A window slides: what the previous one counted weighs less and less. A client takes two counters, whatever its quota.
"""

from __future__ import annotations

import math
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

import structlog
from limits import RateLimitItem, parse
from limits.errors import ConfigurationError, StorageError
from limits.storage import storage_from_string
from limits.strategies import SlidingWindowCounterRateLimiter

from api.services.errors import QuotaExceeded
from api.settings import MEMORY, BadSetting, Settings

log = structlog.get_logger()

READS, WRITES, WRONG_KEYS = "reads", "writes", "wrong-keys"
KINDS = (READS, WRITES)
"""Kinds of requests that RATE_LIMIT limits."""

POLICY = re.compile(r"(?:(?P<kind>[\w-]+)=)?(?P<limit>.+)")
EXCEEDED = {
    READS: "You have sent as many reads as you may; see /v1/quota.",
    WRITES: "You have sent as many writes as you may; see /v1/quota.",
    WRONG_KEYS: "Your address has sent too many wrong keys: check the key.",
}
"""The first sentence of a refusal, by kind."""

STORAGE_TIMEOUT = 0.25
"""Seconds that a request waits for the storage."""

STORAGE_PAUSE = 5.0
"""Seconds for which a storage that has failed is not asked again."""

STORAGE_HINT = "Requests are not limited until RATE_LIMIT_STORAGE can be reached again."


@dataclass(frozen=True, slots=True)
class Policy:
    """A quota of requests of one kind in a window of seconds."""

    name: str
    kind: str
    item: RateLimitItem

    @property
    def quota(self) -> int:
        """Requests that a client may send in a window."""
        return self.item.amount

    @property
    def window(self) -> int:
        """Seconds of a window."""
        return self.item.get_expiry()


@dataclass(frozen=True, slots=True)
class Usage:
    """What a client has left of a policy: requests, and the seconds until there is one more."""

    policy: Policy
    is_exceeded: bool
    remaining: int
    reset: int


class RateLimiter:
    """Counts requests by policy and client: in this process, or in a storage that all processes share.

    While a shared storage cannot be reached, nothing is counted and nothing is limited; the log says so.
    """

    def __init__(self, settings: Settings) -> None:
        """Raises `BadSetting` if the storage needs a package that is not installed."""
        is_shared = settings.rate_limit_storage != MEMORY
        workers = 1 if is_shared else settings.web_concurrency
        wrong_keys = () if settings.wrong_key_limit == "none" else (f"{WRONG_KEYS}={settings.wrong_key_limit}",)
        self.policies = read_policies((*settings.rate_limit, *wrong_keys), workers=workers)
        self.strategy = SlidingWindowCounterRateLimiter(open_storage(settings.rate_limit_storage, is_shared=is_shared))
        self.paused_until = 0.0

    def count(self, kind: str, client: str) -> list[Usage]:
        """Count a request, and return what the client has left by policy: nothing while the storage is away."""
        return self.ask(kind, client, self.strategy.hit)

    def usage(self, kind: str, client: str) -> list[Usage]:
        """What a client has left by policy, counting nothing: nothing while the storage is away."""
        return self.ask(kind, client, self.strategy.test)

    def ask(self, kind: str, client: str, is_allowed: Callable[..., bool]) -> list[Usage]:
        """The usage of each policy for a kind of request, where `is_allowed` asks the storage."""
        if time.monotonic() < self.paused_until:
            return []
        try:
            return [
                self.usage_of(each, client, is_exceeded=not is_allowed(each.item, each.name, client))
                for each in self.policies
                if each.kind == kind
            ]
        except StorageError as error:
            self.paused_until = time.monotonic() + STORAGE_PAUSE
            log.warning("rate limit storage unavailable", error=type(error.storage_error).__name__, hint=STORAGE_HINT)
            return []

    def usage_of(self, policy: Policy, client: str, *, is_exceeded: bool) -> Usage:
        """What the storage says of a policy."""
        stats = self.strategy.get_window_stats(policy.item, policy.name, client)
        remaining = 0 if is_exceeded else stats.remaining
        wait = math.floor(stats.reset_time - time.time()) + 1
        return Usage(policy, is_exceeded, remaining, 0 if remaining == policy.quota else max(1, wait))


def refuse_exceeded(usages: Iterable[Usage]) -> None:
    """Raise `QuotaExceeded` if a policy is exceeded."""
    exceeded = [each for each in usages if each.is_exceeded]
    if exceeded:
        wait, names = max(each.reset for each in exceeded), [each.policy.name for each in exceeded]
        detail = f"{EXCEEDED[exceeded[0].policy.kind]} Send the next one after {wait} seconds."
        raise QuotaExceeded(detail, policies=names, wait=wait)


def read_policies(texts: Sequence[str], *, workers: int) -> tuple[Policy, ...]:
    """The policies that a setting names; counted by each worker for itself, each has its share of the quota."""
    by_kind: defaultdict[str, list[RateLimitItem]] = defaultdict(list)
    for text in texts:
        kind, limit = POLICY.fullmatch(text).groups()  # type: ignore[union-attr]  # It matches every text.
        for each in (kind,) if kind else KINDS:
            by_kind[each].append(share_of(limit, workers=workers))
    return tuple(
        Policy(kind if len(items) == 1 else f"{kind}-{item.get_expiry()}s", kind, item)
        for kind, items in by_kind.items()
        for item in items
    )


def share_of(limit: str, *, workers: int) -> RateLimitItem:
    """The share of one worker in a limit such as `600/minute`: at least one request."""
    item = parse(limit)
    return type(item)(max(1, item.amount // workers), item.multiples)


def open_storage(url: str, *, is_shared: bool) -> Any:
    """The storage of counters. Nothing is connected to yet."""
    if not is_shared:
        return storage_from_string("memory://")
    timeouts: dict[str, Any] = {"socket_timeout": STORAGE_TIMEOUT, "socket_connect_timeout": STORAGE_TIMEOUT}
    try:
        return storage_from_string(url, wrap_exceptions=True, key_prefix="communique", **timeouts)
    except ConfigurationError:
        name = url.partition(":")[0].removesuffix("s")
        raise BadSetting(f"RATE_LIMIT_STORAGE needs a package: pip install 'communique[{name}]'.") from None


def client_network(address: str) -> str:
    """The address that is counted as one client: an IPv4 address, or the /64 that one IPv6 subscriber has."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((parsed, 64), strict=False)) if isinstance(parsed, IPv6Address) else str(parsed)
