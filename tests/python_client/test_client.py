"""Records, lists and errors by the client, against a running server."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

import httpx
import pytest
from communique_client import Client, models, problems
from communique_client.lists import ListAnnouncementsQuery

from api.http.problem_types import PROBLEM_TYPES
from tests.python_client.faults import LostResponses
from tests.records import draft, published
from tests.servers import Server, free_port

PARTS: dict[str, Any] = {
    "commitments": [{"kind": "goal", "statement": "Lead.", "due": "2026-07"}],
    "amounts": [{"kind": "budget", "amount": "12.50", "currency": "EUR", "text": "€12.50"}],
}


def titles(client: Client, **filters: Any) -> list[str]:
    """Titles of a list."""
    return [record.title for record in client.announcements(**filters)]


def test_a_list_takes_a_page_only_when_it_is_needed(server: Server, key: str) -> None:
    transport = LostResponses("nothing")
    with Client(server.address, key, transport=transport) as client:
        for number in range(5):
            client.create(published(title=f"Number {number}"))
        transport.requests.clear()
        listed = client.announcements(limit=2, sort="created_at")
        assert len(transport.requests) == 0
        assert [next(listed).title, next(listed).title] == ["Number 0", "Number 1"]
        assert len(transport.requests) == 1
        assert [record.title for record in listed] == ["Number 2", "Number 3", "Number 4"]
        assert len(transport.requests) == 3


@pytest.mark.parametrize("values", [[], ()])
def test_a_filter_without_values_is_refused_instead_of_matching_everything(client: Client, values: Any) -> None:
    client.create(published())
    for ask in (client.announcements, client.announcements_page, client.export, partial(client.follow, until_end=True)):
        with pytest.raises(ValueError, match=r"kind=\[\]"):
            list(ask(kind=values))
    assert titles(client, kind=None) == ["A plan"]


def test_a_page_has_what_a_list_has_not(client: Client) -> None:
    for number in range(3):
        client.create(published(title=f"Number {number}"))
    filters: ListAnnouncementsQuery = {"limit": 2, "facet": "kind", "sort": "created_at"}
    first = client.announcements_page(**filters)
    assert first.meta.total is not None
    assert first.meta.facets is not None
    assert (first.meta.total.value, first.meta.facets["kind"][0].count) == (3, 3)
    filters["cursor"] = first.meta.next_cursor
    second = client.announcements_page(**filters)
    assert [record.title for record in second.data] == ["Number 2"]


def test_settings_of_httpx_may_add_headers_beside_the_key(server: Server, key: str) -> None:
    transport = LostResponses("nothing")
    with Client(server.address, key, headers={"User-Agent": "a mirror"}, transport=transport) as client:
        assert client.create(draft()).version == 1
    assert [request.headers["User-Agent"] for request in transport.requests] == ["a mirror"]


def test_lateness_is_measured_by_the_first_due_date_too(client: Client) -> None:
    record = client.create(published(commitments=[{"key": "c", "kind": "goal", "statement": "Lead.", "due": "2024"}]))
    client.update(record, {"commitments": {"c": {"due": "2999"}}}, note="Later.")
    assert [len(list(client.commitments(overdue=True, since=since))) for since in ("current", "first")] == [0, 1]


def test_a_client_that_is_closed_sends_nothing(server: Server) -> None:
    client = Client(server.address)
    assert titles(client) == []
    client.close()
    with pytest.raises(RuntimeError, match="closed"):
        titles(client)


def test_values_have_types(client: Client) -> None:
    created = client.create(published(**PARTS))
    (commitment,) = client.commitments(due_from=date(2026, 7, 1), due_to="2026-12")
    (amount,) = client.amounts(amount_min=Decimal("1E+1"), currency=["EUR", "USD"])
    assert (commitment.due, commitment.due_from, commitment.due_to) == ("2026-07", date(2026, 7, 1), date(2026, 7, 31))
    assert amount.amount == Decimal("12.50")
    assert isinstance(created.id, UUID)
    assert created.created_at.tzinfo == UTC
    assert created.created_at > datetime(2026, 1, 1, tzinfo=UTC)


def test_what_is_written_may_be_models_decimals_and_dates(client: Client) -> None:
    record = models.AnnouncementInput(
        kind="plan", title="A plan", language="en", jurisdiction="KR", announced_on="2026-01-29",
        amounts=[models.AmountInput(kind="budget", amount=Decimal("1E+3"), currency="EUR", text="€1000")],
    )  # fmt: skip
    created = client.create(record)
    changed = client.update(created, {"announced_on": date(2026, 1, 30), "summary": None})
    assert created.amounts[0].amount == 1000
    assert changed.announced_on == "2026-01-30"


def test_a_record_that_was_read_can_be_created_again(client: Client) -> None:
    first = client.create(published(**PARTS))
    second = client.create(first)
    assert second.id != first.id
    assert second.amounts[0].amount == first.amounts[0].amount


def test_unknown_members_and_values_are_let_through_and_sent_back(client: Client) -> None:
    """As of a service that is newer than the client."""
    stored = client.call("GET", f"/v1/announcements/{client.create(published(**PARTS)).id}")
    newer = stored | {"kind": "edict", "mood": {"code": "calm"}}
    newer["commitments"][0]["kind"] = "wish"
    newer["title"] = "x" * 100_000
    answer = httpx.Response(200, json=newer, headers={"ETag": '"1"'})
    with Client("http://newer", transport=httpx.MockTransport(lambda _: answer)) as other:
        record = other.announcement(stored["id"])
    assert (record.kind, record.commitments[0].kind) == ("edict", "wish")
    assert record.model_extra == {"mood": {"code": "calm"}}
    assert record.model_dump(mode="json", by_alias=True, exclude_unset=True) == newer


def test_an_update_of_a_record_that_has_changed_is_made_of_what_it_is_now(client: Client) -> None:
    read = client.create(draft(topics=["chips"]))
    client.update(read, {"topics": ["chips", "ai"]})
    with pytest.raises(problems.Stale):
        client.publish(read)
    assert client.update(read, lambda record: {"topics": [*record.topics, "quantum"]}).topics == [
        "chips", "ai", "quantum",
    ]  # fmt: skip
    assert client.update(read, {"title": "Another title"}).topics == ["chips", "ai", "quantum"]


def test_an_update_of_an_item_of_a_list_reads_its_etag(client: Client) -> None:
    client.create(draft())
    (listed,) = client.announcements(state="draft")
    assert client.update(listed, {"title": "New"}).version == 2


def test_a_record_is_published_reported_on_and_withdrawn(client: Client) -> None:
    record = client.publish(client.create(published(**PARTS) | {"state": "draft"}))
    assert record.state == "published"
    progress = client.report_progress(record.commitments[0].id, {"status": "met", "on": date(2026, 6, 1)})
    assert (progress.status, progress.on) == ("met", "2026-06-01")
    current = client.announcement(record.id)
    client.withdraw(current, note="A duplicate.")
    client.withdraw(current, note="A duplicate.")
    with pytest.raises(problems.Withdrawn, match="A duplicate"):
        client.announcement(record.id)


@pytest.mark.parametrize("method", ["POST", "PATCH", "DELETE"])
def test_a_request_whose_response_is_lost_takes_effect_once(server: Server, key: str, method: str) -> None:
    transport = LostResponses(method)
    with Client(server.address, key, transport=transport) as client:
        record = client.create(published())
        record = client.update(record, lambda record: {"title": f"{record.title}!"}, note="Louder.")
        assert (record.version, record.title) == (2, "A plan!")
        assert titles(client) == ["A plan!"]
        client.withdraw(record, note="A duplicate.")
        assert titles(client) == []
    sent = [request for request in transport.requests if request.method == method]
    assert len(sent) >= 2
    assert len({request.headers.get("Idempotency-Key") for request in sent}) == 1


def test_a_busy_service_is_asked_again_after_the_time_that_it_states(server: Server) -> None:
    times: list[datetime] = []

    def answer(_: httpx.Request) -> httpx.Response:
        times.append(datetime.now(UTC))
        return httpx.Response(200 if len(times) > 1 else 429, headers={"Retry-After": "1"}, json={})

    with Client(server.address, transport=httpx.MockTransport(answer)) as client:
        assert client.call("GET", "/v1/quota") == {}
    assert (times[1] - times[0]).total_seconds() >= 1


@pytest.mark.parametrize("stated", ["0", "1"])
def test_patience_ends_whatever_the_service_states(
    server: Server, monkeypatch: pytest.MonkeyPatch, stated: str
) -> None:
    pauses: list[float] = []

    def sleep(seconds: float) -> None:
        pauses.append(seconds)
        assert len(pauses) < 20_000, "Patience has no end."

    monkeypatch.setattr("time.sleep", sleep)
    busy = httpx.MockTransport(lambda _: httpx.Response(503, headers={"Retry-After": stated}))
    with Client(server.address, patience=100_000, transport=busy) as client, pytest.raises(problems.ProblemError):
        client.call("GET", "/v1/quota")
    assert min(pauses) > 0.1
    assert 90_000 < sum(pauses) <= 100_000


def test_patience_ends(server: Server) -> None:
    busy = httpx.MockTransport(lambda _: httpx.Response(503, headers={"Retry-After": "30"}, text="<h1>Busy</h1>"))
    with Client(server.address, patience=10, transport=busy) as client, pytest.raises(problems.ProblemError) as refusal:
        client.call("GET", "/v1/quota")
    assert (refusal.value.problem.status, refusal.value.problem.type) == (503, "about:blank")
    with Client(f"http://127.0.0.1:{free_port()}", patience=0.5) as client, pytest.raises(httpx.ConnectError):
        client.call("GET", "/v1/quota")


def test_a_call_returns_json_or_bytes(client: Client) -> None:
    client.create(published(**PARTS))
    chart = client.call("GET", "/v1/commitments/timeline.svg")
    table = client.call("GET", "/v1/amounts", params={"format": "csv"})
    assert b"<svg" in chart
    assert b"12.50" in table
    assert client.call("GET", "/v1/topics")["meta"]["total"]["value"] == 0


@pytest.mark.parametrize(
    "ask",
    [
        lambda client: client.announcement(UUID(int=1)),
        lambda client: client.topics_page(),
        lambda client: list(client.quotes()),
        lambda client: list(client.export()),
    ],
    ids=["record", "page", "list", "export"],
)
def test_a_page_of_a_proxy_is_a_problem_also_with_200(ask: Callable[[Client], object]) -> None:
    page = httpx.Response(200, html="<h1>Log in</h1>\n")
    with (
        Client("http://behind-a-proxy", transport=httpx.MockTransport(lambda _: page)) as client,
        pytest.raises(problems.ProblemError, match="200 OK, not from the service: <h1>Log in"),
    ):
        ask(client)


@pytest.mark.parametrize(
    ("refused", "error"),
    [
        (lambda client: client.create({}), problems.Invalid),
        (lambda client: client.announcement(UUID(int=1)), problems.NotFound),
        (lambda client: client.call("GET", "/v1/keys"), problems.Forbidden),
        (lambda client: client.call("GET", "/v1/changes", params={"limit": 0}), problems.Invalid),
    ],
    ids=["create", "announcement", "keys", "changes"],
)
def test_a_refusal_has_the_class_of_its_problem(
    client: Client, refused: Callable[[Client], object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        refused(client)


def test_a_refusal_has_every_error(client: Client) -> None:
    with pytest.raises(problems.Invalid) as refusal:
        client.create(draft(kind="Plan", jurisdiction="Norway"))
    errors = {each.pointer: (each.code, each.did_you_mean) for each in refusal.value.errors}
    assert errors == {"/kind": ("choice", "plan"), "/jurisdiction": ("jurisdiction", "NO")}
    assert str(refusal.value).startswith("422 Validation failed: 2 errors")


def test_every_class_is_a_type_of_problem() -> None:
    assert problems.BY_TYPE.keys() <= {each.name for each in PROBLEM_TYPES}
    assert len(problems.BY_TYPE) == 11
