"""Clients that read: records and lists, and the changes."""

from __future__ import annotations

import time
from urllib.parse import urlsplit

from deploy.ha.caller import AGAIN, AWAY, POSITION, RECORDS, Caller
from deploy.ha.witness import READ, Told

OK = 200
PAUSE = 0.1
"""Seconds between two reads of a reader."""

SETTLED = 10.0
"""Seconds after which whatever was written is read by everybody: longer than any replica in use lies behind."""

SHARE = 0.5
"""How many reads are of a record just written; and how many of the others of one written a while ago."""

LISTS = (f"{RECORDS}?limit=5", f"{RECORDS}?q=harbour&limit=5", "/v1/commitments?limit=5", "/v1/amounts/summary")


class Reader(Caller):
    """Reads records that are there, and lists."""

    def turn(self) -> None:
        """Read one thing."""
        began = time.monotonic()
        path, headers = self.pick(began)
        self.saw(READ, began, self.client.get(path, headers=headers).status, fitting=AWAY | {OK})
        self.gate.over.wait(PAUSE)

    def pick(self, now: float) -> tuple[str, dict[str, str]]:
        """Return what to read: a list, or a record that was written a while ago, or one written only just now.

        Of the last, the client has to say at which position it was written, or some replica may not know it yet.
        """
        known = self.witness.kept[-200:]
        newest = [kept for kept in known[-1:] if kept.position]
        settled = [kept for kept in known if kept.at < now - SETTLED]
        if newest and self.random.random() < SHARE:
            return f"{RECORDS}/{newest[0].id}", {POSITION: str(newest[0].position)}
        if settled and self.random.random() < SHARE:
            return f"{RECORDS}/{self.random.choice(settled).id}", {}
        return self.random.choice(LISTS), {}


class Follower(Caller):
    """Follows `links.next` of the changes, as `docs/following.md` says."""

    path = "/v1/changes?limit=200&wait=2"

    def turn(self) -> None:
        """Ask for what came after what is known."""
        reply = self.client.get(self.path)
        if reply.status != OK:
            self.gate.over.wait(AGAIN)
            return
        told = self.witness.told.setdefault(self.name, [])
        told.extend(Told(each["seq"], each["announcement"]["id"], each["version"]) for each in reply.body["data"])
        address = urlsplit(reply.body["links"]["next"])
        self.path = f"{address.path}?{address.query}"
