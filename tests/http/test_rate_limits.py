"""Rate limits: what counts, for whom, what the headers say, and what happens while the storage is away."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from typing import Any

import pytest
import structlog
from flask import Flask
from structlog.testing import capture_logs
from werkzeug.test import TestResponse

from api import create_app
from api.services import rate_limits
from api.settings import Settings
from tests import engines
from tests.clients import RECORDS, Client
from tests.records import draft
from tests.redis_server import redis_server
from tests.servers import free_port
from tests.waiting import wait_until

POLICY = re.compile(r'"(?P<name>[a-z0-9-]+)";q=(?P<quota>\d+);w=(?P<window>\d+)')
LEFT = re.compile(r'"(?P<name>[a-z0-9-]+)";r=(?P<remaining>\d+);t=(?P<reset>\d+)')
Limited = Callable[..., Flask]


@pytest.fixture(scope="module")
def database_url(newest: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """URL of a database for all applications here: counting knows no engine."""
    return engines.copy_database(newest("sqlite"), tmp_path_factory.mktemp("limited"), "limited")


@pytest.fixture
def limited(database_url: str) -> Iterator[Limited]:
    """A function that makes an application with rate limits, by default of one worker."""
    with ExitStack() as stack:

        def make(*limits: str, **settings: Any) -> Flask:
            values = {"web_concurrency": 1, "log_level": "warning", **settings}
            app = create_app(Settings(database_url=database_url, rate_limit=limits, **values))
            stack.callback(app.extensions["database"].engine.dispose)
            return app

        yield make


def statuses(client: Client, path: str, times: int, **options: Any) -> list[int]:
    return [client.get(path, **options).status_code for _ in range(times)]


def left(answer: TestResponse) -> dict[str, tuple[int, int]]:
    """Remaining requests and seconds until there are more, by policy, of the RateLimit header."""
    found = [LEFT.fullmatch(item) for item in answer.headers["RateLimit"].split(", ")]
    return {each["name"]: (int(each["remaining"]), int(each["reset"])) for each in found if each}


def from_address(address: str) -> dict[str, Any]:
    return {"environ_base": {"REMOTE_ADDR": address}}


def test_reads_beyond_the_limit_are_429_and_say_when_to_come_back(limited: Limited) -> None:
    client = Client(limited("reads=3/minute"))
    assert statuses(client, RECORDS, 3) == [200, 200, 200]
    refused = client.get(RECORDS)
    problem = refused.get_json()
    assert refused.status_code == 429
    assert (problem["type"], problem["violated-policies"]) == ("http://localhost/problems/quota-exceeded", ["reads"])
    assert "/v1/quota" in problem["detail"]
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert left(refused) == {"reads": (0, int(refused.headers["Retry-After"]))}
    assert client.get("/problems/quota-exceeded").status_code == 200


def test_after_the_wait_a_request_is_answered(limited: Limited) -> None:
    client = Client(limited("reads=2/second"))
    wait_until(lambda: client.get(RECORDS).status_code == 429)
    wait_until(lambda: client.get(RECORDS).status_code == 200)


def test_headers_state_each_policy_and_what_is_left(limited: Limited) -> None:
    client = Client(limited("reads=5/minute", "reads=100/2hour"))
    first, second = client.get(RECORDS), client.get(RECORDS)
    assert first.headers["RateLimit-Policy"] == '"reads-60s";q=5;w=60, "reads-7200s";q=100;w=7200'
    assert all(map(POLICY.fullmatch, first.headers["RateLimit-Policy"].split(", ")))
    assert {name: remaining for name, (remaining, _) in left(second).items()} == {"reads-60s": 3, "reads-7200s": 98}
    exposed = first.headers["Access-Control-Expose-Headers"].split(", ")
    assert {"RateLimit", "RateLimit-Policy", "Retry-After"} <= {*exposed}


def test_reads_and_writes_count_apart(limited: Limited) -> None:
    app = limited("reads=3/minute", "writes=1/minute")
    client = Client.of(app, "read", "write")
    answers = [client.post(RECORDS, json=draft()) for _ in range(2)]
    assert [each.status_code for each in answers] == [201, 429]
    assert answers[1].get_json()["violated-policies"] == ["writes"]
    assert statuses(client, RECORDS, 4) == [200, 200, 200, 429]


def test_searches_count_as_reads(limited: Limited) -> None:
    client = Client(limited("reads=2/minute", "writes=1/minute"))
    asked = (("POST", "text/csv"), ("QUERY", "application/x-ndjson"), ("QUERY", "*/*"))
    sent = [
        client.send(method, f"{RECORDS}/search", json={"limit": 1}, headers={"Accept": accept})
        for method, accept in asked
    ]
    assert [each.status_code for each in sent] == [200, 200, 429]


def test_a_limit_without_a_kind_is_for_each_kind(limited: Limited) -> None:
    client = Client.of(limited("2/minute"), "read", "write")
    policies = client.get("/v1/quota").get_json()["policies"]
    assert [(each["applies_to"], each["quota"]) for each in policies] == [("reads", 2), ("writes", 2)]


def test_each_key_and_each_address_has_a_quota_of_its_own(limited: Limited) -> None:
    app = limited("reads=1/minute")
    clients = [Client.of(app, "read"), Client.of(app, "read"), Client(app)]
    assert [statuses(each, RECORDS, 2) for each in clients] == [[200, 429]] * 3
    assert statuses(Client(app), RECORDS, 2, **from_address("192.0.2.1")) == [200, 429]


def test_addresses_of_one_ipv6_network_share_a_quota(limited: Limited) -> None:
    client = Client(limited("reads=1/minute"))
    sent = [statuses(client, RECORDS, 1, **from_address(each)) for each in ("2001:db8::1", "2001:db8::2:2")]
    other = statuses(client, RECORDS, 1, **from_address("2001:db8:0:1::1"))
    assert (sent, other) == ([[200], [429]], [200])


@pytest.mark.parametrize(
    "path",
    [
        *("/healthz", "/readyz", "/", "/openapi.json", "/v1/quota"),
        *(f"{RECORDS}?format=ndjson", "/v1/amounts?format=csv"),
    ],
)
def test_free_requests_cost_nothing_and_are_never_refused(path: str, limited: Limited) -> None:
    client = Client(limited("reads=1/minute"))
    assert statuses(client, path, 3) == [200] * 3
    assert statuses(client, RECORDS, 2) == [200, 429]
    answer = client.get(path)
    assert (answer.status_code, "RateLimit" in answer.headers) == (200, False)


@pytest.mark.parametrize(
    "path", [f"{RECORDS}?format=ndjson&limit=1", "/v1/changes?wait=0", "/v1/amounts/summary?format=csv"]
)
def test_a_page_or_a_summary_in_an_export_format_and_a_long_poll_count(path: str, limited: Limited) -> None:
    assert statuses(Client(limited("reads=1/minute")), path, 2) == [200, 429]


def test_the_quota_says_what_is_left_to_the_holder(limited: Limited) -> None:
    app = limited("reads=5/minute", "writes=2/hour")
    client = Client.of(app, "read")
    statuses(client, RECORDS, 2)
    answer = client.get("/v1/quota")
    shown = answer.get_json()
    reads, writes = shown["policies"]
    assert (shown["holder"], answer.headers["Cache-Control"]) == ("key", "no-store")
    assert 1 <= reads.pop("reset") <= 60
    assert reads == {"policy": "reads", "applies_to": "reads", "quota": 5, "window": 60, "remaining": 3}
    assert (writes["remaining"], writes["reset"], writes["window"]) == (2, 0, 3600)
    assert Client(app).get("/v1/quota").get_json()["holder"] == "address"


def test_without_limits_there_are_no_headers_and_the_quota_says_so(limited: Limited) -> None:
    public = Client(limited())
    assert public.get("/v1/quota").get_json()["policies"] == []
    assert not {"RateLimit", "RateLimit-Policy"} & {*public.get(RECORDS).headers.keys()}


def test_each_worker_counts_its_share(limited: Limited) -> None:
    client = Client(limited("reads=10/minute", "writes=1/minute", web_concurrency=4))
    shares = {each["applies_to"]: each["quota"] for each in client.get("/v1/quota").get_json()["policies"]}
    assert shares == {"reads": 2, "writes": 1}


@pytest.mark.parametrize("scheme", ["redis", "valkey"])
def test_processes_share_a_storage_and_its_whole_limit(scheme: str, limited: Limited) -> None:
    with redis_server() as address:
        shared = {"rate_limit_storage": f"{scheme}://{address}", "web_concurrency": 4}
        one, two = (Client(limited("reads=3/minute", **shared)) for _ in range(2))
        answers = [client.get(RECORDS) for client in (one, two, one, two)]
        assert [each.status_code for each in answers] == [200, 200, 200, 429]
        assert [left(each)["reads"][0] for each in answers] == [2, 1, 0, 0]
        assert one.get("/v1/quota").get_json()["policies"][0]["remaining"] == 0


@pytest.mark.parametrize("scheme", ["redis", "valkey"])
def test_without_its_storage_requests_go_on_and_the_log_says_so(
    scheme: str, limited: Limited, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage = f"{scheme}://:secret@127.0.0.1:{free_port()}"
    client = Client(limited("reads=1/minute", rate_limit_storage=storage))
    monkeypatch.setattr(rate_limits, "log", structlog.get_logger())  # One that no earlier application has configured.
    with capture_logs() as logs:
        assert statuses(client, RECORDS, 3) == [200] * 3
        assert client.get(RECORDS, headers={"Authorization": "Bearer wrong"}).status_code == 401
        assert client.get("/v1/quota").get_json()["policies"] == []
    (entry,) = (each for each in logs if each["event"] == "rate limit storage unavailable")
    assert "secret" not in str(entry)


def test_wrong_keys_are_slowed_by_address_by_default(limited: Limited) -> None:
    app, share = limited(web_concurrency=2), 5
    wrong = [Client(app, f"cmq_{number}") for number in range(400)]
    answers = [each.get(RECORDS, **from_address("192.0.2.9")) for each in wrong]
    assert {each.status_code for each in answers[:share]} == {401}
    refused = [each for each in answers[share:] if each.status_code == 429]
    assert len(refused) >= 390  # The window slides: one more when a minute begins, then every 12 seconds.
    assert refused[-1].get_json()["violated-policies"] == ["wrong-keys"]
    assert 1 <= int(refused[-1].headers["Retry-After"]) <= 60


def test_right_keys_from_an_address_with_wrong_ones_are_accepted(limited: Limited) -> None:
    app, address = limited(), from_address("192.0.2.10")
    numbers = count()
    wait_until(lambda: Client(app, f"cmq_{next(numbers)}").get(RECORDS, **address).status_code == 429)
    assert Client.of(app, "read").get(RECORDS, **address).status_code == 200
    assert Client(app).get(RECORDS, **address).status_code == 200
    assert Client(app, "cmq_x").get(RECORDS, **from_address("192.0.2.11")).status_code == 401


def test_wrong_keys_can_be_left_unlimited(limited: Limited) -> None:
    client = Client(limited(wrong_key_limit="none"), "cmq_wrong")
    assert statuses(client, RECORDS, 20) == [401] * 20
