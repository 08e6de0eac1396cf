"""The change log: every change of every record in the order of their commits, to be followed without missing one."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Semaphore
from typing import Any, TypeVar

from sqlalchemy import Connection, func, select

from api.db.database import ReadSource
from api.db.replicas import confirmed_seq
from api.db.sql import AnySelect
from api.models import Version
from api.services import pagination
from api.services.auth import Actor
from api.services.errors import Invalid, invalid_parameter
from domain.violations import Violation

LATEST = "latest"
"""Where to begin for whoever wants only what comes from now on."""

BEGINNING = 0
LARGEST = 2**63 - 1
QUESTION = {"list": "changes"}
"""What the place in a cursor belongs to: the log, whoever reads it, and however long its pages are."""

LOG = Version.__table__.c
COLUMNS = (LOG.seq, LOG.operation, LOG.announcement_id, LOG.number, LOG.change, LOG.paths, LOG.at)


@dataclass(frozen=True, slots=True)
class News:
    """Some changes, the oldest first; where to go on after them; and whether they are the last ones for now."""

    items: Sequence[dict[str, Any]]
    since: str
    at_end: bool


def follow(
    source: ReadSource, *, since: str | None = None, limit: int, wait: int, actor: Actor, room: WaitingRoom
) -> News:
    """Return the changes after a place, as far as the actor may know of them; wait for one where there is none yet.

    A connection is held only while a question is asked, never between two.
    """
    place = start(source, since, actor)

    def question() -> News:
        return source.read(lambda connection: after(connection, place, limit=limit, actor=actor))

    return room.ask(question, enough=lambda news: bool(news.items), seconds=wait)


def start(source: ReadSource, since: str | None, actor: Actor) -> int:
    """Return the place that `since` names. Raise `Invalid` for one that this log did not give."""
    if since is None:
        return BEGINNING
    if since != LATEST:
        return place_of(since)
    return source.read(lambda connection: latest(connection, actor))


def latest(connection: Connection, actor: Actor) -> int:
    """Return the place of the last change there is."""
    newest = told(visible(select(LOG.seq), actor), connection).order_by(LOG.seq.desc()).limit(1)
    return connection.scalar(newest) or BEGINNING


def end(connection: Connection) -> str:
    """Return the place after every change that this session sees."""
    return pagination.encode([connection.scalar(select(func.max(LOG.seq))) or BEGINNING], QUESTION)


def place_of(cursor: str) -> int:
    """Return the place in a cursor."""
    try:
        place = pagination.decode(cursor, QUESTION)
    except (Invalid, TypeError, ValueError):
        raise bad_since() from None
    if len(place) != 1 or type(place[0]) is not int or not BEGINNING <= place[0] <= LARGEST:
        raise bad_since()
    return place[0]


def bad_since() -> Invalid:
    """Return the error for a place that this log did not give."""
    detail = "This log did not give it. Take `since` from the `next` link as it is, or begin again without it."
    return invalid_parameter("since", Violation("cursor", detail, (LATEST,)))


def after(connection: Connection, place: int, *, limit: int, actor: Actor) -> News:
    """Return the changes that follow a place, as they are now."""
    rows = connection.execute(told(page_query(place, limit=limit, actor=actor), connection)).all()
    page = rows[:limit]
    last = page[-1].seq if page else place
    return News([show(row) for row in page], pagination.encode([last], QUESTION), at_end=len(rows) == len(page))


def page_query(place: int, *, limit: int, actor: Actor) -> AnySelect:
    """Return the query for the changes that follow a place, and for one more, which tells that this is not the end."""
    return visible(select(*COLUMNS), actor).where(LOG.seq > place).order_by(LOG.seq).limit(limit + 1)


def told(query: AnySelect, connection: Connection) -> AnySelect:
    """Return the query for what may be told: a replica can show changes that a failover takes back, and tells none."""
    last = confirmed_seq(connection)
    return query if last is None else query.where(LOG.seq <= last)


def visible(query: AnySelect, actor: Actor) -> AnySelect:
    """Return the query for what the actor may know of: the public, of nothing before it was published."""
    return query if "read" in actor.scopes else query.where(LOG.public)


def show(row: Any) -> dict[str, Any]:
    """Return a change as it is listed."""
    id = row.announcement_id
    return {
        "seq": row.seq,
        "op": row.operation,
        "announcement": {"id": id, "url": f"/v1/announcements/{id}"},
        "version": row.number,
        "change": row.change,
        "paths": row.paths,
        "at": row.at,
    }


Answer = TypeVar("Answer")

PAUSE = 0.25
"""Seconds between two questions: other processes write too, and nothing but the database tells of it."""


class WaitingRoom:
    """Holds the clients of this process that wait. Each takes a thread, so that there are places for only so many."""

    def __init__(self, places: int) -> None:
        """Take how many may wait at once; with none, nobody ever waits."""
        self.places = Semaphore(places)

    def is_open(self) -> bool:
        """Whether one may go on waiting. Whoever runs the process can say no, so that it need not wait for us."""
        return True

    def ask(self, question: Callable[[], Answer], *, enough: Callable[[Answer], bool], seconds: int) -> Answer:
        """Return the first answer that is enough, or the last one before the time is over.

        Where every place is taken, the answer is given as it is. Nothing is held between two questions.
        """
        answer = question()
        if seconds == 0 or enough(answer) or not self.places.acquire(blocking=False):
            return answer
        try:
            return self.ask_again(question, answer, enough, time.monotonic() + seconds)
        finally:
            self.places.release()

    def ask_again(
        self, question: Callable[[], Answer], answer: Answer, enough: Callable[[Answer], bool], deadline: float
    ) -> Answer:
        """Ask until the answer is enough, the time is over, or the room closes."""
        while self.is_open() and not enough(answer) and (left := deadline - time.monotonic()) > 0:
            time.sleep(min(PAUSE, left))
            answer = question()
        return answer
