"""Group commit: writes of several threads in one transaction, each answered as if it had been alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from threading import Event
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Connection, event, literal, select
from sqlalchemy.exc import DataError, DBAPIError, OperationalError

from api.db.database import ATTEMPTS, CommitOutcomeUnknown, Database
from api.db.engine import EngineOptions, LockTimeout, exceeded_limit
from api.http.transactions import PendingCreation, create_records
from api.models import Announcement, Version
from api.services.auth import OPERATOR, Actor
from api.services.errors import Conflict, Forbidden
from api.services.idempotency import StoredResponse
from api.services.records import documents, writer
from api.services.records.group_commit import MAX_GROUP_SIZE, GroupCommitter
from api.services.records.types import Change, StoredRecord
from tests.clients import Client
from tests.db.test_statement_timeout import ENDLESS
from tests.records import draft, published
from tests.services.records.equivalence import NOW, WRITER
from tests.waiting import wait_until

TOO_LONG = 30

Item = tuple[dict[str, Any], Actor]


@contextmanager
def listening(database: Database, name: str, listener: Callable[..., None]) -> Iterator[None]:
    """Listen to an event of the engine."""
    event.listen(database.engine, name, listener)
    try:
        yield
    finally:
        event.remove(database.engine, name, listener)


class Commits:
    """Counts commits, and holds the first until `release` is set."""

    def __init__(self) -> None:
        """Nothing is committed yet."""
        self.count = 0
        self.is_held, self.release = Event(), Event()

    def __call__(self, _: Any) -> None:
        """Count a commit."""
        self.count += 1
        if self.count == 1:
            self.is_held.set()
            assert self.release.wait(TOO_LONG)


def create_all(database: Database, items: Sequence[Item]) -> tuple[list[Future[StoredRecord]], int]:
    """Create records in this order while the first is being committed: their futures, and the number of commits."""
    committer, commits = GroupCommitter(database, writer.save), Commits()

    def create(record: dict[str, Any], actor: Actor) -> StoredRecord:
        payload = documents.validate(record)
        return committer.write(Change(operation="created", payload=payload, actor=actor, now=NOW))

    with ExitStack() as stack:
        stack.enter_context(listening(database, "commit", commits))
        pool = stack.enter_context(ThreadPoolExecutor(len(items)))
        stack.callback(commits.release.set)
        futures = [pool.submit(create, *items[0])]
        assert commits.is_held.wait(TOO_LONG)
        for count, each in enumerate(items[1:], 1):
            futures.append(pool.submit(create, *each))
            while len(committer.waiting) < count and not futures[-1].done():
                pass
        commits.release.set()
        for each in futures:
            each.exception(TOO_LONG)
    return futures, commits.count


def titles(database: Database) -> list[str]:
    """The titles of all records, in the order of their versions."""
    with database.connect() as connection:
        query = select(Announcement.title).join(Version, Version.announcement_id == Announcement.id)
        return list(connection.scalars(query.order_by(Version.seq)))


def test_waiting_writes_share_one_transaction(database: Database) -> None:
    names = [f"{number}" for number in range(8)]
    futures, commits = create_all(database, [(draft(title=name), OPERATOR) for name in names])
    assert [each.result().version for each in futures] == [1] * 8
    assert commits == 2
    assert titles(database) == names


def test_a_group_has_a_largest_size(database: Database) -> None:
    _, commits = create_all(database, [(draft(), OPERATOR)] * (MAX_GROUP_SIZE + 2))
    assert commits == 3
    assert len(titles(database)) == MAX_GROUP_SIZE + 2


def test_a_refused_write_does_not_affect_the_others(database: Database) -> None:
    number = {"identifiers": [{"scheme": "gov", "id": "1"}]}
    items = [draft(title="a"), draft(title="b", **number), draft(title="c", **number), draft(title="d")]
    futures, commits = create_all(database, [(each, OPERATOR) for each in items])
    assert isinstance(futures[2].exception(), Conflict)
    assert commits == 2
    assert titles(database) == ["a", "b", "d"]


def test_each_write_has_its_own_actor(database: Database, client: Client) -> None:
    """One key lacks the scope publish; each version names its key."""
    key_id = UUID(client.get("/v1/keys").get_json()["data"][0]["id"])
    keyed = Actor(key_id, OPERATOR.scopes)
    futures, _ = create_all(
        database,
        [(draft(title="a"), OPERATOR), (draft(title="b"), keyed), (published(), WRITER), (draft(title="c"), keyed)],
    )
    assert isinstance(futures[2].exception(), Forbidden)
    with database.connect() as connection:
        query = select(Announcement.title, Version.key_id).join(Version, Version.announcement_id == Announcement.id)
        assert dict(map(tuple, connection.execute(query))) == {"a": None, "b": key_id, "c": key_id}


def failing(error: type[DBAPIError], statements: list[str], *, is_lost: bool = False) -> Callable[..., None]:
    """A listener that lets every statement with `poison` fail, and notes it."""

    def refuse(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if "poison" in str(parameters):
            statements.append(statement)
            raise error("", {}, Exception("no more of this"), connection_invalidated=is_lost)

    return refuse


def test_a_write_that_the_database_refuses_fails_alone(database: Database) -> None:
    with listening(database, "before_cursor_execute", failing(DataError, [])):
        futures, _ = create_all(database, [(draft(title=title), OPERATOR) for title in ("a", "b", "poison", "c")])
    assert isinstance(futures[2].exception(), DataError)
    assert titles(database) == ["a", "b", "c"]


def test_where_the_database_is_lost_all_fail_at_once(database: Database) -> None:
    statements: list[str] = []
    with listening(database, "before_cursor_execute", failing(OperationalError, statements, is_lost=True)):
        futures, _ = create_all(database, [(draft(title=title), OPERATOR) for title in ("a", "b", "poison", "c")])
    assert [type(each.exception()) for each in futures[1:]] == [OperationalError] * 3
    assert len(statements) == ATTEMPTS
    assert titles(database) == ["a"]


def do_all(connection: Connection, group: Sequence[Callable[[Connection], Any]]) -> list[Any]:
    """Do the work of a group, in order."""
    return [work(connection) for work in group]


def test_after_a_group_the_next_write_leads(database: Database) -> None:
    committer = GroupCommitter(database, do_all)
    for number in range(2):
        assert committer.write(lambda _, number=number: number) == number


def test_no_write_is_answered_that_was_not_committed(database: Database) -> None:
    """If a leader is stopped, the outcome of the whole group is unknown."""
    committer, commits = GroupCommitter(database, do_all), Commits()

    def stop(_: Connection) -> None:
        raise SystemExit

    with listening(database, "commit", commits), ThreadPoolExecutor(3) as pool:
        first = pool.submit(committer.write, lambda connection: connection.scalar(select(literal(1))))
        commits.is_held.wait(TOO_LONG)
        writes = []
        for count, work in enumerate((lambda connection: connection.scalar(select(literal(2))), stop), 1):
            writes.append(pool.submit(committer.write, work))
            while len(committer.waiting) < count:
                pass
        commits.release.set()
        assert first.result(TOO_LONG) == 1
        assert {type(each.exception(TOO_LONG)) for each in writes} == {SystemExit, CommitOutcomeUnknown}


@pytest.fixture
def hasty(migrated_database: str) -> Iterator[Database]:
    """A database whose writers wait a second for each other, and whose statements may run a fifth of one."""
    database = Database(migrated_database, EngineOptions(lock_timeout=1, statement_timeout=0.2))
    yield database
    database.engine.dispose()


def one(connection: Connection) -> int | None:
    """Select a number."""
    number: int | None = connection.scalar(select(literal(1)))
    return number


def wait_for_queue(committer: GroupCommitter[Any, Any], length: int) -> None:
    """Wait until so many writes are in the queue."""
    wait_until(lambda: len(committer.waiting) == length)


def test_a_write_that_nobody_begins_leaves_the_queue(hasty: Database) -> None:
    """Its place to lead goes to the next."""
    committer, commits = GroupCommitter(hasty, do_all), Commits()
    with listening(hasty, "commit", commits), ThreadPoolExecutor(3) as pool:
        first = pool.submit(committer.write, one)
        assert commits.is_held.wait(TOO_LONG)
        refused = [pool.submit(committer.write, one) for _ in range(2)]
        assert [type(each.exception(TOO_LONG)) for each in refused] == [LockTimeout] * 2
        commits.release.set()
        assert first.result(TOO_LONG) == 1
        assert pool.submit(committer.write, one).result(TOO_LONG) == 1
    assert commits.count == 2


def test_a_write_that_is_begun_waits_for_its_outcome(hasty: Database) -> None:
    """However long the leader takes."""
    committer, commits = GroupCommitter(hasty, do_all), Commits()
    is_saving, release = Event(), Event()

    def save_slowly(connection: Connection) -> int | None:
        is_saving.set()
        assert release.wait(TOO_LONG)
        return one(connection)

    with listening(hasty, "commit", commits), ThreadPoolExecutor(3) as pool:
        first = pool.submit(committer.write, one)
        assert commits.is_held.wait(TOO_LONG)
        leader = pool.submit(committer.write, save_slowly)
        wait_for_queue(committer, 1)
        follower = pool.submit(committer.write, one)
        wait_for_queue(committer, 2)
        commits.release.set()
        assert is_saving.wait(TOO_LONG)
        with pytest.raises(TimeoutError):
            follower.result(1.2 * hasty.options.lock_timeout)
        release.set()
        assert [each.result(TOO_LONG) for each in (first, leader, follower)] == [1, 1, 1]


def test_a_write_that_takes_too_long_does_not_fail_its_group(hasty: Database) -> None:
    """Not even if it is the first to be tried alone."""
    committer, commits = GroupCommitter(hasty, do_all), Commits()
    with listening(hasty, "commit", commits), ThreadPoolExecutor(4) as pool:
        writes = [pool.submit(committer.write, one)]
        assert commits.is_held.wait(TOO_LONG)
        for count, work in enumerate((lambda connection: connection.scalar(ENDLESS), one, one), 1):
            writes.append(pool.submit(committer.write, work))
            wait_for_queue(committer, count)
        commits.release.set()
        ended = writes.pop(1).exception(TOO_LONG)
        assert isinstance(ended, OperationalError)
        assert exceeded_limit(ended) == "statement"
        assert [each.result(TOO_LONG) for each in writes] == [1, 1, 1]


def test_several_writes_that_take_too_long_do_not_hold_the_others_for_ever(hasty: Database) -> None:
    committer, commits = GroupCommitter(hasty, do_all), Commits()
    with listening(hasty, "commit", commits), ThreadPoolExecutor(6) as pool:
        first = pool.submit(committer.write, one)
        assert commits.is_held.wait(TOO_LONG)
        writes = []
        for count in range(1, 6):
            writes.append(pool.submit(committer.write, lambda connection: connection.scalar(ENDLESS)))
            wait_for_queue(committer, count)
        commits.release.set()
        outcomes = [type(each.exception(TOO_LONG)) for each in writes]
        assert first.result(TOO_LONG) == 1
    assert outcomes[0] is OperationalError
    assert outcomes[-1] is LockTimeout


def test_the_leader_of_a_group_needs_no_request(connection: Connection) -> None:
    """It returns stored responses, of which each request makes its own."""
    payload = documents.validate(draft())
    changes = [Change(operation="created", payload=payload, actor=OPERATOR, now=NOW) for _ in range(2)]
    pending = [PendingCreation(change, None) for change in changes]
    first, second = create_records(connection, pending)
    assert isinstance(first, StoredResponse)
    assert isinstance(second, StoredResponse)
    assert (first.status, second.status) == (201, 201)
    assert first.headers["Location"].startswith("/v1/announcements/")
    assert second.headers["Location"].startswith("/v1/announcements/")
