"""POSTs that share a transaction; a POST or PATCH sent again with its Idempotency-Key gets the first response."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, func, select, update
from werkzeug.test import TestResponse

from api.db.database import Database
from api.db.sql import CHANGE_LOG_LOCK_ID, lock_until_commit
from api.http.transactions import STORED_HEADERS
from api.models import ApiKey, Base, IdempotencyRecord, Version
from api.services import idempotency
from tests.clients import RECORDS, Client, errors_of, url_of
from tests.records import draft, published, worked_example
from tests.routes.test_concurrency import at_once, statuses
from tests.services.query.test_statement_counts import counted
from tests.services.records.test_group_commit import TOO_LONG, Commits, listening

NAME = "8e03978e-40d5-43dd-bc93-6894a57f9324"
HEADER = "Idempotency-Key"
Post = tuple[str, Any]


def create(_: Client) -> Post:
    """Path and body of a POST that creates a record."""
    return RECORDS, worked_example()


def publish(client: Client) -> Post:
    """Path and body of a POST that publishes a draft."""
    return f"{url_of(client.create(published(state='draft')))}/publish", None


def report(client: Client) -> Post:
    """Path and body of a POST that reports progress."""
    record = client.create(draft(commitments=[{"key": "c", "kind": "goal", "statement": "x"}]))
    return f"{record['commitments'][0]['url']}/progress", {"status": "met", "on": "2026", "source": {"title": "x"}}


def merge(client: Client) -> Post:
    """Path and body of a POST that merges parties."""
    ministry = published()["parties"][0]
    record = client.create(published(parties=[ministry, ministry | {"key": "other", "name": "Science ministry"}]))
    goes, stays = (party["party"]["id"] for party in record["parties"])
    return f"/v1/parties/{goes}/merge", {"into": stays}


def make_key(_: Client) -> Post:
    """Path and body of a POST that creates an API key."""
    return "/v1/keys", {"name": "newsroom", "scopes": ["read", "write"]}


POSTS: tuple[Callable[[Client], Post], ...] = (create, publish, report, merge, make_key)
every_post = pytest.mark.parametrize("post", POSTS, ids=lambda post: post.__name__)


def send(client: Client, post: Post, name: str = NAME) -> TestResponse:
    """Send a POST with this idempotency key."""
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
def test_the_first_response_is_replayed(client: Client, database: Database, post: Callable[[Client], Post]) -> None:
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


def test_a_replay_ignores_later_changes(client: Client) -> None:
    first = send(client, create(client))
    client.delete(f"{url_of(first.get_json())}?note=x", if_match="*")
    assert send(client, create(client)).data == first.data


def test_a_patch_that_is_sent_again_gets_its_first_response_instead_of_412(client: Client, database: Database) -> None:
    record = client.create(draft())
    headers = {HEADER: NAME, "If-Match": client.get(url_of(record)).headers["ETag"]}
    first, again = (client.patch(url_of(record), json={"title": "Renamed"}, headers=headers) for _ in range(2))
    assert (first.status_code, first.get_json()["version"]) == (200, 2)
    assert (again.status_code, again.data, again.headers["ETag"]) == (200, first.data, first.headers["ETag"])
    assert (count(database, Version), again.headers["Idempotent-Replayed"]) == (2, "true")
    assert client.patch(url_of(record), json={"title": "Other"}, headers=headers).status_code == 422


def test_without_a_key_a_post_is_repeated(client: Client, database: Database) -> None:
    with counted(database) as statements:
        assert client.create(draft())["id"] != client.create(draft())["id"]
    assert not any("kept_answers" in statement or "pg_try" in statement for statement in statements)


def test_a_key_with_another_request_is_refused(client: Client, database: Database) -> None:
    record = client.create(published(state="draft"))
    first = send(client, (RECORDS, draft()))
    before = rows(database)
    others = [(RECORDS, draft(title="Another")), (f"{RECORDS}?note=x", draft()), (f"{url_of(record)}/publish", None)]
    for other in others:
        refused = send(client, other)
        assert (refused.status_code, errors_of(refused)) == (422, {HEADER: "reused"})
    assert rows(database) == before
    assert send(client, (RECORDS, draft())).data == first.data


def test_idempotency_keys_of_different_api_keys_are_independent(app: Flask, client: Client) -> None:
    first, other = (send(each, (RECORDS, draft())) for each in (client, Client.of(app, "write")))
    assert (first.status_code, other.status_code) == (201, 201)
    assert first.get_json()["id"] != other.get_json()["id"]


def test_a_revoked_api_key_gets_no_replay(client: Client, app: Flask) -> None:
    key = client.post("/v1/keys", json={"name": "x", "scopes": ["write"]}).get_json()
    other = Client(app, key["key"])
    assert send(other, (RECORDS, draft())).status_code == 201
    with app.extensions["database"].writer.begin() as connection:
        connection.execute(update(ApiKey).where(ApiKey.name == "x").values(scopes=["read"]))
    assert send(other, (RECORDS, draft())).status_code == 403
    client.delete(f"/v1/keys/{key['id']}")
    assert send(other, (RECORDS, draft())).status_code == 401


def test_a_refused_request_can_be_corrected_under_its_key(client: Client, database: Database) -> None:
    """Errors are not stored."""
    missing = {"type": "follows", "announcement": "00000000-0000-0000-0000-000000000001"}
    refused = send(client, (RECORDS, draft(relations=[missing])))
    assert (refused.status_code, count(database, IdempotencyRecord)) == (422, 0)
    assert send(client, (RECORDS, draft())).status_code == 201


def test_a_key_expires_after_24_hours(client: Client, database: Database) -> None:
    first = send(client, (RECORDS, draft()))
    for hours, replayed in ((23.9, "true"), (24.1, None)):
        with database.writer.begin() as connection:
            connection.execute(update(IdempotencyRecord).values(created_at=datetime.now(UTC) - timedelta(hours=hours)))
        again = send(client, (RECORDS, draft()))
        assert (again.status_code, again.headers.get("Idempotent-Replayed")) == (201, replayed)
    assert again.get_json()["id"] != first.get_json()["id"]
    assert send(client, (RECORDS, draft())).data == again.data


@pytest.mark.parametrize("name", ["", " ", "two words", "é", "x\ty", "x" * 256])
def test_an_invalid_key_is_reported_with_all_other_errors(client: Client, name: str) -> None:
    """A key is 1 to 255 visible ASCII characters."""
    refused = send(client, (RECORDS, draft(kind="pan")), name)
    assert refused.status_code == 422
    assert errors_of(refused).keys() == {HEADER, "/kind"}


@pytest.mark.parametrize("name", ['"8e03978e"', "x", "x" * 255, "a,b;c=~!"])
def test_a_key_is_taken_with_or_without_quotation_marks(client: Client, name: str) -> None:
    first = send(client, (RECORDS, draft()), name)
    assert (first.status_code, send(client, (RECORDS, draft()), name).data) == (201, first.data)
    assert send(client, (RECORDS, draft()), f"{name[:-1]}_").get_json()["id"] != first.get_json()["id"]


def test_other_methods_ignore_the_key(client: Client, database: Database) -> None:
    url = url_of(client.create(draft()))
    for method, path, body in (
        ("GET", url, None),
        ("POST", f"{RECORDS}/search", {"kind": ["plan"]}),
        ("PUT", url, draft(title="Another")),
        ("DELETE", f"{url}?note=x", None),
    ):
        sent = {} if body is None else {"json": body}
        answer = client.send(method, path, headers={HEADER: "no name"}, if_match="*", **sent)
        assert answer.status_code < 300, answer.text
    assert count(database, IdempotencyRecord) == 0


def test_one_of_several_simultaneous_requests_is_carried_out(app: Flask, client: Client, database: Database) -> None:
    for trial in range(5):
        answers = at_once(app, client.key, lambda writer, _, name=f"{trial}": send(writer, (RECORDS, draft()), name))
        assert set(statuses(answers)) <= {201, 409}
        assert len({answer.data for answer in answers if answer.status_code == 201}) == 1
        assert {answer.headers.get("Retry-After") for answer in answers if answer.status_code == 409} <= {"1"}
        first = [each for each in answers if each.status_code == 201 and "Idempotent-Replayed" not in each.headers]
        assert len(first) == 1
        assert count(database, Version) == trial + 1


def test_a_second_request_is_refused_while_the_first_is_in_flight(
    app: Flask, client: Client, database: Database
) -> None:
    """Once the first is answered, it is replayed."""
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


def test_the_response_is_stored_last_in_the_transaction_of_the_change(client: Client, database: Database) -> None:
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


def send_together(app: Flask, database: Database, requests: list[Callable[[], TestResponse]]) -> list[TestResponse]:
    """Send requests, in order, that wait for the commit of the first: their answers, after two commits."""
    commits, committer = Commits(), app.extensions["committer"]
    with listening(database, "commit", commits), ThreadPoolExecutor(len(requests)) as pool:
        answers = [pool.submit(requests[0])]
        assert commits.is_held.wait(TOO_LONG)
        for count, request in enumerate(requests[1:], 1):
            answers.append(pool.submit(request))
            while len(committer.waiting) < count:
                assert not answers[-1].done()
        commits.release.set()
        responses = [each.result(TOO_LONG) for each in answers]
    assert commits.count == 2
    return responses


def test_each_request_of_a_group_gets_its_own_response(app: Flask, client: Client, database: Database) -> None:
    """New, replayed, refused: by its key, and by an identifier of another one of the group."""
    stored = send(client, (RECORDS, draft(title="stored")), "stored")
    number = {"identifiers": [{"scheme": "gov", "id": "1"}]}
    posts = {
        "first": draft(title="first"),
        "new": draft(title="new", **number),
        "stored": draft(title="stored"),
        "same": draft(title="same", **number),
        "last": draft(title="last"),
    }
    requests = [partial(send, Client(app, client.key), (RECORDS, body), name) for name, body in posts.items()]
    requests.append(partial(Client(app, client.key).post, RECORDS, json=draft(title="without a key")))
    answers = send_together(app, database, requests)
    assert [each.status_code for each in answers] == [201, 201, 201, 409, 201, 201]
    assert [each.headers.get("Idempotent-Replayed") for each in answers] == [None, None, "true", None, None, None]
    assert answers[2].data == stored.data
    assert count(database, IdempotencyRecord) == 4
    for (name, body), answer in zip(posts.items(), answers, strict=False):
        if answer.status_code == 201:
            assert send(client, (RECORDS, body), name).data == answer.data


def test_a_reused_key_is_refused_without_affecting_its_group(app: Flask, client: Client, database: Database) -> None:
    send(client, (RECORDS, draft(title="stored")))
    bodies = {"first": draft(), NAME: draft(title="another"), "last": draft()}
    answers = send_together(
        app,
        database,
        [partial(send, Client(app, client.key), (RECORDS, body), name) for name, body in bodies.items()],
    )
    assert [each.status_code for each in answers] == [201, 422, 201]
    assert errors_of(answers[1]) == {HEADER: "reused"}


def test_a_response_is_made_in_the_context_of_its_own_request(app: Flask, client: Client, database: Database) -> None:
    """Whichever thread leads the group."""
    bases = [f"http://localhost/{number}" for number in range(4)]
    requests = [partial(Client(app, client.key).post, RECORDS, json=draft(), base_url=base) for base in bases]
    answers = send_together(app, database, requests)
    assert [each.headers["Location"].split("/")[1] for each in answers] == ["0", "1", "2", "3"]
