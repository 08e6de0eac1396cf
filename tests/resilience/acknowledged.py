"""Comparisons of a database and its change feed with what was acknowledged."""

from __future__ import annotations

import http.client
import json
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import urlsplit

from sqlalchemy import select

from api.db.database import Database
from api.models import Announcement, Version
from api.services.checks import run_checks
from api.settings import Settings
from tests.resilience.writes import Versions
from tests.servers import HOST

FEED = "/v1/changes?limit=200"

Known = Mapping[str, Versions]
"""The acknowledged versions by record."""


def compare_versions(database: Database, known: Known) -> tuple[list[str], list[str]]:
    """What is lost, and what is there that nobody was told of: each unknown outcome is settled by now."""
    stored: dict[str, dict[int, str]] = {}
    with database.connect() as connection:
        for id, number, etag in connection.execute(select(Version.announcement_id, Version.number, Version.etag)):
            stored.setdefault(str(id), {})[number] = etag
        columns = select(Announcement.id, Announcement.version, Announcement.etag)
        current = {str(id): (version, etag) for id, version, etag in connection.execute(columns)}
    lost, twice = [], []
    for id, versions in known.items():
        there = stored.get(id, {})
        for number, etag in versions.items():
            if number not in there or etag not in {None, there[number]}:
                lost.append(f"version {number} of {id}: {etag} acknowledged, {there.get(number)} stored")
        if [*sorted(there)] != [*range(1, len(there) + 1)]:
            lost.append(f"versions {sorted(there)} of {id}")
        if there and current.get(id) != (max(there), there[max(there)]):
            lost.append(f"{id} is {current.get(id)}, its last version {max(there)}: {there[max(there)]}")
    for id, there in stored.items():
        twice += [f"version {number} of {id}" for number in there if number not in known.get(id, {})]
    return lost, twice


def doctor(database: Database, url: str) -> list[str]:
    """What `communique doctor` finds."""
    settings = Settings(database_url=url)
    results = [*run_checks(database, settings, now=datetime.now(UTC))]
    return [f"doctor: {each.name}: {each.count}: {each.examples}" for each in results if each.count]


class Feed:
    """The change feed, read on from where the last reading ended."""

    def __init__(self, port: int, key: str) -> None:
        """`key` has the scope read."""
        self.port, self.key = port, key
        self.next = FEED
        self.seen: Counter[tuple[str, int]] = Counter()
        self.last = 0

    def read(self) -> list[str]:
        """Read to the end. Returns what is out of order."""
        errors: list[str] = []
        connection = http.client.HTTPConnection(HOST, self.port, timeout=30)
        is_at_end = False
        while not is_at_end:
            headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
            connection.request("GET", self.next, headers=headers)
            answer = connection.getresponse()
            content = answer.read()
            assert answer.status == 200, content
            page = json.loads(content)
            for change in page["data"]:
                id, version = change["announcement"]["id"], change["version"]
                if change["seq"] <= self.last or (version > 1 and (id, version - 1) not in self.seen):
                    errors.append(f"feed: change {change['seq']} of {id}, version {version}, is out of order")
                self.last = change["seq"]
                self.seen[id, version] += 1
            address = urlsplit(page["links"]["next"])
            self.next, is_at_end = f"{address.path}?{address.query}", page["meta"]["at_end"]
        connection.close()
        return errors

    def compare(self, known: Known) -> tuple[list[str], list[str]]:
        """What the feed does not have, and what it has twice."""
        errors = self.read()
        versions = {(id, version) for id, versions in known.items() for version in versions}
        lost = [f"feed: version {version} of {id}" for id, version in versions - self.seen.keys()]
        twice = [f"feed: version {version} of {id}" for (id, version), count in self.seen.items() if count > 1]
        return lost + errors, twice
