"""Logs and traces of requests: what they say, and what they never say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from api import create_app
from api.settings import Settings
from tests.clients import RECORDS
from tests.servers import running_server

TRACE, PARENT = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
TRACEPARENT = f"00-{TRACE}-{PARENT}-01"
ID = "00000000-0000-0000-0000-000000000000"


def ask(url: str, **headers: str) -> int:
    """The status of a GET."""
    try:
        with urlopen(Request(url, headers=headers)) as answer:  # noqa: S310 - of our own server.
            status: int = answer.status
            return status
    except HTTPError as error:
        return error.code


def test_a_line_names_the_client_the_route_and_the_trace_and_no_secret(migrated_database: str, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with running_server(migrated_database, log) as server:
        assert ask(f"{server.address}{RECORDS}/{ID}?q=secret", traceparent=TRACEPARENT, **{"X-Request-Id": "r1"}) == 422
        ask(
            f"{server.address}/v1/keys/cmq_secret?key=cmq_secret", Authorization="Bearer cmq_secret", traceparent="00-0"
        )
    text = log.read_text(encoding="utf-8")
    lines = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
    (line,) = [each for each in lines if each.get("request_id") == "r1"]
    del line["ms"], line["timestamp"]
    assert line == {
        "event": "request",
        "level": "info",
        "request_id": "r1",
        "method": "GET",
        "route": f"{RECORDS}/<uuid:id>",
        "arguments": {"id": ID},
        "status": 422,
        "client": "127.0.0.1",
        "key": None,
        "traceparent": TRACEPARENT,
    }
    assert "secret" not in text
    assert all(each.get("traceparent") in {None, TRACEPARENT} for each in lines)


@contextmanager
def collector() -> Iterator[tuple[str, list[Any]]]:
    """A collector of OpenTelemetry traces: its address, and the spans that it has received."""
    spans: list[Any] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            """Keep the spans of one request."""
            body = ExportTraceServiceRequest.FromString(self.rfile.read(int(self.headers["Content-Length"])))
            spans.extend(span for group in body.resource_spans for scope in group.scope_spans for span in scope.spans)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Log nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", spans
        server.shutdown()


def test_a_request_is_a_span_of_the_clients_trace_with_its_reads_in_it(
    migrated_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with collector() as (address, spans):
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", address)
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_COMPRESSION", "none")
        app = create_app(Settings(database_url=migrated_database, log_level="error", otel_traces_exporter="otlp"))
        client = app.test_client()
        assert client.get(f"{RECORDS}?q=secret", headers={"traceparent": TRACEPARENT}).status_code == 200
        assert client.get("/v1/keys", headers={"Authorization": "Bearer wrong"}).status_code == 401
        app.extensions["traces"].shutdown()
        app.extensions["database"].engine.dispose()
    server = next(span for span in spans if span.name == f"GET {RECORDS}")
    assert (server.trace_id.hex(), server.parent_span_id.hex()) == (TRACE, PARENT)
    assert "database read" in {span.name for span in spans if span.parent_span_id == server.span_id}
    attributes = {each.key: each.value for each in server.attributes}
    assert attributes["http.response.status_code"].int_value == 200
    assert attributes["http.route"].string_value == RECORDS
    assert "GET /v1/keys" in {span.name for span in spans}
    assert "secret" not in str(spans)
