"""Group commit: writes of several threads in one transaction, each answered as if it had been alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from threading import Event
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, event, literal, select
from sqlalchemy.exc import DataError, DBAPIError, OperationalError

from api.db.database import Database
from api.models import Announcement, Version
from api.services import records
from api.services.auth import OPERATOR, Actor
from api.services.errors import Conflict, Forbidden
from api.services.records import documents
from api.services.records.group_commit import MAX_GROUP_SIZE, GroupCommitter
from api.services.records.types import StoredRecord
from tests.clients import Client
from tests.records import draft, published
from tests.services.records.equivalence import NOW, WRITER

TOO_LONG = 30

Brought = tuple[dict[str, Any], Actor]


@contextmanager
def hearing(database: Database, name: str, listener: Callable[..., None]) -> Iterator[None]:
    """Let a listener hear of what the database does."""
    event.listen(database.engine, name, listener)
    try:
        yield
    finally:
        event.remove(database.engine, name, listener)


class Commits:
    """Counts commits, and holds the first until it may go on."""

    def __init__(self) -> None:
        """Hold it."""
        self.count = 0
        self.is_held, self.go_on = Event(), Event()

    def __call__(self, _: Any) -> None:
        """Hear of a commit."""
        self.count += 1
        if self.count == 1:
            self.is_held.set()
            assert self.go_on.wait(TOO_LONG)


def bring(database: Database, brought: Sequence[Brought]) -> tuple[list[Future[StoredRecord]], int]:
    """Bring records in this order while the first is being committed. Return what became of each, and the commits."""
    committer, commits = GroupCommitter(database), Commits()

    def create(record: dict[str, Any], actor: Actor) -> StoredRecord:
        payload = documents.validate(record)
        return committer.write(lambda connection: records.create(connection, payload, actor=actor, now=NOW))

    with ExitStack() as stack:
        stack.enter_context(hearing(database, "commit", commits))
        pool = stack.enter_context(ThreadPoolExecutor(len(brought)))
        stack.callback(commits.go_on.set)
        told = [pool.submit(create, *brought[0])]
        assert commits.is_held.wait(TOO_LONG)
        for count, each in enumerate(brought[1:], 1):
            told.append(pool.submit(create, *each))
            while len(committer.waiting) < count and not told[-1].done():
                pass
        commits.go_on.set()
        for each in told:
            each.exception(TOO_LONG)
    return told, commits.count


def titles(database: Database) -> list[str]:
    """Return the titles of all records, in the order in which they were kept."""
    with database.connect() as connection:
        query = select(Announcement.title).join(Version, Version.announcement_id == Announcement.id)
        return list(connection.scalars(query.order_by(Version.seq)))


def test_those_who_wait_are_kept_in_one_transaction(database: Database) -> None:
    """In the order in which they came."""
    names = [f"{number}" for number in range(8)]
    told, commits = bring(database, [(draft(title=name), OPERATOR) for name in names])
    assert [each.result().version for each in told] == [1] * 8
    assert commits == 2
    assert titles(database) == names


def test_no_more_are_kept_at_once_than_a_bound(database: Database) -> None:
    """One alone, then as many as may be, then the one that is left."""
    _, commits = bring(database, [(draft(), OPERATOR)] * (MAX_GROUP_SIZE + 2))
    assert commits == 3
    assert len(titles(database)) == MAX_GROUP_SIZE + 2


def test_one_that_is_refused_does_nothing_to_the_others(database: Database) -> None:
    """Neither a wrong reference, nor an identifier that another of them has."""
    number = {"identifiers": [{"scheme": "gov", "id": "1"}]}
    brought = [draft(title="a"), draft(title="b", **number), draft(title="c", **number), draft(title="d")]
    told, commits = bring(database, [(each, OPERATOR) for each in brought])
    assert isinstance(told[2].exception(), Conflict)
    assert commits == 2
    assert titles(database) == ["a", "b", "d"]


def test_each_is_kept_by_its_own_actor(database: Database, client: Client) -> None:
    """One may not publish; what others bring is theirs."""
    key_id = UUID(client.get("/v1/keys").get_json()["data"][0]["id"])
    keyed = Actor(key_id, OPERATOR.scopes)
    told, _ = bring(
        database,
        [(draft(title="a"), OPERATOR), (draft(title="b"), keyed), (published(), WRITER), (draft(title="c"), keyed)],
    )
    assert isinstance(told[2].exception(), Forbidden)
    with database.connect() as connection:
        query = select(Announcement.title, Version.key_id).join(Version, Version.announcement_id == Announcement.id)
        assert dict(map(tuple, connection.execute(query))) == {"a": None, "b": key_id, "c": key_id}


def refusing(error: type[DBAPIError], heard: list[str]) -> Callable[..., None]:
    """Return a listener that lets every statement about poison fail, and hears of each."""

    def refuse(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if "poison" in str(parameters):
            heard.append(statement)
            raise error("", {}, Exception("no more of this"))

    return refuse


def test_one_that_the_database_cannot_take_fails_alone(database: Database) -> None:
    """The others are kept without it."""
    with hearing(database, "before_cursor_execute", refusing(DataError, [])):
        told, _ = bring(database, [(draft(title=title), OPERATOR) for title in ("a", "b", "poison", "c")])
    assert isinstance(told[2].exception(), DataError)
    assert titles(database) == ["a", "b", "c"]


def test_where_the_database_is_away_all_are_told_at_once(database: Database) -> None:
    """It is not asked again for each of them."""
    heard: list[str] = []
    with hearing(database, "before_cursor_execute", refusing(OperationalError, heard)):
        told, _ = bring(database, [(draft(title=title), OPERATOR) for title in ("a", "b", "poison", "c")])
    assert [type(each.exception()) for each in told[1:]] == [OperationalError] * 3
    assert len(heard) == 1
    assert titles(database) == ["a"]


def test_after_all_were_served_the_next_is_kept_at_once(database: Database) -> None:
    committer = GroupCommitter(database)
    for number in range(2):
        assert committer.write(lambda _, number=number: number) == number


def test_work_sees_the_context_of_its_caller(database: Database) -> None:
    """Whichever thread leads: Flask keeps the request in context variables."""
    committer, commits, name = GroupCommitter(database), Commits(), ContextVar("name", default="")

    def write(own: str) -> str:
        name.set(own)
        return committer.write(lambda connection: connection.scalar(select(literal(name.get()))) or "")

    with hearing(database, "commit", commits), ThreadPoolExecutor(4) as pool:
        writes = [pool.submit(write, str(number)) for number in range(4)]
        commits.is_held.wait(TOO_LONG)
        while len(committer.waiting) < 3:
            pass
        commits.go_on.set()
        assert [each.result(TOO_LONG) for each in writes] == ["0", "1", "2", "3"]


def test_nobody_is_told_of_what_was_not_committed(database: Database) -> None:
    """A leader that is stopped takes the whole group with it."""
    committer, commits = GroupCommitter(database), Commits()

    def stop(_: Connection) -> None:
        raise SystemExit

    with hearing(database, "commit", commits), ThreadPoolExecutor(3) as pool:
        first = pool.submit(committer.write, lambda connection: connection.scalar(select(literal(1))))
        commits.is_held.wait(TOO_LONG)
        writes = []
        for count, work in enumerate((lambda connection: connection.scalar(select(literal(2))), stop), 1):
            writes.append(pool.submit(committer.write, work))
            while len(committer.waiting) < count:
                pass
        commits.go_on.set()
        assert first.result(TOO_LONG) == 1
        assert {type(each.exception(TOO_LONG)) for each in writes} == {SystemExit, RuntimeError}
