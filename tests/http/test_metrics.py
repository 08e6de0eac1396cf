"""`/metrics`: what it counts, who may read it, and how the counts of several workers become one."""

from __future__ import annotations

import os
import re
import signal
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from flask import Flask
from prometheus_client.parser import text_string_to_metric_families
from werkzeug.test import Client as WSGIClient

from api import create_app
from api.settings import Settings
from tests import servers, waiting
from tests.clients import RECORDS, Client
from tests.records import draft

OURS = ("http_server_", "communique_")
REQUESTS = "http_server_request_duration_seconds_count"


def values(page: str) -> dict[tuple[str, frozenset[str]], float]:
    """The samples of a page, by name and values of labels."""
    return {
        (sample.name, frozenset(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(page)
        for sample in family.samples
    }


def read(client: Client) -> dict[tuple[str, frozenset[str]], float]:
    """The metrics that a client reads."""
    return values(client.get("/metrics").text)


def test_requests_are_counted_by_route_method_and_status(client: Client) -> None:
    key = (REQUESTS, frozenset({f"{RECORDS}/<uuid:id>", "GET", "404"}))
    before = read(client).get(key, 0)
    client.get(f"{RECORDS}/00000000-0000-0000-0000-000000000000")
    assert read(client)[key] == before + 1


def test_bodies_are_counted_in_bytes(client: Client) -> None:
    sent, received = (
        (f"http_server_{side}_body_size_bytes_total", frozenset({RECORDS})) for side in ("request", "response")
    )
    before = read(client)
    answer = client.post(RECORDS, json=draft())
    after = read(client)
    assert after[received] - before.get(received, 0) == len(answer.data)
    assert after[sent] - before.get(sent, 0) == int(answer.request.headers["Content-Length"])


def test_an_address_or_method_that_is_not_there_adds_no_label(client: Client) -> None:
    client.send("BREW", "/any/where")
    assert (REQUESTS, frozenset({"", "_OTHER", "404"})) in read(client)


def test_refusals_are_counted_by_type_and_code(client: Client) -> None:
    problem, code = (
        ("communique_problems_total", frozenset({"invalid"})),
        (
            "communique_violations_total",
            frozenset({"unknown"}),
        ),
    )
    before = read(client)
    client.get(f"{RECORDS}?nope=1")
    after = read(client)
    assert after[problem] == before.get(problem, 0) + 1
    assert after[code] == before.get(code, 0) + 1


def test_writes_and_the_change_log_are_counted(client: Client) -> None:
    writes = ("communique_transaction_duration_seconds_count", frozenset({"write"}))
    position = ("communique_change_log_position", frozenset[str]())
    group = ("communique_write_group_size_count", frozenset[str]())
    before = read(client)
    client.post(RECORDS, json=draft())
    after = read(client)
    assert after[writes] == before[writes] + 1
    assert after[position] > before[position]
    assert after[group] == before[group] + 1
    assert after["communique_write_queue_length", frozenset[str]()] == 0
    assert after["communique_database_up", frozenset[str]()] == 1


def test_only_an_admin_reads_them(app: Flask, public: Client) -> None:
    assert public.get("/metrics").status_code == 401
    assert Client.of(app, "read", "write", "publish").get("/metrics").status_code == 403


def test_a_page_of_a_database_that_is_away_says_so() -> None:
    url = "postgresql+psycopg://nobody@127.0.0.1:1/nothing"
    app = create_app(Settings(database_url=url, log_level="error", metrics_bind="127.0.0.1:9100"))
    page = WSGIClient(app).get("/metrics", base_url="http://127.0.0.1:9100")
    assert values(page.text)["communique_database_up", frozenset[str]()] == 0


def test_metrics_at_an_address_of_their_own_sum_all_workers_also_one_that_was_killed(
    migrated_database: str, tmp_path: Path
) -> None:
    port = servers.free_port()
    server = servers.Server(migrated_database, tmp_path / "log", workers=2, METRICS_BIND=f"{servers.HOST}:{port}")
    try:
        server.wait_until_ready()
        page = f"http://{servers.HOST}:{port}/metrics"
        key = (REQUESTS, frozenset({"/healthz", "GET", "200"}))
        for _ in range(20):
            assert status_of(f"{server.address}/healthz") == 200
        assert values(urlopen(page).read().decode())[key] == 20
        for worker in server.workers():
            os.kill(worker, signal.SIGKILL)
            waiting.wait_until(lambda worker=worker: worker not in server.workers())
        server.wait_until_ready()
        after = values(urlopen(page).read().decode())
        assert after[key] == 20
        assert status_of(f"{server.address}/metrics") == 404
        assert status_of(f"http://{servers.HOST}:{port}/healthz") == 404
    finally:
        server.stop()


def status_of(url: str) -> int:
    """The status of a GET."""
    try:
        with urlopen(url) as answer:  # noqa: S310 - of our own server.
            status: int = answer.status
            return status
    except HTTPError as error:
        return error.code


def test_the_documented_metrics_are_those_of_the_page_and_alerts_use_no_others(client: Client) -> None:
    client.post(RECORDS, json=draft())
    client.get(f"{RECORDS}?nope=1")
    served = {name.removesuffix("_total") for name in re.findall(r"^# TYPE (\S+)", client.get("/metrics").text, re.M)}
    ours = {name for name in served if name.startswith(OURS) and not name.endswith("_created")}
    guide = (servers.ROOT / "docs/operations/monitoring.md").read_text(encoding="utf-8")
    documented = {name.removesuffix("_total") for name in re.findall(rf"`((?:{'|'.join(OURS)})\w+)`", guide)}
    assert ours <= documented
    assert documented - ours <= {"communique_sqlite_file_bytes", "communique_replica_lag_seconds"}
    alerts = (servers.ROOT / "deploy/alerts.yaml").read_text(encoding="utf-8")
    used = {re.sub("_(count|bucket)$", "", name) for name in re.findall(rf"(?:{'|'.join(OURS)})\w+", alerts)}
    assert used <= documented
