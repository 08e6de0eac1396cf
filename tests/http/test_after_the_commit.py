"""A committed write is never answered as an error: not by a log that cannot be written, nor by a failing hook."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import orjson
import pytest
from flask import Response
from sqlalchemy import text

from api import create_app
from api.db.database import Database
from api.log_config import LossyFile, to_json
from api.services import auth
from api.settings import Settings
from tests import engines
from tests.clients import RECORDS, Client
from tests.records import draft
from tests.servers import HOST, PATIENCE, free_port, is_ready, start
from tests.waiting import wait_until

COMMUNIQUE = Path(sys.executable).parent / "communique"


@contextmanager
def closed_pipe() -> Iterator[IO[bytes]]:
    """A pipe that nobody reads from."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb", buffering=0) as pipe:
        yield pipe


@contextmanager
def full_disk() -> Iterator[IO[bytes]]:
    """A device without space."""
    with Path("/dev/full").open("wb", buffering=0) as device:
        yield device


@pytest.mark.parametrize("log", [full_disk, closed_pipe])
def test_a_log_that_cannot_be_written_fails_no_request(
    log: Callable[[], Iterator[IO[bytes]]], newest: Callable[[str], str], tmp_path: Path
) -> None:
    """gunicorn's own log goes there as well, and so do warnings of failed requests."""
    url = engines.copy_database(newest("sqlite"), tmp_path, "unlogged")
    database, port = Database(url), free_port()
    key = database.write(
        lambda connection: auth.create_key(connection, name="t", scopes=["read", "write"], now=datetime.now(UTC))
    )["key"]
    with log() as output:
        process = start(output, DATABASE_URL=url, PORT=str(port), WEB_CONCURRENCY="1")
    try:
        wait_until(lambda: is_ready(port))
        headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
        for status, path, body in (
            *((201, RECORDS, orjson.dumps(draft())) for _ in range(20)),
            (422, RECORDS, b"{}"),
            (200, "/healthz", None),
        ):
            assert status_of(Request(f"http://{HOST}:{port}{path}", body, headers)) == status
        assert database.read(lambda connection: connection.scalar(text("SELECT count(*) FROM announcements"))) == 20
    finally:
        database.engine.dispose()
        process.terminate()
        assert process.wait(PATIENCE) == 0


def status_of(request: Request) -> int:
    """The status of the response."""
    try:
        with urlopen(request, timeout=10) as response:  # noqa: S310 - Our own server.
            status: int = response.status
            return status
    except HTTPError as error:
        error.close()
        return error.code


def test_a_failing_hook_leaves_the_response_as_it_is(newest: Callable[[str], str], tmp_path: Path) -> None:
    """The other hooks are called."""
    app = create_app(
        Settings(database_url=engines.copy_database(newest("sqlite"), tmp_path, "hooks"), log_level="error")
    )

    @app.after_request
    def fail(response: Response) -> Response:
        raise RuntimeError(response.status)

    client = Client.of(app, "read", "write")
    answer = client.post(RECORDS, json=draft())
    assert (answer.status_code, answer.get_json()["title"]) == (201, "A plan")
    assert answer.headers["X-Request-Id"]
    assert client.get(RECORDS, query_string={"state": "draft"}).get_json()["meta"]["total"]["value"] == 1
    app.extensions["database"].engine.dispose()


def test_lost_lines_are_counted_once_the_log_can_be_written_again(tmp_path: Path) -> None:
    path = tmp_path / "log"
    with path.open("wb") as output:
        file = LossyFile(os.dup(output.fileno()))
    file.write(b"first\n")
    os.dup2(os.open("/dev/full", os.O_WRONLY), file.descriptor)
    for _ in range(3):
        file.write(b"lost\n")
    os.dup2(os.open(path, os.O_WRONLY | os.O_APPEND), file.descriptor)
    file.write(b"last\n")
    file.write(b"next\n")
    os.close(file.descriptor)
    first, report, *rest = path.read_bytes().splitlines()
    assert (first, rest) == (b"first", [b"last", b"next"])
    assert orjson.loads(report) == {"event": "log lines lost", "level": "error", "lines": 3}


def test_any_event_can_be_logged() -> None:
    """Names of files may hold bytes that are not text."""
    assert orjson.loads(to_json({"path": "\udcff", "error": ValueError("é")})) == {
        "path": "'\\udcff'",
        "error": "ValueError('\\xe9')",
    }
    assert orjson.loads(to_json({"error": ValueError(1)})) == {"error": "ValueError(1)"}


def test_a_closed_standard_error_is_not_written_to(tmp_path: Path) -> None:
    """Its number may be given to the next connection that the process opens."""
    script = (
        "import os, structlog\nfrom api import log_config\n"
        f"first = os.open({str(tmp_path / 'file')!r}, os.O_WRONLY | os.O_CREAT)\n"
        "assert first == 2, first\nlog_config.configure('info')\nstructlog.get_logger().info('hello')\n"
    )
    done = subprocess.run(["bash", "-c", 'exec 2>&-; exec "$0" -c "$1"', sys.executable, script], check=False)  # noqa: S603, S607 - bash is on the PATH.
    assert done.returncode == 0
    assert (tmp_path / "file").read_bytes() == b""


def test_a_command_whose_messages_cannot_be_printed_succeeds(tmp_path: Path) -> None:
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path / 'unheard.db'}"}
    with full_disk() as device:
        done = subprocess.run([COMMUNIQUE, "migrate"], env=environment, stderr=device, check=False)  # noqa: S603 - Ours.
    assert done.returncode == 0
    assert (tmp_path / "unheard.db").exists()
