"""A POST that is sent again with its Idempotency-Key does nothing, and gets the first answer."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, func, select, update
from werkzeug.test import TestResponse

from api.db.database import Database
from api.db.sql import lock_until_commit
from api.http.idempotency import STORED_HEADERS
from api.models import ApiKey, Base, IdempotencyRecord, Version
from api.services import idempotency
from api.services.records.versions import CHANGE_LOG_LOCK_ID
from tests.clients import RECORDS, Client, errors_of, url_of
from tests.records import draft, published, worked_example
from tests.routes.test_concurrency import at_once, statuses
from tests.services.query.test_statement_counts import counted

NAME = "8e03978e-40d5-43dd-bc93-6894a57f9324"
HEADER = "Idempotency-Key"
Post = tuple[str, Any]


def create(_: Client) -> Post:
    """Return what records something."""
    return RECORDS, worked_example()


def publish(client: Client) -> Post:
    """Return what publishes a draft."""
    return f"{url_of(client.create(published(state='draft')))}/publish", None


def report(client: Client) -> Post:
    """Return what reports progress."""
    record = client.create(draft(commitments=[{"key": "c", "kind": "goal", "statement": "x"}]))
    return f"{record['commitments'][0]['url']}/progress", {"status": "met", "on": "2026", "source": {"title": "x"}}


def merge(client: Client) -> Post:
    """Return what makes two parties one."""
    ministry = published()["parties"][0]
    record = client.create(published(parties=[ministry, ministry | {"key": "other", "name": "Science ministry"}]))
    goes, stays = (party["party"]["id"] for party in record["parties"])
    return f"/v1/parties/{goes}/merge", {"into": stays}


def make_key(_: Client) -> Post:
    """Return what makes a key."""
    return "/v1/keys", {"name": "newsroom", "scopes": ["read", "write"]}


POSTS: tuple[Callable[[Client], Post], ...] = (create, publish, report, merge, make_key)
every_post = pytest.mark.parametrize("post", POSTS, ids=lambda post: post.__name__)


def send(client: Client, post: Post, name: str = NAME) -> TestResponse:
    """Send a POST under a name."""
    path, body = post
    return client.post(path, headers={HEADER: name}, if_match="*", **({} if body is None else {"json": body}))


def rows(database: Database) -> dict[str, int]:
    """Count the rows of every table."""
    with database.connect() as connection:
        tables = Base.metadata.sorted_tables
        return {each.name: connection.scalar(select(func.count()).select_from(each)) or 0 for each in tables}


def count(database: Database, table: type[Base]) -> int:
    """Count the rows of one table."""
    return rows(database)[table.__tablename__]


@every_post
def test_the_first_answer_is_given_again(client: Client, database: Database, post: Callable[[Client], Post]) -> None:
    """Byte for byte, with its headers; nothing is written, and the answer says that it is a repetition."""
    sent = post(client)
    first = send(client, sent)
    assert (first.status_code // 100, first.headers.get("Idempotent-Replayed")) == (2, None)
    before = rows(database)
    for _ in range(2):
        again = send(client, sent)
        assert (again.status_code, again.data) == (first.status_code, first.data)
        assert [again.headers.get(name) for name in STORED_HEADERS] == [
            first.headers.get(name) for name in STORED_HEADERS
        ]
        assert again.headers["Idempotent-Replayed"] == "true"
    assert rows(database) == before


def test_the_first_answer_is_given_again_whatever_has_happened_since(client: Client) -> None:
    """It tells what was done then."""
    first = send(client, create(client))
    client.delete(f"{url_of(first.get_json())}?note=x", if_match="*")
    assert send(client, create(client)).data == first.data


def test_without_a_name_a_post_does_the_same_again(client: Client, database: Database) -> None:
    """And looks for no answer, and keeps none."""
    with counted(database) as statements:
        assert client.create(draft())["id"] != client.create(draft())["id"]
    assert not any("kept_answers" in statement or "pg_try" in statement for statement in statements)


def test_another_request_under_the_same_name_is_refused(client: Client, database: Database) -> None:
    """Another body, path or query; and the first one is still answered."""
    record = client.create(published(state="draft"))
    first = send(client, (RECORDS, draft()))
    before = rows(database)
    others = [(RECORDS, draft(title="Another")), (f"{RECORDS}?note=x", draft()), (f"{url_of(record)}/publish", None)]
    for other in others:
        refused = send(client, other)
        assert (refused.status_code, errors_of(refused)) == (422, {HEADER: "reused"})
    assert rows(database) == before
    assert send(client, (RECORDS, draft())).data == first.data


def test_the_same_name_of_another_key_is_another_name(app: Flask, client: Client) -> None:
    """Nobody learns of what others sent."""
    first, other = (send(each, (RECORDS, draft())) for each in (client, Client.of(app, "write")))
    assert (first.status_code, other.status_code) == (201, 201)
    assert first.get_json()["id"] != other.get_json()["id"]


def test_a_key_that_was_revoked_gets_no_answer_again(client: Client, app: Flask) -> None:
    """Nor one that lacks the scope."""
    made = client.post("/v1/keys", json={"name": "x", "scopes": ["write"]}).get_json()
    other = Client(app, made["key"])
    assert send(other, (RECORDS, draft())).status_code == 201
    with app.extensions["database"].writer.begin() as connection:
        connection.execute(update(ApiKey).where(ApiKey.name == "x").values(scopes=["read"]))
    assert send(other, (RECORDS, draft())).status_code == 403
    client.delete(f"/v1/keys/{made['id']}")
    assert send(other, (RECORDS, draft())).status_code == 401


def test_a_request_that_was_refused_can_be_mended_under_its_name(client: Client, database: Database) -> None:
    """It changed nothing, and so nothing of it is kept."""
    missing = {"type": "follows", "announcement": "00000000-0000-0000-0000-000000000001"}
    refused = send(client, (RECORDS, draft(relations=[missing])))
    assert (refused.status_code, count(database, IdempotencyRecord)) == (422, 0)
    assert send(client, (RECORDS, draft())).status_code == 201


def test_a_name_is_forgotten_after_24_hours(client: Client, database: Database) -> None:
    """The same request is a new one then."""
    first = send(client, (RECORDS, draft()))
    for hours, replayed in ((23.9, "true"), (24.1, None)):
        with database.writer.begin() as connection:
            connection.execute(update(IdempotencyRecord).values(created_at=datetime.now(UTC) - timedelta(hours=hours)))
        again = send(client, (RECORDS, draft()))
        assert (again.status_code, again.headers.get("Idempotent-Replayed")) == (201, replayed)
    assert again.get_json()["id"] != first.get_json()["id"]
    assert send(client, (RECORDS, draft())).data == again.data


@pytest.mark.parametrize("name", ["", " ", "two words", "é", "x\ty", "x" * 256])
def test_a_name_that_is_none_is_refused_with_all_else_that_is_wrong(client: Client, name: str) -> None:
    """It is one to 255 visible ASCII characters."""
    refused = send(client, (RECORDS, draft(kind="pan")), name)
    assert refused.status_code == 422
    assert errors_of(refused).keys() == {HEADER, "/kind"}


@pytest.mark.parametrize("name", ['"8e03978e"', "x", "x" * 255, "a,b;c=~!"])
def test_a_name_is_taken_as_it_is(client: Client, name: str) -> None:
    """With its quotation marks, as the IETF's draft has it, or without."""
    first = send(client, (RECORDS, draft()), name)
    assert (first.status_code, send(client, (RECORDS, draft()), name).data) == (201, first.data)
    assert send(client, (RECORDS, draft()), f"{name[:-1]}_").get_json()["id"] != first.get_json()["id"]


def test_other_methods_take_no_notice_of_a_name(client: Client, database: Database) -> None:
    """They can be repeated as they are; a question changes nothing."""
    url = url_of(client.create(draft()))
    for method, path, body in (
        ("GET", url, None),
        ("POST", f"{RECORDS}/search", {"kind": ["plan"]}),
        ("PUT", url, draft(title="Another")),
        ("PATCH", url, {"title": "A third"}),
        ("DELETE", f"{url}?note=x", None),
    ):
        sent = {} if body is None else {"json": body}
        answer = client.send(method, path, headers={HEADER: "no name"}, if_match="*", **sent)
        assert answer.status_code < 300, answer.text
    assert count(database, IdempotencyRecord) == 0


def test_of_the_same_request_at_once_one_is_done(app: Flask, client: Client, database: Database) -> None:
    """The others are told that it is under way, or get its answer."""
    for trial in range(5):
        answers = at_once(app, client.key, lambda writer, _, name=f"{trial}": send(writer, (RECORDS, draft()), name))
        assert set(statuses(answers)) <= {201, 409}
        assert len({answer.data for answer in answers if answer.status_code == 201}) == 1
        assert {answer.headers.get("Retry-After") for answer in answers if answer.status_code == 409} <= {"1"}
        first = [each for each in answers if each.status_code == 201 and "Idempotent-Replayed" not in each.headers]
        assert len(first) == 1
        assert count(database, Version) == trial + 1


def test_while_the_first_is_under_way_the_second_is_refused(app: Flask, client: Client, database: Database) -> None:
    """Whatever it asks. When the first is answered, its answer is given again."""
    with ThreadPoolExecutor(1) as pool:
        with database.writer.begin() as busy:
            lock_until_commit(busy, CHANGE_LOG_LOCK_ID)
            first = pool.submit(send, Client(app, client.key), (RECORDS, draft()))
            while not idempotency.IN_FLIGHT:
                assert not first.done()
            for body in (draft(), draft(title="Another")):
                refused = send(client, (RECORDS, body))
                assert (refused.status_code, errors_of(refused)) == (409, {HEADER: "under_way"})
                assert refused.headers["Retry-After"] == "1"
        assert first.result().status_code == 201
    assert send(client, (RECORDS, draft())).data == first.result().data
    assert not idempotency.IN_FLIGHT


def test_a_change_and_its_answer_are_committed_at_once(client: Client, database: Database) -> None:
    """In one transaction, in which nothing follows the change but its answer."""
    commits: list[Any] = []
    note = commits.append
    event.listen(database.engine, "commit", note)
    with counted(database) as statements:
        assert send(client, create(client)).status_code == 201
    event.remove(database.engine, "commit", note)
    assert len(commits) == 1
    written = [each for each in statements if each.startswith(("INSERT INTO versions", "INSERT INTO kept_answers"))]
    assert [each.split()[2] for each in written] == ["versions", "kept_answers"]
    assert statements[-1] == written[-1]
