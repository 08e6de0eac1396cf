"""Clients that read: records, lists and the change feed."""

from __future__ import annotations

import time
from urllib.parse import urlsplit

from deploy.ha.history import READ, Change
from deploy.ha.load_client import POSITION, RECORDS, RETRY_INTERVAL, UNAVAILABLE, LoadClient

OK = 200
READ_INTERVAL = 0.1

SETTLED_AFTER = 10.0
"""Seconds after which every replica in use has a write: replicas that lag more are not used."""

RECORD_SHARE = 0.5
"""Share of reads that read the newest record; and of the rest, that read an older record instead of a list."""

LISTS = (f"{RECORDS}?limit=5", f"{RECORDS}?q=harbour&limit=5", "/v1/commitments?limit=5", "/v1/amounts/summary")


class Reader(LoadClient):
    """Reads records and lists."""

    def step(self) -> None:
        """Read one record or list."""
        began = time.monotonic()
        path, headers = self.choose(began)
        response = self.client.send("GET", path, headers=headers)
        self.record_request(READ, began, response.status, allowed=UNAVAILABLE | {OK})
        self.control.stop.wait(READ_INTERVAL)

    def choose(self, now: float) -> tuple[str, dict[str, str]]:
        """Path and headers of a list, an older record, or the newest record.

        The newest one needs the replication token of its write, because a replica may not have it yet.
        """
        recent = self.history.acknowledged[-200:]
        newest = [each for each in recent[-1:] if each.position]
        settled = [each for each in recent if each.at < now - SETTLED_AFTER]
        if newest and self.random.random() < RECORD_SHARE:
            return f"{RECORDS}/{newest[0].id}", {POSITION: str(newest[0].position)}
        if settled and self.random.random() < RECORD_SHARE:
            return f"{RECORDS}/{self.random.choice(settled).id}", {}
        return self.random.choice(LISTS), {}


class Follower(LoadClient):
    """Follows `links.next` of the change feed, as `docs/following.md` says."""

    path = "/v1/changes?limit=200&wait=2"

    def step(self) -> None:
        """Read the next page of changes."""
        response = self.client.send("GET", self.path)
        if response.status != OK:
            self.control.stop.wait(RETRY_INTERVAL)
            return
        changes = self.history.changes.setdefault(self.name, [])
        changes.extend(
            Change(each["seq"], each["announcement"]["id"], each["version"]) for each in response.body["data"]
        )
        url = urlsplit(response.body["links"]["next"])
        self.path = f"{url.path}?{url.query}"
