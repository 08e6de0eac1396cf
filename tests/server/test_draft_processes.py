"""The processes that read texts, beside a real server: they end with it, and take little memory."""

from __future__ import annotations

import json
import os
import re
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest

from api import sample
from benchmarks.drafts.articles import read_articles
from tests.engines import copy_database
from tests.extractors import write_package
from tests.pages import run_in_shell
from tests.servers import Server, running_server
from tests.waiting import wait_until

MOST_MEMORY = 60_000
"""kB that a worker may have more once it has drafted."""

PID_OF_LISTENER = re.compile(r"Booting worker with pid: (\d+)")

NEVER_ENDS = """
def extract(self, text, hints):
    import os, pathlib, re
    pathlib.Path(text).write_text(f"{os.getppid()} {os.getpid()}")
    re.match("(a+)+b", "a" * 64)
"""


@pytest.fixture
def drafting_server(newest: Callable[[str], str], tmp_path: Path) -> Iterator[Server]:
    """A running server that has an extractor which never ends."""
    write_package(tmp_path, "endless", NEVER_ENDS)
    url = copy_database(newest("sqlite"), tmp_path, "served")
    settings = {"DRAFT_TIMEOUT": "2", "PYTHONPATH": str(tmp_path)}
    with pytest.MonkeyPatch.context() as patch, running_server(url, tmp_path / "log", **settings) as running:
        patch.setenv("DATABASE_URL", url)
        yield running


def new_key() -> str:
    """An API key for the database of DATABASE_URL."""
    return run_in_shell(".venv/bin/communique keys create drafts --scope write")[-1]


def draft(server: Server, key: str, text: str, query: str = "") -> None:
    """Ask for a draft, whatever the answer."""
    send(server, key, f"/v1/drafts{query}", "text/plain", text)


def send(server: Server, key: str, path: str, media_type: str, body: str) -> None:
    """Post a body, whatever the answer."""
    headers = {"Authorization": f"Bearer {key}", "Content-Type": media_type}
    try:
        urlopen(Request(f"{server.address}{path}", body.encode(), headers), timeout=30).close()  # noqa: S310 - Our own server.
    except (HTTPError, URLError, ConnectionError):
        return


def is_running(pid: int) -> bool:
    """Whether a process is there, and has not just ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text("utf-8")
    except FileNotFoundError:
        return False
    return "State:\tZ" not in status


def memory_of(pid: int) -> int:
    """The memory of a process and those that it started, in kB; what several share is divided among them."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text("utf-8")
    own = int(re.findall(r"^Pss: +(\d+) kB", rollup, re.MULTILINE)[0])
    started = [int(each) for path in Path(f"/proc/{pid}/task").glob("*/children") for each in path.read_text().split()]
    return own + sum(map(memory_of, started))


def test_a_process_ends_with_a_server_that_is_killed_even_while_it_reads(
    drafting_server: Server, tmp_path: Path
) -> None:
    begun = tmp_path / "begun"
    asking = threading.Thread(target=draft, args=(drafting_server, new_key(), str(begun), "?extractor=endless"))
    asking.start()
    wait_until(lambda: begun.exists() and len(begun.read_text("utf-8").split()) == 2)
    worker, process = map(int, begun.read_text("utf-8").split())
    os.kill(worker, signal.SIGKILL)
    wait_until(lambda: not is_running(process))
    asking.join()


def test_drafts_take_little_memory(drafting_server: Server) -> None:
    key = new_key()
    (worker,) = map(int, PID_OF_LISTENER.findall(drafting_server.log.read_text("utf-8")))
    for sample_record in sample.records()[:20]:  # What any write loads is not due to drafts.
        send(drafting_server, key, "/v1/announcements", "application/json", json.dumps(sample_record))
    before = memory_of(worker)
    for article in read_articles():
        draft(drafting_server, key, article.text)
    assert memory_of(worker) - before <= MOST_MEMORY
